"""A bound galley → the copy that print lays out: notes where their marks are, ids unique in the book, no line numbers.

Ids are named as the keys of `Pagination.folios` and the PDF's destinations are: `<division>.xhtml#<id>`, the division
itself `<division>.xhtml`. A link to another division is a URI under `HOUSE_URL`, which `collate` makes an inner one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from lalabook.book.model import Galley
from lalabook.editions.page_marks import blocks
from lalabook.editions.print.last_words import keep_last_words
from lalabook.editions.print.model import HOUSE_URL, Remark
from lalabook.findings import Finding, Place, Severity
from lalabook.xhtml import (
    EPUB_TYPE,
    Element,
    add_class,
    build,
    elements,
    has_class,
    local_name,
    parse,
    remove,
    serialise,
    text_of,
    unwrap,
)

LONGEST_FOOTNOTE = 1300
"""Characters: about a third of a page. WeasyPrint cannot go on with a note on the next page."""

_NO_NOTES_INSIDE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "thead", "caption", "header", "summary"})
_WHITE_SPACE = re.compile(r"[ \t\n]+")
_KEPT_DATA = frozenset({"aria-label", "data-block", "data-folio-of", "data-folios-of", "data-kinds"})


@dataclass(frozen=True)
class PageCopy:
    """A division as print lays it out."""

    xhtml: str
    places: tuple[Place, ...]
    """For each block (`data-block`), where the author wrote it."""
    findings: tuple[Finding, ...] = ()


def page_copy(galley: Galley, longest_footnote: int = LONGEST_FOOTNOTE) -> PageCopy:
    """Make the copy of one division. Folios are still to be filled in: see `fill_folios`."""
    root = parse(galley.xhtml)
    places = tuple(_number_blocks(root, galley))
    keep_last_words(root)
    findings = tuple(_move_notes(root, places, longest_footnote))
    add_class(root, f"role-{galley.role}", f"region-{galley.region}")
    _identify_references(root)
    root.set("id", "")
    for element in elements(root):
        _readdress(element, galley.id)
        for name in element.attrib:
            if str(name) == EPUB_TYPE or (str(name).startswith(("data-", "aria-")) and name not in _KEPT_DATA):
                del element.attrib[name]
    return PageCopy(serialise(root), places, findings)


def placed(
    remarks: Iterable[Remark], copy: PageCopy, galley: Galley, labels: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What layout noticed, with the author's lines to it, and the folio of its page where the pages have theirs."""
    return tuple(
        Finding(
            _place(remark.block, copy, galley),
            remark.code,
            f"page {labels[remark.page]}: {remark.message}" if 0 <= remark.page < len(labels) else remark.message,
            remark.hint,
            remark.severity,
        )
        for remark in remarks
    )


def _place(block: int, copy: PageCopy, galley: Galley) -> Place:
    if block >= 0:
        return copy.places[block]
    return Place("") if block < -1 else Place(galley.division.path)


def _identify_references(root: Element) -> None:
    """Give the place of each page number an id: whether it is on the page it would name is read off the last layout."""
    taken = {element.get("id") for element in elements(root)}
    numbers = count(1)
    for span in elements(root, "span"):
        if has_class(span, "folio-ref"):
            span.set("id", next(id_ for number in numbers if (id_ := f"folio-ref-{number}") not in taken))


def _number_blocks(root: Element, galley: Galley) -> Iterator[Place]:
    """Number the blocks in document order; each stands on its own line, or on that of the block around or before it."""
    place = Place(galley.division.path)
    for number, block in enumerate(blocks(root)):
        block.set("data-block", str(number))
        if line := block.get("data-line"):
            place = galley.division.place(int(line))
        elif written := block.get("data-place"):
            path, _, line = written.rpartition(":")
            place = Place(path, int(line))
        yield place


def _readdress(element: Element, division: str) -> None:
    """Write an id, a link, a picture's path in the names of the whole book."""
    if (own := element.get("id")) is not None:
        element.set("id", f"{division}.xhtml#{own}" if own else f"{division}.xhtml")
    if local_name(element) == "img":
        element.set("src", quote(element.get("src", "")))
    href = element.get("href") if local_name(element) == "a" else None
    if href is None or ":" in href.partition("#")[0]:
        return
    target, _, fragment = href.partition("#")
    if target in ("", f"{division}.xhtml"):
        name = f"{division}.xhtml#{fragment}" if fragment else f"{division}.xhtml"
        element.set("href", "#" + quote(name, safe="/#"))
    else:
        element.set("href", HOUSE_URL + quote(href, safe="/#%"))


