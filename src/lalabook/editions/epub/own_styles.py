"""Inline styles of raw HTML → classes and the rules that stand for them."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[{}<>@\\]|url\(|expression\(|/\*", re.IGNORECASE)


class OwnStyles:
    """The inline styles of one book, each once, in the order they were met."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def class_of(self, style: str) -> str:
        """The class that stands for an inline style; empty where it is not plain declarations."""
        declarations = " ".join(style.split()).rstrip("; ")
        if not declarations or _UNSAFE.search(declarations):
            return ""
        return self._classes.setdefault(declarations, f"own-style-{len(self._classes) + 1}")

    @property
    def css(self) -> str:
        """The rules, to be put behind the design's."""
        return "".join(f".{name} {{ {declarations} }}\n" for declarations, name in self._classes.items())
