"""Laid-out pages → which marked content on them was painted for which element of the copy.

Inside one element, text and children are met in the order of the copy, on however many pages: what is met after a child
belongs behind it. So no text needs to be compared. Out of this order stand only notes, and they are elements of their
own.
"""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes have no types)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from lalabook.editions.print.gather.tags.nodes import LinkArea, Piece

_PT_PER_PX = 0.75
_OWN_TEXT = ("first-letter", "first-line")
"""Pseudo-elements that hold text of the copy."""


@dataclass(frozen=True)
class Picture:
    """A picture as it stands on its page."""

    piece: Piece
    frame_pt: tuple[float, float, float, float]
    """Left, bottom, right, top, as PDF counts."""
    is_block: bool


@dataclass
class Painted:
    """What was painted, by element."""

    texts: dict[Element, dict[int, list[Piece]]] = field(default_factory=dict)
    """Place in the element → its own text there: 0 before the first child, 1 behind it, and so on."""
    generated: dict[tuple[Element, str], list[Piece]] = field(default_factory=dict)
    """Pseudo-element ("before", "marker") → what the design set there."""
    pictures: dict[Element, Picture] = field(default_factory=dict)
    links: dict[Element, list[LinkArea]] = field(default_factory=dict)
    decorations: list[set[int]] = field(default_factory=list)
    """For each page what no reading voice is to meet: leaders, ornaments, heads of tables and boxes set once more."""


def read_painted(root: Element, pages: Sequence[Any], marked: Sequence[dict[Any, dict[str, Any]]]) -> Painted:
    """Go through the boxes of all pages. `marked` gives for each page its boxes that were painted as marked content."""
    reader = _Reader(root)
    for number, (page, tags) in enumerate(zip(pages, marked, strict=True)):
        reader.painted.decorations.append(set())
        reader.page, reader.number, reader.tags = page, number, tags
        reader.read(page._page_box, None, is_decoration=False)
    return reader.painted


class _Reader:
    """The pages as far as they have been read."""

    page: Any
    number: int
    tags: dict[Any, dict[str, Any]]

    def __init__(self, root: Element) -> None:
        self.painted = Painted()
        self._places = {child: (parent, place) for parent in root.iter() for place, child in enumerate(parent, 1)}
        self._reached: dict[Element, int] = {}
        """Element → its last child that was met."""
        self._heads: set[Element] = set()

    def read(self, box: Any, around: Element | None, *, is_decoration: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element = box.element
        if element is not around and element in self._places:
            parent, place = self._places[element]
            if self._reached.get(parent, 0) < place:
                self._reached[parent] = place
        if box.link_annotation is not None:
            self.painted.links.setdefault(element, []).append(LinkArea(self.number, box.link_annotation))
        if box in self.tags:
            self._take(box, self.tags[box]["mcid"], is_decoration=is_decoration)
        elif isinstance(box, boxes.ParentBox):
            is_decoration = is_decoration or box.is_leader or self._is_repeated(box)
            for child in box.all_children():
                self.read(child, element, is_decoration=is_decoration)

    def _is_repeated(self, box: Any) -> bool:
        """Margin boxes too say what is said elsewhere."""
        if isinstance(box, boxes.MarginBox):
            return True
        if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
            return False
        is_known = box.element in self._heads
        self._heads.add(box.element)
        return is_known

    def _take(self, box: Any, number: int, *, is_decoration: bool) -> None:
        element, pseudo = box.element, (box.element_tag or "").partition("::")[2]
        is_text = isinstance(box, boxes.TextBox)
        is_generated = bool(pseudo) and not pseudo.endswith(_OWN_TEXT)
        piece = Piece(self.number, number, is_text and not box.text.strip())
        if is_decoration or box.is_leader or (is_generated and _is_ornament(box, pseudo)):
            self.painted.decorations[self.number].add(number)
        elif is_generated:
            self.painted.generated.setdefault((element, pseudo.partition("::")[0]), []).append(piece)
        elif is_text:
            place = self._reached.get(element, 0)
            self.painted.texts.setdefault(element, {}).setdefault(place, []).append(piece)
        else:
            self.painted.pictures[element] = Picture(piece, self._frame_pt(box), isinstance(box, boxes.BlockLevelBox))

    def _frame_pt(self, box: Any) -> tuple[float, float, float, float]:
        left, top = box.content_box_x(), self.page.height - box.content_box_y()
        edges_px = (left, top - box.height, left + box.width, top)
        left_pt, bottom_pt, right_pt, top_pt = (round(edge * _PT_PER_PX, 2) for edge in edges_px)
        return left_pt, bottom_pt, right_pt, top_pt


def _is_ornament(box: Any, pseudo: str) -> bool:
    """What a design adds is read aloud where it has letters or figures, or marks an item, a note, a quotation."""
    tag = box.element.tag
    if tag == "hr" or not isinstance(box, boxes.TextBox) or "continued" in box.element.get("class", "").split():
        return True
    return pseudo in ("before", "after") and tag not in ("q", "br") and not any(map(str.isalnum, box.text))
