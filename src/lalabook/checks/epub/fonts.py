"""The fonts: whole, licensed, of a kind that every reader takes (EPUB 3.3 §3.2; SIL OFL 1.1)."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

from fontTools.ttLib import TTFont, TTLibError

from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.view import EpubView
from lalabook.findings import Finding

_SUFFIXES = (".otf", ".ttf", ".woff", ".woff2", ".ttc")
_BROKEN = (TTLibError, AssertionError, KeyError, ValueError, IndexError, OSError, ImportError, struct.error, zlib.error)
_COPYRIGHT, _FAMILY, _LICENCE, _LICENCE_ADDRESS, _TYPOGRAPHIC_FAMILY = 0, 1, 13, 14, 16
_RESTRICTED = 0x0002
_RESERVED = re.compile(r"Reserved Font Names?:?\s*((?:[\"'‘“]?[A-Z][\w -]*[\"'’”]?(?:,\s*|\s+and\s+)?)+)")
_APPLE_OPTIONS = "META-INF/com.apple.ibooks.display-options.xml"


def fonts_are_whole_and_licensed(view: EpubView) -> Iterator[Finding]:
    """A subset is a modified font: its licence stays, a reserved name goes."""
    for item in view.items:
        data = view.files.get(item.path, b"")
        if not (item.path.endswith(_SUFFIXES) or item.media_type.startswith("font/")) or not data:
            continue
        if data[:4] in (b"wOF2", b"ttcf"):
            message = "a font that Kobo, Kindle and older Adobe engines do not know"
            yield fault(item.path, 0, "Q154", message, "convert it to TTF or OTF")
        try:
            with TTFont(io.BytesIO(data), lazy=True, fontNumber=0) as font:
                yield from _licence(item.path, font)
        except _BROKEN as broken:
            yield fault(item.path, 0, "Q150", f"this is no font, or a broken one: {broken}", "take another copy of it")


def _licence(path: str, font: TTFont) -> Iterator[Finding]:
    rights = getattr(font["OS/2"], "fsType", 0) if "OS/2" in font else 0
    if rights & 0x000F == _RESTRICTED:
        yield remark(
            path, 0, "Q151", "the font says that it may not be embedded", "ask its maker for a licence for e-books"
        )
    names = font["name"]
    if not (names.getDebugName(_LICENCE) or names.getDebugName(_LICENCE_ADDRESS)):
        yield remark(path, 0, "Q152", "the font does not carry its licence", "keep its name records 13 and 14")
    reserved = _RESERVED.search(names.getDebugName(_COPYRIGHT) or "")
    family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY) or ""
    words = re.findall(r"[A-Z]\w+", reserved[1]) if reserved else []
    if any(re.search(rf"\b{word}\b", family) for word in words):
        hint = "give the subset another family name"
        yield remark(path, 0, "Q153", f'a font that was cut down may not be called "{family}"', hint)


def fonts_are_announced(view: EpubView) -> Iterator[Finding]:
    """Apple Books shows a book's fonts only where the package says that it has some."""
    if not any(item.path.endswith(_SUFFIXES) for item in view.items):
        return
    if view.first("ibooks:specified-fonts") != "true" or _APPLE_OPTIONS not in view.files:
        message = "the book has fonts, and does not tell Apple Books"
        hint = f"write ibooks:specified-fonts true, and {_APPLE_OPTIONS} for older ones"
        yield remark(view.package_path, 0, "Q155", message, hint)
