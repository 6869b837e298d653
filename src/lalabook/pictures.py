"""A path and its bytes → a `Picture` (what it is, how large), or why it is none; the only room that knows Pillow."""

from __future__ import annotations

import base64
import hashlib
import io
import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import basename, dirname
from typing import TypeAlias
from urllib.parse import unquote_to_bytes

from PIL import Image

from lalabook import xhtml
from lalabook.sources import Folder
from lalabook.xhtml import Element


@dataclass(frozen=True)
class Picture:
    """A picture of the book, looked into."""

    path: str
    """Inside the book's folder."""
    media_type: str
    """By its bytes, whatever its name says."""
    width_px: int
    """0 where an SVG names no size."""
    height_px: int
    digest: str
    """SHA-256 of its bytes, hex."""


@dataclass(frozen=True)
class NoPicture:
    """Why there is no picture at a path."""

    path: str
    reason: str
    """One sentence without a full stop."""
    hint: str = ""


PictureDoor: TypeAlias = Callable[[str], Picture | NoPicture]
"""Answers what stands at a path inside the book's folder."""

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_SVG = "image/svg+xml"
_IMAGE = f"{{{xhtml.SVG_NS}}}image"
_KNOWN = "PNG, JPEG, GIF, WebP or SVG"
_SVG_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|(?:\w+:)?svg\b)", re.IGNORECASE)
_PROLOG = re.compile(r"<\?xml.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL)
_SVG_MOTION = re.compile(rb"<(?:\w+:)?(?:animate\w*|set)[\s/>]|@keyframes|\banimation(?:-name)?\s*:", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"@import|url\((?!\s*['\"]?\s*(?:#|data:))", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?(?:nan|inf))\s*([a-z]*|%)\s*", re.IGNORECASE)
_PX_PER_UNIT = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_MOST_UNITS, _LEAST_UNITS = 1e9, 1e-6
"""A drawing's sides: beyond these, layout divides by nothing or runs out of numbers."""
_MOST_REPEATED, _DEEPEST = 100_000, 100
_MOST_DRAWINGS = 4
"""Drawings inside drawings, as data."""


class Pictures:
    """A `PictureDoor` to a book's folder; each file is looked into once."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._seen: dict[str, Picture | NoPicture] = {}

    def __call__(self, path: str) -> Picture | NoPicture:
        if path not in self._seen:
            self._seen[path] = self._look_at(path)
        return self._seen[path]

    def _look_at(self, path: str) -> Picture | NoPicture:
        if self._folder.has(path):
            return look_into(path, self._folder.read_bytes(path))
        names = self._folder.names(dirname(path) or ".")
        wanted = basename(path)
        for name in names:
            if name.lower() == wanted.lower():
                return NoPicture(path, f"there is no {path}, only {name}", f"write {name}: capitals count")
        near = get_close_matches(wanted, names, 1)
        return NoPicture(
            path, f"there is no {path}", f"did you mean {near[0]}?" if near else "add it, or mend the path"
        )


def look_into(path: str, data: bytes) -> Picture | NoPicture:
    """What the bytes of a file are. An SVG must be well-formed, and hold no script and nothing from elsewhere."""
    return _look_into(path, data, _MOST_DRAWINGS)


def _look_into(path: str, data: bytes, drawings_left: int) -> Picture | NoPicture:
    if _SVG_START.match(data):
        return _look_into_svg(path, data, drawings_left)
    try:
        with warnings.catch_warnings():
            # A poster of 100 million pixels is the author's affair; Pillow's refusal beyond the double of it stands.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as image:
                width_px, height_px = image.size
                media_type = _MEDIA_TYPES[image.format or ""]
                image.verify()
                if media_type == "image/jpeg" and not _is_whole_jpeg(data):  # which Pillow leaves to the decoder
                    raise EOFError
                if media_type == "image/gif" and not _is_whole_gif(data):
                    raise EOFError
    except Image.DecompressionBombError:
        return NoPicture(path, f"{path} has too many pixels to open", "make it smaller")
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow's readers raise for broken bytes
        return NoPicture(path, f"{path} is not a picture, or a broken one", f"save it again as {_KNOWN}")
    return Picture(path, media_type, width_px, height_px, _digest(data))


def _is_whole_jpeg(data: bytes) -> bool:
    """Does the picture end? Its segments are walked, for a small preview inside one of them has an end of its own."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at : at + 2] != b"\xff\xda":
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return data.find(b"\xff\xd9", at) > 0


def _is_whole_gif(data: bytes) -> bool:
    """Is its trailer there (GIF89a §27)? Blocks are walked as Pillow does, which passes over bytes between them."""
    at = 13 + _colours_size(data[10])
    while at < len(data) and data[at] != 0x3B:
        if data[at] not in b"\x21\x2c":  # extension, image
            at += 1
            continue
        at += 2 if data[at] == 0x21 else 11 + _colours_size(int.from_bytes(data[at + 9 : at + 10]))
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    return at < len(data)


def _colours_size(flags: int) -> int:
    """Bytes of the table of colours that a GIF's descriptor announces."""
    return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0


def moves(data: bytes) -> bool:
    """Is a sound picture a moving one: a GIF, PNG or WebP of several frames, an SVG with an animation?"""
    if _SVG_START.match(data):
        return bool(_SVG_MOTION.search(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as image:
            return bool(getattr(image, "is_animated", False))


def _look_into_svg(path: str, data: bytes, drawings_left: int) -> Picture | NoPicture:
    try:
        root = xhtml.parse(_PROLOG.sub("", data.decode("utf-8-sig"), count=2).strip())
    except UnicodeDecodeError:
        return NoPicture(path, f"{path} is not UTF-8 text", "save the SVG as UTF-8")
    except (SyntaxError, IndexError) as fault:  # lxml's XMLSyntaxError is a SyntaxError
        return NoPicture(path, f"{path} is not well-formed SVG: {fault}", "save it again")
    if xhtml.local_name(root) != "svg" or not str(root.tag).startswith(f"{{{xhtml.SVG_NS}}}"):
        return NoPicture(path, f"{path} is XML, but not an SVG picture", f'its root is <svg xmlns="{xhtml.SVG_NS}">')
    for element in root.iter():
        fault_found = _unsafe(element)
        if fault_found:
            return NoPicture(path, f"{path} {fault_found}", "a picture of a book holds all it shows, and runs nothing")
    if not _has_sound_size(root):
        hint = "give width, height and viewBox as numbers, the sides greater than 0"
        return NoPicture(path, f"{path} has a size that no picture can have", hint)
    if not _ends(root):
        hint = "draw with fewer <use> and <g> inside each other, or save it as PNG"
        return NoPicture(path, f"{path} repeats or nests its parts without a reasonable end", hint)
    if not all(_is_sound_data(path, image, drawings_left) for image in root.iter(_IMAGE)):
        hint = f"save the drawing again, with pictures as {_KNOWN}"
        return NoPicture(path, f"{path} holds a picture that is none, or a broken one", hint)
    width_px, height_px = _svg_size(root)
    return Picture(path, _SVG, width_px, height_px, _digest(data))


def _unsafe(element: Element) -> str:
    """What in an element of an SVG must not be in a book; empty where it is sound."""
    name = xhtml.local_name(element)
    if name.lower() == "script":
        return "holds a script"
    if name == "style" and _REMOTE_STYLE.search("".join(map(str, element.itertext()))):
        return "loads something in its styles"
    for attribute, value in element.attrib.items():
        plain = str(attribute).rpartition("}")[2].lower()
        target = str(value).strip()
        if plain.startswith("on"):
            return f"has an event handler ({plain})"
        if plain in ("href", "src") and target.lower().startswith("javascript:"):
            return "holds a script"
        if plain in ("href", "src") and name != "a" and not target.startswith(("#", "data:")):
            return f"refers to {target}"
        if _REMOTE_STYLE.search(target):
            return f"refers to something outside in {plain}"
    return ""


def _has_sound_size(root: Element) -> bool:
    """Can its own sides, and all frames inside it, be reckoned with?"""
    sides = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    frames = (element.get("viewBox", "").replace(",", " ").split() for element in root.iter())
    return all(_is_side(side[1]) for side in sides if side) and all(_is_frame(frame) for frame in frames if frame)


def _is_side(word: str) -> bool:
    return _LEAST_UNITS <= float(word) <= _MOST_UNITS


def _is_frame(words: list[str]) -> bool:
    """Is this a viewBox (SVG 2 §8.6): where it begins, how wide and how high it is?"""
    try:
        from_left, from_top, *sides = map(float, words)
    except ValueError:
        return False
    begins = max(abs(from_left), abs(from_top)) <= _MOST_UNITS and math.isfinite(from_left + from_top)
    return begins and len(sides) == 2 and all(_LEAST_UNITS <= side <= _MOST_UNITS for side in sides)


def _ends(root: Element) -> bool:
    """Is there an end to what is drawn, with all that `<use>` draws again: neither a circle nor a flood?"""
    by_id = {element.get("id", ""): element for element in reversed(list(root.iter()))}
    endless = (math.inf, math.inf)
    known: dict[Element, tuple[float, float]] = {}

    def weigh(element: Element, deep: int) -> tuple[float, float]:
        """How many elements are drawn for one, and how deep they stand in it."""
        if element not in known:
            known[element] = endless  # whoever comes by here again before it is known, has gone in a circle
            if deep <= _DEEPEST:
                inside = [weigh(each, deep + 1) for each in (*element, *_used(element, by_id))]
                counts, depths = [count for count, _ in inside], [depth for _, depth in inside]
                known[element] = (1 + sum(counts), 1 + max(depths, default=0))
        return known[element]

    count, depth = weigh(root, 1)
    return count - sum(1 for _ in root.iter()) <= _MOST_REPEATED and depth <= _DEEPEST


def _used(element: Element, by_id: dict[str, Element]) -> list[Element]:
    """What a `<use>` draws; nothing for any other element."""
    is_use = xhtml.local_name(element) == "use"
    names = [str(value).strip() for name, value in element.attrib.items() if str(name).rpartition("}")[2] == "href"]
    return [by_id[name[1:]] for name in names[:1] if is_use and name[:1] == "#" and name[1:] in by_id]


def _is_sound_data(path: str, image: Element, drawings_left: int) -> bool:
    """Can a picture that is written into a drawing be read? (RFC 2397)"""
    for name, value in image.attrib.items():
        kind, comma, written = str(value).strip().partition(",")
        if str(name).rpartition("}")[2] != "href" or not kind.lower().startswith("data:"):
            continue
        data = unquote_to_bytes(written)
        try:
            data = base64.b64decode(data) if kind.lower().endswith(";base64") else data
        except ValueError:
            return False
        if not comma or not drawings_left or isinstance(_look_into(path, data, drawings_left - 1), NoPicture):
            return False
    return True


def _svg_size(root: Element) -> tuple[int, int]:
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = []
    for at, name in ((2, "width"), (3, "height")):
        found = _LENGTH.fullmatch(root.get(name, ""))
        if not found or found[2] not in _PX_PER_UNIT:
            found = _LENGTH.fullmatch(box[at]) if box else None
        sides.append(round(float(found[1]) * _PX_PER_UNIT[found[2]]) if found else 0)
    return sides[0], sides[1]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
