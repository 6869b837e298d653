"""Where printed pages begin → page-break markers in a galley's tree, each before the first whole word of its page.

A marker stands inside the paragraph whose words it precedes; a page that begins with a heading, a box, a figure or a
table has it before that. It never parts a word, and never stands in a note mark, at the edge of a link, or in a title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lalabook import xhtml
from lalabook.editions.page_marks import BLOCKS, VARYING, PageStart, blocks
from lalabook.xhtml import Element

_KEPT_WHOLE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header", "ruby", "button", "summary"})
"""Nothing is put inside: what they hold is read out as one name."""
_STAND_APART = _KEPT_WHOLE | {"figure", "table", "aside", "hr"}
"""Where a page begins with one of these, the marker comes before it."""
_PARTS_WORDS = BLOCKS | {"br", "img"}
_JOINERS = "-'’_\u00ad\u2010\u2011"
_NO_SPACES = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),
    *((0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)
"""Scripts that set no space between words: a page may begin at any of their letters."""


@dataclass(frozen=True)
class _Spot:
    """A place in a tree."""

    element: Element
    where: str
    """ "before" the element, in its "text" or in its "tail" before the character `at`, or at its "end"."""
    at: int = 0


@dataclass(frozen=True)
class _Piece:
    """A text of a block that counts."""

    element: Element
    is_tail: bool
    text: str
    begins_at: int
    """How much counted text stands before."""

    @property
    def home(self) -> Element:
        """What it is directly inside of."""
        parent = self.element.getparent() if self.is_tail else self.element
        assert parent is not None, "the division has no tail"
        return parent


def mark_pages(root: Element, starts: Sequence[PageStart]) -> tuple[tuple[str, str], ...]:
    """Put the markers into a bound galley; their labels and ids, in the order in which they stand."""
    numbered = list(blocks(root)) if starts else []
    taken = {each.get("id", "") for each in xhtml.elements(root)}
    spots = [_spot(numbered[start.block], start.offset) for start in starts]
    together = [list(group) for _, group in groupby(zip(spots, starts, strict=True), key=lambda pair: pair[0])]
    # What stands later in a text goes in first: it leaves the places before it where they were.
    for group in sorted(together, key=lambda group: -group[0][0].at):
        _insert(group[0][0], [_marker(start.label, taken) for _, start in group])
    return tuple(
        (each.get("aria-label", ""), each.get("id", ""))
        for each in root.iter("span")
        if each.get("role") == "doc-pagebreak"
    )


def _marker(label: str, taken: set[str]) -> Element:
    id_ = next(name for name in (f"page-{label}", *(f"page-{label}-{n}" for n in range(2, 999))) if name not in taken)
    taken.add(id_)
    return xhtml.build("span", epub_type="pagebreak", role="doc-pagebreak", id=id_, aria_label=label)


def _insert(spot: _Spot, markers: list[Element]) -> None:
    element, parent = spot.element, spot.element.getparent()
    if spot.where == "text":
        whole = element.text or ""
        element.text, markers[-1].tail = whole[: spot.at], whole[spot.at :]
        element[0:0] = markers
    elif spot.where == "end":
        element.extend(markers)
    else:
        assert parent is not None, "no page begins before or behind its division"
        at = parent.index(element)
        if spot.where == "tail":
            whole = element.tail or ""
            element.tail, markers[-1].tail = whole[: spot.at], whole[spot.at :]
            at += 1
        parent[at:at] = markers


def _spot(block: Element, offset: int) -> _Spot:
    """The place before the first whole word from an offset in a block's counted text on."""
    if (box := _box_of_note(block)) is not None:
        return _Spot(box, "tail")
    pieces = list(_pieces(block))
    text = "".join(piece.text for piece in pieces)
    if (picture := _picture_at(block, pieces, text, offset)) is not None:
        return _before(picture)
    at = _word_from(text, offset, pieces)
    piece = next((each for each in pieces if each.begins_at <= at < each.begins_at + len(each.text)), None)
    if piece is None:
        return _Spot(block, "end") if text[:offset].strip() else _before(block)
    wholes = [each for each in _around(piece.home) if _is_whole(each)]
    inside = at - piece.begins_at
    if wholes:
        return _before(wholes[-1])
    if not piece.is_tail and not piece.text[:inside].strip():
        return _before(piece.element)
    return _Spot(piece.element, "tail" if piece.is_tail else "text", inside)


