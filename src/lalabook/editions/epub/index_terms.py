"""The index in a content document → the same with its parts named (EPUB Indexes 1.0), and page numbers where known."""

from __future__ import annotations

from collections.abc import Mapping

from lalabook import xhtml
from lalabook.book.locators import write_locators
from lalabook.xhtml import Element

_TERMS = {
    "index-headnote": "index-headnotes",
    "index-group": "index-group",
    "index-list": "index-entry-list",
    "index-entry": "index-entry",
    "index-term": "index-term",
    "locator": "index-locator",
    "index-see": "index-xref-preferred",
    "index-see-also": "index-xref-related",
}
"""Class → word of the EPUB 3 Structural Semantics Vocabulary."""


def name_the_index(root: Element, folios: Mapping[str, str]) -> None:
    """Name what an index is made of.

    `folios` of its places, where the edition lists the printed pages, become the words of the links; else the links are
    called after their chapters.
    """
    for span in [each for each in xhtml.elements(root, "span") if each.get("data-kinds")]:
        addresses = span.get("data-folios-of", "").split()
        if all(address in folios for address in addresses):
            chapters = span.getprevious()
            assert chapters is not None and xhtml.has_class(chapters, "by-link"), "places are there twice"
            xhtml.remove(chapters)
            write_locators(span, folios, lambda address: address)
            span.set("class", "by-page")
    for element in xhtml.elements(root):
        for name in xhtml.classes(element):
            if name in _TERMS:
                element.set(xhtml.EPUB_TYPE, _TERMS[name])
