"""`<https://…>`, `<a@b.org>`, and bare addresses as GitHub finds them → link text and href.

angle = "<" scheme ":" no space, no "<>" ">" | "<" mail address ">"
bare  = ("http://" | "https://" | "www.") domain … up to a space or "<", closing punctuation left outside
      | mail address
"""

from __future__ import annotations

import re

ANGLE = re.compile(
    r"<(?:([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)|"
    r"([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*))>"
)
HINT = re.compile(r"://|www\.|@", re.IGNORECASE)
"""Text without one of these holds no bare address."""
BARE_START = (
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[\w-]+\.[\w.-]*[A-Za-z0-9]"
    r"|(?:(?<![A-Za-z0-9])(?i:https?://)|(?<![^\s*_~(])(?i:www\.))(?=[^\s!-/:-@\[-`{-~])"
)
_WEB = re.compile(r"(?:https?://|www\.)([^\s/?#:<]+)[^\s<]*", re.IGNORECASE)
_REFERENCE_END = re.compile(r"&[A-Za-z0-9]+;$")


def read_bare(text: str, at: int, mark: str) -> tuple[str, str] | None:
    """The text and the href of a bare address that begins at `at`; `mark` is what `BARE_START` found there."""
    if "@" in mark:
        return mark, f"mailto:{mark}"
    found = _WEB.match(text, at)
    if found is None:
        return None
    address = _without_closing_marks(found[0])
    has_scheme = "://" in mark
    parts = found[1].split(".")
    if any("_" in part for part in parts[-2:]) or (not has_scheme and len(parts) < 2):
        return None
    return address, address if has_scheme else f"http://{address}"


def _without_closing_marks(address: str) -> str:
    while address:
        reference = _REFERENCE_END.search(address)
        if reference:
            address = address[: reference.start()]
        elif address[-1] in "?!.,:*_~'\";" or (address[-1] == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        else:
            break
    return address
