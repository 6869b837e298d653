"""Blocks between slashes: `/// fact | Title {#id}`, option lines, text, `///`.

opening = 0–3 spaces, three or more "/", name, ["|" title], [attribute list]
options = lines right below it, indented by four or more: YAML, as pymdown-extensions reads it
closing = 0–3 spaces, as many "/"; more slashes outside than inside where boxes nest
"""

from __future__ import annotations

import re
import textwrap

from pymdownx.blocks import get_frontmatter

from lalabook.book.markdown import attributes
from lalabook.book.markdown.block import Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.stack import GOES_ON, USED, Stack

_OPENING = re.compile(rf"(/{{3,}})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*|(?={attributes.LIST.pattern}[ \t]*$)|$)")
_CLOSING = re.compile(r"(/{3,})[ \t]*$")


def open_box(stack: Stack, _: Block) -> Block | None:
    cursor = stack.cursor
    found = _OPENING.match(cursor.text, cursor.next)
    if found is None:
        return None
    box = stack.add("box")
    box.level, box.name = len(found[1]), found[2].lower()
    title, inside = attributes.split_trailing(cursor.text[found.end() :].rstrip())
    if inside:
        box.attributes = attributes.checked(attributes.parse(inside), stack.desk, "aside", box.line)
    if title:
        box.title = (title, box.line, found.end() + 1)
    stack.is_line_done = True
    return box


def close(stack: Stack, _: Block) -> Block | None:
    cursor = stack.cursor
    found = _CLOSING.match(cursor.text, cursor.next)
    if found is None:
        return None
    box = stack.tip
    while box is not None and not (box.kind == "box" and box.level == len(found[1])):
        box = box.parent
    if box is None:
        hint = "remove it, or write as many slashes as in the opening line"
        stack.desk.note("B107", cursor.number, cursor.next + 1, f'"{found[1]}" closes nothing', hint, is_error=False)
        return None
    box.is_closed = True
    stack.finish_through(box, cursor.number)
    stack.is_line_done = True
    return box


def continue_box(box: Block, cursor: Cursor) -> int:
    if box.is_fresh and cursor.is_indented and not cursor.is_blank:
        box.rows.append(cursor.remainder())
        return USED
    box.is_fresh = False
    return GOES_ON


def options(box: Block, desk: Desk) -> dict[str, str]:
    """The attributes that the option lines of a box give."""
    if not box.rows:
        return {}
    read = get_frontmatter(textwrap.dedent("\n".join(row[0] for row in box.rows)))
    if read is None:
        line = box.rows[0][1]
        hint = 'write "attrs: {id: name}", or leave a line blank before indented text'
        desk.note("B106", line, 0, f'the options of block "{box.name}" cannot be read', hint)
        return {}
    given = read.get("attrs", {})
    pairs = {
        **{key: value for key, value in read.items() if key != "attrs"},
        **(given if isinstance(given, dict) else {}),
    }
    found = {str(key): str(value) for key, value in pairs.items() if isinstance(value, (str, int))}
    return attributes.checked(found, desk, "aside", box.rows[0][1])
