"""Copy with places for page numbers, and the folios of a Pagination → copy with the numbers written in.

Numbers are text and never `target-counter`: whatever makes WeasyPrint 70 lay a page out again loses or doubles notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lalabook.words import Words
from lalabook.xhtml import Element, build, elements, has_class, parse, remove, serialise

UNKNOWN = "0"
"""Stands where nobody knows the page yet."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def fill_folios(xhtml: str, folios: Mapping[str, str], words: Words) -> str:
    """Fill in `folio-ref`, `folio-of` and `by-folio` (docs/galley.md), and drop `by-link`."""
    if 'class="folio-' not in xhtml and 'class="by-' not in xhtml:
        return xhtml
    root = parse(xhtml)
    for span in list(elements(root, "span")):
        if has_class(span, "by-link"):
            remove(span)
        elif target := span.get("data-folio-of"):
            del span.attrib["data-folio-of"]
            folio = folios.get(target, UNKNOWN)
            span.text = f", {words.page} {folio}" if has_class(span, "folio-ref") else folio
        elif targets := span.get("data-folios-of"):
            del span.attrib["data-folios-of"]
            _write_list(span, [folios.get(target, UNKNOWN) for target in targets.split()], words)
    return serialise(root)


def _write_list(span: Element, found: list[str], words: Words) -> None:
    """ "Mentioned on pages 12, 40–41"."""
    label = words.mentioned_on_page if len(set(found)) == 1 else words.mentioned_on_pages
    span.append(build("span", label, class_="label"))
    span[0].tail = f" {merged(found)}"


def merged(folios: Iterable[str]) -> str:
    """Folios in order, each once, neighbours as a range: "xii, 12, 40–41". Roman and arabic ones never make a range."""
    ranges: list[list[tuple[int, int, str]]] = []
    for folio in sorted({_key(folio) for folio in folios}):
        if ranges and ranges[-1][-1][:2] == (folio[0], folio[1] - 1) and folio[0] < 2:
            ranges[-1].append(folio)
        else:
            ranges.append([folio])
    return ", ".join(run[0][2] if len(run) == 1 else f"{run[0][2]}–{run[-1][2]}" for run in ranges)


def _key(folio: str) -> tuple[int, int, str]:
    """(0 roman, 1 arabic, 2 neither; number; folio)"""
    if folio.isascii() and folio.isdigit():
        return 1, int(folio), folio
    if folio and set(folio) <= set(_ROMAN):
        values = [_ROMAN[digit] for digit in folio]
        signed = (-value if value < max(values[at:]) else value for at, value in enumerate(values))
        return 0, sum(signed), folio
    return 2, 0, folio
