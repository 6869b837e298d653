"""What checks of a PDF look at: pages with their text, pictures and links; fonts, bookmarks, headings. In points."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Text:
    """What one show operator painted."""

    text: str
    left: float
    right: float
    base: float
    """Baseline, from the foot of the page."""
    size: float
    font: str
    mcid: int = -1
    """Its marked content, as the structure tree names it; -1: none."""
    is_artifact: bool = False
    missing: int = 0
    """How many of its glyphs show no character."""


@dataclass(frozen=True)
class Picture:
    """A picture of pixels."""

    left: float
    base: float
    ppi: float
    """Pixels an inch, in the direction that has fewer."""


@dataclass(frozen=True)
class Link:
    """A link annotation."""

    box: Box
    page: int | None
    """Index of the page it leads to; None where it leads out, or nowhere."""
    uri: str = ""
    name: str = ""
    """Of the destination, where it has one."""


@dataclass(frozen=True)
class Page:
    """One page."""

    label: str
    media: Box
    trim: Box
    texts: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline."""

    title: str
    page: int | None


@dataclass(frozen=True)
class Heading:
    """A heading of the structure tree, where it begins."""

    level: int
    page: int
    mcids: frozenset[int]
    """Its marked content on that page."""


@dataclass(frozen=True)
class Font:
    """A font of the file."""

    name: str
    is_embedded: bool
    has_unicode: bool


@dataclass(frozen=True)
class PdfView:
    """A PDF as checks see it."""

    name: str
    """Of the file, to tell it apart in findings."""
    language: str
    pages: tuple[Page, ...]
    fonts: tuple[Font, ...] = ()
    bookmarks: tuple[Bookmark, ...] = field(default=())
    headings: tuple[Heading, ...] = ()
