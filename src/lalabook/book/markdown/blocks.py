"""Lines of Markdown → a tree of blocks, by CommonMark's algorithm: every line first walks down the open containers,
then opens new blocks, and what is left is text.

    division  = { block }
    container = quote | list of items | definition list | note | box
    leaf      = paragraph | heading | fence | indented code | HTML | thematic break | table | link reference

What opens a block stands in `OPENERS`, in the order it is tried, by the characters its line can begin with.
"""

from __future__ import annotations

from collections.abc import Callable

from lalabook.book.markdown import boxes, leaves, lists, notes, tables, terms
from lalabook.book.markdown.block import CONTAINERS, Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.stack import GOES_ON, STOPS, Stack

_DEEPEST = 100
"""Containers inside containers beyond this are text: no author means them, and they would exhaust the stack."""

Opener = Callable[[Stack, Block], Block | None]

OPENERS: tuple[tuple[str, Opener], ...] = (
    ("/", boxes.close),
    (">", lists.open_quote),
    ("#", leaves.open_atx_heading),
    ("`~", leaves.open_fence),
    ("<", leaves.open_html),
    ("=-", leaves.open_setext_heading),
    ("|-:", tables.open_table),
    ("*-_", leaves.open_rule),
    ("*+-0123456789", lists.open_item),
    (":", terms.open_meaning),
    ("[", notes.open_note),
    ("/", boxes.open_box),
)

_BY_CHARACTER: dict[str, tuple[Opener, ...]] = {
    character: tuple(opener for characters, opener in OPENERS if character in characters)
    for character in {character for characters, _ in OPENERS for character in characters}
}

_CONTINUE: dict[str, Callable[[Block, Cursor], int]] = {
    "quote": lists.continue_quote,
    "list": lists.continue_list,
    "item": lists.continue_item,
    "terms": lists.continue_list,
    "meaning": lists.continue_item,
    "note": notes.continue_note,
    "box": boxes.continue_box,
    "paragraph": leaves.continue_paragraph,
    "table": leaves.continue_paragraph,
    "code": leaves.continue_code,
    "html": leaves.continue_html,
}


def read(lines: list[str], desk: Desk) -> Block:
    """The block tree of a division."""
    stack = Stack(desk)
    for number, text in enumerate(lines, 1):
        stack.cursor.take(text, number)
        _read_line(stack)
    while stack.tip is not None:
        stack.finish(stack.tip, len(lines))
    return stack.root


def _read_line(stack: Stack) -> None:
    cursor = stack.cursor
    block = stack.root
    while block.children and block.children[-1].is_open:
        child = block.children[-1]
        cursor.look()
        verdict = _CONTINUE[child.kind](child, cursor) if child.kind in _CONTINUE else STOPS
        if verdict == STOPS:
            break
        if verdict != GOES_ON:
            if child.is_closed:
                stack.finish_through(child, cursor.number)
            return
        block = child
    stack.matched = block
    if block.kind not in ("code", "html"):
        block = _open_blocks(stack, block)
    _add_text(stack, block)


def _open_blocks(stack: Stack, block: Block) -> Block:
    """Open what begins on this line; the block its text belongs to."""
    cursor = stack.cursor
    while block.depth < _DEEPEST:
        cursor.look()
        opened = None
        if cursor.is_indented:
            opened = leaves.open_indented_code(stack, block)
        elif not cursor.is_blank:
            for opener in _BY_CHARACTER.get(cursor.text[cursor.next], ()):
                opened = opener(stack, block)
                if opened is not None:
                    break
        if opened is None:
            return block
        block = opened
        if stack.is_line_done or block.kind not in CONTAINERS:
            return block
    return block


def _add_text(stack: Stack, block: Block) -> None:
    cursor = stack.cursor
    if stack.is_line_done:
        stack.is_line_done = False
        return
    cursor.look()
    tip = stack.tip
    if stack.is_lazy and tip is not None and not cursor.is_blank:
        cursor.to_text()
        tip.rows.append(cursor.remainder())
        return
    stack.close_unmatched()
    if block.kind in ("code", "html"):
        block.rows.append(cursor.remainder())
        if block.kind == "html" and leaves.ends_html(block, cursor):
            stack.finish(block, cursor.number)
    elif block.kind in ("paragraph", "table") and not cursor.is_blank:
        cursor.to_text()
        block.rows.append(cursor.remainder())
    elif not cursor.is_blank:
        cursor.to_text()
        stack.add("paragraph").rows.append(cursor.remainder())