def _pieces(block: Element) -> Iterator[_Piece]:
    """The texts that count, in order: the same that `gather.page_map` counts."""
    at = 0
    for element, is_tail, text in _texts(block):
        yield _Piece(element, is_tail, text, at)
        at += len(text)


def _texts(element: Element) -> Iterator[tuple[Element, bool, str]]:
    yield element, False, element.text or ""
    for child in element:
        if VARYING.isdisjoint(xhtml.classes(child)):
            yield from _texts(child)
        yield child, True, child.tail or ""


def _word_from(text: str, at: int, pieces: Sequence[_Piece]) -> int:
    """Where the first word begins that does not begin before `at`; the text's end where there is none."""
    edges = {piece.begins_at for piece in pieces if xhtml.local_name(piece.element) in _PARTS_WORDS}
    if at not in edges and _is_inside_word(text, at):
        at = next((n for n in range(at, len(text)) if text[n].isspace() or n in edges), len(text))
    return next((n for n in range(at, len(text)) if not text[n].isspace()), len(text))


def _is_inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if any(low <= ord(each) <= high for each in (before, after) for low, high in _NO_SPACES):
        return False
    return (before in _JOINERS or _is_letter(before)) and _is_letter(after)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character == "_"


def _picture_at(block: Element, pieces: Sequence[_Piece], text: str, offset: int) -> Element | None:
    """The picture with which a page begins; a text that begins there is told from it by its first letter."""
    if xhtml.local_name(block) != "figure" and text[offset : offset + 1].strip():
        return None
    return next(
        (
            piece.element
            for piece in pieces
            if piece.is_tail and piece.begins_at == offset and xhtml.local_name(piece.element) == "img"
        ),
        None,
    )


def _box_of_note(block: Element) -> Element | None:
    """The box that a note belongs to: in print the note stands at its foot, in the galley at the division's end."""
    note = next((each for each in _around(block) if xhtml.has_class(each, "note")), None)
    if note is None:
        return None
    marks = (each for each in note.getroottree().iter("a") if each.get("href") == f"#{note.get('id')}")
    mark = next((each for each in marks if xhtml.has_class(each, "noteref")), None)
    boxes = [each for each in _around(mark) if xhtml.has_class(each, "box")] if mark is not None else []
    return boxes[-1] if boxes else None


def _before(element: Element) -> _Spot:
    """The place before an element's first word: inside the innermost block, or before all that stands apart."""
    leading = [element]
    while (parent := leading[-1].getparent()) is not None and parent.getparent() is not None:
        if not _begins_with(parent, leading[-1]):
            break
        leading.append(parent)
    apart = next((each for each in reversed(leading) if _stands_apart(each)), None)
    if apart is not None:
        return _Spot(apart, "before")
    block = next((each for each in leading if xhtml.local_name(each) in BLOCKS), None)
    if block is None:
        return _Spot(leading[-1], "before")
    indent = len(block.text or "") - len((block.text or "").lstrip())
    return _Spot(block, "text", indent)


def _around(element: Element) -> Iterator[Element]:
    """An element and its ancestors."""
    yield element
    yield from element.iterancestors()


def _begins_with(parent: Element, child: Element) -> bool:
    """Nothing that is seen stands in `parent` before `child`."""
    if (parent.text or "").strip():
        return False
    return not any(
        xhtml.text_of(each) or (each.tail or "").strip() or next(each.iter("img"), None) is not None
        for each in child.itersiblings(preceding=True)
    )


def _is_whole(element: Element) -> bool:
    name = xhtml.local_name(element)
    return name in _KEPT_WHOLE or name != element.tag or element.get("role") == "img"


def _stands_apart(element: Element) -> bool:
    is_table = xhtml.has_class(element, "table")
    return is_table or xhtml.local_name(element) in _STAND_APART or _is_whole(element)
