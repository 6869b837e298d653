"""SUMMARY.md, mdBook's order of a book → its entries: prefix chapters, parts, numbered chapters, suffix chapters.

    summary  ::= title? prefix part* suffix
    title    ::= "# " TEXT                              only as the first thing; says nothing
    prefix   ::= link*                                  front matter
    part     ::= ( "# " TEXT )? item+                   body matter
    item     ::= INDENT* ( "-" | "*" | "+" | NUMBER ) link
    suffix   ::= link*                                  back matter
    link     ::= "[" TEXT "]" "(" PATH? ")"             without a path: a draft, left out

Blank lines, rules (`---`), HTML comments and other headings may stand anywhere.
Source: mdBook's guide, "SUMMARY.md", and its crate mdbook-summary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from lalabook.findings import Finding, Place, Severity
from lalabook.terms import Region

_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_RULE = re.compile(r"\s{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)[ \t]*")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(\s+)(.*)")
_LINK = re.compile(
    r"\[(?P<text>(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]"
    r"\(\s*(?:<(?P<angle>[^<>]*)>|(?P<bare>(?:\\.|[^\s()\\]|\([^()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)


@dataclass(frozen=True)
class SummaryEntry:
    """A chapter, or a part's title."""

    title: str
    """Markdown."""
    path: str
    """As written, from the folder SUMMARY.md stands in; empty for a part."""
    region: Region
    depth: int
    place: Place

    @property
    def is_part(self) -> bool:
        return not self.path


def read_summary(text: str, path: str) -> tuple[tuple[SummaryEntry, ...], list[Finding]]:
    """The entries in order, and what is wrong with the file's form; whether the chapters exist is not asked."""
    summary = _Summary(path)
    # A comment's line breaks stay, so that lines keep their numbers.
    lines = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text).split("\n")
    skip = False
    for number, line in enumerate(lines, 1):
        below = lines[number] if number < len(lines) else ""
        if skip:
            skip = False
        elif skip := _is_underlined(line, below):
            summary.heading(line.strip(), 1 if "=" in below else 2, number)
        else:
            summary.line(line, number)
    return summary.whole(), summary.findings


def _is_underlined(line: str, below: str) -> bool:
    """Plain text over `====` or `----` is a heading."""
    is_text = bool(line.strip()) and not (_ITEM.fullmatch(line) or _LINK.search(line) or _HEADING.fullmatch(line))
    return is_text and not _RULE.fullmatch(line) and bool(_UNDERLINE.fullmatch(below))


class _Summary:
    """Takes line by line and keeps where in the grammar it is."""

    def __init__(self, path: str) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._entries: list[SummaryEntry] = []
        self._region = Region.FRONT
        self._is_first = True
        # Of the open list items: the column their text begins at, and whether the item is a draft.
        self._open_items: list[tuple[int, bool]] = []

    def whole(self) -> tuple[SummaryEntry, ...]:
        """All entries; a part in which no chapter stands (they are drafts) is left out."""
        below = [*self._entries, None][1:]
        return tuple(
            entry
            for entry, following in zip(self._entries, below, strict=True)
            if not entry.is_part or (following and not following.is_part and following.region is Region.BODY)
        )

    def line(self, line: str, number: int) -> None:
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if not line.strip():
            return
        if heading:
            self.heading((heading[2] or "").strip(), len(heading[1]), number)
        elif _RULE.fullmatch(line):
            self._open_items.clear()
        elif item:
            indent = len(item[1].expandtabs(4))
            self._item(indent, indent + len(item[2]) + min(len(item[3]), 4), item, number)
        else:
            self._paragraph(line, number)
        self._is_first = False

    def heading(self, title: str, level: int, number: int) -> None:
        is_title, self._is_first = self._is_first and level == 1, False
        if is_title or level > 1:
            return
        if self._region is Region.BACK:
            self._refuse(
                number, 1, "a part cannot follow the back matter", "move it above the lines after the last list"
            )
            return
        self._region = Region.BODY
        self._open_items.clear()
        if title:
            self._entries.append(SummaryEntry(title, "", Region.BODY, 0, Place(self._path, number, 1)))

    def _item(self, indent: int, text_column: int, item: re.Match[str], number: int) -> None:
        link, column = _LINK.match(item[4]), item.start(4) + 1
        if self._region is Region.BACK:
            hint = "begin the line with [, or move it above the lines after the last list"
            self._refuse(number, item.start(2) + 1, "a list cannot follow the back matter", hint)
            return
        self._region = Region.BODY
        if not link:
            self._refuse(number, column, "this item is not a link to a chapter", "write - [Title](file.md)")
            return
        while self._open_items and indent < self._open_items[-1][0]:
            self._open_items.pop()
        depth = sum(not is_draft for _, is_draft in self._open_items)
        self._open_items.append((text_column, self._add(link, number, column, depth)))
        if item[4][link.end() :].strip():
            self._left_out(number, column + link.end())

    def _paragraph(self, line: str, number: int) -> None:
        links = list(_LINK.finditer(line))
        if self._region is Region.BODY and line[:1] not in " \t" and links:
            self._region = Region.BACK
        if not links or self._region is Region.BODY:
            self._left_out(number, len(line) - len(line.lstrip()) + 1)
            return
        for link in links:
            self._add(link, number, link.start() + 1, 0)

    def _add(self, link: re.Match[str], number: int, column: int, depth: int) -> bool:
        """Put a chapter down; true when it is a draft."""
        path = unquote(link["angle"] or link["bare"] or "")
        if path:
            title = re.sub(r"\s+", " ", link["text"]).strip()
            self._entries.append(SummaryEntry(title, path, self._region, depth, Place(self._path, number, column)))
        return not path

    def _refuse(self, number: int, column: int, message: str, hint: str) -> None:
        self.findings.append(Finding(Place(self._path, number, column), "M005", message, hint))

    def _left_out(self, number: int, column: int) -> None:
        message, hint = "this says nothing about the order and is left out", "write [Title](file.md), one on a line"
        self.findings.append(Finding(Place(self._path, number, column), "M016", message, hint, Severity.WARNING))
