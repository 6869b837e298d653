"""WeasyPrint 70.0 → the same without five of its faults; a newer one is to be looked at first."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

import inspect
from typing import Any

import weasyprint
from weasyprint import pdf
from weasyprint.layout import block, inline
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.text import line_break
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import split_first_line

from lalabook.editions.print.gather.tags import add_tags

_KNOWN_VERSION = "70.0"
_SAME_GLYPH = {"\u00a0": " ", "\u2010": "-", "\u2011": "-", "\u00ad": "-"}


def apply() -> None:
    """Put the repairs in; once is enough."""
    assert weasyprint.__version__ == _KNOWN_VERSION, "editions/print/gather/patches.py was written for WeasyPrint 70.0"
    inline.split_first_line = _split_whole_lines  # type: ignore[attr-defined]
    block._linebox_layout = _changed(block._linebox_layout, _NOTES_GIVE_WAY, "report = False")
    line_break.pango = _TidyPango()  # type: ignore[attr-defined]
    pdf.build_fonts_dictionary = _build_readable_fonts  # type: ignore[attr-defined,assignment]
    pdf.add_tags = add_tags  # type: ignore[attr-defined]


_NOTES_GIVE_WAY = "report = not context.in_column and can_break_now and not could_break_before"
"""In `_linebox_layout`: where a paragraph has room for one line only, notes of this page are sent to the next, so that
there is room for two. Their marks stay behind. It is better that the paragraph goes."""


def _changed(function: Any, old: str, new: str) -> Any:
    """A function of WeasyPrint's with one line of it written otherwise."""
    source = inspect.getsource(function)
    assert source.count(old) == 1, f"{function.__name__} is not the one that this was written for"
    made: dict[str, Any] = {}
    exec(compile(source.replace(old, new), function.__code__.co_filename, "exec"), function.__globals__, made)
    return made[function.__name__]


def _split_whole_lines(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """Split a line off a text, and not its first word only.

    Before an inline element, a text that ends in a space and fits only without that space comes back as one word
    (step 3 of `split_first_line` believes that nothing fits): a line of one word in the midst of a paragraph, one to
    four in a hundred pages. Such a result is tried again a little narrower, and the longer one is taken.
    """
    split = split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    resume_index, width = split[2], split[3]
    if max_width is None or max_width > 1e6 or minimum or text[-1:] != " " or resume_index is None:
        return split
    taken = text.encode()[: split[1]]
    if split[1] >= len(text.rstrip(" ").encode()) or b" " in taken.strip(b" "):
        return split
    narrower = max_width - 0.5 * style["font_size"]
    again = split_first_line(text, style, context, narrower, justification_spacing, is_line_start, minimum)
    return again if again[3] > width else split


def _build_readable_fonts(document: Any, fonts: dict[str, Any], *rest: Any, **named: Any) -> Any:
    """Write fonts whose glyphs say what a reader would type.

    Which character a glyph stands for is decided by the first text that used it, so one no-break space makes all spaces
    no-break ones for whoever searches or copies; the same with the kinds of hyphens.
    """
    for font in fonts.values():
        for glyph, text in list(font.to_unicode.items()):
            font.to_unicode[glyph] = _SAME_GLYPH.get(text, text)
    return build_fonts_dictionary(document, fonts, *rest, **named)


class _TidyPango:
    """Pango as the line breaker sees it, without the leak.

    `Layout.setup` makes a list of font features for every piece of text, twice over, and frees neither list nor
    features: 40 KB a page, for ever. Here each list has its own and belongs to the layout alone, which frees it.
    """

    pango_attr_font_features_new = bytes
    """Features stay text until `pango_attr_list_insert`: this is called more often than they are needed."""

    def __init__(self) -> None:
        self._owed: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(pango, name)
        setattr(self, name, found)
        return found

    def pango_attr_list_insert(self, attributes: Any, features: bytes) -> None:
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
        self._owed.append(attributes)

    def pango_layout_set_attributes(self, layout: Any, attributes: Any) -> None:
        pango.pango_layout_set_attributes(layout, attributes)
        if self._owed and self._owed[-1] is attributes:
            pango.pango_attr_list_unref(self._owed.pop())