def _move_notes(root: Element, places: tuple[Place, ...], longest: int) -> Iterator[Finding]:
    """Move each note to its first mark; what cannot stand at the page's foot stays at the division's end."""
    sections = [each for each in elements(root, "section") if has_class(each, "notes")]
    notes = [note for section in sections for note in elements(section, "aside") if has_class(note, "note")]
    marks: dict[str, list[Element]] = {}
    for mark in elements(root, "a"):
        if has_class(mark, "noteref"):
            marks.setdefault(mark.get("href", "").removeprefix("#"), []).append(mark)
    for number, note in enumerate(notes, 1):
        note.set("data-number", note.get("data-number", str(number)))
        first = next(iter(marks.get(note.get("id", ""), ())), None)
        if first is not None and (box := _box_around(first)) is not None:
            _set_in_box(note, box)
            continue
        is_long = len(text_of(note)) > longest
        if first is None or is_long or not _may_hold_note(first):
            _begin_with_number(note)
        else:
            _set_at_mark(note, first)
        if first is not None and is_long:
            yield Finding(
                places[int(note.get("data-block", "0"))],
                "P109",
                f"note {note.get('data-number')} is too long for a page's foot: it stands at the division's end",
                f"keep a note under {longest} characters, or move part of it into the text",
                Severity.WARNING,
            )
    for section in sections:
        if not any(has_class(each, "note") for each in elements(section, "aside")):
            remove(section)


def _box_around(mark: Element) -> Element | None:
    """The outermost box a mark stands in."""
    return next((each for each in reversed(list(mark.iterancestors())) if has_class(each, "box")), None)


def _set_in_box(note: Element, box: Element) -> None:
    """Set a note at the foot of its box, as tables and boxes have them: it can't end up on another page."""
    _begin_with_number(note)
    home = next((each for each in box if has_class(each, "box-notes")), None)
    if home is None:
        home = build("div", class_="box-notes")
        box.append(home)
    remove(note)
    home.append(note)


def _may_hold_note(mark: Element) -> bool:
    """Layout loses or repeats notes that are called from a heading, a table's head or a note."""
    return not any(
        local_name(around) in _NO_NOTES_INSIDE or has_class(around, "note") or has_class(around, "footnote")
        for around in mark.iterancestors()
    )


def _set_at_mark(note: Element, mark: Element) -> None:
    """Put a note in the place of its mark. It is told its number: notes before it may stand at the division's end."""
    before = int(note.get("data-number", "1")) - 1
    footnote = build("span", class_="footnote", id=note.get("id", ""), style=f"counter-set: footnote {before}")
    footnote.set("data-block", note.get("data-block", ""))
    footnote.text = note.text
    footnote.extend(list(note))
    if len(footnote) and local_name(footnote[0]) == "p" and not (footnote.text or "").strip():
        footnote.text = None
        footnote[0].tail = (footnote[0].tail or "").strip() or None
        unwrap(footnote[0])  # the number stands in the note's first line and not above it
    _fold_white_space(footnote)
    parent, tail = mark.getparent(), mark.tail
    assert parent is not None
    parent.replace(mark, footnote)
    footnote.tail = tail
    remove(note)


def _fold_white_space(footnote: Element) -> None:
    """WeasyPrint takes the ends of the author's lines inside a float for the ends of printed ones."""
    for element in elements(footnote):
        if element.text and local_name(element) != "pre":
            element.text = _WHITE_SPACE.sub(" ", element.text)
        if element.tail:
            element.tail = _WHITE_SPACE.sub(" ", element.tail)


def _begin_with_number(note: Element) -> None:
    first = next(iter(elements(note, "p")), note)
    number = build("span", f"{note.get('data-number', '')}. ", class_="note-number")
    number.tail, first.text = first.text, None
    first.insert(0, number)
