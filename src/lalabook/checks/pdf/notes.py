"""A fault of a PDF → the finding that names its file and its printed page."""

from __future__ import annotations

from lalabook.checks.pdf.view import PdfView
from lalabook.findings import Finding, Place, Severity

SHOWN = 40


def note(
    view: PdfView, code: str, message: str, hint: str, page: int = -1, severity: Severity = Severity.WARNING
) -> Finding:
    """`page` is an index; -1: the file as a whole."""
    if page >= 0:
        label = view.pages[page].label
        where = f"page {label}" if label == str(page + 1) else f"page {label} (sheet {page + 1})"
        message = f"{where}: {message}"
    return Finding(Place(view.name), code, message, hint, severity)


def short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
