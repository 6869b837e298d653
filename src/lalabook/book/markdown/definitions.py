"""Link reference definitions at the head of a paragraph → the desk's references.

definition = "[" label "]:" [newline] destination [space title | newline title] end of line
"""

from __future__ import annotations

import re

from lalabook.book.markdown import destinations
from lalabook.book.markdown.block import Block
from lalabook.book.markdown.desk import Desk, Target, fold_label

_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){1,999})\]:", re.DOTALL)
_SPACE = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


def take(paragraph: Block, desk: Desk) -> None:
    """Move the definitions a paragraph begins with to the desk; its other rows stay. The first of a name wins."""
    while paragraph.rows and paragraph.rows[0][0].startswith("["):
        text = "\n".join(row[0] for row in paragraph.rows)
        found = _read(text)
        if found is None:
            return
        label, target, end = found
        desk.references.setdefault(label, target)
        paragraph.rows = paragraph.rows[text.count("\n", 0, end) :] if end < len(text) else []


def _read(text: str) -> tuple[str, Target, int] | None:
    """The folded label, the target, and where the definition ends."""
    label = _LABEL.match(text)
    if label is None or not label[1].strip():
        return None
    at = _past(_SPACE, text, label.end())
    destination = destinations.read_destination(text, at)
    if destination is None or (destination[1] == at and at == len(text)):
        return None
    href, at = destination
    title, end = "", at
    title_at = _past(_SPACE, text, at)
    found = destinations.read_title(text, title_at) if title_at > at else None
    line_end = _LINE_END.match(text, found[1]) if found else None
    if found and line_end:
        title, end = found[0], line_end.end()
    else:
        line_end = _LINE_END.match(text, at)
        if line_end is None:
            return None
        end = line_end.end()
    return fold_label(label[1]), Target(href, title), end


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
