"""Painted text → lines, as one reads them on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lalabook.checks.pdf.view import Page, Text

_SAME_LINE_PT = 1.5
_SPACE = 0.15
"""Of the size: a gap that wide is read as a space."""


@dataclass(frozen=True)
class Line:
    """Text on one baseline, from left to right."""

    texts: tuple[Text, ...]

    @property
    def text(self) -> str:
        said, right = "", self.texts[0].left
        for each in self.texts:
            is_apart = each.left - right > _SPACE * each.size and not said.endswith(" ")
            said += (" " if is_apart and said else "") + each.text
            right = each.right
        return " ".join(said.split())

    @property
    def base(self) -> float:
        return self.texts[0].base


def lines_of(texts: Iterable[Text]) -> list[Line]:
    """Lines from the top of the page to its foot; text without letters or figures counts too."""
    rows: list[list[Text]] = []
    for text in sorted((each for each in texts if each.text.strip()), key=lambda each: -each.base):
        if rows and rows[-1][0].base - text.base < _SAME_LINE_PT:
            rows[-1].append(text)
        else:
            rows.append([text])
    return [Line(tuple(sorted(row, key=lambda each: each.left))) for row in rows]


def main_lines(page: Page) -> list[Line]:
    """Lines that are not running heads, folios or ornaments."""
    return lines_of(text for text in page.texts if not text.is_artifact)
