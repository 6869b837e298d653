"""Findings in the book's own EPUB → findings where the author wrote it: a chapter's line, a stylesheet's, a picture.

A content document has the blocks of its galley, in the same order, each at the beginning of a line (`make_epub` sees
to it). So the line of a finding is a block, and the same block of the galley knows the line of the author's text that
it was set from (`data-line`). Notes come last in both; the paragraphs that the edition adds there move nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename

from lalabook import xhtml
from lalabook.book.model import Book, Galley
from lalabook.checks.epub.view import EpubView, html
from lalabook.editions.epub.document import STYLESHEET
from lalabook.editions.page_marks import blocks
from lalabook.findings import Finding, Place

_SAID_BEFORE = {
    "Q080": "E008",
    "Q101": "B209",
    "Q103": "E007",
    "Q105": "E006",
    "Q131": "D016",
    "Q133": "D015",
    "Q151": "E005",
}
"""A finding in the file → the code under which the same was found where the author wrote it."""


@dataclass(frozen=True)
class Copy:
    """What the author wrote, as the build knows it."""

    book: Book
    css_places: tuple[Place, ...] = ()
    """Where each line of the EPUB's stylesheet was written."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By their paths in the book's folder."""


def at_the_author(
    findings: Iterable[Finding], view: EpubView, copy: Copy, known: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """The findings, each where it is mended; those that the build itself has told already (`known`) are left out."""
    told = {finding.code for finding in known}
    desk = _Desk(view, copy)
    new = (each for each in findings if _SAID_BEFORE.get(each.code) not in told)
    return tuple(sorted({replace(each, place=desk.place(each.place)) for each in new}))


class _Desk:
    """Looks places up; each division is taken apart once."""

    def __init__(self, view: EpubView, copy: Copy) -> None:
        self._view, self._copy = view, copy
        self._galleys = {f"{galley.id}.xhtml": galley for galley in copy.book.galleys}
        self._lines: dict[str, tuple[int, ...]] = {}
        paths = {data: path for path, data in copy.pictures.items()}
        self._pictures = {path: paths[data] for path, data in view.files.items() if data in paths}

    def place(self, place: Place) -> Place:
        if place.path == f"EPUB/{STYLESHEET}" and 0 < place.line <= len(self._copy.css_places):
            return self._copy.css_places[place.line - 1]
        if place.path in self._pictures:
            return Place(self._pictures[place.path])
        galley = self._galleys.get(basename(place.path))
        if galley is None or not galley.division.path or place.path not in self._view.documents:
            return place
        return galley.division.place(self._line(place, galley))

    def _line(self, place: Place, galley: Galley) -> int:
        """The line of the division's text; 0 where it is not known."""
        body = next(html(self._view.documents[place.path], "body"), None)
        root = body[0] if body is not None and len(body) else None
        if not place.line or root is None:
            return 0
        if galley.id not in self._lines:
            self._lines[galley.id] = tuple(_written(galley.xhtml))
        lines = self._lines[galley.id]
        number = sum(xhtml.line_of(block) <= place.line for block in blocks(root)) - 1
        return lines[min(number, len(lines) - 1)] if number > 0 and lines else 0


def _written(fragment: str) -> Iterator[int]:
    """The line of the author's text, of every block: its own, or that of the block before; 0 where no one knows."""
    line = 0
    for number, block in enumerate(blocks(xhtml.parse(fragment))):
        stamp = block.get("data-line", "")
        line = int(stamp) if stamp.isdigit() and number else line
        yield line
