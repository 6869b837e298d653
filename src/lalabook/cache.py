"""A content-addressed store: the bytes that a step made, found again by what the step was given.

An entry is written to a temporary name and renamed, and begins with the digest of its own bytes: one that does not
verify is thrown away and made again. Deleting the store changes nothing but time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from lalabook.findings import BookError, Finding, Place

_DIGEST_SIZE = 32
_TEMPORARY = ".new-"

_ABANDONED_AFTER_SECONDS = 3600.0
"""A temporary file older than this belongs to no build that still runs."""

SWEEP_ABOVE_BYTES = 512 * 1024 * 1024
"""A store larger than this loses the entries that were used longest ago."""


Value = TypeVar("Value")


def key(step: str, *inputs: str | bytes) -> str:
    """The name of what `step` makes of these inputs; their lengths count, so ("ab", "c") is not ("a", "bc")."""
    digest = hashlib.sha256()
    for part in (step, *inputs):
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def written(value: object) -> bytes:
    """A value of frozen dataclasses as bytes, the same for the same value: an input for `key`."""
    return msgspec.msgpack.encode(value, order="deterministic")


class Cache:
    """The store in one folder, made when the first entry is put."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    def get(self, name: str) -> bytes | None:
        """The entry of this name, or None where there is none that verifies."""
        path = self._path(name)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        data = stored[_DIGEST_SIZE:]
        if hashlib.sha256(data).digest() != stored[:_DIGEST_SIZE]:
            _remove(path)
            return None
        self._used.add(path)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Store an entry. Raises `BookError` (K001) where the disk refuses."""
        path = self._path(name)
        write_whole(path, hashlib.sha256(data).digest() + data)
        self._used.add(path)

    def recall(self, name: str, kind: type[Value]) -> Value | None:
        """The value of this name, or None where there is none that can be read as `kind` (a frozen dataclass)."""
        data = self.get(name)
        try:
            return None if data is None else msgspec.msgpack.decode(data, type=kind)
        except msgspec.MsgspecError:
            return None

    def keep(self, name: str, value: object) -> None:
        """Store a value of frozen dataclasses, tuples, text and bytes."""
        self.put(name, msgspec.msgpack.encode(value))

    def sweep(self, above_bytes: int = SWEEP_ABOVE_BYTES) -> None:
        """Remove what interrupted builds left and, in a store that is too large, the entries unused for longest."""
        entries: list[tuple[float, int, Path]] = []
        for path in sorted(self._folder.glob("??/*")):
            try:
                if path in self._used:
                    os.utime(path)  # marks it as used last; never part of a key
                seen = path.stat()
            except OSError:  # another build in this folder was faster, or it is another user's
                continue
            if not path.name.startswith(_TEMPORARY):
                entries.append((seen.st_mtime, seen.st_size, path))
            elif seen.st_mtime < time.time() - _ABANDONED_AFTER_SECONDS:
                _remove(path)
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= above_bytes or path in self._used:
                break
            _remove(path)
            total -= size

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]


def _remove(path: Path) -> None:
    """Remove an entry, if the disk lets us: one that stays costs room and nothing else."""
    with suppress(OSError):
        path.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is either the old one or the new one, never a part. Raises `BookError` (K001)."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files, all to temporary names before the first old one is replaced. Raises `BookError` (K001)."""
    staged: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
            staged.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o666 & ~_umask())
        for new, path in staged:
            new.replace(path)
    except OSError as fault:
        reason = (fault.strerror or "the disk refused").lower()
        hint = "free some space and build again" if "space" in reason else "check who may write there, or use --output"
        place = Place(str(path.parent))
        raise BookError([Finding(place, "K001", f"cannot write {path.name}: {reason}", hint)]) from fault
    finally:
        for new, _ in staged:
            new.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask; there is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
