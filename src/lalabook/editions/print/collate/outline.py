"""The contents of the book and the headings of its gatherings → bookmarks: parts, chapters, their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from lalabook.book.model import Book, Entry
from lalabook.editions.print.model import Gathering, Leaf, OutlineEntry, Pagination
from lalabook.terms import Role

_TOP_LEVEL = 1


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline."""

    title: str
    page: int
    """Index in the book, from 0."""
    top_pt: float | None
    """From the bottom of the page; None: the top of the page."""
    bookmarks: tuple[Bookmark, ...] = ()
    is_open: bool = False
    """Shown with what is inside."""


@dataclass(frozen=True)
class _Stock:
    """What bookmarks are made from: gathering and leaf of each division that is in print."""

    gatherings: Mapping[str, Gathering]
    leaves: Mapping[str, Leaf]


def bookmarks(book: Book, gatherings: Sequence[Gathering], pagination: Pagination) -> tuple[Bookmark, ...]:
    """The outline, in the order and depth of the book's contents; the contents page itself stands in it too."""
    stock = _Stock(
        {gathering.division: gathering for gathering in gatherings if gathering.pages},
        {leaf.division: leaf for leaf in pagination.leaves},
    )
    listed = tuple(_of_entries(book.contents, stock))
    contents = [
        _of_division(Entry(galley.title, f"{galley.id}.xhtml"), galley.id, stock, has_headings=False)
        for galley in book.galleys
        if galley.role is Role.CONTENTS and galley.id in stock.gatherings
    ]
    return tuple(sorted((*contents, *listed), key=lambda bookmark: bookmark.page))


def write_outline(pdf: Pdf, entries: Sequence[Bookmark]) -> None:
    """Write the catalog's `Outlines`."""
    if not entries:
        return
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    outlines.Count = _write_level(pdf, outlines, entries)
    pdf.Root.Outlines = outlines
    pdf.Root.PageMode = Name.UseOutlines


def _of_entries(entries: Iterable[Entry], stock: _Stock) -> Iterator[Bookmark]:
    """Entries of headings are left out: the gatherings know their headings, and where on the page they stand."""
    for entry in entries:
        division, _, id_ = entry.href.partition(".xhtml")
        if not id_ and division in stock.gatherings:
            yield _of_division(entry, division, stock)
        elif not id_:
            yield from _of_entries(entry.entries, stock)


def _of_division(entry: Entry, division: str, stock: _Stock, has_headings: bool = True) -> Bookmark:
    gathering, first_page = stock.gatherings[division], stock.leaves[division].first_page
    title = next((each for each in gathering.outline if each.level == _TOP_LEVEL), None)
    headings = [each for each in gathering.outline if each is not title] if has_headings else []
    return Bookmark(
        " ".join(filter(None, (entry.label, entry.title))),
        first_page,
        title.top_pt if title is not None and title.page == 0 else None,
        (*_nested(headings, first_page), *_of_entries(entry.entries, stock)),
        is_open=entry.role is Role.PART,
    )


def _nested(headings: Sequence[OutlineEntry], first_page: int) -> tuple[Bookmark, ...]:
    """Each heading holds those after it that are deeper."""
    found = []
    at = 0
    while at < len(headings):
        heading = headings[at]
        later = range(at + 1, len(headings))
        end = next((after for after in later if headings[after].level <= heading.level), len(headings))
        inside = _nested(headings[at + 1 : end], first_page)
        found.append(Bookmark(heading.title, first_page + heading.page, heading.top_pt, inside))
        at = end
    return tuple(found)


def _write_level(pdf: Pdf, parent: Object, entries: Sequence[Bookmark]) -> int:
    """Write bookmarks under their parent; how many are to be seen when it is open."""
    items = [pdf.make_indirect(Dictionary(Title=String(each.title), Parent=parent)) for each in entries]
    parent.First, parent.Last = items[0], items[-1]
    seen = len(entries)
    for at, (item, each) in enumerate(zip(items, entries, strict=True)):
        page = pdf.pages[each.page].obj
        top = float(page.MediaBox[3]) if each.top_pt is None else each.top_pt
        item.Dest = Array([page, Name.XYZ, 0, round(top, 2), 0])
        if at:
            item.Prev = items[at - 1]
        if at + 1 < len(items):
            item.Next = items[at + 1]
        if each.bookmarks:
            inside = _write_level(pdf, item, each.bookmarks)
            # ISO 32000-1, table 153: a closed item counts what it would show, as a negative number
            item.Count = inside if each.is_open else -inside
            seen += inside if each.is_open else 0
    return seen
