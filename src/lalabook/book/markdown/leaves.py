"""Headings, thematic breaks, code, HTML blocks: what opens one, what goes on with it.

ATX heading    = 0–3 spaces 1–6 "#" (space | end) text [space "#"…]
setext heading = paragraph, then a line of "=" or "-"
break          = 0–3 spaces, three or more of one of "*", "-", "_", spaces between
fence          = 0–3 spaces, three or more "`" or "~", info string; closed by at least as many
indented code  = lines of 4 or more spaces, not behind a paragraph
HTML           = the seven kinds of CommonMark 0.31 §4.6
"""

from __future__ import annotations

import re

from lalabook.book.markdown import definitions, raw_html
from lalabook.book.markdown.block import Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.stack import GOES_ON, STOPS, USED, Stack

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ATX_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_FENCE = re.compile(r"`{3,}(?!.*`)|~{3,}")
_FENCE_CLOSING = re.compile(r"(`{3,}|~{3,})[ \t]*$")
_SLASHES = re.compile(r" {0,3}(/{3,})[ \t]*$")


def open_atx_heading(stack: Stack, _: Block) -> Block | None:
    cursor = stack.cursor
    found = _ATX.match(cursor.text, cursor.next)
    if found is None:
        return None
    heading = stack.add("heading")
    heading.level = len(found[1])
    heading.rows = [(cursor.text[found.end() :].rstrip(" \t"), cursor.number, found.end() + 1)]
    _done(stack, heading)
    return heading


def strip_closing_hashes(text: str) -> str:
    """The text of an ATX heading without the `#` at its end."""
    return _ATX_CLOSING.sub("", text)


def open_setext_heading(stack: Stack, block: Block) -> Block | None:
    cursor = stack.cursor
    if block.kind != "paragraph" or not _SETEXT.match(cursor.text, cursor.next):
        return None
    definitions.take(block, stack.desk)
    if not block.rows:
        return None
    block.kind, block.level, block.mark = "heading", 1 if cursor.text[cursor.next] == "=" else 2, "setext"
    block.line = block.rows[0][1]
    _done(stack, block)
    return block


def open_rule(stack: Stack, _: Block) -> Block | None:
    if not _RULE.match(stack.cursor.text, stack.cursor.next):
        return None
    rule = stack.add("rule")
    _done(stack, rule)
    return rule


def open_fence(stack: Stack, _: Block) -> Block | None:
    cursor = stack.cursor
    found = _FENCE.match(cursor.text, cursor.next)
    if found is None:
        return None
    margin = cursor.indent
    fence = stack.add("code")
    fence.mark, fence.indent = found[0], margin
    fence.name = cursor.text[found.end() :].strip()
    stack.is_line_done = True
    return fence


def open_indented_code(stack: Stack, _: Block) -> Block | None:
    if stack.cursor.is_blank or (stack.tip is not None and stack.tip.kind == "paragraph"):
        return None
    stack.cursor.eat_columns(4)
    return stack.add("code")


def continue_code(code: Block, cursor: Cursor) -> int:
    if code.mark:
        found = _FENCE_CLOSING.match(cursor.text, cursor.next)
        if found and not cursor.is_indented and found[1].startswith(code.mark):
            code.is_closed = True
            return USED
        cursor.eat_columns(min(code.indent, cursor.indent))
        return GOES_ON
    if cursor.is_indented:
        cursor.eat_columns(4)
        return GOES_ON
    if cursor.is_blank:
        cursor.to_text()
        return GOES_ON
    return STOPS


def open_html(stack: Stack, block: Block) -> Block | None:
    cursor = stack.cursor
    kind = raw_html.block_kind(cursor.text, cursor.next)
    if not kind or (kind == 7 and (block.kind == "paragraph" or stack.is_lazy)):
        return None
    html = stack.add("html")
    html.level = kind
    return html


def continue_html(html: Block, cursor: Cursor) -> int:
    if html.level < 6:
        return GOES_ON
    return STOPS if cursor.is_blank or _closes_box(html, cursor) else GOES_ON


def _closes_box(block: Block | None, cursor: Cursor) -> bool:
    """The line closes a box that this block stands in: HTML right before it must not swallow it."""
    found = _SLASHES.match(cursor.text, cursor.offset)
    while found and block is not None:
        if block.kind == "box" and block.level == len(found[1]):
            return True
        block = block.parent
    return False


def ends_html(html: Block, cursor: Cursor) -> bool:
    """HTML of kinds 1–5 ends on the line that holds its closing mark."""
    return html.level < 6 and bool(raw_html.BLOCK_ENDS[html.level].search(cursor.text, cursor.offset))


def continue_paragraph(_: Block, cursor: Cursor) -> int:
    return STOPS if cursor.is_blank else GOES_ON


def _done(stack: Stack, block: Block) -> None:
    stack.finish(block, stack.cursor.number)
    stack.matched = stack.tip or stack.root
    stack.is_line_done = True
