"""A division's Markdown → its XHTML, through Python-Markdown with our own block reader, inline reader and steps behind.

lines ─► characters ─► blocks and inlines ─► raw HTML put back ─► ids ─► text ─► tree
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from lalabook import xhtml
from lalabook.book.markdown import blocks, elements, html5, ids, writing
from lalabook.book.markdown.characters import NOT_XML
from lalabook.book.markdown.desk import Desk
from lalabook.findings import Finding, Place

_Setter = Callable[[list[str], Desk], Element]
"""Lines → the element tree, raw HTML still put aside."""


@dataclass(frozen=True)
class Markup:
    """What Markdown became."""

    root: xhtml.Element
    """`<div class="division">`; `<span>` where it was one line."""
    findings: tuple[Finding, ...] = ()


def to_xhtml(text: str, *, language: str, place: Callable[[int, int], Place], box_kinds: frozenset[str]) -> Markup:
    """The XHTML of a division and what was noticed. `place` gives the author's place for a line and a column."""
    return _convert(text, Desk(place, language, box_kinds), _set_division)


def inline_to_xhtml(text: str, *, language: str, place: Callable[[int, int], Place]) -> Markup:
    """The XHTML of one line (a title): a `<span>` around its inline markup."""
    return _convert(text, Desk(place, language), _set_line)


def _convert(text: str, desk: Desk, setter: _Setter) -> Markup:
    engine = Markdown(extensions=[_Galley(desk, setter)])
    engine.serializer = writing.write  # an extension comes too early to set it
    written = engine.convert(text)
    # Python-Markdown gives nothing for nothing.
    root = xhtml.parse(written or writing.write(setter([""], desk)))
    return Markup(root, tuple(sorted(desk.findings)))


def _set_division(lines: list[str], desk: Desk) -> Element:
    return elements.set_division(blocks.read(lines, desk), desk)


def _set_line(lines: list[str], desk: Desk) -> Element:
    span = Element("span")
    elements.set_inline(elements.source_of([(line.strip(), at, 1) for at, line in enumerate(lines, 1)]), span, desk)
    return span


class _Galley(Extension):
    """Puts our readers and steps in the place of Python-Markdown's own."""

    def __init__(self, desk: Desk, setter: _Setter) -> None:
        super().__init__()
        self.desk = desk
        self.setter = setter

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors = Registry()
        md.preprocessors.register(_Characters(self.desk), "characters", 10)
        md.parser = _Parser(md, self.desk, self.setter)
        md.treeprocessors = Registry()
        md.treeprocessors.register(_Step(html5.put_back, self.desk), "raw html", 20)
        md.treeprocessors.register(_Step(ids.give_ids, self.desk), "ids", 10)
        md.postprocessors = Registry()
        md.stripTopLevelTags = False


class _Characters(Preprocessor):
    """Replaces what no XML document can hold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def run(self, lines: list[str]) -> list[str]:
        for number, line in enumerate(lines, 1):
            found = NOT_XML.search(line)
            if found:
                name = f"U+{ord(found[0]):04X}"
                self.desk.note(
                    "B116",
                    number,
                    found.start() + 1,
                    f"control character {name} is left out",
                    "remove it",
                    is_error=False,
                )
                lines[number - 1] = NOT_XML.sub("\ufffd", line)
        return lines


class _Parser(BlockParser):
    """Reads the lines of a division."""

    def __init__(self, md: Markdown, desk: Desk, setter: _Setter) -> None:
        super().__init__(md)
        self.desk = desk
        self.setter = setter

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 (Python-Markdown's name)
        return ElementTree(self.setter(list(lines), self.desk))


class _Step(Treeprocessor):
    """A step over the whole tree."""

    def __init__(self, step: Callable[[Element, Desk], None], desk: Desk) -> None:
        super().__init__()
        self.step = step
        self.desk = desk

    def run(self, root: Element) -> None:
        self.step(root, self.desk)
