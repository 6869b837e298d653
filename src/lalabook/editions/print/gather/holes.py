"""Pages that end too early → figures, tables and boxes behind the text that fills the page.

What does not fit leaves white behind it: WeasyPrint has no page floats. A hole is filled with the paragraphs that
follow, as a printer would: never past a heading, nor past another figure, and not where the text before leads up to it.
Where too few paragraphs follow, it may stand before those that end the page, if there is room for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.lines import Measured
from lalabook.editions.print.gather.marks import HEADINGS, is_float, is_marked, mark
from lalabook.editions.print.gather.page_ends import Hole, holes

MOVED = "moved"
_TEXT = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre"})
_WORTH_FILLING = 0.15
"""Of a page: five or six lines. Below that, moving a figure away from its place costs more than it gains."""
_MOST_PASSED = 6
"""Blocks: the text must still be near what it speaks of."""
_MARGINS_PX = 40
"""What a float has around it, about."""
_WRAPPERS = frozenset({"div", "section", "article"})


def fill_a_hole(measured: Measured, parents: dict[Element, Element]) -> bool:
    """Fill the first hole that can be filled: it moves all that follow."""
    return any(_fill(hole, measured, parents) for hole in holes(measured, _WORTH_FILLING))


def moved(body: Element) -> Iterator[Element]:
    """Everything that does not stand where its author put it."""
    for element in body.iter():
        if is_marked(element, MOVED):
            yield from element.iter()


def _fill(hole: Hole, measured: Measured, parents: dict[Element, Element]) -> bool:
    float_ = _first_float(hole.next_block, parents)
    if float_ is None or is_marked(float_, MOVED):
        return False
    around = parents[float_]
    siblings = list(around)
    at = siblings.index(float_)
    if _is_led_up_to(siblings[:at]):
        return False
    steps = _behind(hole, measured, siblings[at + 1 :]) or -_before(hole, measured, float_, siblings[:at])
    if not steps:
        return False
    around.remove(float_)
    around.insert(at + steps, float_)
    return mark(float_, MOVED)


def _first_float(block: Element, parents: dict[Element, Element]) -> Element | None:
    """The float that begins a page, by itself or below headings that belong to it."""
    while block.tag in _WRAPPERS and not is_float(block) and len(block):
        block = block[0]
    siblings = list(parents[block])
    rest = siblings[siblings.index(block) :]
    first = next((each for each in rest if each.tag not in HEADINGS), None)
    return first if first is not None and is_float(first) else None


def _is_led_up_to(before: list[Element]) -> bool:
    return bool(before) and before[-1].tag == "p" and "".join(before[-1].itertext()).rstrip().endswith(":")


def _behind(hole: Hole, measured: Measured, following: list[Element]) -> int:
    """How many blocks of text it takes to fill a hole; 0 where there are not enough before something else."""
    page = measured.pages[hole.page]
    empty_px, enough = hole.empty_px, 0
    for count, block in enumerate(following[:_MOST_PASSED], 1):
        if block.tag not in _TEXT:
            break
        empty_px -= measured.height(block)
        if empty_px < _WORTH_FILLING * (page.bottom - page.top):
            enough = count
        if empty_px < 1:
            break
    return enough


def _before(hole: Hole, measured: Measured, float_: Element, preceding: list[Element]) -> int:
    """How many blocks of text at the page's foot give a float room when they come after it; 0 where none do."""
    room_px = hole.empty_px
    for count, block in enumerate(reversed(preceding[-_MOST_PASSED:]), 1):
        pieces = measured.pieces.get(block, [])
        above = preceding[-count - 1] if count < len(preceding) else None
        starts_here = bool(pieces) and pieces[0].page == hole.page
        if block.tag not in _TEXT or not starts_here or above is None or above.tag not in _TEXT:
            break
        room_px += pieces[0].bottom - pieces[0].top
        if room_px > measured.height(float_) + _MARGINS_PX:
            return count
    return 0
