"""Paragraphs → the same, whose last line is never one short word: a no-break space before it.

A last line shorter than the indent of the next leaves a gap that looks like a blank line. Only print cares.
"""

from __future__ import annotations

import re

from lalabook.xhtml import Element, elements, has_class, text_of

_SHORT_LAST_WORD = re.compile(r"(?<=\S)[ \n](?=\S{1,4}\s*$)")
_LONG_ENOUGH = 60
"""Characters: a shorter paragraph is one line anyway."""


def keep_last_words(root: Element) -> None:
    """Bind the last word of each paragraph to the one before, where it is short. No offset in the text changes."""
    for paragraph in elements(root, "p"):
        owner = _end_of_text(paragraph) if len(text_of(paragraph)) > _LONG_ENOUGH else None
        if owner is not None:
            element, is_tail = owner
            bound = _SHORT_LAST_WORD.sub("\u00a0", (element.tail if is_tail else element.text) or "")
            if is_tail:
                element.tail = bound
            else:
                element.text = bound


def _end_of_text(element: Element) -> tuple[Element, bool] | None:
    """The element that owns the last text, and whether it is what follows that element."""
    for child in reversed(list(element)):
        if (child.tail or "").strip():
            return child, True
        if not has_class(child, "noteref") and (found := _end_of_text(child)) is not None:
            return found
    return (element, False) if (element.text or "").strip() else None
