"""Straight quotes in a run of text → opening and closing ones, and apostrophes; feet and inches stay straight."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lalabook.book.constructs.punctuation import Punctuation

APOSTROPHE = "’"
_OPENS_AFTER = frozenset("([{<¿¡—–-/=|«„“‚‘‹\u00a0\u202f")
_DASHES = frozenset("—–-")
_FEET = re.compile(r"\d'\s?\d+(?:[.,]\d+|½|¼|¾)?$")
_DECADE = re.compile(r"\d\d(?:s|er|ers)?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")


def set_quotes(text: str, points: Sequence[Punctuation], fixed: Collection[int]) -> dict[int, str]:
    """Position → what stands there instead. `points`: the punctuation at each position; `fixed`: what must stay."""
    setter = _Quotes(text, points)
    for at, mark in enumerate(text):
        if at not in fixed:
            if mark == '"':
                setter.double(at)
            elif mark == "'":
                setter.single(at)
    return setter.made


class _Quotes:
    """Goes through one run and remembers which quotes are open."""

    def __init__(self, text: str, points: Sequence[Punctuation]) -> None:
        self._text = text
        self._points = points
        self.made: dict[int, str] = {}
        self._opened: set[int] = set()
        self._double: Punctuation | None = None
        self._single: Punctuation | None = None

    def double(self, at: int) -> None:
        before, after = self._before(at), self._after(at)
        if before.isdigit() and (self._double is None or _FEET.search(self._text[:at])):
            return
        if self._may_open(at):
            shuts = after in _DASHES or not after or after.isspace()
            if not shuts or (self._double is None and after in _DASHES):
                self._double = self._open(at, self._points[at].opening, at)
            elif self._double is not None or before in _DASHES:
                self._close_double(at)
        elif self._double is not None or not after.isalnum():
            self._close_double(at)

    def single(self, at: int) -> None:
        before, after = self._before(at), self._text[at + 1 : at + 2]
        if before.isdigit() and (after.isdigit() or (not after.isalpha() and self._single is None)):
            return  # 5'10", 6' tall
        if before.isalnum() and after.isalpha():
            self.made[at] = APOSTROPHE
        elif self._may_open(at):
            if self._is_elision(at):
                self.made[at] = APOSTROPHE
            elif self._after(at) and not self._after(at).isspace():
                self._single = self._open(at, self._points[at].inner_opening, at)
            elif self._single is not None:
                self._close_single(at)
        elif self._single is not None:
            self._close_single(at)
        else:
            self.made[at] = APOSTROPHE

    def _open(self, at: int, mark: str, position: int) -> Punctuation:
        self.made[at] = mark
        self._opened.add(position)
        return self._points[at]

    def _close_double(self, at: int) -> None:
        self.made[at] = (self._double or self._points[at]).closing
        self._double = None

    def _close_single(self, at: int) -> None:
        self.made[at] = (self._single or self._points[at]).inner_closing
        self._single = None

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at else ""

    def _after(self, at: int) -> str:
        """The next character that is no straight quote; empty at the end."""
        rest = self._text[at + 1 :].lstrip("\"'")
        return rest[:1]

    def _may_open(self, at: int) -> bool:
        before = self._before(at)
        if before in ("'", '"'):
            return at - 1 in self._opened
        return not before or before.isspace() or before in _OPENS_AFTER

    def _is_elision(self, at: int) -> bool:
        """'90s, 'tis, rock 'n' roll; and any other that nothing later could close."""
        rest = self._text[at + 1 :]
        if _DECADE.match(rest):
            return True
        word = _WORD.match(rest)
        if word is None:
            return False
        return word[0].lower() in self._points[at].elisions or not self._closes_later(at + 1)

    def _closes_later(self, start: int) -> bool:
        at = self._text.find("'", start + 1)
        while at >= 0:
            before, after = self._text[at - 1], self._text[at + 1 : at + 2]
            if not before.isspace() and not after.isalnum():
                return True
            at = self._text.find("'", at + 1)
        return False
