"""A division and what is known around it → the `Setting` that every construct works in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import TypeAlias
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.config import BoxKind, Config
from lalabook.findings import Finding, Place
from lalabook.manuscript import Division
from lalabook.pictures import PictureDoor
from lalabook.xhtml import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOOKS_AHEAD_LINES = 200
"""How many lines below a block's first line we look for what stands in it."""


@dataclass(frozen=True)
class Setting:
    """What a construct may ask."""

    division: Division
    config: Config
    language: str
    """Of the division, or else of the book."""
    kinds: dict[str, BoxKind]
    pictures: PictureDoor
    markup: Callable[[str], tuple[Element, tuple[Finding, ...]]]
    """Markdown from outside the text (front matter) → an element full of blocks."""
    line: Callable[[str], tuple[Element, tuple[Finding, ...]]]
    """One line of Markdown (a title) → an element full of words."""

    def place(self, element: Element) -> Place:
        """The author's line of an element: its own, or that of the block it stands in."""
        column = element.get("data-column", "")
        return self.division.place(line_of(element), int(column) if column.isdecimal() else 0)

    def seek(self, element: Element, needle: str) -> Place:
        """The author's line and column of `needle`, a piece of Markdown inside an element."""
        if not needle or element.get("data-column"):
            return self.place(element)
        first = line_of(element)
        for number in range(max(first, 1), min(len(self._lines), first + _LOOKS_AHEAD_LINES) + 1):
            column = self._lines[number - 1].find(needle)
            if column >= 0:
                return self.division.place(number, column + 1)
        return self.place(element)

    @cached_property
    def _lines(self) -> list[str]:
        return self.division.text.split("\n")


Step: TypeAlias = Callable[[Element, Setting], list[Finding]]
"""A construct: changes the tree, and says what it noticed."""


def line_of(element: Element) -> int:
    """Line of the division's text: of the element, of one before it, or of one around it; 1 where none is known."""
    at: Element | None = element
    while at is not None:
        line = at.get("data-line", "")
        if line.isdecimal():
            return int(line)
        previous = at.getprevious()
        at = previous if previous is not None and not at.get("data-line") else at.getparent()
    return 1


def path_from(division: Division, target: str) -> str:
    """A relative target, percent-encoding undone, as a path from the book's folder; ".." first where it leads out."""
    return normpath(join(dirname(division.path), unquote(target)))


def slug(text: str) -> str:
    """Words as an id: lower-case ASCII letters and digits joined by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def free_id(root: Element, wanted: str) -> str:
    """`wanted`, or `wanted-2` and so on where that id is taken in the tree."""
    taken = {each.get("id") for each in xhtml.elements(root)}
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def move_content(source: Element, target: Element) -> None:
    """Append all that stands inside `source` to what stands inside `target`."""
    add_text(target, source.text)
    source.text = None
    for child in list(source):
        target.append(child)


def add_text(element: Element, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def is_blank(element: Element) -> bool:
    """Shows nothing: no text and no picture, though it may carry an id."""
    return not xhtml.text_of(element) and not any(
        True for _ in xhtml.elements(element, "img", "hr", f"{{{xhtml.SVG_NS}}}svg")
    )
