"""Where a reference stood and where its target stood in the last layout → "above", "below", "on the facing page"."""

from __future__ import annotations

from collections.abc import Mapping

from lalabook.editions.print.folios import read_folio
from lalabook.words import Words
from lalabook.xhtml import Element, elements, has_class


class Nearness:
    """Knows the order of one division's elements, and the page each reference was on."""

    def __init__(self, root: Element, folios: Mapping[str, str], words: Words, names_places: bool) -> None:
        self._folios, self._words, self._names_places = folios, words, names_places
        self._elements = {name: element for element in elements(root) if (name := element.get("id"))}
        self._order = {element: number for number, element in enumerate(elements(root))}

    def of(self, reference: Element, target: str) -> str:
        """What to say in place of a page number; empty where the number is to be said, or no page is known yet."""
        here, there = self._folios.get(reference.get("id", "")), self._folios.get(target)
        if here is None or there is None:
            return ""
        if here == there and (element := self._elements.get(target)) is not None:
            return self._words.above if self._is_above(element, reference) else self._words.below
        return self._words.on_facing_page if self._names_places and _face_each_other(here, there) else ""

    def _is_above(self, element: Element, reference: Element) -> bool:
        """Notes stand at the page's foot, below all of its text."""
        is_note, comes_from_note = _stands_in_note(element), _stands_in_note(reference)
        if is_note != comes_from_note:
            return comes_from_note
        return self._order[element] < self._order[reference]


def _stands_in_note(element: Element) -> bool:
    return any(has_class(each, "footnote") for each in (element, *element.iterancestors()))


def _face_each_other(here: str, there: str) -> bool:
    """Even folios are versos, and the recto of the spread has the next number."""
    (one, numerals), (other, others) = read_folio(here), read_folio(there)
    return numerals is others and abs(one - other) == 1 and min(one, other) % 2 == 0
