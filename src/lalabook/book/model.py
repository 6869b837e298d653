"""The Book and what it is made of: frozen data that every edition shares."""

from __future__ import annotations

from dataclasses import dataclass, field

from lalabook.config import Metadata
from lalabook.findings import Finding
from lalabook.manuscript import Division
from lalabook.terms import Region, Role


@dataclass(frozen=True)
class Galley:
    """A division set in type, not yet made up into pages.

    `xhtml` is one `<div class="division">` fragment (see `lalabook.xhtml`). Every block element carries `data-line`,
    the line of the division's text (from 1; absent on generated matter). Before `bind` it holds the author's references
    as written; after `bind` every `href` is `#id`, `<division id>.xhtml#id`, `<division id>.xhtml` or a URL, and every
    number is written in.
    """

    division: Division
    """With `text` emptied: the copy itself does not travel on."""
    xhtml: str
    title: str
    """Plain text, never empty."""
    language: str
    words: int = 0
    pictures: tuple[str, ...] = ()
    """Paths inside the book's folder, sorted; in `xhtml` an `<img src>` holds the same path."""
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        return self.division.id

    @property
    def role(self) -> Role:
        return self.division.role

    @property
    def region(self) -> Region:
        return self.division.region


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    title: str
    """Plain text."""
    href: str
    """`<division id>.xhtml` or `<division id>.xhtml#id`."""
    label: str = ""
    """ "Chapter 3", "Part One", "Appendix A"; may be empty."""
    role: Role = Role.CHAPTER
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Numbered:
    """A box, figure or table with its number."""

    kind: str
    """ "box", "figure" or "table"."""
    label: str
    """ "Fact box 7"."""
    title: str
    """Plain text of its title or caption."""
    href: str


@dataclass(frozen=True)
class Landmark:
    """A named door into the book."""

    epub_type: str
    title: str
    href: str


@dataclass(frozen=True)
class Book:
    """Everything every edition shares: the galleys in reading order, bound."""

    metadata: Metadata
    galleys: tuple[Galley, ...]
    contents: tuple[Entry, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    boxes: tuple[Numbered, ...] = ()
    figures: tuple[Numbered, ...] = ()
    tables: tuple[Numbered, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    """What binding noticed; the galleys keep their own."""

    @property
    def pictures(self) -> tuple[str, ...]:
        return tuple(sorted({path for galley in self.galleys for path in galley.pictures}))
