"""A tree → its runs: the text one reads in one breath, across emphasis and links, from block edge to block edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lalabook import xhtml
from lalabook.xhtml import Element

_INLINE_NAMES = """
    a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark math q ruby rb rp rt rtc s samp small span strong
    sub sup svg time tt u var wbr
"""
INLINE = frozenset(_INLINE_NAMES.split())
_OPAQUE = frozenset(("code", "img", "kbd", "math", "samp", "script", "style", "svg", "tt", "pre", "textarea"))
_SHOWN = frozenset(("img", "svg"))
WORD = "x"
"""How an opaque element (code, mathematics, an address) looks to the text around it."""
_OBJECT = "\ufffc"
"""How a picture does."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stands in one place of the tree."""

    text: str
    language: str
    owner: Element | None = None
    """None: not the author's prose, must stay as it is."""
    is_tail: bool = False

    def put(self, text: str) -> None:
        """Write other text in its place."""
        if self.owner is not None and self.is_tail:
            self.owner.tail = text
        elif self.owner is not None:
            self.owner.text = text


Run: TypeAlias = list[Piece]


def runs(root: Element, language: str) -> Iterator[Run]:
    """Every run with text in it, in document order; preformatted blocks have none."""
    run: Run = []
    for step in _walk(root, language):
        if step is not None:
            run.append(step)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _walk(element: Element, language: str) -> Iterator[Piece | None]:
    """Pieces in order; None at every edge of a block."""
    language = element.get("lang") or language
    if element.text:
        yield Piece(element.text, language, element)
    for child in element:
        name = xhtml.local_name(child)
        edge = name not in INLINE
        if edge:
            yield None
        if name == "br":
            yield Piece("\n", language)
        elif name in _OPAQUE or _is_address(child):
            if not edge:
                yield Piece(_OBJECT if name in _SHOWN else WORD, language)
        elif not xhtml.has_class(child, "noteref"):  # a note's mark does not part a word from its quote
            yield from _walk(child, language)
        if edge:
            yield None
        if child.tail:
            yield Piece(child.tail, language, child, is_tail=True)


def _is_address(element: Element) -> bool:
    """A link that shows its own address."""
    shown = xhtml.text_of(element)
    return element.tag == "a" and bool(shown) and element.get("href", "").removeprefix("mailto:").endswith(shown)


def count_words(root: Element) -> int:
    """Words as an editor counts them: what white space parts and has a letter or digit in it; code as one word."""
    return sum(
        any(letter.isalnum() for letter in word)
        for run in runs(root, "")
        for word in "".join(piece.text for piece in run).split()
    )
