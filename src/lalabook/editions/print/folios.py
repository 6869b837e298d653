"""A number → a folio as it is printed, and back: "xi" in front matter, "41" in the rest."""

from __future__ import annotations

from enum import StrEnum

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Numerals(StrEnum):
    """How folios are written; the value is what PDF calls it (ISO 32000-1, 12.4.2)."""

    ROMAN = "/r"
    ARABIC = "/D"


def folio(number: int, numerals: Numerals) -> str:
    """The folio of a page, from 1."""
    return roman(number) if numerals is Numerals.ROMAN else str(number)


def roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def read_folio(label: str) -> tuple[int, Numerals]:
    """What a folio made by `folio` says."""
    if label.isdigit():
        return int(label), Numerals.ARABIC
    number = 0
    for value, letters in _ROMAN:
        while label.startswith(letters):
            number += value
            label = label[len(letters) :]
    assert not label, "a folio is arabic or roman"
    return number, Numerals.ROMAN
