"""Lines with code blocks → the same without the lines that a reader is not meant to see.

In a block of Rust, as in rustdoc and mdBook, a line that begins with "# " (or is "#") is for the compiler only, and
"##" stands for one "#". Other languages say with `hidelines=` in the fence what their hidden lines begin with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lalabook.reading.lines import Line

_OPEN = re.compile(r"(?P<margin>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*[\s>]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_QUOTE_MARKS = re.compile(r"[\s>]*>\s?")
_FOR_COMPILER = re.compile(r"(?P<margin>\s*)#(?P<next>.?)(?P<rest>.*)")
_HIDE_LINES = re.compile(r"[\s,{]hidelines=([^\s,}]+)")


@dataclass(frozen=True)
class _Fence:
    """An open code block."""

    mark: str
    is_quoted: bool
    is_rust: bool
    hides: str

    def closes_at(self, text: str) -> bool:
        text = re.sub(r"^[\s>]+", "", text).rstrip() if self.is_quoted else text.strip()
        return len(text) >= len(self.mark) and set(text) == {self.mark[0]}

    def is_left_by(self, text: str) -> bool:
        """A quotation ends, and the code in it, where the `>` are missing."""
        return self.is_quoted and ">" not in text


def without_hidden_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines a reader sees."""
    shown: list[Line] = []
    fence: _Fence | None = None
    for line in lines:
        if fence and not fence.is_left_by(line.text):
            if fence.closes_at(line.text):
                fence = None
                shown.append(line)
            else:
                shown.extend(_shown(line, fence))
        else:
            fence = _opened(line.text)
            shown.append(line)
    return tuple(shown)


def _opened(text: str) -> _Fence | None:
    found = _OPEN.fullmatch(text)
    if not found or ("`" in found["fence"] and "`" in found["info"]):
        return None
    info = found["info"].strip()
    hides = _HIDE_LINES.search(f" {info}")
    language = re.split(r"[\s,]", info)[0]
    return _Fence(found["fence"], ">" in found["margin"], language == "rust", hides[1] if hides else "")


def _shown(line: Line, fence: _Fence) -> list[Line]:
    """The line, or nothing."""
    marks = _QUOTE_MARKS.match(line.text) if fence.is_quoted else None
    margin = marks[0] if marks else ""
    text = line.text[len(margin) :]
    if fence.is_rust:
        found = _FOR_COMPILER.fullmatch(text)
        if found and found["next"] == "#":
            return [line.with_text(f"{margin}{found['margin']}#{found['rest']}")]
        return [] if found and found["next"] in ("", " ") else [line]
    return [] if fence.hides and text.lstrip().startswith(fence.hides) else [line]
