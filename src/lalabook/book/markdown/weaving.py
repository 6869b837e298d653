"""Inline tokens → children of an element: text, finished elements, elements that open and close, delimiter runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from lalabook.book.markdown import attributes
from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.emphasis import Run

_DEEPEST = 60
"""Elements inside elements beyond this are left out; their text stays."""
_RAW = re.compile("\x02\\d+\x03")


@dataclass(slots=True)
class Opening:
    """An element begins."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Closing:
    """The element last begun ends."""


@dataclass(slots=True)
class Attributes:
    """An attribute list: for the element right before it, else it is text."""

    text: str
    attributes: dict[str, str]
    place: tuple[int, int]
    """Line and column."""


Token = str | Element | Opening | Closing | Attributes | Run
CLOSING = Closing()


class _Loom:
    """Where the next piece of text or the next element goes."""

    def __init__(self, into: Element, desk: Desk) -> None:
        self.desk = desk
        self.parents = [into]
        self.last: Element | None = into[-1] if len(into) else None
        """The child after which text goes; None: at the beginning of the parent."""
        self.left_out = 0

    def text(self, text: str) -> None:
        if self.last is None:
            self.parents[-1].text = (self.parents[-1].text or "") + text
        else:
            self.last.tail = (self.last.tail or "") + text

    def element(self, element: Element) -> None:
        self.parents[-1].append(element)
        self.last = element

    def open(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        if len(self.parents) > _DEEPEST:
            self.left_out += 1
            return
        self.parents.append(SubElement(self.parents[-1], tag, attributes or {}))
        self.last = None

    def close(self) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            self.last = self.parents.pop()

    def give(self, token: Attributes) -> None:
        if self.last is None or self.last.tail or self.last.tag == "br":
            self.text(token.text)
            return
        have = self.last.get("class")
        given = attributes.checked(token.attributes, self.desk, self.last.tag, *token.place)
        self.last.attrib.update(given)
        if have and "class" in given:
            self.last.set("class", f"{have} {given['class']}")


def weave(tokens: list[Token], into: Element, desk: Desk) -> None:
    """Add what the tokens say to an element."""
    loom = _Loom(into, desk)
    for token in tokens:
        if isinstance(token, str):
            loom.text(token)
        elif isinstance(token, Run):
            for _ in token.closes:
                loom.close()
            if token.count:
                loom.text(token.text)
            for tag in reversed(token.opens):
                loom.open(tag)
        elif isinstance(token, Opening):
            loom.open(token.tag, token.attributes)
        elif isinstance(token, Closing):
            loom.close()
        elif isinstance(token, Attributes):
            loom.give(token)
        else:
            loom.element(token)


def plain_text(tokens: list[Token]) -> str:
    """The text of tokens as an alternative text has it: without markup and raw HTML."""
    parts: list[str] = []
    for token in tokens:
        if isinstance(token, str):
            parts.append(_RAW.sub("", token))
        elif isinstance(token, (Run, Attributes)):
            parts.append(token.text)
        elif isinstance(token, Element):
            parts.append(token.get("alt") or "".join(token.itertext()) if token.tag != "br" else "")
    return "".join(parts)
