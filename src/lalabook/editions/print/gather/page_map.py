"""Runs of text as layout set them, against the copy → where each page begins, what was lost, what was set twice.

A run knows the element that owns its text, and inside one element runs come in the order of the copy. So one cursor for
each element is enough, over its text without white space (which layout folds) and without soft hyphens; hyphens that
layout adds stand at the end of a run. Taken from the copy's two sides, the text must come out even.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize
from xml.etree.ElementTree import Element

from lalabook.editions.page_marks import VARYING
from lalabook.editions.print.gather.boxes import Run

_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_NOT_TEXT = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class PageMap:
    starts: tuple[tuple[int, int] | None, ...]
    """For each page: the block and the offset in it where its main text begins."""
    lost: tuple[tuple[int, str], ...]
    """Block and text that is in the copy and on no page."""
    doubled: tuple[tuple[int, str], ...]
    """Block and text that is on a page once more."""


def map_pages(
    body: Element, runs: Sequence[Run], pages: int, hidden: Collection[Element], moved: Collection[Element] = ()
) -> PageMap:
    """Follow the runs through the copy. A page does not begin with what was `moved` there from before its place."""
    parents = {child: parent for parent in body.iter() for child in parent}
    cursors: dict[Element, _Cursor] = {}
    firsts: list[tuple[Run, int] | None] = [None] * pages
    doubled = []
    for run in runs:
        at = 0
        if run.text is not None:
            if run.element not in cursors:
                cursors[run.element] = _Cursor(run.element)
            cursor = cursors[run.element]
            at = cursor.at
            if not cursor.follow(run.text) and cursor.has_passed(run.text):
                doubled.append((block_of(run.element, parents), run.text.strip()))
        if firsts[run.page] is None and not run.is_note and run.element not in moved:
            firsts[run.page] = (run, at)
    starts = tuple(None if first is None else _start(*first, parents) for first in firsts)
    return PageMap(starts, tuple(_lost(body, cursors, parents, hidden)), tuple(doubled))


class _Cursor:
    """How far layout has come in the text of one element, its children's text left out."""

    def __init__(self, element: Element) -> None:
        texts = [element.text, *(child.tail for child in element)]
        self.text = "".join(_fold(text) for text in texts if text)
        self.at = 0

    def follow(self, set_text: str) -> bool:
        """Go past a run; False where it is not what comes next."""
        folded = _fold(set_text)
        for candidate in (folded, folded[:-1]):  # the second: layout's own hyphen at the end of a line
            if self.text.startswith(candidate, self.at):
                self.at += len(candidate)
                return True
        return False

    def has_passed(self, set_text: str) -> bool:
        return _fold(set_text) in self.text[: self.at]


def _fold(text: str) -> str:
    """What remains of a text however it is set: no white space, one case, compatible characters as one."""
    solid = "".join(text.split())
    if solid.isascii():
        return solid.lower()
    # NFKD takes every character by itself, so that folding pieces and folding the whole are the same
    return normalize("NFKD", solid.translate(_IGNORED)).casefold()


def block_of(element: Element | None, parents: dict[Element, Element]) -> int:
    """The number of the block an element stands in, -1 where there is none."""
    while element is not None:
        if (number := element.get("data-block")) is not None:
            return int(number)
        element = parents.get(element)
    return -1


def _start(run: Run, at: int, parents: dict[Element, Element]) -> tuple[int, int] | None:
    """The nearest block around a run, and how much of its counted text stands before."""
    block: Element | None = run.element
    while block is not None and block.get("data-block") is None:
        block = parents.get(block)
    if block is None:
        return None
    offset = 0
    for owner, text, counts in _texts(block):
        if owner is run.element:
            if text is None and run.text is None:
                break
            if text is not None and run.text is not None:
                folded = len(_fold(text))
                if at < folded:
                    offset += _raw_offset(text, at) if counts else 0
                    break
                at -= folded
        offset += len(text) if counts and text else 0
    return int(block.get("data-block", "-1")), offset


def _texts(element: Element, counts: bool = True) -> Iterator[tuple[Element, str | None, bool]]:
    """All text in order, with the element that owns it and whether it counts; an element's beginning is a None."""
    yield element, None, counts
    yield element, element.text or "", counts
    for child in element:
        yield from _texts(child, counts and not VARYING.intersection(child.get("class", "").split()))
        yield element, child.tail or "", counts


def _raw_offset(text: str, at: int) -> int:
    """Where, in a text as written, its folded form has come to `at`: at the first character that is not white space."""
    for offset, character in enumerate(text):
        folded = len(_fold(character))
        if folded > at:
            return offset
        at -= folded
    return len(text)


def _lost(
    body: Element, cursors: dict[Element, _Cursor], parents: dict[Element, Element], hidden: Collection[Element]
) -> list[tuple[int, str]]:
    unseen = set(hidden)
    lost = []
    for element in body.iter():
        if element in unseen or not isinstance(element.tag, str) or element.tag.startswith(_NOT_TEXT):
            continue
        cursor = cursors.get(element) or _Cursor(element)
        if cursor.at < len(cursor.text):
            rest = cursor.text[cursor.at :]
            lost.append((block_of(element, parents), rest if cursor.at else " ".join((element.text or rest).split())))
    return lost
