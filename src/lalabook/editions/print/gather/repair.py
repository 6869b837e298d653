"""What was read off the pages → marks on the copy that mend the layout when it is laid out once more.

What WeasyPrint 70 gets wrong and its boxes show: a note on the page after its call (rarely, since `patches.py` deals
with the cause of most), or on no page at all where that would be one page more; an unbreakable box so tall that it
leaves a hole. What a compositor would not let pass: a hole before a figure, a heading at a page's foot, three lines on
a division's last page.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from lalabook.editions.print.gather.boxes import Reading
from lalabook.editions.print.gather.continued import continue_titles
from lalabook.editions.print.gather.holes import fill_a_hole
from lalabook.editions.print.gather.lines import Measured
from lalabook.editions.print.gather.marks import mark
from lalabook.editions.print.gather.page_ends import short_ending, stranded

ROUNDS = 8
TALLEST_WHOLE_BOX = 0.5
"""Of the page's height: a taller box may break."""

_NOTE_REMEDIES = ("keep-whole", "start-page", "loose-lines")
_NEVER_BROKEN = frozenset({"figure", "img", "svg", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def repair(reading: Reading, measured: Measured, parents: dict[Element, Element], language: str) -> bool:
    """Mark what should be set otherwise; False where there is nothing, or nothing left to try.

    Most remedies move all that follows, so they are tried one at a time, and titles are continued at the very end.
    """
    is_changed = False
    for element, height in reading.heights.items():
        if height > TALLEST_WHOLE_BOX and element.tag not in _NEVER_BROKEN:
            is_changed |= mark(element, "breakable")
    for head in lost_heads(reading, parents):
        is_changed |= mark(parents[head], "start-page")
    return (
        is_changed
        or any(_mend(note, reading, parents) for note in late_notes(reading))
        or fill_a_hole(measured, parents)
        or any(mark(heading, "start-page") for _, heading in stranded(measured))
        or _lengthen_ending(measured, parents)
        or continue_titles(measured, parents, language)
    )


def lost_heads(reading: Reading, parents: dict[Element, Element]) -> Iterator[Element]:
    """Heads of tables that are on no page."""
    return (each for each in parents if each.tag == "thead" and each not in reading.heads_seen)


def late_notes(reading: Reading) -> Iterator[Element]:
    """Notes that begin on another page than their call, in the order of pages."""
    for note, page in sorted(reading.calls.items(), key=lambda call: call[1]):
        if reading.notes.get(note) != page:
            yield note


def rescue(reading: Reading, body: Element, parents: dict[Element, Element]) -> bool:
    """Move notes that are on no page to the division's end, each leaving a mark; False where none is lost."""
    lost = [note for note in reading.calls if note not in reading.notes]
    for note in lost:
        end = next((each for each in body[0] if each.tag == "section" and each.get("class") == "notes"), None)
        if end is None:
            end = SubElement(body[0], "section", {"class": "notes"})
            parents[end] = body[0]
        number = int(note.get("style", "0").rpartition(" ")[2]) + 1
        _move_to(end, note, str(number), parents)
    return bool(lost)


def _move_to(end: Element, note: Element, number: str, parents: dict[Element, Element]) -> None:
    mark = Element("a", {"class": "noteref", "href": f"#{note.get('id', '')}"})
    mark.text, mark.tail, note.tail = number, note.tail, None
    around = parents[note]
    around[list(around).index(note)] = mark
    parents[mark] = around
    note.set("class", "note")
    del note.attrib["style"]
    label = Element("span", {"class": "note-number"})
    label.text, label.tail, note.text = f"{number}. ", note.text, None
    note.insert(0, label)
    note.tag = "aside"
    end.append(note)
    parents[label], parents[note] = note, end


def _mend(note: Element, reading: Reading, parents: dict[Element, Element]) -> bool:
    """Try the next remedy on the paragraph with the call, or on the whole box that it stands in."""
    return any(mark(_movable(note, reading, parents), remedy) for remedy in _NOTE_REMEDIES)


def _movable(note: Element, reading: Reading, parents: dict[Element, Element]) -> Element:
    """The block with the call; where that is part of what must not break, the outermost such: a box moves as one."""
    around = [parents[note]]
    while around[-1] in parents:
        around.append(parents[around[-1]])
    whole = [each for each in around if each in reading.heights and "breakable" not in each.get("class", "").split()]
    return whole[-1] if whole else next((each for each in around if each.get("data-block") is not None), around[0])


def _lengthen_ending(measured: Measured, parents: dict[Element, Element]) -> bool:
    """Bring lines over to a last page that has too few: from its paragraph, or from the one before."""
    lines = short_ending(measured)
    if not lines or lines[0].block.tag != "p":
        return False
    first = lines[0].block
    if measured.pieces[first][0].page < lines[0].page:
        return mark(first, "more-lines")
    siblings = list(parents[first])
    before = siblings[siblings.index(first) - 1] if siblings[0] is not first else first
    return before.tag == "p" and mark(before, "keep-next") and mark(before, "more-lines")
