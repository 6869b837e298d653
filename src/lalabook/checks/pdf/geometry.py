"""The sheet: pages of one size, text clear of the trim, pictures fine enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lalabook.checks.pdf.notes import note, short
from lalabook.checks.pdf.view import Page, PdfView, Text
from lalabook.findings import Finding, Severity

SAFE_PT = 18.0
"""A quarter of an inch: nearer to the trim, text may be cut off."""
LOWEST_PPI = 299.0


def one_size(view: PdfView) -> Iterator[Finding]:
    sizes = Counter(_size(page) for page in view.pages)
    usual = sizes.most_common(1)[0][0] if sizes else (0, 0)
    for number, page in enumerate(view.pages):
        if _size(page) != usual:
            width, height = _size(page)
            message = f"this page is {width} × {height} pt, others are {usual[0]} × {usual[1]}"
            yield note(view, "R201", message, "printers take one size only", number, Severity.ERROR)


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = page.trim
    return round(right - left, 1), round(top - bottom, 1)


def clear_of_trim(view: PdfView) -> Iterator[Finding]:
    for number, page in enumerate(view.pages):
        for text in page.texts:
            if text.text.strip() and not text.is_artifact and (near := _distance(text, page)) < SAFE_PT - 0.05:
                message = f"“{short(text.text.strip())}” stands {near:.1f} pt from the trim"
                hint = f"keep text {SAFE_PT:.0f} pt away from it: books are not cut exactly"
                yield note(view, "R202", message, hint, number)


def _distance(text: Text, page: Page) -> float:
    left, bottom, right, top = page.trim
    return min(text.left - left, right - text.right, text.base - bottom, top - text.base - 0.7 * text.size)


def fine_pictures(view: PdfView) -> Iterator[Finding]:
    for number, page in enumerate(view.pages):
        for picture in page.pictures:
            if picture.ppi < LOWEST_PPI:
                where = f"{picture.base - page.trim[1]:.0f} pt above the foot"
                message = f"a picture {where} has {picture.ppi:.0f} pixels an inch"
                yield note(view, "R203", message, "print asks for 300", number, Severity.ADVICE)
