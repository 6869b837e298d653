"""Fonts: all of them in the file, all of their text readable, no character without a glyph."""

from __future__ import annotations

from collections.abc import Iterator

from lalabook.checks.pdf.notes import note, short
from lalabook.checks.pdf.view import PdfView
from lalabook.findings import Finding, Severity


def embedded(view: PdfView) -> Iterator[Finding]:
    for name in sorted({font.name for font in view.fonts if not font.is_embedded}):
        hint = "no printer takes it: embed the font"
        yield note(view, "R101", f"the font {name} is not in the file", hint, severity=Severity.ERROR)


def readable(view: PdfView) -> Iterator[Finding]:
    for name in sorted({font.name for font in view.fonts if not font.has_unicode}):
        hint = "its text can be neither searched, copied nor read aloud: a ToUnicode map is missing"
        yield note(view, "R102", f"the font {name} does not say what its characters are", hint)


def no_missing_glyph(view: PdfView) -> Iterator[Finding]:
    for number, page in enumerate(view.pages):
        for text in page.texts:
            if text.missing:
                message = f"{text.missing} characters have no glyph in {text.font}: “{short(text.text)}”"
                yield note(view, "R103", message, "take a font that has them", number, Severity.ERROR)
