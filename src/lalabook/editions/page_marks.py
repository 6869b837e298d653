"""What print tells the other editions of its pages: the places in the text of bound galleys where each begins.

A place is told by the number of a block and an offset in its text (docs/galley.md, "In print"), so that whoever holds
the same galley finds it again. This room only says what is counted; it knows no edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lalabook.xhtml import Element, elements, local_name

_BLOCK_TAGS = (
    "p h1 h2 h3 h4 h5 h6 li dt dd pre blockquote figure figcaption table caption tr th td hr aside div section header "
    "nav article ul ol dl"
)
BLOCKS = frozenset(_BLOCK_TAGS.split(" "))
"""Elements that are counted, from 0, in the galley's document order."""
VARYING = frozenset({"noteref", "folio-ref", "folio-of", "by-folio", "by-link", "footnote", "note", "note-number"})
"""Classes of elements inside a block whose text differs between editions: it does not count in an offset."""


@dataclass(frozen=True)
class PageStart:
    """Where a printed page begins."""

    label: str
    """Its folio, as printed: "xi", "41"."""
    block: int
    offset: int
    """Characters of the block's counted text that stand before."""


@dataclass(frozen=True)
class PageMarks:
    """Every printed page that has text of its own, by division, in reading order."""

    divisions: tuple[tuple[str, tuple[PageStart, ...]], ...]
    source: str
    """What names the printed edition: `urn:isbn:…`, or a `urn:uuid:…` that is its layout's fingerprint."""
    folios: tuple[tuple[str, str], ...] = ()
    """Place (`<division id>.xhtml#id`) and the label of its page: what the index's links are called."""

    def of(self, division: str) -> tuple[PageStart, ...]:
        return next((starts for name, starts in self.divisions if name == division), ())


def blocks(root: Element) -> Iterator[Element]:
    """The blocks of a galley, as they are numbered."""
    return (each for each in elements(root) if local_name(each) in BLOCKS)
