"""What print is made of: gatherings, their pages, and the Pagination of the whole book."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.findings import Finding


@dataclass(frozen=True)
class Page:
    """One laid-out page of a gathering."""

    anchors: tuple[str, ...]
    """Ids that stand on it, in order."""
    section: str = ""
    """Plain text of the heading (h2) in force at the page's top, for running heads."""
    starts_at: tuple[int, int] | None = None
    """(block, offset): the ordinal of the block (`data-block`) and the character offset in its text where the page's main text begins;
    None on a page without text of its own."""


@dataclass(frozen=True)
class OutlineEntry:
    """A bookmark, at a page of the gathering."""

    level: int
    title: str
    page: int
    """Index in the gathering, from 0."""
    top_pt: float
    """From the bottom of the page, as PDF counts."""


@dataclass(frozen=True)
class Gathering:
    """A division laid out as pages, without running heads and folios."""

    division: str
    pdf: bytes
    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """Where a division stands in the printed book."""

    division: str
    first_page: int
    """Index of its first page in the whole book, from 0, blanks counted."""
    labels: tuple[str, ...]
    """The folio of each of its pages as printed ("xi", "41")."""


@dataclass(frozen=True)
class Pagination:
    """The label of every printed page and the page of every anchor."""

    leaves: tuple[Leaf, ...]
    labels: tuple[str, ...]
    """One for each page of the book, blanks included."""
    folios: tuple[tuple[str, str], ...]
    """(`<division id>.xhtml#id` or `<division id>.xhtml`, label), sorted: where each anchor stands."""
