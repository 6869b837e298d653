"""The book's own styles and the built-in theme → a `Design`: one stylesheet and its fonts for each edition."""

from lalabook.editions.design.load import load_design
from lalabook.editions.design.model import Design, EpubDesign, FontFile, PrintDesign

__all__ = ["Design", "EpubDesign", "FontFile", "PrintDesign", "load_design"]
