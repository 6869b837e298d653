"""Inline styles of raw HTML → classes and the rules that stand for them."""

from __future__ import annotations

import re

_DECLARATION = re.compile(
    r"""-?[a-z][a-z-]*\s*:\s*(?:[\w\s#%.,+/!-]|'[\w\s-]*'|"[\w\s-]*"|[a-z-]+\([\w\s#%.,+-]*\))+"""
)
_FORBIDDEN = frozenset({"direction", "unicode-bidi", "position"})
"""EPUB 3.3 §6.3.3 forbids the first two, and a page that flows has no place for the third."""


class OwnStyles:
    """The inline styles of one book, each once, in the order they were met."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def class_of(self, style: str) -> str:
        """The class that stands for an inline style; empty where nothing of it is a plain declaration."""
        written = (" ".join(each.split()) for each in style.split(";"))
        kept = [each for each in written if _DECLARATION.fullmatch(each) and each.partition(":")[0] not in _FORBIDDEN]
        if not kept:
            return ""
        return self._classes.setdefault("; ".join(kept), f"own-style-{len(self._classes) + 1}")

    @property
    def css(self) -> str:
        """The rules, to be put behind the design's."""
        return "".join(f".{name} {{ {declarations} }}\n" for declarations, name in self._classes.items())
