r"""Single characters: escapes (`\*`), character references (`&eacute;`, `&#233;`), and what counts as punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html.entities import html5

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,47}));")
_ESCAPE_OR_REFERENCE = re.compile(rf"\\([!-/:-@\[-`{{-~])|{REFERENCE.pattern}")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0 §2.2)."""


def named(reference: re.Match[str]) -> str | None:
    """What a character reference stands for; None where HTML knows no such name."""
    hexadecimal, decimal, name = reference.groups()[-3:]
    if name:
        return html5.get(f"{name};")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < number <= 0x10FFFF or NOT_XML.match(chr(number)):
        return "\ufffd"
    return chr(number)


def resolve(text: str) -> str:
    """Text without escapes and character references: the characters they stand for."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_REFERENCE.sub(lambda found: found[1] or named(found) or found[0], text)


@cache
def is_punctuation(character: str) -> bool:
    """As CommonMark 0.31 says: general categories P and S."""
    return character in PUNCTUATION or unicodedata.category(character)[0] in "PS"
