"""Markdown → the words of its first heading, plain: what a book or a division is called that has no other name."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)[ \t]*")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\](\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\})")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"\\([^\w\s])|(?<!\w)_+|_+(?!\w)|[*`]+")


def first_heading(text: str) -> str:
    """Empty where the text has no heading."""
    fence, above = "", ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif fence:
            fence = "" if mark and line.strip() == mark[1] and mark[1].startswith(fence) else fence
        elif found := _HEADING.fullmatch(line):
            return plain(found[1])
        elif above.strip() and not above.lstrip().startswith(("-", "*", ">", "|")) and _UNDERLINE.fullmatch(line):
            return plain(above)
        above = "" if fence else line
    return ""


def plain(markdown: str) -> str:
    """A line of Markdown without its marks."""
    text = _TAG.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", markdown)))
    return _MARKS.sub(lambda found: found[1] or "", text).strip()
