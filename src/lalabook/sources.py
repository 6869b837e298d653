"""The author's files as text and bytes: the only room that reads them, inside the book's folder only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from lalabook.findings import BookError, Finding, Place


class Folder:
    """The book's folder. Remembers what was read, so that a later build can tell whether anything changed.

    Paths are relative to the folder, with forward slashes. A path that is absolute, or leads out of the folder (by `..`
    or by a symbolic link), is refused.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._bytes: dict[str, bytes] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        self._looked_for: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        """Is there a file of this name, spelt just so, inside the folder?"""
        place = self._inside(path)
        found = place is not None and _is(Path.is_file, place) and self._is_spelt_so(path)
        self._looked_for[path] = found
        return found

    def has_folder(self, path: str) -> bool:
        place = self._inside(path)
        found = place is not None and _is(Path.is_dir, place)
        self._looked_for[path] = found
        return found

    def read_bytes(self, path: str, place: Place | None = None) -> bytes:
        """The bytes of a file. Raises `BookError` (M001) at `place` where it cannot be read."""
        if path not in self._bytes:
            self._bytes[path] = self._read(path, place or Place(path))
        return self._bytes[path]

    def read_text(self, path: str, place: Place | None = None) -> str:
        """The text of a UTF-8 file, lines ended by \\n, no byte order mark. Raises `BookError` (M001, M002)."""
        data = self.read_bytes(path, place)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            column = fault.start - (data.rfind(b"\n", 0, fault.start) + 1) + 1
            raise BookError(
                [Finding(Place(path, line, column), "M002", "this file is not UTF-8 text", "save it as UTF-8")]
            ) from fault
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def names(self, path: str) -> tuple[str, ...]:
        """The names in a folder, sorted; those of sub-folders end in "/". Hidden ones are left out, and links that lead
        back to a folder on the way here. Raises `BookError` (M001) where the folder cannot be read."""
        place = self._inside(path)
        if place is None or not _is(Path.is_dir, place):
            return ()
        try:
            found = sorted(each.name + "/" * each.is_dir() for each in place.iterdir() if not each.name.startswith("."))
        except OSError as fault:
            raise BookError([_unreadable(path, Place(path), fault)]) from fault
        self._listed[path] = tuple(found)
        return tuple(name for name in found if not self._leads_back(path, name))

    def digest(self, path: str) -> str:
        """SHA-256 of a file's bytes, in hex."""
        return hashlib.sha256(self.read_bytes(path)).hexdigest()

    @property
    def files_read(self) -> dict[str, str]:
        """Path → digest of every file read so far."""
        return {path: self.digest(path) for path in sorted(self._bytes)}

    @property
    def folders_listed(self) -> dict[str, tuple[str, ...]]:
        return dict(sorted(self._listed.items()))

    @property
    def looked_for(self) -> dict[str, bool]:
        """Path → was it there, of every file and folder that was asked about."""
        return dict(sorted(self._looked_for.items()))

    def _inside(self, path: str) -> Path | None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or "\\" in path or "\0" in path:
            return None
        try:
            place = (self.root / pure).resolve()
        except (OSError, RuntimeError):  # links in a circle: whoever opens it is told so
            return self.root / pure
        return place if place.is_relative_to(self.root) else None

    def _leads_back(self, path: str, name: str) -> bool:
        """Would this link, followed for ever, only lead through the same folders again?"""
        link = self.root / path / name
        if not (name.endswith("/") and link.is_symlink()):
            return False
        way = [self.root, *(self.root / path).parents, self.root / path]
        return link.resolve() in {each.resolve() for each in way}

    def _leads_nowhere(self, path: str) -> bool:
        """Is a path of this folder a link to something that is not there, wherever that would be?"""
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\0" in path or not _is(Path.is_symlink, self.root / pure):
            return False
        try:
            (self.root / pure).stat()
        except FileNotFoundError:
            return True
        except OSError:  # a circle, or no leave to look: whoever opens it is told so
            return False
        return False

    def _is_spelt_so(self, path: str) -> bool:
        """Some file systems fold case; shops' and readers' machines do not."""
        place = self.root
        for part in PurePosixPath(path).parts:
            if part != ".." and part not in {each.name for each in place.iterdir()}:
                return False
            place = place / part
        return True

    def _read(self, path: str, place: Place) -> bytes:
        inside = self._inside(path)
        if self._leads_nowhere(path):
            hint = "mend the link, or put the file itself there"
            raise BookError([Finding(place, "M001", f"{path} is a link that leads nowhere", hint)])
        if inside is None:
            raise BookError([Finding(place, "M001", f"{path} lies outside the book's folder", "keep it inside")])
        if not path.isascii() and path.encode(errors="replace") != path.encode(errors="surrogateescape"):
            raise BookError([Finding(place, "M001", "the name of this file is not UTF-8", "give it another name")])
        try:
            return inside.read_bytes()
        except OSError as fault:
            raise BookError([_unreadable(path, place, fault)]) from fault


def _is(kind: Callable[[Path], bool], place: Path) -> bool:
    """Is there something of a kind? A name that is too long for the disk is nobody's."""
    try:
        return kind(place)
    except OSError:
        return False


def _unreadable(path: str, place: Place, fault: OSError) -> Finding:
    reason = (fault.strerror or "it cannot be read").lower()
    hint = "check its rights, and where its links lead"
    if isinstance(fault, IsADirectoryError):
        hint = "give the folder another name, and write a file of this one"
    return Finding(place, "M001", f"cannot read {path}: {reason}", hint)
