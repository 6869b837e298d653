"""One line of text and how far it is read, in characters and in columns: a tab reaches to the next multiple of four."""

from __future__ import annotations

import re

_INDENT = re.compile(r"[ \t]*")


class Cursor:
    """The reading position in one line, after commonmark.js: containers eat their marks from the left."""

    __slots__ = (
        "column",
        "end",
        "indent",
        "is_blank",
        "is_tab_split",
        "next",
        "next_column",
        "number",
        "offset",
        "text",
    )

    def __init__(self) -> None:
        self.take("", 0)

    def take(self, text: str, number: int) -> None:
        """Begin a new line."""
        self.text = text
        self.number = number
        self.end = len(text)
        self.offset = self.column = 0
        self.is_tab_split = False
        """The tab at `offset` has been eaten in part."""
        self.look()

    def look(self) -> None:
        """Find the next character that is not white space: `next`, `next_column`, `indent`, `is_blank`."""
        text, offset = self.text, self.offset
        found = _INDENT.match(text, offset)
        self.next = stop = found.end() if found else offset
        column = self.column
        if "\t" in text[offset:stop]:
            for character in text[offset:stop]:
                column += 4 - column % 4 if character == "\t" else 1
        else:
            column += stop - offset
        self.next_column = column
        self.indent = column - self.column
        self.is_blank = stop == self.end

    @property
    def is_indented(self) -> bool:
        """So far to the right that it is code."""
        return self.indent >= 4

    @property
    def rest(self) -> str:
        """What follows the leading white space."""
        return self.text[self.next :]

    def to_text(self) -> None:
        """Eat the leading white space."""
        self.offset, self.column, self.is_tab_split = self.next, self.next_column, False
        self.indent = 0

    def eat(self, count: int) -> None:
        """Eat characters, none of them a tab."""
        self.offset += count
        self.column += count
        self.look()

    def eat_columns(self, count: int) -> None:
        """Eat columns of white space; a tab can be eaten in part."""
        text = self.text
        while count > 0 and self.offset < self.end:
            if text[self.offset] == "\t":
                width = 4 - self.column % 4
                self.is_tab_split = width > count
                eaten = min(width, count)
                self.column += eaten
                self.offset += 0 if self.is_tab_split else 1
                count -= eaten
            else:
                self.is_tab_split = False
                self.offset += 1
                self.column += 1
                count -= 1
        self.look()

    def eat_one_space(self) -> None:
        """Eat the one optional space after a container's mark."""
        if self.offset < self.end and self.text[self.offset] in " \t":
            self.eat_columns(1)

    def remainder(self) -> tuple[str, int, int]:
        """The rest of the line as a row of a block: text, line, column (from 1)."""
        if self.is_tab_split:
            spaces = " " * (4 - self.column % 4)
            return spaces + self.text[self.offset + 1 :], self.number, max(1, self.offset + 2 - len(spaces))
        return self.text[self.offset :], self.number, self.offset + 1
