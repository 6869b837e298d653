r"""Link destinations and titles, read at a position of a text; character references and escapes resolved.

destination = "<" no newline, no bare "<" ">" | no space, no control, parentheses in pairs (at most 32 deep)
title       = '"' … '"' | "'" … "'" | "(" … ")"
"""

from __future__ import annotations

import re

from lalabook.book.markdown.characters import resolve

_ANGLE = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_BARE = re.compile(r"(?:\\[!-/:-@\[-`{-~]|[^\x00-\x20\x7f()\\]|\\)*")
_TITLE = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|\(((?:[^()\\]|\\.)*)\)', re.DOTALL)


def read_destination(text: str, at: int) -> tuple[str, int] | None:
    """The destination that begins at `at` and where it ends; it can be empty, None where there is none."""
    if text.startswith("<", at):
        found = _ANGLE.match(text, at)
        return (resolve(found[1]), found.end()) if found else None
    depth, end = 0, at
    while True:
        run = _BARE.match(text, end)
        end = run.end() if run else end
        if text.startswith("(", end) and depth < 32:
            depth += 1
        elif text.startswith(")", end) and depth:
            depth -= 1
        else:
            break
        end += 1
    return None if depth else (resolve(text[at:end]), end)


def read_title(text: str, at: int) -> tuple[str, int] | None:
    """The title that begins at `at` and where it ends."""
    found = _TITLE.match(text, at)
    if found is None:
        return None
    inside = next(group for group in found.groups() if group is not None)
    return resolve(inside), found.end()
