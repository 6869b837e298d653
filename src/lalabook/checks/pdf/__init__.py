"""A finished PDF → what a proof-reader notes on it: a catalogue of checks with stable codes, whatever made the file."""

from lalabook.checks.pdf.catalogue import check_pdf

__all__ = ["check_pdf"]
