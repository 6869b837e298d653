"""Footnotes: `[^a]: text` opens a note, lines indented by four go on with it; `[^a]` in the text calls it.

definition = 0–3 spaces "[^" label "]:" text; label = no spaces, no brackets
"""

from __future__ import annotations

import re

from lalabook.book.markdown.block import Block
from lalabook.book.markdown.cursor import Cursor
from lalabook.book.markdown.desk import Desk, fold_label
from lalabook.book.markdown.stack import GOES_ON, STOPS, Stack

_DEFINITION = re.compile(r"\[\^([^\]\[\s]+)\]:[ \t]*")
_UNSAFE = re.compile(r"[^\w.-]+")


def open_note(stack: Stack, _: Block) -> Block | None:
    cursor = stack.cursor
    found = _DEFINITION.match(cursor.text, cursor.next)
    if found is None:
        return None
    note = stack.add("note")
    note.name = fold_label(found[1])
    cursor.to_text()
    cursor.eat(found.end() - found.start())
    first = stack.desk.notes.setdefault(note.name, note)
    if first is not note:
        stack.desk.note(
            "B103",
            note.line,
            note.column,
            f"note [^{found[1]}] has a second text",
            f"the first one is at {stack.desk.place(first.line, 0)}; give one of them another label",
        )
    return note


def continue_note(_: Block, cursor: Cursor) -> int:
    if cursor.is_blank:
        cursor.to_text()
        return GOES_ON
    if cursor.indent < 4:
        return STOPS
    cursor.eat_columns(4)
    return GOES_ON


def id_part(label: str) -> str:
    """A label as the end of an id."""
    return _UNSAFE.sub("-", label)


def call(desk: Desk, label: str) -> tuple[int, str]:
    """Call a note: its number in this division, and the id of the mark."""
    times = desk.called_notes.get(label, 0) + 1
    desk.called_notes[label] = times
    number = list(desk.called_notes).index(label) + 1
    suffix = f"-{times}" if times > 1 else ""
    return number, f"ref-{id_part(label)}{suffix}"


def report_stray(desk: Desk) -> None:
    """Report texts that no mark calls, and texts that are empty: neither would be read."""
    called = set(desk.called_notes)
    for label, note in desk.notes.items():
        if label not in called:
            hint = f"add the mark [^{label}], or remove the text"
            desk.note("B102", note.line, note.column, f"note [^{label}] is never called", hint, is_error=False)
        elif not note.children:
            desk.note("B101", note.line, note.column, f"note [^{label}] has no text", "write it after the colon")
