"""Block quotes and lists: what opens one, what goes on with it.

quote    = 0–3 spaces ">" [space]
item     = 0–3 spaces ("-" | "+" | "*" | 1–9 digits ("." | ")")) 1–4 spaces; lines indented like its text follow
one list = items with the same bullet or delimiter
"""

from __future__ import annotations

import re

from lalabook.book.markdown.block import Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.stack import GOES_ON, STOPS, Stack

_BULLET = re.compile(r"[*+-](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)", re.ASCII)


def open_quote(stack: Stack, _: Block) -> Block:
    cursor = stack.cursor
    cursor.to_text()
    quote = stack.add("quote")
    cursor.eat(1)
    cursor.eat_one_space()
    return quote


def continue_quote(_: Block, cursor: Cursor) -> int:
    if cursor.is_indented or cursor.is_blank or cursor.text[cursor.next] != ">":
        return STOPS
    cursor.to_text()
    cursor.eat(1)
    cursor.eat_one_space()
    return GOES_ON


def open_item(stack: Stack, block: Block) -> Block | None:
    cursor = stack.cursor
    found = _BULLET.match(cursor.text, cursor.next) or _NUMBER.match(cursor.text, cursor.next)
    if found is None:
        return None
    is_ordered = found.re is _NUMBER
    is_empty = not cursor.text[found.end() :].strip()
    if block.kind == "paragraph" and (is_empty or (is_ordered and int(found[1]) != 1)):
        return None  # an empty item or a number other than 1 does not interrupt a paragraph
    mark = found[2] if is_ordered else found[0]
    column, margin = cursor.next + 1, cursor.indent
    if block.kind != "list" or (block.mark, block.is_ordered) != (mark, is_ordered):
        stack.close_unmatched()
        if block.kind == "list":
            stack.finish(block, cursor.number - 1)
            stack.matched = stack.tip or stack.root
        made = stack.add("list")
        made.mark, made.is_ordered = mark, is_ordered
        made.start = int(found[1]) if is_ordered else 1
    item = stack.add("item")
    item.column = column
    item.indent = margin + eat_marker(cursor, len(found[0]))
    return item


def eat_marker(cursor: Cursor, width: int) -> int:
    """Eat a marker and the space behind it; the columns that the text of its item is indented by."""
    cursor.to_text()
    cursor.eat(width)
    if cursor.is_blank or cursor.indent > 4:
        cursor.eat_one_space()
        return width + 1
    spaces = cursor.indent
    cursor.eat_columns(spaces)
    return width + spaces


def continue_list(_: Block, __: Cursor) -> int:
    return GOES_ON


def continue_item(item: Block, cursor: Cursor) -> int:
    if cursor.is_blank:
        if not item.children:
            return STOPS  # an item can begin with at most one blank line
        cursor.to_text()
        return GOES_ON
    if cursor.indent >= item.indent:
        cursor.eat_columns(item.indent)
        return GOES_ON
    return STOPS
