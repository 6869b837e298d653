"""What WeasyPrint said, and what its pages show → remarks an author can act on."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.boxes import Reading
from lalabook.editions.print.gather.page_map import PageMap, block_of
from lalabook.editions.print.gather.repair import late_notes
from lalabook.editions.print.model import HOUSE_URL, Remark
from lalabook.findings import Severity

_DESIGN = -2
_SHOWN = 40
_GLYPH = ".notdef glyph rendered"
_FONT = "Font-face %r cannot be loaded"
_PICTURE = ("Failed to load image", "Failed to render SVG image", "Failed to load inline SVG")
_DEAD_LINK = "No anchor #%s"
# An empty alternative text is how an author says "decorative"; alternative texts are checked in the book, not here.
_NOT_NEWS = ('Image "%s" has no required alt',)


def of_design(said: Iterable[logging.LogRecord]) -> tuple[Remark, ...]:
    """About fonts and styles; the same for every division."""
    return tuple(_unique(_of_design(record) for record in said))


def _of_design(record: logging.LogRecord) -> Remark:
    message = record.getMessage()
    if str(record.msg).startswith(_FONT):
        family = str(record.args[0]) if isinstance(record.args, tuple) else message
        return Remark(
            "P102",
            f'the font "{family}" cannot be loaded',
            "name a TTF or WOFF2 file in the design",
            block=_DESIGN,
        )
    return Remark("P104", f"the stylesheet for print: {message}", severity=Severity.WARNING, block=_DESIGN)


def of_layout(said: Iterable[logging.LogRecord], body: Element) -> Iterator[Remark]:
    """About one division, each with the block it is in as far as that can be known."""
    parents = {child: parent for parent in body.iter() for child in parent}
    yield from _unique(
        _of_layout(record, body, parents) for record in said if not str(record.msg).startswith(_NOT_NEWS)
    )


def _of_layout(record: logging.LogRecord, body: Element, parents: dict[Element, Element]) -> Remark:
    words, message = str(record.msg), record.getMessage()
    about = [str(each) for each in record.args] if isinstance(record.args, tuple) else []
    if words.startswith(_GLYPH):
        character = about[0]
        return Remark(
            "P101",
            f"no font of the book has the character “{character}” (U+{ord(character):04X})",
            "add a font that has it to the design, or write it in another way",
            block=next((block_of(each, parents) for each in body.iter() if character in _own_text(each)), -1),
        )
    if words.startswith(_PICTURE):
        src = unquote(about[0].removeprefix(HOUSE_URL)) if about else ""
        found = [each for each in body.iter("img") if src and unquote(each.get("src", "")) == src]
        block = block_of(found[0], parents) if found else -1
        return Remark("P103", f"the picture {src} cannot be printed", "save it anew as PNG, JPEG or SVG", block=block)
    if words.startswith(_DEAD_LINK):
        found = [each for each in body.iter("a") if about and each.get("href") == f"#{about[0]}"]
        block = block_of(found[0], parents) if found else -1
        target = about[0].partition("#")[2] if about else ""
        return Remark("P105", f"the link to #{target} goes nowhere in print", severity=Severity.WARNING, block=block)
    return Remark("P112", f"while setting the pages: {message}", severity=Severity.WARNING)


def of_pages(reading: Reading, page_map: PageMap, parents: dict[Element, Element]) -> Iterator[Remark]:
    """Layout as an assertion: all text is on the pages, once, and every note with its call."""
    hint = "this is a fault of the layout engine: rewriting the place a little, or a simpler style there, gets round it"
    for block, text in page_map.lost:
        yield Remark("P106", f"text is not on any page: “{_short(text)}”", hint, block=block)
    for block, text in page_map.doubled:
        yield Remark("P107", f"text is on the pages twice: “{_short(text)}”", hint, block=block)
    for note in late_notes(reading):
        yield Remark(
            "P108",
            "a note stands on the page after its mark",
            "shorten the note, or move its mark a line or two",
            Severity.WARNING,
            block_of(parents[note], parents),
        )


def of_tags(untagged: Iterable[Any], parents: dict[Element, Element]) -> Iterator[Remark]:
    """Boxes that no reading voice would find."""
    for box in untagged:
        yield Remark(
            "P113",
            f"screen readers would not find this in the PDF: “{_short(getattr(box, 'text', 'a picture'))}”",
            "write it as a paragraph of its own",
            block=block_of(box.element, parents),
        )


def _own_text(element: Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _unique(remarks: Iterable[Remark]) -> Iterator[Remark]:
    yield from dict.fromkeys(remarks)
