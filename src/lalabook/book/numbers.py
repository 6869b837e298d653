"""Divisions, boxes, figures and tables → their numbers, written in: "Chapter 3", "Fact box 7", "Table 2"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from lalabook import xhtml
from lalabook.book.model import Numbered
from lalabook.book.sheets import Sheet, prepend
from lalabook.book.titles import plain_title
from lalabook.config import BoxKind, Config
from lalabook.manuscript import Division
from lalabook.terms import Role
from lalabook.words import Words
from lalabook.xhtml import Element


@dataclass(frozen=True)
class Plate:
    """A numbered thing where it stands."""

    kind: str
    """ "box", "figure" or "table"."""
    label: str
    """ "Fact box 7"."""
    sheet: Sheet
    element: Element
    caption: Element | None
    """The element that holds its title or caption."""

    @property
    def href(self) -> str:
        return self.sheet.address(self.element.get("id", ""))

    def as_numbered(self) -> Numbered:
        title = plain_title(self.caption) if self.caption is not None else ""
        return Numbered(self.kind, self.label, title, self.href)


def label_of(division: Division, config: Config, words: Words) -> str:
    """What a division is called by its number; a chapter inside a chapter has the number alone ("3.2")."""
    number = division.number
    match division.role:
        case Role.PART if number.isdigit():
            at = int(number) - 1
            spelled = words.part_numbers[at] if 0 <= at < len(words.part_numbers) else roman(int(number))
            return f"{words.part} {spelled}"
        case Role.PART if number:
            return f"{words.part} {number}"
        case Role.CHAPTER | Role.APPENDIX if "." in number:
            return number if config.chapter_numbers else ""
        case Role.APPENDIX if number:
            return f"{words.appendix} {letter(int(number)) if number.isdigit() else number}"
        case Role.CHAPTER if number and config.chapter_numbers:
            return f"{words.chapter} {number}"
    return ""


def letter(number: int) -> str:
    """1 → "A", 27 → "AA"."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def roman(number: int) -> str:
    """4 → "IV"."""
    steps = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in steps:
        written += sign * (number // value)
        number %= value
    return written


def number_sheet_titles(sheets: Iterable[Sheet]) -> None:
    """Write the label of each numbered division into its title."""
    for sheet in sheets:
        if sheet.label and sheet.heading is not None:
            prepend(sheet.heading, xhtml.build("span", sheet.label, class_="title-label"), " ")


def number_plates(sheets: Iterable[Sheet], config: Config, kinds: Iterable[BoxKind], words: Words) -> tuple[Plate, ...]:
    """Write the numbers of boxes, figures and tables, each kind in one sequence through the book."""
    numbered_kinds = frozenset(kind.name for kind in kinds if kind.is_numbered)
    box_name = config.boxes_name or words.box
    boxes, figures, tables = count(1), count(1), count(1)
    plates: list[Plate] = []
    for sheet in sheets:
        for element in sheet.root.iter("aside", "figure", "div"):
            if _is_box(element, numbered_kinds):
                plates.append(_number_box(sheet, element, f"{box_name} {next(boxes)}", box_name))
            elif (caption := _caption(element, "figure", "figcaption")) is not None:
                plates.append(_number_caption("figure", sheet, element, caption, f"{words.figure} {next(figures)}"))
            elif (caption := _caption(element, "table", "caption")) is not None:
                plates.append(_number_caption("table", sheet, element, caption, f"{words.table} {next(tables)}"))
    return tuple(plates)


def number_index_marks(sheets: Iterable[Sheet]) -> None:
    """Give every index mark an id of its own."""
    numbers = count(1)
    for sheet in sheets:
        for span in sheet.root.iter("span"):
            if span.get("data-index") is not None or xhtml.has_class(span, "index-mark"):
                sheet.name(span, free_id(sheet, "index", numbers))


def free_id(sheet: Sheet, stem: str, numbers: Iterator[int]) -> str:
    """The next "index-12" that no heading of the division has already."""
    return next(id_ for number in numbers if (id_ := f"{stem}-{number}") not in sheet.anchors)


def _is_box(element: Element, numbered_kinds: frozenset[str]) -> bool:
    return element.tag == "aside" and element.get("data-kind") in numbered_kinds and xhtml.has_class(element, "box")


def _caption(element: Element, class_: str, tag: str) -> Element | None:
    """The caption of a figure or table; None on anything else, and where there is none to number."""
    if not xhtml.has_class(element, class_) or xhtml.has_class(element, "plain"):
        return None
    inside = element if tag == "figcaption" else element.find("table")
    return inside.find(tag) if inside is not None else None


def _number_box(sheet: Sheet, box: Element, label: str, box_name: str) -> Plate:
    header = next((each for each in box if xhtml.has_class(each, "box-header")), None)
    if header is None:
        header = xhtml.build("header", class_="box-header")
        prepend(box, header)
    kind = next((each for each in header if xhtml.has_class(each, "box-kind")), None)
    if kind is None:
        kind = xhtml.build("p", class_="box-kind")
        prepend(header, kind)
    kind_label = xhtml.text_of(kind)
    # A kind that is called what every box is called would be said twice: "Fact box 7 · Fact box".
    kind.text = f" · {kind_label}" if kind_label and kind_label.casefold() != box_name.casefold() else None
    kind[:] = []
    prepend(kind, xhtml.build("span", label, class_="box-number"), " " if kind.text else "")
    if not box.get("aria-labelledby"):
        box.set("aria-label", label)
    title = next((each for each in header if xhtml.has_class(each, "box-title")), None)
    return _plate("box", sheet, box, title, label)


def _number_caption(kind: str, sheet: Sheet, element: Element, caption: Element, label: str) -> Plate:
    first = next(iter(caption), None)
    blank = not (caption.text or "").strip()
    # A caption written as a block has paragraphs; the number belongs in the first of them.
    into = first if first is not None and first.tag == "p" and blank else caption
    prepend(into, xhtml.build("span", label, class_="caption-label"), " ")
    return _plate(kind, sheet, element, caption, label)


def _plate(kind: str, sheet: Sheet, element: Element, caption: Element | None, label: str) -> Plate:
    id_ = sheet.name(element, free_id(sheet, kind, count(1)))
    sheet.names[id_] = label
    return Plate(kind, label, sheet, element, caption)
