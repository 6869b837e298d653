"""A misspelt word → the known word it most resembles."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word nearest to `word`; empty when none is near. `likeness` runs from 0 (anything) to 1 (the same)."""
    spelt = {each.casefold().replace("_", "-"): each for each in sorted(known)}
    found = get_close_matches(word.casefold().replace("_", "-"), list(spelt), n=1, cutoff=likeness)
    return spelt[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word; empty when none is near."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""
