"""A misspelt word → the known word it most resembles."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word nearest to `word`; empty when none is near. `likeness` runs from 0 (anything) to 1 (the same)."""
    spelt = {each.casefold().replace("_", "-"): each for each in sorted(known)}
    found = get_close_matches(word.casefold().replace("_", "-"), list(spelt), n=1, cutoff=likeness)
    return spelt[found[0]] if found else ""


def did_you_mean_file(name: str, known: Iterable[str]) -> str:
    """The same for the names of a folder: what tells files apart is not that they end in ".md"."""
    stems: dict[str, str] = {}
    for each in known:
        # Of two files that differ in their ending only, the one with the ending that was written.
        if PurePosixPath(each).stem not in stems or PurePosixPath(each).suffix == PurePosixPath(name).suffix:
            stems[PurePosixPath(each).stem] = each
    found = nearest(PurePosixPath(name).stem, stems)
    return f'did you mean "{stems[found]}"?' if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word; empty when none is near."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""
