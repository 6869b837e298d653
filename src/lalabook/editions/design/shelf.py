"""The address in a stylesheet → the file it means: the book's or the built-in theme's, never the network's."""

from __future__ import annotations

import base64
import posixpath
import re
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from lalabook.editions.design.model import FontFile
from lalabook.findings import BookError, Finding, Place, Severity
from lalabook.sources import Folder
from lalabook.stylesheet import Source

THEME = "theme:"
"""What names of the built-in theme's files begin with, in stylesheets and in findings."""
_LICENCES = ("LICENSE.md", "LICENSE.txt", "LICENSE", "LICENCE.md", "LICENCE.txt", "LICENCE", "OFL.txt", "COPYING")
_PICTURES = {
    ".png": ("image/png", (b"\x89PNG",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".gif": ("image/gif", (b"GIF8",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".svg": ("image/svg+xml", (b"<",)),
    ".icc": ("application/vnd.iccprofile", (b"",)),
}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class StyleShelf:
    """The files that one edition's stylesheet names. Remembers the fonts, and what was noticed about them."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._fonts: dict[str, FontFile] = {}
        self.findings: list[Finding] = []

    @property
    def fonts(self) -> tuple[FontFile, ...]:
        return tuple(sorted(self._fonts.values(), key=lambda font: font.name))

    def entry(self, name: str) -> Source:
        """An entry point that is known to be there; one that cannot be read is a finding, and empty."""
        found = self._text(name, Place(name))
        if isinstance(found, Finding):
            self.findings.append(found)
            return Source(name, "")
        return found

    def stylesheet(self, address: str, base: str, place: Place) -> Source | Finding:
        name = self._name(address, base, place)
        return name if isinstance(name, Finding) else self._text(name, place)

    def file(self, address: str, base: str, place: Place, *, is_font: bool) -> str | Finding:
        if address.lower().startswith("data:"):
            return address
        name = self._name(address, base, place)
        if isinstance(name, Finding):
            return name
        data = self._bytes(name, place)
        if isinstance(data, Finding):
            return data
        return self._font(name, data, place) if is_font else _as_data(name, data, place)

    def _name(self, address: str, base: str, place: Place) -> str | Finding:
        """The file meant, from the book's folder or with `theme:` before it."""
        is_theme = address.startswith(THEME)
        if not is_theme and (_SCHEME.match(address) or address.startswith("//")):
            hint = "put the file into the book's folder: nothing is fetched while a book is made or read"
            return Finding(place, "D007", f"{address} is on the network", hint)
        path = unquote(re.split("[?#]", address)[0]).removeprefix(THEME)
        if is_theme:
            return THEME + posixpath.normpath(path)
        home = posixpath.dirname(base.removeprefix(THEME))
        name = posixpath.normpath(posixpath.join(home, path))
        if name.startswith(("../", "/")):
            return Finding(place, "D002", f"{address} lies outside the book's folder", "keep it inside")
        return THEME + name if base.startswith(THEME) else name

    def _text(self, name: str, place: Place) -> Source | Finding:
        data = self._bytes(name, place)
        if isinstance(data, Finding):
            return data
        if name.startswith(THEME):
            return Source(name, data.decode("utf-8"))
        try:
            return Source(name, self._folder.read_text(name, place))
        except BookError as fault:
            return fault.findings[0]

    def _bytes(self, name: str, place: Place) -> bytes | Finding:
        if name.startswith(THEME):
            data = _theme_bytes(name.removeprefix(THEME))
            return data if data is not None else Finding(place, "D002", f"the built-in theme has no {name}")
        if not self._folder.has(name):
            same = posixpath.basename(name)
            hint = f'the built-in theme has one: write "{THEME}{same}"' if _theme_bytes(same) is not None else ""
            return Finding(place, "D002", f"there is no file {name}", hint or "check its name and the folder it is in")
        try:
            return self._folder.read_bytes(name, place)
        except BookError as fault:
            return fault.findings[0]

    def _font(self, name: str, data: bytes, place: Place) -> str | Finding:
        if name not in self._fonts:
            fault = _font_fault(name, data, place)
            if fault is not None and fault.is_error:
                return fault
            licence = self._licence(name)
            if not licence:
                hint = f"put its licence beside it ({', '.join(_LICENCES[1:3])}), if it may be embedded at all"
                message = f"no licence lies beside the font {name}"
                self.findings.append(Finding(place, "D011", message, hint, Severity.WARNING))
            self.findings += [fault] if fault is not None else []
            self._fonts[name] = FontFile(self._free_name(posixpath.basename(name)), data, licence)
        return f"fonts/{self._fonts[name].name}"

    def _free_name(self, name: str) -> str:
        """Reading systems trip over anything but plain names, and two folders may hold fonts of one name."""
        plain = re.sub(r"[^A-Za-z0-9._-]", "-", name)
        taken = {font.name for font in self._fonts.values()}
        stem, suffix = posixpath.splitext(plain)
        numbered = (f"{stem}-{number}{suffix}" for number in range(2, len(taken) + 3))
        return next(each for each in (plain, *numbered) if each not in taken)

    def _licence(self, name: str) -> str:
        home = posixpath.dirname(name)
        for licence in _LICENCES:
            beside = f"{home}/{licence}".lstrip("/")
            if name.startswith(THEME):
                data = _theme_bytes(beside.removeprefix(THEME))
            else:
                data = self._folder.read_bytes(beside) if self._folder.has(beside) else None
            if data is not None:
                return data.decode("utf-8", "replace")
        return ""


@cache
def _theme_bytes(path: str) -> bytes | None:
    if path.startswith("../"):
        return None
    found = files("lalabook").joinpath("theme", path)
    return found.read_bytes() if found.is_file() else None


def _font_fault(name: str, data: bytes, place: Place) -> Finding | None:
    """What is wrong with a font, by the first bytes of its container (OpenType 1.9 §4.4, WOFF 1.0 §3, WOFF2 §4.1)."""
    is_web = data[:4] in (b"wOFF", b"wOF2")
    flavour = data[4:8] if is_web else data[:4]
    if flavour not in (b"\x00\x01\x00\x00", b"true", b"OTTO") or len(data) < 1024:
        return Finding(place, "D009", f"{name} is not a font", "give a .ttf, .otf, .woff or .woff2 file")
    if flavour == b"OTTO":
        hint = "use the TrueType-flavoured files (.ttf): PDF checkers find fault with the others"
        return Finding(place, "D010", f"the outlines of {name} are PostScript (CFF)", hint, Severity.WARNING)
    if data[:4] == b"wOF2":
        hint = "use the .ttf file: Kobo and Kindle do not know WOFF2, and print unpacks it in every worker"
        return Finding(place, "D010", f"{name} is compressed as WOFF2", hint, Severity.WARNING)
    return None


def _as_data(name: str, data: bytes, place: Place) -> str | Finding:
    """A picture written into the stylesheet, so that no edition has to place it."""
    kind, beginnings = _PICTURES.get(posixpath.splitext(name)[1].lower(), ("", ()))
    if not any(data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(each) for each in beginnings):
        return Finding(place, "D012", f"{name} is not a picture", "give a PNG, JPEG, GIF, WebP or SVG file")
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
