"""Index marks in the text → the index at the book's end."""

from __future__ import annotations

from collections.abc import Sequence

from lalabook.book.index.collation import collation_of
from lalabook.book.index.entries import make_entries
from lalabook.book.index.faults import faults
from lalabook.book.index.marks import has_marks, read_marks
from lalabook.book.index.matter import index_matter
from lalabook.book.names import short_name
from lalabook.book.sheets import Sheet
from lalabook.config import Config
from lalabook.findings import Finding
from lalabook.terms import Role
from lalabook.words import words_for

__all__ = ["fill_index", "has_marks"]


def fill_index(sheets: Sequence[Sheet], config: Config) -> list[Finding]:
    """Set the index of the book into its division, where it has one. The marks must have their ids."""
    home = next((sheet for sheet in sheets if sheet.role is Role.INDEX), None)
    if home is None or not config.has_index:
        return []
    language = config.metadata.language
    words = words_for(language)
    entries = make_entries(read_marks(sheets, config), collation_of(language), home.anchors)
    if entries:
        home.append(index_matter(entries, lambda sheet: short_name(sheet, words), language, bool(config.boxes_name)))
    return list(faults(entries))
