"""All checks of a PDF, in the order they are done; codes R101–R502 stand in docs/findings.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lalabook.checks.pdf import fonts, geometry, links, numbers, page_ends
from lalabook.checks.pdf.reading import read_pdf
from lalabook.checks.pdf.view import PdfView
from lalabook.findings import Finding

Check = Callable[[PdfView], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    fonts.embedded,
    fonts.readable,
    fonts.no_missing_glyph,
    geometry.one_size,
    geometry.clear_of_trim,
    geometry.fine_pictures,
    numbers.labelled_as_printed,
    numbers.numbers_lead_there,
    links.links_land,
    links.bookmarks_land,
    links.bookmarks_are_headings,
    links.chapters_on_rectos,
    page_ends.headings_have_company,
    page_ends.pages_have_lines,
)


def check_pdf(data: bytes, name: str) -> tuple[Finding, ...]:
    """Everything the catalogue finds in a PDF, which findings call `name`. Raises `UsageError` where it is none."""
    return check_view(read_pdf(data, name))


def check_view(view: PdfView) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for check in CHECKS for finding in check(view)))
