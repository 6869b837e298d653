r"""Tables as GitHub has them: a row with a "|", a row of dashes with as many cells, then rows until a blank line.

dashes = ["|"] cell { "|" cell } ["|"], cell = [":"] "-"… [":"]
A "|" inside a cell, code too, is written "\|".
"""

from __future__ import annotations

import re

from lalabook.book.markdown.block import Block, Row
from lalabook.book.markdown.desk import Source, SpotList
from lalabook.book.markdown.stack import Stack

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = re.compile(r"\\*\|")
_ALIGNS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}


def open_table(stack: Stack, block: Block) -> Block | None:
    cursor = stack.cursor
    if block.kind != "paragraph" or not block.rows or "|" not in block.rows[-1][0]:
        return None
    if not _DASHES.match(cursor.text, cursor.next):
        return None
    dashes = cells((cursor.text[cursor.next :], cursor.number, cursor.next + 1))
    if len(cells(block.rows[-1])) != len(dashes):
        return None
    header = block.rows.pop()
    if block.rows:
        block = stack.add("table")
        block.line, block.column = header[1], header[2]
    else:
        block.kind = "table"
    block.rows = [header]
    block.aligns = tuple(_ALIGNS[cell.text.startswith(":"), cell.text.endswith(":")] for cell in dashes)
    stack.is_line_done = True
    return block


def cells(row: Row) -> list[Source]:
    """The cells of a row, without the space around them; an escaped bar is a bar."""
    text, line, column = row
    start, stop = 0, len(text.rstrip())
    if text.startswith("|"):
        start = 1
    bounds: list[tuple[int, int]] = []
    for bar in _BAR.finditer(text, start, stop):
        if (bar.end() - bar.start()) % 2:  # an even number of backslashes before it escapes nothing
            bounds.append((start, bar.end() - 1))
            start = bar.end()
    if start < stop or not bounds:
        bounds.append((start, stop))
    return [_cell(text, begin, end, line, column) for begin, end in bounds]


def _cell(text: str, begin: int, end: int, line: int, column: int) -> Source:
    while begin < end and text[begin] in " \t":
        begin += 1
    while end > begin and text[end - 1] in " \t":
        end -= 1
    spots: SpotList = [(0, line, column + begin)]
    parts: list[str] = []
    at = begin
    while (bar := text.find("\\|", at, end)) >= 0:
        parts.append(text[at:bar])
        at = bar + 1
        spots.append((sum(map(len, parts)), line, column + at))
        parts.append("|")
        at += 1
    parts.append(text[at:end])
    return Source("".join(parts), spots)
