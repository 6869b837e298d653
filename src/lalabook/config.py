"""book.toml → a frozen `Config`; all problems at once, each with its key path and the nearest known key."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contributor:
    """Somebody who made the book."""

    name: str
    role: str = "aut"
    """MARC relator code (aut, ill, edt, trl …)."""
    file_as: str = ""
    """Sort name ("Chazelle, Damien"); empty: the name."""


@dataclass(frozen=True)
class BoxKind:
    """One kind of box an author can open with `/// kind | Title`."""

    name: str
    """The word after `///`, also the CSS class `box-<name>`."""
    label: str
    """What is printed over the title ("What to listen for"); may be empty."""
    is_numbered: bool = True
    """Numbered kinds share one sequence ("Fact box 7") and stand in the list of boxes."""


@dataclass(frozen=True)
class Metadata:
    """`[book]`: what the book is. mdBook's names where mdBook has one."""

    title: str
    subtitle: str = ""
    authors: tuple[Contributor, ...] = ()
    description: str = ""
    language: str = "en"
    """BCP 47 tag."""
    publisher: str = ""
    isbn: str = ""
    identifier: str = ""
    """A stable identifier; empty: a UUID made from title, authors and language."""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    series_number: str = ""
    date: str = ""
    """Publication date, ISO 8601 (YYYY, YYYY-MM or YYYY-MM-DD)."""
    modified: str = ""
    """ISO 8601 instant, UTC ("2026-11-23T00:00:00Z"); from `[book] modified`, else SOURCE_DATE_EPOCH, else the date, else 2000-01-01."""


@dataclass(frozen=True)
class Config:
    """All that book.toml says, checked."""

    metadata: Metadata
    src: str = "manuscript"
    """Folder of the text, inside the book's folder."""
    build_dir: str = "build"
    styles: str = ""
    """`[design] styles`: folder of the theme inside the book's folder; empty: `styles/` if it is one, else the built-in theme."""
    cover: str = ""
    """`[design] cover`: picture of the front cover (JPEG, PNG or SVG); empty: a plain one is made."""
    contents_depth: int = 2
    """`[contents] depth`: 1 chapters, 2 also their first-level headings (h2), 3 also h3 …"""
    has_half_title: bool = True
    has_list_of_boxes: bool = True
    has_list_of_figures: bool = True
    has_list_of_tables: bool = False
    chapter_numbers: bool = True
    """`[book] chapter-numbers`: "Chapter 3" over chapter titles and in the contents."""
    smart_typography: bool = True
    """`[typography] smart`: quotes, dashes, ellipses by the book's language."""
    boxes_name: str = ""
    """`[boxes] name`: what a numbered box is called ("Fact box"); empty: the word of the book's language."""
    boxes: tuple[BoxKind, ...] = ()
    """Built-in kinds and the author's own (`[boxes.kinds.listen] label = "…"`)."""
    watch_file: str = ""
    """`[watch] file`: the data file of works, inside the book's folder; empty: `watch.toml` beside book.toml or in src, if there is one."""
    watch_title: str = ""
    """`[watch] title`: title of the appendix; empty: the word of the book's language ("Watch next")."""
    watch_scheme: str = "watch"
    """`[watch] scheme`: the word before the colon in `[Babylon](watch:babylon)`."""
    watch_fields: tuple[str, ...] = ()
    """`[watch] required`: fields every work must have; empty: the built-in list for films."""
    opens_on: str = "recto"
    """`[print] chapters-open = "recto" | "any"`."""
    tables: frozenset[str] = field(default_factory=frozenset)
    """Names of other tools' tables seen in book.toml and left alone."""
