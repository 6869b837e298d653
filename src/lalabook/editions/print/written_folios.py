"""Copy with places for page numbers, and the folios of a Pagination → copy with the numbers written in.

Numbers are text and never `target-counter`: whatever makes WeasyPrint 70 lay a page out again loses or doubles notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from lalabook.book.locators import UNKNOWN, ranges, spot, write_locators
from lalabook.editions.print.model import HOUSE_URL
from lalabook.editions.print.nearness import Nearness
from lalabook.words import Words
from lalabook.xhtml import Element, build, elements, has_class, parse, remove, serialise


def fill_folios(xhtml: str, folios: Mapping[str, str], words: Words, names_places: bool = False) -> str:
    """Fill in `folio-ref`, `folio-of` and `by-folio` (docs/galley.md), and drop `by-link`.

    A reference to something on its own page says "above" or "below" and no number; with `names_places` it also says
    "on the facing page". Where the reference itself stands is what `folios` say of its id.
    """
    if 'class="folio-' not in xhtml and "by-folio" not in xhtml:
        return xhtml
    root = parse(xhtml)
    nearness = Nearness(root, folios, words, names_places)
    for element in list(elements(root)):
        if has_class(element, "by-link"):
            remove(element)
        elif target := element.get("data-folio-of"):
            del element.attrib["data-folio-of"]
            folio = folios.get(target, UNKNOWN)
            is_reference = has_class(element, "folio-ref")
            near = nearness.of(element, target) if is_reference else ""
            element.text = _said(element, near or f"{words.page} {folio}") if is_reference else folio
        elif element.get("data-kinds"):
            write_locators(element, folios, lambda address: _href(address, root.get("id", "")))
        elif targets := element.get("data-folios-of"):
            del element.attrib["data-folios-of"]
            _write_list(element, [folios.get(target, UNKNOWN) for target in targets.split()], words)
    return serialise(root)


def _said(reference: Element, where: str) -> str:
    return f" ({where})" if has_class(reference, "in-brackets") else f", {where}"


def _write_list(span: Element, found: list[str], words: Words) -> None:
    """ "Mentioned on pages 12, 40–41"."""
    label = words.mentioned_on_page if len(set(found)) == 1 else words.mentioned_on_pages
    span.append(build("span", label, class_="label"))
    span[0].tail = f" {merged(found)}"


def _href(address: str, own_file: str) -> str:
    """A link as `page_copy` writes it."""
    name = quote(address, safe="/#")
    return f"#{name}" if address.partition("#")[0] == own_file else HOUSE_URL + name


def merged(folios: Iterable[str]) -> str:
    """Folios in order, each once, neighbours as a range: "xii, 12, 40–41". Roman and arabic ones never make a range."""
    runs = ranges(spot(folio) for folio in folios)
    return ", ".join(first.folio if first is last else f"{first.folio}–{last.folio}" for first, last in runs)
