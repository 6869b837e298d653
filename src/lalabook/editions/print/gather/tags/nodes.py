"""What a PDF's structure tree is made of, before any of it is PDF: nodes, and the marked content that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

_STAND_EMPTY = frozenset({"TH", "TD"})
"""A cell without content keeps its neighbours in their columns."""


class Piece(NamedTuple):
    """A run of text, or a picture, that was painted as marked content."""

    page: int
    number: int
    """Its MCID (ISO 32000-1, 14.7.4.2)."""
    is_blank: bool
    """Nothing but white space."""


class LinkArea(NamedTuple):
    """The part of a link that stands on one line."""

    page: int
    annotation: Any


@dataclass
class Node:
    """An element of the structure tree."""

    kind: str
    """Its type: "P", "LI" (ISO 32000-1, 14.8.4)."""
    kids: list[Kid] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """Of its own entries those that are text: `Alt`, `E`, `ID`, `Lang`, `T`."""
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, kind: str, **texts: str) -> Node:
        """A new last kid."""
        kid = Node(kind, texts=texts)
        self.kids.append(kid)
        return kid

    def pieces(self) -> Iterator[Piece]:
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.pieces()
            elif isinstance(kid, Piece):
                yield kid

    def prune(self) -> bool:
        """Drop all nodes that hold nothing; False where this is one."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        if self.kind == "Table" and next(self.pieces(), None) is None:
            self.kids = []
        return bool(self.kids) or self.kind in _STAND_EMPTY


Kid: TypeAlias = Node | Piece | LinkArea
