"""An author's word → is it what it should be: a language tag, an ISBN, a date, an instant, a path inside the folder."""

from __future__ import annotations

import posixpath
import re
from datetime import UTC, date, datetime

# RFC 5646 §2.1, with the primary subtags in use (two or three letters); whether a subtag is registered is not asked.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0 §2.2: what no XML document can hold, not even escaped."""
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")


def is_language_tag(word: str) -> bool:
    return bool(_LANGUAGE.fullmatch(word))


def is_isbn(word: str) -> bool:
    """An ISBN of 10 or 13 digits, hyphens and spaces allowed, with the right check digit."""
    digits = re.sub(r"[- ]", "", word).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 if digit == "X" else int(digit)) * (10 - at) for at, digit in enumerate(digits)) % 11 == 0
    return False


def is_day(word: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD, a day that exists."""
    found = _DAY.fullmatch(word)
    return found is not None and _is_in_calendar(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def instant(word: str) -> str:
    """An ISO 8601 day or instant in UTC, to the second ("2026-11-23T00:00:00Z"); empty where it is none."""
    if is_day(word):
        return f"{word}{'-01-01'[len(word) - 4 :]}T00:00:00Z"
    try:
        moment = datetime.fromisoformat(word)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):  # an hour east of the first day of the calendar
        return ""


def unprintable(words: str) -> str:
    """The first character that no book can hold, as "U+0001"; empty where there is none."""
    found = _NO_XML.search(words)
    return f"U+{ord(found[0]):04X}" if found else ""


def path_inside(word: str) -> str:
    """The path, normalised, when it is relative and stays inside the folder it starts from; else empty."""
    if not word or word.startswith("/") or "\\" in word or "\0" in word or _WINDOWS_DRIVE.match(word):
        return ""
    path = posixpath.normpath(word)
    return "" if path == ".." or path.startswith("../") else path


def _is_in_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
