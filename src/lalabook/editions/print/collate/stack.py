"""Gatherings as PDFs of their own → their pages in one PDF, in order, with blank versos between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from lalabook.editions.print.collate.mirror import mirror
from lalabook.editions.print.model import Gathering, Pagination

_BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


@dataclass(frozen=True)
class Laid:
    """A gathering whose pages lie in the book's PDF."""

    division: str
    source: Pdf
    """Its own PDF: what else it holds is fetched from there."""
    first_page: int
    pages: tuple[Dictionary, ...]
    """Its pages in the book's PDF."""


def stack(pdf: Pdf, gatherings: Sequence[Gathering], pagination: Pagination) -> tuple[Laid, ...]:
    """Append all pages to an empty PDF. What the gatherings hold besides their pages stays behind."""
    laid, blanks = [], []
    for gathering, leaf in zip(gatherings, pagination.leaves, strict=True):
        assert gathering.division == leaf.division, "gatherings stand in the order of the Pagination"
        while len(pdf.pages) < leaf.first_page:
            blanks.append(len(pdf.pages))
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(Type=Name.Page, Resources=Dictionary()))))
        source = pikepdf.open(BytesIO(gathering.pdf))
        if gathering.opens != ("left" if leaf.first_page % 2 else "right"):
            assert gathering.mirror_pt is not None, "a gathering that can't be moved is laid out for its side"
            mirror(source, gathering.opens, gathering.mirror_pt)
        for page in source.pages:
            pdf.pages.append(page)
        pages = tuple(page.obj for page in pdf.pages[leaf.first_page :])
        assert len(pages) == len(leaf.labels) == len(gathering.pages), "a gathering says how many pages it has"
        laid.append(Laid(gathering.division, source, leaf.first_page, pages))
    assert len(pdf.pages) == len(pagination.labels), "every page has its label"
    for blank in blanks:
        _cut_to_size(pdf, blank, set(blanks))
    return tuple(laid)


def _cut_to_size(pdf: Pdf, blank: int, blanks: set[int]) -> None:
    """Give a blank the boxes of the nearest page of its own side: with bleed on the outer edges only, sides differ."""
    others = [number for number in range(len(pdf.pages)) if number not in blanks]
    like = min(others, key=lambda number: ((number - blank) % 2, abs(number - blank)))
    page, other = pdf.pages[blank].obj, pdf.pages[like].obj
    for box in _BOXES:
        if box in other:
            page[box] = other[box]
