"""What was read off the pages → classes on the copy that mend the layout when it is laid out once more.

Two things WeasyPrint 70 gets wrong and its boxes show: a note on the page after its call (three to six of forty,
whatever `footnote-policy` says), and an unbreakable box so tall that it leaves a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.boxes import Reading

ROUNDS = 6
TALLEST_WHOLE_BOX = 0.45
"""Of the page's height: a taller box may break."""

_NOTE_REMEDIES = ("keep-whole", "start-page", "loose-lines")
_NEVER_BROKEN = frozenset({"figure", "img", "svg", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def repair(reading: Reading, parents: dict[Element, Element]) -> bool:
    """Mark what should be set otherwise; False where there is nothing, or nothing left to try."""
    is_changed = False
    for element, height in reading.heights.items():
        if height > TALLEST_WHOLE_BOX and element.tag not in _NEVER_BROKEN:
            is_changed |= _mark(element, "breakable")
    # one note at a time: mending the first moves all that follow
    return is_changed or any(_mend(note, parents) for note in late_notes(reading))


def late_notes(reading: Reading) -> Iterator[Element]:
    """Notes that begin on another page than their call, in the order of pages."""
    for note, page in sorted(reading.calls.items(), key=lambda call: call[1]):
        if reading.notes.get(note) != page:
            yield note


def _mend(note: Element, parents: dict[Element, Element]) -> bool:
    """Try the next remedy on the paragraph with the call."""
    block = parents[note]
    while block.get("data-block") is None and block in parents:
        block = parents[block]
    return any(_mark(block, remedy) for remedy in _NOTE_REMEDIES)


def _mark(element: Element, name: str) -> bool:
    names = element.get("class", "").split()
    if name in names:
        return False
    element.set("class", " ".join([*names, name]))
    return True
