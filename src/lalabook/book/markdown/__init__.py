"""Markdown → XHTML that loses nothing: the only room that knows Python-Markdown, Pygments and the HTML parser."""

from lalabook.book.markdown.engine import Markup, inline_to_xhtml, to_xhtml
from lalabook.book.markdown.ids import slug

__all__ = ["Markup", "inline_to_xhtml", "slug", "to_xhtml"]
