"""A language tag → its marks of punctuation: which quotes it uses, and which spaces keep a mark with its word."""

from __future__ import annotations

from dataclasses import dataclass

NARROW = "\u202f"
"""Narrow no-break space."""
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Punctuation:
    """How a language points its text."""

    opening: str
    """For a straight double quote; with the space that belongs inside."""
    closing: str
    inner_opening: str
    """For a straight single quote."""
    inner_closing: str
    space_before: tuple[tuple[str, str], ...] = ()
    """Mark → the space a plain one before it becomes."""
    elisions: frozenset[str] = frozenset()
    """Words that begin with an apostrophe ("'tis")."""


def punctuation_for(language: str) -> Punctuation:
    """That of the tag, else of its language, else English."""
    tag = language.lower()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0]) or _BY_LANGUAGE["en"]


def _pairs(quotes: str, elisions: str = "") -> Punctuation:
    """Four quotes: outer opening, outer closing, inner opening, inner closing."""
    return Punctuation(quotes[0], quotes[1], quotes[2], quotes[3], elisions=frozenset(elisions.split()))


_ENGLISH = "tis twas twere twill twould em til nuff n cause ere neath gainst"
_GERMAN = "s n ne nen nem ner rein raus ran rauf runter rüber ner"
_DUTCH = "s t n k m r em"

_FRENCH = Punctuation(
    f"«{NARROW}",
    f"{NARROW}»",
    "“",
    "”",
    # Lexique des règles typographiques: a thin space before ; ! ?, a word space before the colon.
    space_before=((";", NARROW), ("!", NARROW), ("?", NARROW), (":", NO_BREAK), ("»", NARROW)),
)

_BY_LANGUAGE = {
    "en": _pairs("“”‘’", _ENGLISH),
    "de": _pairs("„“‚‘", _GERMAN),
    "de-ch": _pairs("«»‹›", _GERMAN),
    "fr": _FRENCH,
    "fr-ch": Punctuation(_FRENCH.opening, _FRENCH.closing, f"‹{NARROW}", f"{NARROW}›", _FRENCH.space_before),
    "fr-ca": Punctuation(_FRENCH.opening, _FRENCH.closing, "“", "”", ((":", NO_BREAK), ("»", NARROW))),
    "es": _pairs("«»“”"),
    "it": _pairs("«»“”", "sto sta sti ste ndrangheta"),
    "nl": _pairs("“”‘’", _DUTCH),
    "af": _pairs("“”‘’", "n"),
    "pl": _pairs("„”«»"),
    "pt": _pairs("«»“”"),
    "pt-br": _pairs("“”‘’"),
    "ca": _pairs("«»“”"),
    "cs": _pairs("„“‚‘"),
    "sk": _pairs("„“‚‘"),
    "sl": _pairs("„“‚‘"),
    "hr": _pairs("„”‘’"),
    "hu": _pairs("„”»«"),
    "ro": _pairs("„”«»"),
    "bg": _pairs("„“‚‘"),
    "ru": _pairs("«»„“"),
    "uk": _pairs("«»„“"),
    "el": _pairs("«»“”"),
    "da": _pairs("””’’"),
    "no": _pairs("«»‘’"),
    "nb": _pairs("«»‘’"),
    "nn": _pairs("«»‘’"),
    "sv": _pairs("””’’"),
    "fi": _pairs("””’’"),
}
