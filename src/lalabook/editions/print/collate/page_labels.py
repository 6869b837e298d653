"""Labels of all pages → the ranges in which PDF counts: roman, then arabic."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Pdf

from lalabook.editions.print.folios import Numerals, read_folio


def write_page_labels(pdf: Pdf, labels: Sequence[str]) -> None:
    """Write the catalog's `PageLabels` (ISO 32000-1, 12.4.2): a range starts where counting does not just go on."""
    ranges = Array()
    last: tuple[int, Numerals] | None = None
    for page, label in enumerate(labels):
        number, numerals = read_folio(label)
        if last is None or (number, numerals) != (last[0] + 1, last[1]):
            ranges.append(page)
            ranges.append(Dictionary(S=Name(numerals.value), St=number))
        last = number, numerals
    if labels:
        pdf.Root.PageLabels = Dictionary(Nums=ranges)
