"""TOML text → its values, and the place where each key stands; the only room that knows tomllib.

tomllib keeps no positions and stops at the first key that stands twice, so a small scanner walks the text once more. It
checks nothing: it runs on text that tomllib has accepted, or that it refused because of a repeated key.

    document   ::= ( blank | header | pair )*
    header     ::= "[" key "]" | "[[" key "]]"
    pair       ::= key "=" value
    value      ::= string | "[" ( value "," )* "]" | "{" ( pair "," )* "}" | scalar
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lalabook.findings import BookError, Finding, Place
from lalabook.values import unprintable

KeyPath: TypeAlias = tuple[str, ...]

_BLANK = re.compile(r"(?:[ \t\n,]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_TO_LINE_END = re.compile(r"[^\n]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_SAID_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


@dataclass(frozen=True)
class TomlDocument:
    """A TOML file, read. A key path names tables and keys from the top; entries of a list are "0", "1" and so on."""

    path: str
    values: dict[str, Any]
    places: dict[KeyPath, Place]

    def place(self, *key: str) -> Place:
        """Where a key stands; where it has no place of its own, the place of what it stands in."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.places:
                return self.places[key[:length]]
        return Place(self.path)


def read_toml(text: str, path: str, code: str) -> TomlDocument:
    """The values and places of a TOML file.

    Raises `BookError` where it is not TOML, a key stands twice, or a text holds what no book can.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BookError(_repeated_keys(text, path, code) or [_not_toml(fault, text, path, code)]) from fault
    except (ValueError, RecursionError) as fault:
        reason = "a number is too long" if isinstance(fault, ValueError) else "lists stand too deep in each other"
        raise BookError([Finding(Place(path), code, f"this cannot be read: {reason}", "write it shorter")]) from fault
    scanner = _Scanner(text, path)
    scanner.scan()
    document = TomlDocument(path, values, scanner.all_places())
    if found := list(_unprintable(document, values, (), code)):
        raise BookError(found)
    return document


def _unprintable(document: TomlDocument, value: object, key: KeyPath, code: str) -> Iterator[Finding]:
    """Texts and keys with a control character."""
    if isinstance(value, dict | list):
        for word, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unprintable(document, inside, (*key, str(word)), code)
    for words in {value if isinstance(value, str) else "", *key[-1:]}:
        if character := unprintable(words):
            message = f"{'.'.join(key)} holds a control character, {character}"
            yield Finding(document.place(*key), code, message, "remove it")


def _repeated_keys(text: str, path: str, code: str) -> list[Finding]:
    scanner = _Scanner(text, path)
    scanner.scan()
    return [
        Finding(place, code, f"{'.'.join(key)} stands here a second time", f"it is set at line {first.line} already")
        for key, first, place in scanner.repeated
    ]


def _not_toml(fault: tomllib.TOMLDecodeError, text: str, path: str, code: str) -> Finding:
    said = str(fault)
    where = _SAID_WHERE.search(said)
    line, column = text.count("\n") + 1, 0
    if where and where["line"]:
        line, column = int(where["line"]), int(where["column"])
    reason = _SAID_WHERE.sub("", said)
    hint = "text stands between quotes, true and false are lower-case, a list stands between [ and ]"
    return Finding(Place(path, line, column), code, f"this is not TOML: {reason[:1].lower()}{reason[1:]}", hint)


class _Scanner:
    """Walks the text once; `places` and `repeated` hold what it saw."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path, self.at = text, path, 0
        self.places: dict[KeyPath, Place] = {}
        # Tables that exist because something stands in them: `a` of `a.b = 1`.
        self._implied: dict[KeyPath, Place] = {}
        self.repeated: list[tuple[KeyPath, Place, Place]] = []
        self._line_starts = [0] + [match.end() for match in re.finditer("\n", text)]
        self._lengths: dict[KeyPath, int] = {}

    def all_places(self) -> dict[KeyPath, Place]:
        return self._implied | self.places

    def scan(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._sees("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_TO_LINE_END)
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        start, is_list = self.at, self._sees("[[")
        self.at += 2 if is_list else 1
        key = self._through_lists(self._key())
        if is_list:
            self._lengths[key] = self._lengths.get(key, -1) + 1
            key = (*key, str(self._lengths[key]))
        self._note(key, start)
        return key

    def _through_lists(self, key: KeyPath) -> KeyPath:
        """`[[a]]` and then `[a.b]`: the second one stands in the last entry of `a`."""
        whole: KeyPath = ()
        for position, word in enumerate(key):
            whole = (*whole, word)
            if whole in self._lengths and position < len(key) - 1:
                whole = (*whole, str(self._lengths[whole]))
        return whole

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        key = (*table, *self._key())
        if not self._sees("="):
            self.at = max(self.at, start + 1)
            return
        self.at += 1
        self._note(key, start)
        self._value(key)

    def _key(self) -> KeyPath:
        words: list[str] = []
        while True:
            self._skip(_SPACE)
            found = _STRING.match(self.text, self.at) or _BARE_KEY.match(self.text, self.at)
            if not found:
                return tuple(words)
            words.append(found[0][1:-1] if found[0][0] in "\"'" else found[0])
            self.at = found.end()
            self._skip(_SPACE)
            if not self._sees("."):
                return tuple(words)
            self.at += 1

    def _value(self, key: KeyPath) -> None:
        self._skip(_SPACE)
        if self._sees("["):
            self._entries(key, "]")
        elif self._sees("{"):
            self._entries(key, "}")
        else:
            self._skip(_STRING if _STRING.match(self.text, self.at) else _SCALAR)

    def _entries(self, key: KeyPath, close: str) -> None:
        self.at += 1
        self._skip(_BLANK)
        count = 0
        while self.at < len(self.text) and not self._sees(close):
            start = self.at
            if close == "}":
                self._pair(key)
            else:
                self._note((*key, str(count)), start)
                self._value((*key, str(count)))
            self.at = max(self.at, start + 1)
            self._skip(_BLANK)
            count += 1
        self.at += 1

    def _note(self, key: KeyPath, at: int) -> None:
        line = bisect_right(self._line_starts, at)
        place = Place(self.path, line, at - self._line_starts[line - 1] + 1)
        if key in self.places:
            self.repeated.append((key, self.places[key], place))
        else:
            self.places[key] = place
        for length in range(1, len(key)):
            self._implied.setdefault(key[:length], place)

    def _sees(self, word: str) -> bool:
        return self.text.startswith(word, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
