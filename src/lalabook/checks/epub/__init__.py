"""An EPUB file → what a proof-reader notes: a catalogue of checks with stable codes, without Java or Node."""

from lalabook.checks.epub.catalogue import check_epub, check_view
from lalabook.checks.epub.reading import read_epub
from lalabook.checks.epub.view import EpubView

__all__ = ["EpubView", "check_epub", "check_view", "read_epub"]
