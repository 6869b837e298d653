"""The lines of a file, each with the place it came from → the text of a division and its `LineRun`s.

Every step of reading takes such lines and gives such lines, so that a place is never computed back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lalabook.findings import Place
from lalabook.manuscript import LineRun


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, without its end."""

    text: str
    path: str
    number: int
    """Of the author's line, from 1."""
    column_shift: int = 0
    """The author's column is the column in `text` plus this."""

    def place(self, column: int = 0) -> Place:
        return Place(self.path, self.number, max(1, column + self.column_shift) if column else 0)

    def with_text(self, text: str) -> Line:
        return replace(self, text=text)

    def after(self, prefix: str) -> Line:
        """The same line, pushed to the right."""
        return replace(self, text=prefix + self.text, column_shift=self.column_shift - len(prefix))


def lines_of(text: str, path: str) -> tuple[Line, ...]:
    """The lines of a whole file."""
    words = text.removesuffix("\n").split("\n") if text else []
    return tuple(Line(each, path, number) for number, each in enumerate(words, 1))


def joined(lines: Iterable[Line]) -> str:
    return "".join(f"{line.text}\n" for line in lines)


def runs(lines: Iterable[Line]) -> tuple[LineRun, ...]:
    """Where the lines come from, said once for as many lines as follow each other in one file."""
    found: list[LineRun] = []
    for at, line in enumerate(lines, 1):
        last = found[-1] if found else None
        follows = last and (last.path, last.line + at - last.first_line, last.column_shift)
        if follows != (line.path, line.number, line.column_shift):
            found.append(LineRun(at, line.path, line.number, line.column_shift))
    return tuple(found)
