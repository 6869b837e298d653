"""Gatherings and their Pagination → the page marks: what an e-book of the same text says of the printed pages."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from lalabook.editions.page_marks import PageMarks, PageStart
from lalabook.editions.print.model import Gathering, Leaf, Pagination


def page_marks(gatherings: Sequence[Gathering], pagination: Pagination, isbn: str = "") -> PageMarks:
    """Where each printed page begins; pages that are blank, or hold only notes, begin nowhere in the text.

    `isbn` is that of the printed book; where it has none, a fingerprint of its layout stands for it.
    """
    divisions = tuple(
        (leaf.division, _starts(gathering, leaf)) for gathering, leaf in zip(gatherings, pagination.leaves, strict=True)
    )
    source = f"urn:isbn:{re.sub('[^0-9X]', '', isbn.upper())}" if isbn else _fingerprint(divisions)
    return PageMarks(divisions, source, pagination.folios)


def _starts(gathering: Gathering, leaf: Leaf) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(label, *page.starts_at)
        for page, label in zip(gathering.pages, leaf.labels, strict=True)
        if page.starts_at is not None
    )


def _fingerprint(divisions: tuple[tuple[str, tuple[PageStart, ...]], ...]) -> str:
    """The same for the same pages, another one as soon as a page begins elsewhere."""
    lines = [
        f"{division} {start.label} {start.block} {start.offset}" for division, starts in divisions for start in starts
    ]
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(lines)).urn
