"""Measured pages → what went wrong where they end: holes, stranded headings, a last page with next to nothing on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.lines import Line, Measured
from lalabook.editions.print.gather.marks import HEADINGS, is_float

MOST_EMPTY = 0.25
"""Of a page in the midst of a division."""
FEWEST_LINES = 5
"""On a division's last page, where those would be less than a sixth of it."""


@dataclass(frozen=True)
class Hole:
    """A page that ends too early."""

    page: int
    empty_px: float
    share: float
    next_block: Element
    """What begins the next page."""


def holes(measured: Measured, most_empty: float = MOST_EMPTY) -> Iterator[Hole]:
    """Pages emptier than that, though the design does not break there."""
    for number, (page, after) in enumerate(zip(measured.pages, measured.pages[1:], strict=False)):
        if page.empty <= most_empty or not page.lines or not after.starting:
            continue
        first = after.starting[0]
        if not any(each in measured.forced for each in _opening(first)):
            yield Hole(number, page.empty * (page.bottom - page.top), page.empty, first)


def _opening(block: Element) -> Iterator[Element]:
    """A block, its first block, and so on: a page break before any of them comes before all."""
    yield block
    for child in block:
        yield from _opening(child)
        return


def stranded(measured: Measured) -> Iterator[tuple[int, Element]]:
    """(page, heading) for headings with nothing below them on their page, though more follows."""
    for number, page in enumerate(measured.pages[:-1]):
        if page.lines and page.lines[-1].block.tag in HEADINGS and page.lowest - page.lines[-1].bottom < 1:
            yield number, page.lines[-1].block


def short_ending(measured: Measured) -> list[Line]:
    """The lines of a last page that has too few; none where it has enough, or something else to look at."""
    if len(measured.pages) < 2:
        return []
    last = len(measured.pages) - 1
    shown = [each for each, pieces in measured.pieces.items() if pieces[-1].page == last]
    if any(is_float(each) or each.tag in ("img", "svg") for each in shown):
        return []
    page = measured.pages[last]
    is_short = len(page.lines) < FEWEST_LINES and page.lowest - page.top < (page.bottom - page.top) / 6
    return page.lines if is_short else []


def split_blocks(measured: Measured) -> Iterator[tuple[Element, list[tuple[int, int]]]]:
    """Paragraphs and the like on more than one page, with (page, lines on it)."""
    found: dict[Element, dict[int, int]] = {}
    for number, page in enumerate(measured.pages):
        for line in page.lines:
            if not line.is_in_table:
                on = found.setdefault(line.block, {})
                on[number] = on.get(number, 0) + 1
    yield from ((block, sorted(on.items())) for block, on in found.items() if len(on) > 1)
