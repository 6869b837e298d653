"""`*Casablanca*` in an index mark → a heading, set in the language of the book: its words, its markup."""

from __future__ import annotations

import re
from functools import cache

from lalabook import xhtml
from lalabook.book.constructs.typography import set_tree, set_words
from lalabook.book.index.model import Heading
from lalabook.book.markdown import inline_to_xhtml
from lalabook.book.titles import inner_xhtml, title_markup
from lalabook.findings import Place
from lalabook.template import Markup

_CODE_OR_ANGLE = re.compile(r"(?P<code>(`+).*?\2)|(?<!\\)<")
_SIGNS_OF_MARKUP = frozenset("*_`\\<&[~^$")


@cache
def set_heading(text: str, language: str, is_smart: bool) -> Heading:
    """One level as the author wrote it: emphasis, code and languages are kept, links and pictures are not."""
    if _SIGNS_OF_MARKUP.isdisjoint(text):
        words = set_words(text, language) if is_smart else text
        return Heading(words, Markup.escape(words))
    # no raw HTML: a heading like "Vec<T>" would lose its T
    plain = _CODE_OR_ANGLE.sub(lambda found: found["code"] or r"\<", text)
    root = inline_to_xhtml(plain, language=language, place=lambda _line, _column: Place("")).root
    if is_smart:
        set_tree(root, language)
    span = title_markup(root)
    return Heading(xhtml.text_of(span), Markup(inner_xhtml(span)))
