"""A stylesheet and all it imports → one frozen tree of rules; the only room that knows tinycss2.

What is inside the files is checked here (syntax, imports, custom properties); what an edition makes of it is not.
"""

from lalabook.stylesheet.cascade import Cascade, Styled
from lalabook.stylesheet.colours import BLACK, WHITE, Colour, colour_of, contrast
from lalabook.stylesheet.model import MARGIN_BOXES, Declaration, Part, Rule, Shelf, Source, Stylesheet
from lalabook.stylesheet.reading import read_stylesheet

__all__ = [
    "BLACK",
    "MARGIN_BOXES",
    "WHITE",
    "Cascade",
    "Colour",
    "Declaration",
    "Part",
    "Rule",
    "Shelf",
    "Source",
    "Styled",
    "Stylesheet",
    "colour_of",
    "contrast",
    "read_stylesheet",
]
