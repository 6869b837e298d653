"""Gatherings, furniture and Pagination → one tagged PDF: the printed book.

Nobody else in the house knows pikepdf. What is made here holds no clock and no random id: same gatherings, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from lalabook.book.model import Book
from lalabook.editions.print.collate.archive import make_archivable
from lalabook.editions.print.collate.fonts import share_fonts
from lalabook.editions.print.collate.links import join_destinations, join_links
from lalabook.editions.print.collate.metadata import write_metadata
from lalabook.editions.print.collate.outline import bookmarks, write_outline
from lalabook.editions.print.collate.overlay import lay_over
from lalabook.editions.print.collate.page_labels import write_page_labels
from lalabook.editions.print.collate.pictures import share_pictures
from lalabook.editions.print.collate.resources import resources_of
from lalabook.editions.print.collate.stack import stack
from lalabook.editions.print.collate.structure import join_structure
from lalabook.editions.print.model import Gathering, Pagination
from lalabook.findings import Finding

__all__ = ["Collated", "collate"]


@dataclass(frozen=True)
class Collated:
    """The printed book, and what was noticed while it was put together."""

    pdf: bytes
    findings: tuple[Finding, ...]


def collate(
    book: Book, gatherings: Sequence[Gathering], furniture: Mapping[str, bytes], pagination: Pagination
) -> Collated:
    """Put the gatherings in order and join all that they hold.

    `furniture` gives for a division the PDF of its sheet; a division without one has no running heads and folios. Every
    gathering has pages: those that could not be laid out are refused before. With an error among the findings (a link
    that leads nowhere) the PDF is still whole.
    """
    pdf = pikepdf.new()
    laid = stack(pdf, gatherings, pagination)
    join_structure(pdf, laid, book)
    destinations = join_destinations(pdf, laid)
    findings = join_links(laid, destinations, book, pagination)
    lay_over(pdf, laid, furniture)
    resources = resources_of(pdf)
    share_fonts(pdf, resources)
    share_pictures(resources)
    write_outline(pdf, bookmarks(book, gatherings, pagination))
    write_page_labels(pdf, pagination.labels)
    write_metadata(pdf, book.metadata, laid, is_archivable=make_archivable(pdf, resources))
    written = BytesIO()
    pdf.save(
        written,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
    )
    return Collated(written.getvalue(), findings)
