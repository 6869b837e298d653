"""Numbers on the page: folios as the file labels its pages, contents and references as things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lalabook.checks.pdf.lines import Line, lines_of
from lalabook.checks.pdf.notes import note, short
from lalabook.checks.pdf.view import Link, Page, PdfView, Text
from lalabook.findings import Finding, Severity
from lalabook.words import words_for

_FOLIO = re.compile(r"[0-9]+|[ivxlc]+")
_ENTRY = re.compile(r"(?:\.\s*){2,}\s*([0-9]+|[ivxlc]+)$")
"""Leaders, and a folio at the end of the line."""
_RAISED = 0.5
"""Of the height of a link: smaller figures are the mark of a note."""
_COLUMN_PT = 12.0
"""A folio so far behind its link stands in a column of folios."""


def labelled_as_printed(view: PdfView) -> Iterator[Finding]:
    """Folios are those running lines that are numbers and nothing else."""
    for number, page in enumerate(view.pages):
        folios = [text.text.strip() for text in _furniture(page) if _FOLIO.fullmatch(text.text.strip())]
        if folios and page.label not in folios:
            message = f"the folio {folios[0]} is printed, but the file calls the page {page.label}"
            yield note(view, "R301", message, "page labels and folios must count alike", number, Severity.ERROR)


def _furniture(page: Page) -> list[Text]:
    return [text for line in lines_of(each for each in page.texts if each.is_artifact) for text in line.texts]


def numbers_lead_there(view: PdfView) -> Iterator[Finding]:
    """Of links with a page number behind them, or that are one: contents, lists, index, "page 41"."""
    word = re.escape(words_for(view.language).page)
    reference = re.compile(rf"^,? ?\(?{word} ([0-9]+|[ivxlc]+)\b")
    for number, page in enumerate(view.pages):
        lines = lines_of(page.texts)  # leaders are artifacts
        for link in page.links:
            if link.page is None:
                continue
            printed, said = _printed(link, lines, reference)
            label = view.pages[link.page].label
            if printed and printed != label:
                message = f"“{short(said)}” names page {printed}, but leads to page {label}"
                yield note(view, "R302", message, "build the book anew", number, Severity.ERROR)


def _printed(link: Link, lines: list[Line], reference: re.Pattern[str]) -> tuple[str, str]:
    """The page number that belongs to a link, and the text with it."""
    left, bottom, right, top = link.box
    for line in (each for each in lines if bottom - 0.5 <= each.base <= top):
        own = [text for text in line.texts if text.size > _RAISED * (top - bottom)]
        inside = "".join(text.text for text in own if left - 1 <= text.left and text.right <= right + 1)
        if _FOLIO.fullmatch(inside.strip()) and inside.strip().isdigit():
            return inside.strip(), inside.strip()
        if entry := _ENTRY.search(line.text):
            return entry[1], line.text
        rest = [text for text in own if text.left >= right - 1]
        behind = "".join(text.text for text in rest)
        if len(rest) == 1 and rest[0].left - right > _COLUMN_PT and _FOLIO.fullmatch(behind):
            return behind, line.text
        if found := reference.match(behind):
            return found[1], inside + found[0]
    return "", ""
