"""Raw HTML in Markdown: where it begins and ends, and how a piece of it waits until the tree is written out.

    tag     = "<" name { space attribute } [space] ["/"] ">" | "</" name [space] ">"
    other   = comment | processing instruction | declaration | CDATA section

Comments, instructions and declarations are dropped; a start tag is stamped with its line; `<x/>` is an empty element,
as its author meant it, void or not.
"""

from __future__ import annotations

import re
from html import escape

from lalabook.book.markdown.desk import Desk, Source

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_NAME = r"[A-Za-z][A-Za-z0-9-]*"
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w:.-]*(?:\s*=\s*(?:[^"'=<>`\s]+|'[^']*'|"[^"]*"))?"""
_START = rf"<({_NAME})((?:{_ATTRIBUTE})*)\s*(/?)>"
_END = rf"</{_NAME}\s*>"
_OTHER = r"<!-->|<!--->|<!--.*?-->|<\?.*?\?>|<![A-Za-z][^>]*>|<!\[CDATA\[.*?\]\]>"
INLINE = re.compile(rf"{_START}|{_END}|{_OTHER}", re.DOTALL | re.ASCII)
_LOOSE_START = rf"""<({_NAME})((?:[^<>"'/]|/(?!>)|"[^"]*"|'[^']*')*)(/?)>"""
"""A start tag as browsers take it."""
_PIECE = re.compile(rf"{_LOOSE_START}|({_END})|({_OTHER})|<!--|<", re.DOTALL | re.ASCII)

_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[123456]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_BLOCK_STARTS: tuple[re.Pattern[str], ...] = (
    re.compile(r"<(?:script|pre|textarea|style)(?:\s|>|$)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{_BLOCK_NAMES})(?:\s|/?>|$)", re.IGNORECASE),
    re.compile(rf"(?:{_START}|{_END})\s*$", re.ASCII),
)
BLOCK_ENDS: dict[int, re.Pattern[str]] = {
    1: re.compile(r"</(?:script|pre|textarea|style)>", re.IGNORECASE),
    2: re.compile(r"-->"),
    3: re.compile(r"\?>"),
    4: re.compile(r">"),
    5: re.compile(r"\]\]>"),
}
_OLD = frozenset({"listing", "image", "dir"})
"""Elements of long ago that change how HTML is read: with a capital letter ("<Listing>") they are a book's own."""
SWALLOWERS = frozenset({"script", "style", "title", "textarea", "xmp", "plaintext", "iframe", "noembed", "noframes"})
"""Elements inside which the HTML parser sees only text: left open, they would take all that follows with them."""


def block_kind(text: str, at: int) -> int:
    """Which of CommonMark's seven kinds of HTML blocks begins here; 0 for none."""
    return next((kind for kind, pattern in enumerate(_BLOCK_STARTS, 1) if pattern.match(text, at)), 0)


def stash(raw: Source, desk: Desk) -> str:
    """Put a piece of HTML aside; the mark that stands for it, or nothing where nothing of it would be left."""

    def prepared(found: re.Match[str]) -> str:
        name, attributes, slash, end, other = found.groups()
        line, column = raw.place(found.start())
        if name:
            spot = f' data-line="{line}"' + (f' data-column="{column}"' if name.lower() in ("a", "img") else "")
            close = f"</{_own(name)}>" if slash and name.lower() not in VOID else ""
            return f"<{_own(name)}{attributes}{spot}>{close}"
        if end:
            return f"</{_own(end[2:-1].strip())}>"
        if found[0] == "<":
            return "&lt;"
        if other is None:
            desk.note("B117", line, column, "HTML comment is never closed", 'add "-->" where it ends')
        elif other.startswith("<![CDATA["):
            return escape(other[9:-3], quote=False)
        return ""

    kept = _PIECE.sub(prepared, raw.text)
    return desk.stash(kept) if kept.strip() else kept


def _own(name: str) -> str:
    """The name under which an element goes through the HTML parser."""
    is_odd = name.lower() in SWALLOWERS or (name[0].isupper() and name.lower() in _OLD)
    return f"x-{name}" if is_odd else name
