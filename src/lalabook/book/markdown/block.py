"""The block tree: what `blocks` reads from lines and `elements` turns into XHTML."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[str, int, int]
"""One line of a leaf without its containers' marks: text, line, column of its first character."""

CONTAINERS = frozenset({"document", "quote", "list", "item", "terms", "meaning", "note", "box"})

_NEST = {"list": frozenset({"item"}), "terms": frozenset({"term", "meaning"})}


@dataclass(slots=True, eq=False)
class Block:
    """One block. Which fields mean something depends on `kind`."""

    kind: str
    """A container (`CONTAINERS`), or: paragraph, heading, code, html, rule, table, term, reference."""
    line: int
    column: int = 1
    end: int = 0
    """The last line that belongs to it."""
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    is_open: bool = True
    rows: list[Row] = field(default_factory=list)
    depth: int = 0
    level: int = 0
    """Heading: 1–6. HTML: which of the seven kinds. Box: how many slashes."""
    indent: int = 0
    """Item, meaning: columns its content is indented by. Fence: columns before it."""
    mark: str = ""
    """List: bullet or delimiter. Fence: its characters, empty for indented code."""
    name: str = ""
    """Fence: info string. Note: label. Box: kind."""
    start: int = 1
    """Ordered list: first number."""
    is_ordered: bool = False
    is_tight: bool = True
    is_closed: bool = False
    """Box, fence: its closing line was found."""
    aligns: tuple[str, ...] = ()
    title: Row | None = None
    is_fresh: bool = True
    """Box: only option lines (kept in `rows`) have come so far."""
    attributes: dict[str, str] = field(default_factory=dict)

    def can_hold(self, kind: str) -> bool:
        if self.kind in _NEST:
            return kind in _NEST[self.kind]
        return self.kind in CONTAINERS and kind not in ("item", "term", "meaning")
