"""What an index is made of: marks as they stand in the book, and the entries that are made of them."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.book.sheets import Sheet
from lalabook.findings import Place
from lalabook.template import Markup

Path = tuple[str, ...]
"""The plain words of a heading and of those it stands under: ("Gosling, Ryan", "piano")."""


@dataclass(frozen=True)
class Heading:
    """One level of an entry, set in type."""

    words: str
    """Plain text."""
    markup: Markup
    """The same with its emphasis and code; what two headings must share to be one."""
    filed_as: str = ""
    """The words it is put in order by, where the author gives others (`sort-as`)."""


@dataclass(frozen=True)
class Mark:
    """One index mark of the author's."""

    headings: tuple[Heading, ...]
    """Main heading, sub-entry …"""
    sheet: Sheet
    id: str
    kind: str
    """ "text", "box" or "figure": what it stands in."""
    block: str
    """The paragraph or other block around it: two marks in one paragraph are one place for a reader."""
    place: Place
    is_locator: bool
    """Its page belongs in the index; else it only sends the reader on."""
    see: tuple[Path, ...] = ()
    see_also: tuple[Path, ...] = ()

    @property
    def address(self) -> str:
        return self.sheet.address(self.id)

    @property
    def path(self) -> Path:
        return tuple(heading.words for heading in self.headings)


@dataclass(frozen=True)
class Entry:
    """A heading with its places and the entries under it."""

    heading: Heading
    path: Path
    letter: str
    """The letter its main heading stands under; empty for numbers and signs."""
    id: str
    marks: tuple[Mark, ...]
    """All that were made for it, in reading order."""
    entries: tuple[Entry, ...] = ()

    @property
    def locators(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.is_locator)

    @property
    def see(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(path for mark in self.marks for path in mark.see))

    @property
    def see_also(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(path for mark in self.marks for path in mark.see_also))
