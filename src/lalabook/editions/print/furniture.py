"""A division's place in the book → the sheet of otherwise empty pages that carry its running heads and folios.

The sheet has the pages of the gathering, each forced to its side of the same named page, so that the design's margin
boxes (`@page chapter:left { @top-left { … } }`) come out as they would in the book. docs/galley.md, "In print", names
the pages and strings a design can count on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lalabook.book.model import Book, Galley
from lalabook.editions.print.folios import read_folio
from lalabook.editions.print.model import Gathering, Leaf, Page, Pagination, PlainSheet
from lalabook.manuscript import Division
from lalabook.terms import Region, Role
from lalabook.xhtml import Element, build, classes, parse, serialise

_PLAIN = frozenset(
    {
        Role.COVER,
        Role.HALF_TITLE,
        Role.FRONTISPIECE,
        Role.TITLE_PAGE,
        Role.IMPRINT,
        Role.DEDICATION,
        Role.EPIGRAPH,
        Role.COLOPHON,
    }
)
_OF_REGION = {Region.FRONT: "front", Region.BODY: "chapter", Region.BACK: "back"}

# The page's ground and its crop marks are on the gathering's page already, and would cover it.
_ONLY_MARGIN_BOXES = "@page { background: none !important; marks: none !important }"


@dataclass(frozen=True)
class Sheetful:
    """One page of furniture."""

    folio: str
    section: str = ""
    is_blank: bool = False


@dataclass(frozen=True)
class FurnitureJob:
    """All that the running heads and folios of a division depend on, besides the design."""

    division: str
    page_name: str
    classes: tuple[str, ...]
    """Of the division's root, as it is laid out with: a design may give its own named page to some of them."""
    opens: str
    """The side of its first page: "right" or "left"."""
    book_title: str
    chapter_title: str
    language: str
    pages: tuple[Sheetful, ...]


def furniture_sheets(book: Book, gatherings: Sequence[Gathering], pagination: Pagination) -> tuple[PlainSheet, ...]:
    """A sheet for each division that has pages, named by its id."""
    galleys = {galley.id: galley for galley in book.galleys}
    return tuple(
        furniture_sheet(furniture_job(galleys[leaf.division], gathering, leaf, book.metadata.title))
        for gathering, leaf in zip(gatherings, pagination.leaves, strict=True)
        if gathering.pages
    )


def page_name(division: Division) -> str:
    """The named page (`page: …` in CSS) a division is set on."""
    if division.role in _PLAIN:
        return "plain"
    return "part" if division.role is Role.PART else _OF_REGION[division.region]


def division_classes(galley: Galley) -> tuple[str, ...]:
    """What `page_copy` gives the division's root: a design chooses its page by them."""
    return (*classes(parse(galley.xhtml)), f"role-{galley.role}", f"region-{galley.region}")


def furniture_job(galley: Galley, gathering: Gathering, leaf: Leaf, book_title: str) -> FurnitureJob:
    """What to print over the pages of a gathering that stands at `leaf`."""
    assert galley.id == gathering.division == leaf.division, "a gathering is furnished where it stands"
    return FurnitureJob(
        galley.id,
        page_name(galley.division),
        division_classes(galley),
        "left" if leaf.first_page % 2 else "right",
        book_title,
        galley.title,
        galley.language,
        tuple(
            Sheetful(label, page.section, _is_blank(page))
            for label, page in zip(leaf.labels, gathering.pages, strict=True)
        ),
    )


def furniture_sheet(job: FurnitureJob) -> PlainSheet:
    """The sheet for the press. Pages that are blank at its end are left out."""
    number, _ = read_folio(job.pages[0].folio)
    rules = f"@page :first {{ counter-reset: page {number} }} {_ONLY_MARGIN_BOXES}"
    head = build("head", None, build("title", job.chapter_title), build("style", rules))
    pages = build("div", None, *_pages(job), class_=" ".join((f"page-{job.page_name}", *job.classes)))
    html = build("html", None, head, build("body", None, pages), lang=job.language, style=f"break-before: {job.opens}")
    return PlainSheet(job.division, serialise(html))


def _pages(job: FurnitureJob) -> list[Element]:
    """An empty element for every page that is not blank: where one is missing, breaking to a side makes the blank."""
    elements = []
    side = job.opens
    for number, page in enumerate(job.pages):
        if number == 0 or not page.is_blank:
            # what breaks before the first page is the root
            breaks = f"break-before: {side}; " if number else ""
            elements.append(
                build(
                    "div",
                    data_book=job.book_title,
                    data_chapter=job.chapter_title,
                    data_section=page.section,
                    data_folio=page.folio,
                    style=f"{breaks}string-set: {_STRINGS}",
                )
            )
        side = "right" if side == "left" else "left"
    return elements


_STRINGS = ", ".join(f"{name} attr(data-{name})" for name in ("book", "chapter", "section", "folio"))


def _is_blank(page: Page) -> bool:
    """A page with a note only, or the rest of one, has the note's anchor or begins nowhere; a blank has neither."""
    return page.starts_at is None and not page.anchors
