"""The stylesheet's fonts → fonts that hold the book's letters only, unpacked, under a name of their own.

A subset is a modified font: under the Open Font License it may not keep a reserved name, and its licence must stay.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from lalabook.cache import Cache, key
from lalabook.editions.design import FontFile
from lalabook.editions.epub.model import Resource
from lalabook.findings import Finding, Place, Severity

logging.getLogger("fontTools").setLevel(logging.ERROR)  # what it mentions (an odd date in a font) is no reader's loss

FOLDER = "styles/fonts/"

_FEATURES = ["smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "case"]
"""Asked for by stylesheets, besides what every text uses."""
_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, _LICENCE = 0, 1, 2, 3, 4, 6, 13
_TYPOGRAPHIC_FAMILY, _TYPOGRAPHIC_STYLE = 16, 17
_BASIC_STYLES = ("Regular", "Italic", "Bold", "Bold Italic")
_RESTRICTED = 0x0002
_BROKEN = (TTLibError, AssertionError, KeyError, ValueError, IndexError, struct.error, zlib.error, brotli.error)
"""What fontTools raises on a font that does not hold what it should."""
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_SOFT = "\u00ad\u2010"
"""A reader that hyphenates draws hyphens that the text does not have."""


@dataclass(frozen=True)
class PlacedFonts:
    """The fonts of the EPUB, and the stylesheet that names them as they are now."""

    css: str
    resources: tuple[Resource, ...] = ()
    findings: tuple[Finding, ...] = ()


def place_fonts(
    css: str, fonts: tuple[FontFile, ...], characters: frozenset[str], cache: Cache | None = None, tool: str = ""
) -> PlacedFonts:
    """Every font subset to `characters` and what the stylesheet writes. `css` names them `url("fonts/<name>")`.

    What `tool` (lalabook's own digest) made of a font and these characters before is taken from the `cache`.
    """
    wanted = _all_forms(css, characters)
    families: dict[str, str] = {}
    resources: dict[str, Resource] = {}
    findings: list[Finding] = []
    for font in fonts:
        try:
            with TTFont(io.BytesIO(font.data), recalcTimestamp=False, fontNumber=0) as opened:
                findings += list(_licence_findings(font, opened))
                family = families.setdefault(_family(opened), f"Book Face {len(families) + 1}")
                data = _recalled(font, opened, wanted, family, cache, tool)
        except _BROKEN as fault:
            hint = "take another copy of it, as TrueType or OpenType"
            findings.append(Finding(Place(font.name), "E004", f"the font {font.name} is broken: {fault}", hint))
            continue
        kind = "otf" if data.startswith(b"OTTO") else "ttf"
        name = _free_name(font.name, kind, resources)
        css = _renamed_in(css, font.name, name)
        resources[name] = Resource(FOLDER + name, f"font/{kind}", data)
    return PlacedFonts(css, tuple(resources.values()), tuple(findings))


def covers(font: bytes, text: str) -> bool:
    """Has the font a glyph for every character that shows?"""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        known = opened.getBestCmap() or {}
    return all(ord(character) in known for character in text if not character.isspace())


def _all_forms(css: str, characters: frozenset[str]) -> set[int]:
    """Code points in both cases (for `text-transform`), with what the stylesheet writes as escapes."""
    escaped = {int(found, 16) for found in _ESCAPE.findall(css)}
    text = "".join(sorted(characters)) + _SOFT
    codes = escaped | {ord(each) for each in text + text.upper() + text.lower()}
    return {code for code in codes if code < 0xD800 or 0xDFFF < code < 0x110000}


def _free_name(name: str, kind: str, taken: Mapping[str, Resource]) -> str:
    """The name with the ending of what the font is now."""
    stem = str(PurePosixPath(name).with_suffix(""))
    numbered = (f"{stem}-{number}.{kind}" for number in range(2, len(taken) + 3))
    return next(each for each in (f"{stem}.{kind}", *numbered) if each not in taken)


def _recalled(font: FontFile, opened: TTFont, wanted: set[int], family: str, cache: Cache | None, tool: str) -> bytes:
    """The font cut down; from the store where it has been done before."""
    if cache is None:
        return _reduced(opened, wanted, family, font.licence)
    name = key("epub font", tool, font.data, font.licence, family, "".join(map(chr, sorted(wanted))))
    data = cache.get(name)
    if data is None:
        data = _reduced(opened, wanted, family, font.licence)
        cache.put(name, data)
    return data


def _reduced(font: TTFont, wanted: set[int], family: str, licence: str) -> bytes:
    options = subset.Options(name_IDs=["*"], notdef_outline=True, recalc_timestamp=False, flavor=None)
    options.layout_features = [*options.layout_features, *_FEATURES]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    font.flavor = None  # Kobo and older Adobe engines know no WOFF2
    _rename(font, family, licence)
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


def _family(font: TTFont) -> str:
    return font["name"].getDebugName(_TYPOGRAPHIC_FAMILY) or font["name"].getDebugName(_FAMILY) or ""


def _rename(font: TTFont, family: str, licence: str) -> None:
    """A family name of the book's own, "Book Face 1", in place of what may be reserved."""
    table = font["name"]
    style = table.getDebugName(_TYPOGRAPHIC_STYLE) or table.getDebugName(_STYLE) or "Regular"
    is_basic = style in _BASIC_STYLES
    postscript = f"{family}-{style}".replace(" ", "")
    names = {
        _FAMILY: family if is_basic else f"{family} {style}",
        _STYLE: style if is_basic else table.getDebugName(_STYLE) or "Regular",
        _UNIQUE: postscript,
        _FULL: f"{family} {style}",
        _POSTSCRIPT: postscript,
        _TYPOGRAPHIC_FAMILY: family,
        _TYPOGRAPHIC_STYLE: style,
    }
    licence_was = table.getDebugName(_LICENCE) or licence.strip()
    copyright_was = table.getDebugName(_COPYRIGHT) or ""
    for record in list(table.names):
        if record.nameID in names or record.nameID in (18, 20, 21, 22, 25):  # other names of the same font
            table.removeNames(nameID=record.nameID)
    kept = {_COPYRIGHT: copyright_was, _LICENCE: licence_was}
    for name_id, text in (names | {each: said for each, said in kept.items() if said}).items():
        table.setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = f"{family} {style}", family


def _licence_findings(font: FontFile, opened: TTFont) -> Iterator[Finding]:
    rights = getattr(opened["OS/2"], "fsType", 0) if "OS/2" in opened else 0
    if rights & 0x000F == _RESTRICTED:
        message = f"the font {font.name} says that it may not be embedded"
        hint = "ask its maker for a licence for e-books, or take a free font"
        yield Finding(Place(font.name), "E005", message, hint, Severity.WARNING)


def _renamed_in(css: str, old: str, new: str) -> str:
    """The stylesheet with one font's address changed; a `format(…)` behind it would not be true any more."""
    address = re.compile(rf"""url\(\s*(["']?)fonts/{re.escape(old)}\1\s*\)(?:\s*format\([^)]*\))?""")
    return address.sub(f'url("fonts/{new}")', css)
