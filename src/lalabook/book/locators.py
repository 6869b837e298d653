"""Places of the book and the folios they stand on → the references of an index: "xii, 12, **14**–16", each a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lalabook.xhtml import Element, build

KINDS = ("text", "box", "figure")
"""What a place stands in, in the order in which references to one page are given."""
UNKNOWN = "0"
"""Stands where nobody knows the page yet."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, order=True)
class Spot:
    """A place on its page."""

    kind: str
    numerals: int
    """0 roman, 1 arabic, 2 neither."""
    number: int
    folio: str
    address: str = ""

    @property
    def where(self) -> tuple[int, int, int]:
        """What references are put in order by."""
        return self.numerals, self.number, KINDS.index(self.kind)


def spot(folio: str, address: str = "", kind: str = "text") -> Spot:
    """A place on a page with this folio."""
    if folio.isascii() and folio.isdigit():
        return Spot(kind, 1, int(folio), folio, address)
    if folio and set(folio) <= set(_ROMAN):
        values = [_ROMAN[digit] for digit in folio]
        signed = (-value if value < max(values[at:]) else value for at, value in enumerate(values))
        return Spot(kind, 0, sum(signed), folio, address)
    return Spot(kind, 2, 0, folio, address)


def ranges(spots: Iterable[Spot]) -> list[tuple[Spot, Spot]]:
    """First and last of each run of neighbouring pages, every page once; never across kinds or numerals."""
    pages: dict[tuple[int, int, int], Spot] = {}
    for each in spots:
        pages.setdefault(each.where, each)
    found: list[tuple[Spot, Spot]] = []
    for each in sorted(pages.values(), key=lambda spot: (spot.kind, spot.where)):
        before = found[-1][1] if found else None
        follows = before is not None and (before.kind, before.numerals) == (each.kind, each.numerals)
        if before is not None and follows and before.number + 1 == each.number and each.numerals < 2:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return sorted(found, key=lambda run: run[0].where)


def write_locators(span: Element, folios: Mapping[str, str], href_of: Callable[[str], str]) -> None:
    """Fill the `by-folio` of an index entry: every number is a link to its place, of the kind it stands in."""
    addresses, kinds = (span.get(name, "").split() for name in ("data-folios-of", "data-kinds"))
    del span.attrib["data-folios-of"], span.attrib["data-kinds"]
    spots = [spot(folios.get(address, UNKNOWN), address, kind) for address, kind in zip(addresses, kinds, strict=True)]
    span.text, last = ", ", None
    for first, end in ranges(spots):
        if last is not None:
            last.tail = ", "
        last = _link(first, href_of)
        span.append(last)
        if end is not first:
            last.tail, last = "–", _link(end, href_of)
            span.append(last)


def _link(place: Spot, href_of: Callable[[str], str]) -> Element:
    return build("a", place.folio, class_=f"locator locator-{place.kind}", href=href_of(place.address))
