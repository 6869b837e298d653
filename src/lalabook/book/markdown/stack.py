"""The stack of open blocks while lines are read: adding a block, finishing it, closing what a line did not reach."""

from __future__ import annotations

from lalabook.book.markdown import definitions
from lalabook.book.markdown.block import CONTAINERS, Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.desk import Desk

GOES_ON, STOPS, USED = range(3)
"""What an open block says to a line: it belongs to me; it does not; I have used all of it."""


class Stack:
    """The block tree of a division in the making."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cursor = Cursor()
        self.root = Block("document", 1)
        self.tip: Block | None = self.root
        """The deepest open block."""
        self.matched = self.root
        """The deepest block that the line at hand belongs to."""
        self.is_line_done = False

    @property
    def all_matched(self) -> bool:
        return self.matched is self.tip

    @property
    def is_lazy(self) -> bool:
        """Text on this line would continue a paragraph whose containers it lacks."""
        return not self.all_matched and self.tip is not None and self.tip.kind == "paragraph"

    def add(self, kind: str) -> Block:
        """A new block at the cursor, inside the deepest open block that can hold it."""
        self.close_unmatched()
        while self.tip is not None and not self.tip.can_hold(kind):
            self.finish(self.tip, self.cursor.number - 1)
        assert self.tip is not None, "the root can hold any block"
        parent = self.tip
        block = Block(kind, self.cursor.number, self.cursor.next + 1, parent=parent, depth=parent.depth + 1)
        parent.children.append(block)
        self.tip = self.matched = block
        return block

    def close_unmatched(self) -> None:
        """Finish the open blocks that the line at hand does not belong to."""
        while self.tip is not None and self.tip is not self.matched:
            self.finish(self.tip, self.cursor.number - 1)

    def finish_through(self, block: Block, line: int) -> None:
        """Finish a block that ends on this line, and all blocks inside it."""
        while self.tip is not None and self.tip is not block:
            self.finish(self.tip, line - 1)
        self.finish(block, line)
        self.matched = self.tip or self.root

    def finish(self, block: Block, line: int) -> None:
        """Close a block whose last line is `line`, and learn what can only be known then."""
        block.is_open = False
        block.end = line
        self.tip = block.parent
        if block.kind == "paragraph":
            definitions.take(block, self.desk)
            if not block.rows:
                block.kind = "reference"
            block.end = block.rows[-1][1] if block.rows else block.end
        elif block.kind == "code" and not block.mark:
            while block.rows and not block.rows[-1][0].strip():
                block.rows.pop()
            block.end = block.rows[-1][1]
        elif block.kind in CONTAINERS and block.kind not in ("quote", "box", "document"):
            block.end = block.children[-1].end if block.children else block.line
            if block.kind in ("list", "terms"):
                block.is_tight = block.is_tight and not any(map(_has_gaps, [block, *block.children]))
        elif block.kind == "box" and not block.is_closed:
            slashes = "/" * block.level
            self.desk.note(
                "B104", block.line, block.column, f'block "{block.name}" is never closed', f'add a line "{slashes}"'
            )
        elif block.kind == "code" and not block.is_closed:
            hint = f'add a line "{block.mark}"'
            self.desk.note("B119", block.line, block.column, "code fence is never closed", hint, is_error=False)


def _has_gaps(block: Block) -> bool:
    """A blank line stands between two of its children."""
    if block.kind == "terms":
        return False  # a blank line between entries, or before a meaning, is no gap
    children = block.children
    return any(children[i].end < children[i + 1].line - 1 for i in range(len(children) - 1))
