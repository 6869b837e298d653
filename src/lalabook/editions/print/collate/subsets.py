"""TrueType subsets of one font → one subset with the glyphs of all.

The press keeps a font's own glyph ids in its subsets, so a text set with one of them can be shown with another that has
its glyphs. Only the parts of composite glyphs may have been renumbered; they are followed by content. Tables and their
offsets: OpenType 1.9, chapters `glyf`, `loca`, `hmtx`, `hhea`, `head`, `maxp`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_PROGRAMS = ("cvt ", "fpgm", "prep")
_ARGUMENTS_ARE_WORDS, _HAS_SCALE, _MORE_PARTS, _HAS_TWO_SCALES, _HAS_MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
_CHECKSUM_OF_ALL = 0xB1B0AFBA


@dataclass(frozen=True)
class Glyph:
    """An outline with its metrics, whatever number it has."""

    outline: bytes
    """As in `glyf`; the numbers of its parts are left out."""
    advance: int
    left_bearing: int
    parts: tuple[tuple[int, Glyph], ...] = ()
    """Where in `outline` the number of a part is to be written, and the part."""


@dataclass(frozen=True)
class Subset:
    """What one PDF holds of a TrueType font."""

    tables: Mapping[str, bytes]
    glyphs: Mapping[int, Glyph]

    @property
    def identity(self) -> tuple[object, ...]:
        """The same for subsets that may be made one."""
        units_per_em = self.tables["head"][18:20]
        return units_per_em, *(self.tables.get(name) for name in _PROGRAMS)


def read_subset(font: bytes, used: Iterable[int]) -> Subset | None:
    """The glyphs with these ids, and glyph 0; None where the outlines are not TrueType's."""
    if font[:4] not in (b"\x00\x01\x00\x00", b"true"):
        return None
    tables = dict(_tables(font))
    glyphs = _Glyphs(tables)
    return Subset(tables, {number: glyphs[number] for number in sorted({0, *used}) if number < glyphs.count})


def fits(glyphs: Mapping[int, Glyph], more: Mapping[int, Glyph]) -> bool:
    """Whether no number means two glyphs."""
    return all(glyphs.get(number, glyph) == glyph for number, glyph in more.items())


def write_subset(like: Iterable[Subset], glyphs: Mapping[int, Glyph]) -> bytes:
    """A font of these glyphs with what a PDF needs of the other tables (ISO 32000-1, 9.9), taken from `like`."""
    subsets = list(like)
    numbered = _number_parts(glyphs)
    count = max(numbered) + 1
    glyf, offsets = bytearray(), [0]
    metrics = bytearray()
    by_content = {glyph: number for number, glyph in reversed(numbered.items())}
    for number in range(count):
        glyph = numbered.get(number)
        if glyph is not None:
            outline = bytearray(glyph.outline)
            for at, part in glyph.parts:
                struct.pack_into(">H", outline, at, by_content[part])
            glyf += outline + bytes(-len(outline) % 4)
        offsets.append(len(glyf))
        metrics += struct.pack(">Hh", *(glyph.advance, glyph.left_bearing) if glyph else (0, 0))
    first = subsets[0].tables
    head, hhea = bytearray(first["head"]), bytearray(first["hhea"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, count)
    tables = {name: first[name] for name in _PROGRAMS if name in first}
    tables |= {"head": bytes(head), "hhea": bytes(hhea), "hmtx": bytes(metrics), "glyf": bytes(glyf)}
    tables["loca"] = struct.pack(f">{count + 1}I", *offsets)
    tables["maxp"] = _widest(subsets, count)
    return _font(tables)


class _Glyphs:
    """The glyphs of a font by number, read when asked for."""

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        self.count = int(struct.unpack_from(">H", tables["maxp"], 4)[0])
        is_long = struct.unpack_from(">h", tables["head"], 50)[0]
        loca = tables["loca"]
        if is_long:
            self._offsets = struct.unpack_from(f">{self.count + 1}I", loca)
        else:
            self._offsets = tuple(2 * each for each in struct.unpack_from(f">{self.count + 1}H", loca))
        self._glyf, self._hmtx = tables["glyf"], tables["hmtx"]
        self._advances = int(struct.unpack_from(">H", tables["hhea"], 34)[0])

    def __getitem__(self, number: int) -> Glyph:
        outline = self._glyf[self._offsets[number] : self._offsets[number + 1]]
        advance, bearing = self._metrics(number)
        if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
            return Glyph(outline.rstrip(b"\0") if not any(outline) else outline, advance, bearing)
        bare, parts = bytearray(outline), []
        for at in _parts(outline):
            parts.append((at, self[struct.unpack_from(">H", outline, at)[0]]))
            struct.pack_into(">H", bare, at, 0)
        return Glyph(bytes(bare), advance, bearing, tuple(parts))

    def _metrics(self, number: int) -> tuple[int, int]:
        """Behind the last advance there are only bearings."""
        if number < self._advances:
            advance, bearing = struct.unpack_from(">Hh", self._hmtx, 4 * number)
        else:
            (advance,) = struct.unpack_from(">H", self._hmtx, 4 * (self._advances - 1))
            (bearing,) = struct.unpack_from(">h", self._hmtx, 4 * self._advances + 2 * (number - self._advances))
        return advance, bearing


def _parts(outline: bytes) -> Iterator[int]:
    """Where in a composite glyph the numbers of its parts stand."""
    at, flags = 10, _MORE_PARTS
    while flags & _MORE_PARTS:
        (flags,) = struct.unpack_from(">H", outline, at)
        yield at + 2
        at += 8 if flags & _ARGUMENTS_ARE_WORDS else 6
        at += 2 * bool(flags & _HAS_SCALE) + 4 * bool(flags & _HAS_TWO_SCALES) + 8 * bool(flags & _HAS_MATRIX)


def _number_parts(glyphs: Mapping[int, Glyph]) -> dict[int, Glyph]:
    """All glyphs in the order of their numbers; parts that are no glyphs themselves stand behind the last."""
    numbered = dict(sorted(glyphs.items()))
    known = set(numbered.values())
    todo = [part for glyph in numbered.values() for _, part in glyph.parts]
    for part in todo:
        if part not in known:
            known.add(part)
            numbered[max(numbered) + 1] = part
            todo.extend(each for _, each in part.parts)
    return numbered


def _widest(subsets: Iterable[Subset], count: int) -> bytes:
    """`maxp`: how much room a glyph can take; each limit is the highest of all."""
    limits = [struct.unpack_from(">13H", each.tables["maxp"], 6) for each in subsets]
    return struct.pack(">IH13H", 0x00010000, count, *(max(column) for column in zip(*limits, strict=True)))


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * record)
        yield tag.decode("latin-1"), font[offset : offset + length]


def _font(tables: Mapping[str, bytes]) -> bytes:
    """An sfnt file, tables in the order of their names, checksums written in."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    directory = bytearray(struct.pack(">IHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search))
    body = bytearray()
    start = 12 + 16 * len(tables)
    head_at = 0
    for name, table in sorted(tables.items()):
        if name == "head":
            head_at = start + len(body)
        directory += struct.pack(">4sIII", name.encode(), _checksum(table), start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    font = directory + body
    struct.pack_into(">I", font, head_at + 8, (_CHECKSUM_OF_ALL - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(table: bytes | bytearray) -> int:
    padded = bytes(table) + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
