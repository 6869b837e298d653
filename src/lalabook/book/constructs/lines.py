"""Blocks that a construct made → blocks that know their line, so that every later finding can name one."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, line_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_NAMES = """
    address article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li ol p
    pre section table ul
"""
_BLOCKS = _NAMES.split()


def lines(root: Element, _setting: Setting) -> list[Finding]:
    """Every block has `data-line`; a made one takes its neighbour's."""
    root.set("data-line", root.get("data-line") or "1")
    for block in xhtml.elements(root, *_BLOCKS):
        if not block.get("data-line"):
            block.set("data-line", str(line_of(block)))
    return []
