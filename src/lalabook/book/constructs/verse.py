"""`/// verse` → stanzas of lines: every line end of the author's is one, also inside emphasis."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, add_text, line_of
from lalabook.findings import Finding
from lalabook.xhtml import Element


def verse(root: Element, _setting: Setting) -> list[Finding]:
    """Each paragraph of a verse block is a stanza."""
    for block in list(xhtml.elements(root, "div")):
        if xhtml.has_class(block, "block-verse"):
            others = [name for name in xhtml.classes(block) if name not in ("block", "block-verse")]
            block.set("class", " ".join(["verse", *others]))
            for paragraph in block.findall("p"):
                if xhtml.has_class(paragraph, "block-title"):
                    paragraph.set("class", "verse-title")
                else:
                    _set_stanza(paragraph)
    return []


def _set_stanza(paragraph: Element) -> None:
    lines = _Lines(line_of(paragraph))
    lines.take(paragraph)
    stanza = xhtml.build("div", class_="stanza", data_line=str(line_of(paragraph)))
    stanza.extend(line for line in lines.made if not _is_empty(line))
    if paragraph.get("id"):
        stanza.set("id", paragraph.get("id", ""))
    stanza.tail = paragraph.tail
    parent = paragraph.getparent()
    assert parent is not None, "a stanza stands in its verse"
    parent.replace(paragraph, stanza)


def _is_empty(line: Element) -> bool:
    return not xhtml.text_of(line) and not any(each.get("id") for each in xhtml.elements(line))


class _Lines:
    """The lines of a stanza as they are made; elements open at a line's end are opened again in the next."""

    def __init__(self, first_line: int) -> None:
        self.made: list[Element] = []
        self._number = first_line
        self._open: list[Element] = []
        self._chain: list[Element] = []
        self._begin()

    def take(self, element: Element) -> None:
        self._write(element.text)
        for child in element:
            if child.tag == "br":
                # Markdown keeps the line end behind a hard break: it is the same line's.
                self._end()
                self._write((child.tail or "").removeprefix("\n"))
                continue
            self._open.append(child)
            self._chain.append(self._copy(child, is_first=True))
            self.take(child)
            self._open.pop()
            self._chain.pop()
            self._write(child.tail)

    def _write(self, text: str | None) -> None:
        first, *further = (text or "").split("\n")
        add_text(self._chain[-1], first)
        for part in further:
            self._end()
            add_text(self._chain[-1], part.lstrip(" "))

    def _end(self) -> None:
        self._number += 1
        self._begin()

    def _begin(self) -> None:
        line = xhtml.build("p", class_="line", data_line=str(self._number))
        self.made.append(line)
        self._chain = [line]
        for each in self._open:
            self._chain.append(self._copy(each, is_first=False))

    def _copy(self, original: Element, is_first: bool) -> Element:
        copy = xhtml.build(str(original.tag))
        for name, value in original.attrib.items():
            if is_first or name != "id":
                copy.set(name, value)
        self._chain[-1].append(copy)
        return copy
