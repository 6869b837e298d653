"""A TOML document → values asked for by name; every fault is noted with its place, and what nobody asked for is one.

    top = Table(document, codes)
    book = top.sub_table("book")
    title = book.text("title")
    book.refuse_unasked()
    top.findings

A value that is missing or faulty is answered by the default, so that reading goes on and all faults are found at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from lalabook.findings import Finding, Place
from lalabook.nearest import did_you_mean
from lalabook.toml_places import TomlDocument

_Value = TypeVar("_Value", str, bool, int, list[object])

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (dict, "a table"),
    (date, "a date"),
)


@dataclass(frozen=True)
class TableCodes:
    """The codes of the room that asks."""

    unknown_key: str
    wrong_type: str


class Table:
    """A document, or one table of it. All tables of a document note their faults in the same `findings`."""

    def __init__(self, document: TomlDocument, codes: TableCodes) -> None:
        self._document, self._codes = document, codes
        self._key: tuple[str, ...] = ()
        self._asked: list[str] = []
        self._values: dict[str, Any] = document.values
        self.findings: list[Finding] = []

    def name(self, *key: str) -> str:
        return ".".join((*self._key, *key))

    def place(self, *key: str) -> Place:
        return self._document.place(*self._key, *key)

    def note(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(place, code, message, hint))

    def value(self, key: str) -> object:
        """Whatever stands there; None where nothing does."""
        self._asked.append(key)
        return self._values.get(key)

    def has(self, key: str) -> bool:
        return key in self._values

    def is_table(self, key: str) -> bool:
        return isinstance(self._values.get(key), dict | list)

    def names(self) -> tuple[str, ...]:
        """The names set in the table, in the file's order."""
        return tuple(self._values)

    def sub_table(self, *key: str) -> Table:
        """A table inside this one, or an entry of a list; an empty one where there is none of that name."""
        self._asked.append(key[0])
        table = Table(self._document, self._codes)
        table._key, table.findings = (*self._key, *key), self.findings
        found: Any = self._values
        for word in key:
            found = found[int(word)] if isinstance(found, list) else found.get(word, {})
        if not isinstance(found, dict):
            self._refuse_type(table.name(), found, "a table", *key)
            found = {}
        table._values = found
        return table

    def leave_alone(self, *keys: str) -> None:
        """These are another tool's."""
        self._asked.extend(keys)

    def text(self, key: str, default: str = "") -> str:
        return self._typed(key, default, 'text between quotes, like "…"').strip()

    def flag(self, key: str, default: bool) -> bool:
        return self._typed(key, default, "true or false")

    def number(self, key: str, default: int) -> int:
        return self._typed(key, default, "a whole number")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.entries(key, 'a list of texts, like ["…", "…"]')
        for at, each in enumerate(found):
            if not isinstance(each, str):
                self._refuse_type(f"entry {at + 1} of {self.name(key)}", each, "text between quotes", key, str(at))
        return tuple(each.strip() for each in found if isinstance(each, str))

    def entries(self, key: str, wanted: str = 'a list, like ["…", "…"]') -> list[object]:
        """A list of anything."""
        empty: list[object] = []
        return self._typed(key, empty, wanted)

    def text_or_number(self, key: str) -> str:
        """A text, or a number or day written without quotes, as text."""
        self._asked.append(key)
        found = self._values.get(key, "")
        if isinstance(found, datetime | date):
            return found.isoformat()
        if isinstance(found, str | int) and not isinstance(found, bool):
            return str(found).strip()
        self._refuse_type(self.name(key), found, "text between quotes", key)
        return ""

    def refuse_unasked(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self._values:
            if key not in self._asked:
                hint = did_you_mean(key, self._asked)
                self.note(self.place(key), self._codes.unknown_key, f"{self.name(key)}: no such key", hint)

    def _typed(self, key: str, default: _Value, wanted: str) -> _Value:
        """The value, if it is of the default's type."""
        self._asked.append(key)
        found = self._values.get(key, default)
        # Not isinstance: for Python true is a number, for an author it is not.
        if type(found) is type(default):
            return found
        self._refuse_type(self.name(key), found, wanted, key)
        return default

    def _refuse_type(self, name: str, found: object, wanted: str, *key: str) -> None:
        self.note(self.place(*key), self._codes.wrong_type, f"{name} is {_kind(found)}", f"it must be {wanted}")


def _kind(found: object) -> str:
    """What a value is, in an author's words."""
    return next((name for kind, name in _KINDS if isinstance(found, kind)), "something else")
