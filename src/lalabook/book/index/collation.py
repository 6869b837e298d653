"""The words of a heading → where a reader of the book's language looks for it: word by word, accents and signs aside.

As the Chicago Manual has it for indexes: "nothing" comes before something, so "New Deal" stands before "newborn"; a
parenthesis or comma ends what is compared first; other signs do not count, nor does a hyphen; numbers stand before
letters, by their value. Two headings with the same letters are told apart by their accents, then by their capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import category, normalize

from lalabook.book.index.alphabets import ARTICLES, BASES, EVERYWHERE, LETTERS, SMALL_WORDS

_FIRST_APART = 0xE001
"""Codes of letters behind their base; above every letter, so that "ñ" comes after all of "n…"."""
_BREAKS = {"(": "\x01", "[": "\x01", ",": "\x02", ";": "\x02", "/": "\x03", "–": "\x03", "—": "\x03"}
_SPACE = "\x03"
_GAPS = re.compile("[\x01-\x03]+")
_GROUPED_DIGITS = re.compile(r"(?<=\d)[.,’'\u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+")
_QUOTES = "“”„«»‹›‘’‚\"'"
_DOTTED = {"tr", "az"}


@dataclass(frozen=True)
class Collation:
    """How a language files its words."""

    language: str
    """The primary subtag."""
    letters: tuple[tuple[str, str], ...]
    """A letter (or several that count as one) and its code, the longest first."""
    names: tuple[tuple[str, str], ...]
    """Code → the letter as a reader writes it."""

    def key(self, words: str, *, is_title: bool = False, is_sub_entry: bool = False) -> tuple[str, str, str]:
        """What headings are put in order by. A title is filed without its article, a sub-entry without small words."""
        filed = words
        if is_sub_entry:
            filed = self._without_first(words, SMALL_WORDS, every=True)
        elif is_title:
            filed = self._without_first(words, ARTICLES, every=False)
        return self._primary(filed), normalize("NFD", words.casefold()), words

    def letter(self, key: tuple[str, str, str]) -> str:
        """The letter a heading stands under; empty for numbers and signs."""
        primary = key[0]
        if not primary or not primary[0].isalpha():
            return ""
        end = next((at for at in range(1, len(primary)) if ord(primary[at]) < _FIRST_APART), len(primary))
        return dict(self.names).get(primary[:end]) or primary[0].upper()

    def _without_first(self, words: str, table: dict[str, str], *, every: bool) -> str:
        passed_over = table.get(self.language, "").split()
        rest = words.lstrip(_QUOTES)
        while rest:
            found = next((end for each in passed_over if (end := _after_word(rest, each))), 0)
            if not found or not rest[found:].strip():
                break
            rest = rest[found:].lstrip()
            if not every:
                break
        return rest or words

    def _primary(self, words: str) -> str:
        folded = normalize("NFD", self._casefolded(words).strip().lstrip("([" + _QUOTES))
        folded = _DIGITS.sub(_by_value, _GROUPED_DIGITS.sub("", folded))
        made, at = [], 0
        while at < len(folded):
            letter, code = next((each for each in self.letters if folded.startswith(each[0], at)), ("", ""))
            made.append(code or _code(folded[at]))
            at += len(letter) or 1
        return _GAPS.sub(lambda found: min(found[0]), "".join(made)).strip(_SPACE)

    def _casefolded(self, words: str) -> str:
        if self.language in _DOTTED:
            words = words.replace("İ", "i").replace("I", "ı")
        return words.casefold()


@cache
def collation_of(language: str) -> Collation:
    """The collation of a BCP 47 language; that of most Latin alphabets where we know no other."""
    primary = language.lower().partition("-")[0]
    letters: dict[str, str] = {}
    names: dict[str, str] = {}
    for chain in f"{EVERYWHERE} {LETTERS.get(primary, '')}".split():
        base, *apart = [step.split(",") for step in chain.split("<")]
        letters |= dict.fromkeys(base[1:], base[0])
        for number, step in enumerate(apart):
            code = base[0] + chr(_FIRST_APART + number)
            letters |= dict.fromkeys(step, code)
            names[code] = step[0].capitalize()
    known = {normalize("NFD", letter): code for letter, code in letters.items()}
    return Collation(primary, tuple(sorted(known.items(), key=lambda each: -len(each[0]))), tuple(names.items()))


def is_title(markup: str) -> bool:
    """A heading that begins in italics or with a quotation mark names a work."""
    return markup.startswith(("<em", "<i", "<cite")) or markup[:1] in tuple(_QUOTES)


def _after_word(words: str, small: str) -> int:
    """Where the text goes on behind a small word that it begins with; 0 where it does not."""
    head = words[: len(small)].casefold().replace("'", "’")
    is_whole = small.endswith("’") or words[len(small) : len(small) + 1] in (" ", "\u00a0")
    return len(small) if head == small and is_whole else 0


def _by_value(digits: re.Match[str]) -> str:
    """A number so written that numbers of any length are in order."""
    number = digits[0].lstrip("0") or "0"
    return f"{len(number):02}{number}"


def _code(character: str) -> str:
    if character in _BREAKS:
        return _BREAKS[character]
    if character.isspace():
        return _SPACE
    kind = category(character)
    return BASES.get(character, character) if kind[0] in "LN" else ""
