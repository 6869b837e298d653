"""Lines of a file and what an include asks for → the lines it gets: all, a range, or what stands between two anchors.

Source: mdbook-driver, builtin_preprocessors/links.rs and take_lines.rs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lalabook.reading.lines import Line

_ANCHOR = re.compile(r"ANCHOR:\s*([\w-]+)")
_ANCHOR_END = re.compile(r"ANCHOR_END:\s*([\w-]+)")


@dataclass(frozen=True)
class Excerpt:
    """What stands behind the file name: `:2`, `:2:10`, `::10`, `:2:` or `:anchor`."""

    first: int = 1
    last: int | None = None
    """None: to the end."""
    anchor: str = ""

    @classmethod
    def parse(cls, asked: str) -> Excerpt:
        first, has_last, last = asked.partition(":")
        last = last.partition(":")[0]
        if first and not _is_number(first):
            return cls(anchor=first)
        start = max(1, int(first)) if first else 1
        if first and not has_last:
            return cls(start, start)
        return cls(start, int(last) if _is_number(last) else None)

    def starts_after(self, lines: tuple[Line, ...]) -> bool:
        """The file ends before the first line that is asked for."""
        return not self.anchor and self.first > max(1, len(lines))

    @staticmethod
    def anchors(lines: tuple[Line, ...]) -> list[str]:
        """The names of a file's anchors."""
        return [found[1] for line in lines if (found := _ANCHOR.search(line.text))]


def excerpt(lines: tuple[Line, ...], wanted: Excerpt, hides_rest: bool) -> tuple[Line, ...] | None:
    """The lines asked for; with `hides_rest` the others too, behind "# ". None where there is no such anchor."""
    if not wanted.anchor:
        last = len(lines) if wanted.last is None else wanted.last
        is_in = [wanted.first <= at <= last for at in range(1, len(lines) + 1)]
    elif wanted.anchor in wanted.anchors(lines):
        is_in = _between_anchors(lines, wanted.anchor)
        # An anchor's own line is no part of an excerpt by anchor.
        kept = [not (_ANCHOR.search(line.text) or _ANCHOR_END.search(line.text)) for line in lines]
        lines = tuple(line for line, keep in zip(lines, kept, strict=True) if keep)
        is_in = [inside for inside, keep in zip(is_in, kept, strict=True) if keep]
    else:
        return None
    pairs = zip(lines, is_in, strict=True)
    if hides_rest:
        return tuple(line if inside else line.after("# ") for line, inside in pairs)
    return tuple(line for line, inside in pairs if inside)


def _between_anchors(lines: tuple[Line, ...], anchor: str) -> list[bool]:
    """For each line: does it stand between the marks? The marks themselves do not matter."""
    is_inside, found = False, []
    for line in lines:
        if is_inside and (end := _ANCHOR_END.search(line.text)):
            is_inside = end[1] != anchor
        elif not is_inside and (start := _ANCHOR.search(line.text)):
            is_inside = start[1] == anchor
        found.append(is_inside)
    return found


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()
