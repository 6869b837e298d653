"""Where pages end: no heading alone at the foot, no page with next to nothing on it."""

from __future__ import annotations

from collections.abc import Iterator

from lalabook.checks.pdf.lines import main_lines
from lalabook.checks.pdf.notes import note, short
from lalabook.checks.pdf.view import PdfView
from lalabook.findings import Finding, Severity

_FEWEST_LINES = 5
_LONG_BOOK = 8
"""Pages: a leaflet has no pages that go on."""


def headings_have_company(view: PdfView) -> Iterator[Finding]:
    # a title may have its page to itself
    at = {(heading.page, mcid) for heading in view.headings if heading.level > 1 for mcid in heading.mcids}
    for number, page in enumerate(view.pages):
        lines = main_lines(page)
        if lines and all((number, text.mcid) in at for text in lines[-1].texts):
            message = f"the heading “{short(lines[-1].text)}” stands alone at the page's foot"
            yield note(view, "R501", message, "add or take a line", number, Severity.ADVICE)


def pages_have_lines(view: PdfView) -> Iterator[Finding]:
    """Of pages without a heading or a picture, in the arabic part of a tagged book."""
    if not view.headings or len(view.pages) < _LONG_BOOK:
        return
    titled = {heading.page for heading in view.headings}
    for number, page in enumerate(view.pages):
        lines = main_lines(page)
        is_text = number not in titled and not page.pictures and page.label.isdigit()
        if is_text and 0 < len(lines) < _FEWEST_LINES:
            message = f"the page has {len(lines)} line{'s' * (len(lines) != 1)} only"
            yield note(view, "R502", message, "take or add a few lines before", number, Severity.ADVICE)
