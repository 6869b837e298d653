"""A bound book, its design and its pictures → the EPUB edition."""

from lalabook.editions.epub.edition import make_epub
from lalabook.editions.epub.model import EpubEdition

__all__ = ["EpubEdition", "make_epub"]
