"""The gatherings' own subsets of fonts → one shared subset of each font."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from lalabook.editions.print.collate.subsets import Glyph, Subset, fits, read_subset, write_subset

_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{characters}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_AT_ONCE = 100  # ISO 32000-1, 9.10.3: at most so many characters between beginbfchar and endbfchar


@dataclass(frozen=True)
class _Font:
    """A font as one gathering holds it."""

    dictionary: Object
    subset: Subset
    widths: Mapping[int, float]
    characters: Mapping[int, str]
    """Glyph → its text, UTF-16 in hexadecimal."""

    @property
    def kind(self) -> tuple[object, ...]:
        """The same for subsets that may be one: name, style and size of the em."""
        descriptor = self.dictionary.DescendantFonts[0].FontDescriptor
        return str(self.dictionary.BaseFont), str(descriptor.Flags), *self.subset.identity


@dataclass
class _Shared:
    """Subsets that have become one."""

    fonts: list[_Font] = field(default_factory=list)
    glyphs: dict[int, Glyph] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    characters: dict[int, str] = field(default_factory=dict)

    def accepts(self, font: _Font) -> bool:
        return fits(self.glyphs, font.subset.glyphs) and all(
            self.widths.get(glyph, width) == width for glyph, width in font.widths.items()
        )

    def add(self, font: _Font) -> None:
        """A glyph stands for the text it was first used for, as it would in one document."""
        self.fonts.append(font)
        self.glyphs.update(font.subset.glyphs)
        self.widths.update(font.widths)
        self.characters = {**font.characters, **self.characters}


def share_fonts(pdf: Pdf, resources: Sequence[Object]) -> None:
    """Let the subsets of one font be one wherever these resources name them.

    Two fonts that only have the same name stay two, and so do fonts without TrueType outlines.
    """
    named = [(each.Font, name, font) for each in resources if "/Font" in each for name, font in each.Font.items()]
    shared: dict[tuple[object, ...], list[_Shared]] = {}
    home: dict[tuple[int, int], _Shared] = {}
    for _, _, dictionary in named:
        if dictionary.objgen in home or (font := _read(dictionary)) is None:
            continue
        alike = shared.setdefault(font.kind, [])
        one = next((each for each in alike if each.accepts(font)), None)
        if one is None:
            one = _Shared()
            alike.append(one)
        one.add(font)
        home[dictionary.objgen] = one
    written = {id(one): _write(pdf, one) for alike in shared.values() for one in alike}
    for fonts, name, dictionary in named:
        if dictionary.objgen in home:
            fonts[name] = written[id(home[dictionary.objgen])]


def _read(dictionary: Object) -> _Font | None:
    """None for a font that cannot be shared."""
    if dictionary.get("/Subtype") != Name.Type0 or dictionary.get("/Encoding") != Name("/Identity-H"):
        return None
    inner = dictionary.DescendantFonts[0]
    if "/FontFile2" not in inner.FontDescriptor or "/ToUnicode" not in dictionary:
        return None
    characters = {
        int(glyph, 16): text.decode() for glyph, text in _CHARACTER.findall(dictionary.ToUnicode.read_bytes())
    }
    widths = dict(_widths(inner.get("/W", Array())))
    subset = read_subset(inner.FontDescriptor.FontFile2.read_bytes(), {*widths, *characters})
    return None if subset is None else _Font(dictionary, subset, widths, characters)


def _widths(array: Object) -> Iterator[tuple[int, float]]:
    """`W` in its first form: a glyph, and the widths of it and those that follow (ISO 32000-1, 9.7.4.3)."""
    flat = array.as_list()
    for first, widths in zip(flat[::2], flat[1::2], strict=True):
        yield from enumerate((float(width) for width in widths.as_list()), int(first))


def _write(pdf: Pdf, shared: _Shared) -> Object:
    """The shared font, made after the first of its subsets."""
    if len(shared.fonts) == 1:
        return shared.fonts[0].dictionary
    file = write_subset([font.subset for font in shared.fonts], shared.glyphs)
    first = shared.fonts[0].dictionary
    name = _tagged(str(first.BaseFont), file)
    descriptor = pdf.make_indirect(Dictionary(dict(first.DescendantFonts[0].FontDescriptor.items())))
    descriptor.FontName = name
    descriptor.FontBBox = _around(font.dictionary for font in shared.fonts)
    descriptor.FontFile2 = pdf.make_stream(file, Length1=len(file))
    inner = pdf.make_indirect(Dictionary(dict(first.DescendantFonts[0].items())))
    inner.BaseFont, inner.FontDescriptor, inner.W = name, descriptor, _runs(shared.widths)
    font = pdf.make_indirect(Dictionary(dict(first.items())))
    font.BaseFont, font.DescendantFonts = name, Array([inner])
    font.ToUnicode = pdf.make_stream(_cmap(shared.characters))
    return font


def _tagged(name: str, file: bytes) -> Name:
    """Six letters that no other subset has (ISO 32000-1, 9.6.4)."""
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(file).digest()[:6])
    return Name(f"/{tag}+{name.removeprefix('/').partition('+')[2] or name.removeprefix('/')}")


def _around(fonts: Iterable[Object]) -> Array:
    boxes = [[float(edge) for edge in font.DescendantFonts[0].FontDescriptor.FontBBox.as_list()] for font in fonts]
    left, bottom, right, top = zip(*boxes, strict=True)
    return Array([min(left), min(bottom), max(right), max(top)])


def _runs(widths: Mapping[int, float]) -> Array:
    runs = Array()
    last = None
    for glyph, width in sorted(widths.items()):
        if last is None or glyph != last + 1:
            runs.append(glyph)
            runs.append(Array())
        runs[-1].append(int(width) if width == int(width) else width)
        last = glyph
    return runs


def _cmap(characters: Mapping[int, str]) -> bytes:
    lines = [f"<{glyph:04x}> <{text}>\n" for glyph, text in sorted(characters.items())]
    blocks = [lines[start : start + _AT_ONCE] for start in range(0, len(lines), _AT_ONCE)]
    written = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _CMAP.format(characters=written).encode()
