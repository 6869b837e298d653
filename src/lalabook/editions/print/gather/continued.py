"""Boxes on two pages → the same with their title on the second, and "continued" behind it.

The title is generated content, so that it is not read, searched or numbered twice. It stands between two paragraphs:
a box is broken there rather than within a paragraph, where that costs little.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.lines import Measured
from lalabook.editions.print.gather.marks import is_marked, plain_text
from lalabook.words import words_for

_MOST_WHITE = 0.15
"""Of a page: what it may cost to break between paragraphs."""


def continue_titles(measured: Measured, parents: dict[Element, Element], language: str) -> bool:
    """Give each box that goes on without a title a title there; False where none does."""
    divided = [
        (box, piece.page)
        for box, pieces in measured.pieces.items()
        if is_marked(box, "breakable") and is_marked(box, "box")
        for piece in pieces[1:]
    ]
    given = [_continue(box, page, measured, parents, language) for box, page in divided]
    return any(given)


def _continue(box: Element, page: int, measured: Measured, parents: dict[Element, Element], language: str) -> bool:
    title = _title(box)
    body = next((each for each in box if is_marked(each, "box-body")), box)
    block = next((each for each in body if each in measured.pieces and measured.pieces[each][-1].page >= page), None)
    if not title or block is None or is_marked(block, "continued") or block is body[0]:
        return False
    before = [piece for piece in measured.pieces[block] if piece.page < page]
    white_px = sum(piece.bottom - piece.top for piece in before)
    type_area = measured.pages[page - 1]
    if len(before) > 1 or white_px > _MOST_WHITE * (type_area.bottom - type_area.top):
        return False
    at = list(body).index(block)
    if is_marked(body[at - 1], "continued"):
        return False
    said = words_for(language).continued.format(title=title)
    head = Element("div", {"class": "continued start-page", "data-title": said})
    body.insert(at, head)
    parents[head] = body
    return True


def _title(box: Element) -> str:
    found = (each for name in ("box-title", "box-kind") for each in box.iter() if is_marked(each, name))
    return plain_text(next(found, Element("p")))
