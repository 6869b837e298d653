"""Laid-out pages → where the blocks and lines of their main text stand: what repair and proof-reading measure by."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from lalabook.editions.print.gather.engine import Pages
from lalabook.editions.print.gather.hyphens import ends_in_hyphen, last_text
from lalabook.editions.print.gather.marks import is_marked

_FORCED = frozenset({"page", "left", "right", "recto", "verso"})
_PX_PER_INCH = 96


@dataclass(frozen=True)
class Line:
    """A line of main text. Measures are in pixels, from the top of the page."""

    page: int
    block: Element
    """The element whose box holds it."""
    top: float
    bottom: float
    width: float
    overfull: float
    """How far it goes past the right edge of its block."""
    is_hyphenated: bool
    """It ends in a hyphen, the author's own included."""
    is_in_table: bool
    is_last: bool
    """Of its block's text."""


@dataclass(frozen=True)
class Piece:
    """What of a block stands on one page."""

    page: int
    top: float
    bottom: float


@dataclass
class PageMeasure:
    """The main text of a page: from the top of the type area to its foot, or to the notes there."""

    top: float
    bottom: float
    lines: list[Line] = field(default_factory=list)
    starting: list[Element] = field(default_factory=list)
    """Blocks that begin here, in document order."""
    lowest: float = 0.0
    """Where its text ends."""

    @property
    def empty(self) -> float:
        """The part of it that is empty, at its foot."""
        return max(0.0, self.bottom - max(self.lowest, self.top)) / (self.bottom - self.top)


@dataclass
class Measured:
    """All pages of a division, measured."""

    pages: list[PageMeasure] = field(default_factory=list)
    pieces: dict[Element, list[Piece]] = field(default_factory=dict)
    """Every block in the flow of main text."""
    forced: set[Element] = field(default_factory=set)
    """Blocks before which the design breaks the page."""
    ppi: dict[Element, float] = field(default_factory=dict)
    """Picture of pixels → how many of them are printed on an inch."""

    def height(self, block: Element) -> float:
        return sum(piece.bottom - piece.top for piece in self.pieces.get(block, ()))


def measure(document: Pages) -> Measured:
    """Measure all pages of a laid-out document."""
    measured = Measured()
    for number, page in enumerate(document.pages):
        box = page._page_box
        notes = [child for child in box.children if isinstance(child, boxes.FootnoteAreaBox)]
        top, foot = box.content_box_y(), box.content_box_y() + box.height
        measured.pages.append(PageMeasure(top, foot - sum(area.margin_height() for area in notes)))
        for child in box.children[:1]:  # the root; what follows are notes and margin boxes
            _measure(child, number, measured, edge=box.content_box_x() + box.width, is_in_table=False)
    for pieces in measured.pieces.values():
        # a block that goes on ends at the page's foot, whatever stands in it
        on = measured.pages[pieces[-1].page]
        on.lowest = max(on.lowest, pieces[-1].bottom)
    for each in measured.pages:
        each.lowest = max([each.lowest, *(line.bottom for line in each.lines)])
    return measured


def _measure(box: Any, page: int, measured: Measured, *, edge: float, is_in_table: bool) -> None:
    if not isinstance(box, boxes.Box) or not box.is_in_normal_flow():
        return  # floats, and what is placed absolutely
    if isinstance(box, boxes.LineBox):
        line = _line(box, page, edge, is_in_table=is_in_table)
        # white space and anchors between blocks stand in lines of their own; an empty line of code holds a character
        if line.bottom > line.top and (line.width or last_text(box) is not None):
            measured.pages[page].lines.append(line)
        for child in box.children:
            _measure_pictures(child, measured)
        return
    if box.element is not None and "::" not in (box.element_tag or "") and not isinstance(box, boxes.TableRowGroupBox):
        _add_piece(box, page, measured)
    if isinstance(box, boxes.ReplacedBox):
        _measure_pictures(box, measured)
    elif isinstance(box, boxes.ParentBox):
        edge = box.content_box_x() + getattr(box, "width", 0.0)
        is_in_table = is_in_table or isinstance(box, boxes.TableBox)
        for child in box.children:
            _measure(child, page, measured, edge=edge, is_in_table=is_in_table)


def _add_piece(box: Any, page: int, measured: Measured) -> None:
    pieces = measured.pieces.setdefault(box.element, [])
    top, bottom = box.border_box_y(), box.border_box_y() + box.border_height()
    if not pieces:
        measured.pages[page].starting.append(box.element)
    if pieces and pieces[-1].page == page:  # a table has two boxes
        before = pieces.pop()
        top, bottom = min(top, before.top), max(bottom, before.bottom)
    pieces.append(Piece(page, top, bottom))
    if box.style["break_before"] in _FORCED and not is_marked(box.element, "start-page"):
        measured.forced.add(box.element)


def _measure_pictures(box: Any, measured: Measured) -> None:
    picture = getattr(box, "replacement", None)
    if isinstance(picture, RasterImage) and box.width:
        measured.ppi.setdefault(box.element, picture.width / box.width * _PX_PER_INCH)
    elif isinstance(box, boxes.InlineBox):
        for child in box.children:
            _measure_pictures(child, measured)


def _line(box: Any, page: int, edge: float, *, is_in_table: bool) -> Line:
    right = max((child.position_x + child.margin_width() for child in box.children), default=box.position_x)
    left = min((child.position_x for child in box.children), default=box.position_x)
    return Line(
        page,
        box.element,
        box.position_y,
        box.position_y + box.height,
        right - left,
        right - edge - _trailing_space(box),
        ends_in_hyphen(box),
        is_in_table,
        getattr(box, "resume_at", None) is None,
    )


def _trailing_space(box: Any) -> float:
    """About how wide the spaces are that hang at the end of a line of code."""
    last = last_text(box)
    if last is None or last.text == (solid := last.text.rstrip(" ")):
        return 0.0
    return float(last.width) * (len(last.text) - len(solid)) / len(last.text)
