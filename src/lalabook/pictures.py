"""A path and its bytes → a `Picture` (what it is, how large), or why it is none; the only room that knows Pillow."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import basename, dirname
from typing import TypeAlias

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
_KNOWN = "PNG, JPEG, GIF, WebP or SVG"
_SVG_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|(?:\w+:)?svg\b)", re.IGNORECASE)
_PROLOG = re.compile(r"<\?xml.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL)
_SVG_MOTION = re.compile(rb"<(?:\w+:)?(?:animate\w*|set)[\s/>]|@keyframes|\banimation(?:-name)?\s*:", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"@import|url\((?!\s*['\"]?\s*(?:#|data:))", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in|)\s*")
_PX_PER_UNIT = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


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
    if _SVG_START.match(data):
        return _look_into_svg(path, data)
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


def moves(data: bytes) -> bool:
    """Is a sound picture a moving one: a GIF, PNG or WebP of several frames, an SVG with an animation?"""
    if _SVG_START.match(data):
        return bool(_SVG_MOTION.search(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as image:
            return bool(getattr(image, "is_animated", False))


def _look_into_svg(path: str, data: bytes) -> Picture | NoPicture:
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


def _svg_size(root: Element) -> tuple[int, int]:
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = []
    for at, name in ((2, "width"), (3, "height")):
        found = _LENGTH.fullmatch(root.get(name, "")) or (_LENGTH.fullmatch(box[at]) if len(box) == 4 else None)
        sides.append(round(float(found[1]) * _PX_PER_UNIT[found[2]]) if found else 0)
    return sides[0], sides[1]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
