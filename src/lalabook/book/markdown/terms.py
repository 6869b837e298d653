"""Definition lists: a line of terms (or several), then `: meaning`, its further lines indented like an item's.

list = { term line { term line } [blank] meaning { [blank] meaning } }, meaning = 0–3 spaces ":" 1–4 spaces text
"""

from __future__ import annotations

import re

from lalabook.book.markdown.block import Block
from lalabook.book.markdown.lists import eat_marker
from lalabook.book.markdown.stack import Stack

_MARK = re.compile(r":[ \t]+\S")


def open_meaning(stack: Stack, block: Block) -> Block | None:
    cursor = stack.cursor
    if not _MARK.match(cursor.text, cursor.next):
        return None
    if block.kind != "terms":
        paragraph = _terms_before(stack, block)
        if paragraph is None:
            return None
        _make_terms(stack, paragraph)
    margin = cursor.indent
    meaning = stack.add("meaning")
    meaning.indent = margin + eat_marker(cursor, 1)
    return meaning


def _terms_before(stack: Stack, block: Block) -> Block | None:
    """The paragraph right before the line, or with one blank line between."""
    if block.kind == "paragraph":
        return block
    last = block.children[-1] if block.children and not stack.is_lazy else None
    is_near = last is not None and last.kind == "paragraph" and last.end >= stack.cursor.number - 2
    return last if is_near else None


def _make_terms(stack: Stack, paragraph: Block) -> None:
    """Turn a paragraph into terms: of the definition list before it, or of a new one."""
    parent = paragraph.parent
    assert parent is not None, "a paragraph stands in a container"
    stack.close_unmatched()
    if paragraph.is_open:
        stack.finish(paragraph, stack.cursor.number - 1)
    parent.children.pop()
    before = parent.children[-1] if parent.children else None
    if before is None or before.kind != "terms":
        before = Block("terms", paragraph.line, paragraph.column, parent=parent, depth=parent.depth + 1)
        parent.children.append(before)
    before.is_open = True
    for row in paragraph.rows:
        term = Block("term", row[1], row[2], end=row[1], parent=before, is_open=False, rows=[row])
        before.children.append(term)
    stack.tip = stack.matched = before
