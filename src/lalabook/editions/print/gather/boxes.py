"""Laid-out pages → what stands on them, in order: runs of text, pictures, headings, notes, tall boxes."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from lalabook.editions.print.gather.engine import Pages

_PT_PER_PX = 0.75
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True)
class Run:
    """A piece of text (or a picture) as layout set it."""

    page: int
    element: Element
    """Owns the text: for what follows a child, its parent."""
    text: str | None
    """None: a picture."""
    is_note: bool


@dataclass(frozen=True)
class Heading:
    element: Element
    page: int
    top_pt: float


@dataclass
class Reading:
    """What was read off the pages."""

    runs: list[Run] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    calls: dict[Element, int] = field(default_factory=dict)
    """Note → page of its call."""
    notes: dict[Element, int] = field(default_factory=dict)
    """Note → page where it begins."""
    heights: dict[Element, float] = field(default_factory=dict)
    """Unbreakable element → its height as a part of its page's."""
    heads_seen: set[Element] = field(default_factory=set)
    """Table heads and feet: they are set again on every page, and count once."""


def read_boxes(document: Pages) -> Reading:
    """Read all pages of a laid-out document."""
    reading = Reading()
    for number, page in enumerate(document.pages):
        _read(page._page_box, number, page, reading, is_note=False)
    return reading


def _read(box: Any, number: int, page: Any, reading: Reading, *, is_note: bool) -> None:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox) or _is_repeated(box, reading.heads_seen):
        return
    tag = box.element_tag or ""
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and ("::" not in tag or tag.endswith("::first-letter")):
            reading.runs.append(Run(number, box.element, box.text, is_note))
        return
    if isinstance(box, boxes.ReplacedBox) and "::" not in tag:
        reading.runs.append(Run(number, box.element, None, is_note))
        return
    if tag.endswith("::footnote-call"):
        reading.calls.setdefault(box.element, number)
    elif tag.endswith("::footnote-marker"):
        reading.notes.setdefault(box.element, number)
    elif tag in _HEADINGS and isinstance(box, boxes.BlockBox):
        _read_heading(box, number, page, reading)
    if isinstance(box, boxes.BlockLevelBox) and box.style["break_inside"] == "avoid" and "::" not in tag:
        share = box.border_height() / page._page_box.height
        reading.heights[box.element] = reading.heights.get(box.element, 0.0) + share
    for child in box.all_children():
        _read(child, number, page, reading, is_note=is_note or isinstance(box, boxes.FootnoteAreaBox))


def _is_repeated(box: Any, heads_seen: set[Element]) -> bool:
    if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
        return False
    if box.element in heads_seen:
        return True
    heads_seen.add(box.element)
    return False


def _read_heading(box: Any, number: int, page: Any, reading: Reading) -> None:
    if not any(heading.element is box.element for heading in reading.headings[-1:]):
        top_px = box.border_box_y()
        reading.headings.append(Heading(box.element, number, (page.height - top_px) * _PT_PER_PX))


def hidden(document_style: Any, root: Element) -> Iterator[Element]:
    """Elements that the design does not show: what is in them is not lost."""
    for element in root:
        if document_style(element)["display"] == ("none",):
            yield from element.iter()
        else:
            yield from hidden(document_style, element)
