"""Tells whether a build would do anything, without importing what a build needs.

After a good build a *record* lists every file it read or looked for, every folder it listed and every edition it wrote,
with their digests, and what it said. The same command finds the record again; where all of it still holds, it says the
same and ends. Only what starts fast is imported here (os rather than pathlib, no dataclasses): this module runs before
everything else, at every `lalabook build`.
"""

from __future__ import annotations

import hashlib
import os
import sys

TYPE_CHECKING = False  # as typing has it, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

_RECORD = "last-build"
_SEPARATOR = "\0"
_SECTION = "\0\0\n"
_FONT_HEAD_BYTES = 4096
_VALUE_OPTIONS = ("--edition", "-e", "--jobs", "-j", "--output", "-o")
_PLAIN_OPTIONS = ("--quiet", "-q", "--no-page-list")
TOOL_FOLDER = os.path.dirname(os.path.abspath(__file__))


def unchanged(arguments: list[str]) -> tuple[str, str] | None:
    """The findings and the summary of the last build with these arguments, if it would do the same again; else None."""
    folders = _folders(arguments[1:])
    if arguments[:1] != ["build"] or folders is None:
        return None
    book, output = folders
    try:
        with open(_record_path(output, arguments), encoding="utf-8", errors="surrogateescape") as file:
            head, faults, summary = file.read().split(_SECTION)
    except (OSError, ValueError):
        return None
    lines = head.split("\n")
    if lines[0] != tool_digest() or not all(_holds(book, output, line) for line in lines[1:]):
        return None
    return faults, summary


def record(
    arguments: list[str],
    *,
    files: Mapping[str, str],
    looked_for: Mapping[str, bool],
    folders: Mapping[str, tuple[str, ...]],
    editions: Mapping[str, str],
    faults: str,
    summary: str,
) -> None:
    """Remember a good build. `files` and `editions` map paths (in the book's folder, the output folder) to SHA-256.

    A build that cannot be remembered (odd arguments, a name with a line's end in it, a full disk) is only done again.
    """
    known = _folders(arguments[1:])
    if known is None:
        return
    lines = [tool_digest()]
    lines += [_SEPARATOR.join(("file", path, digest)) for path, digest in files.items()]
    lines += [_SEPARATOR.join(("there" if found else "absent", path, "")) for path, found in looked_for.items()]
    lines += [_SEPARATOR.join(("folder", path, *names)) for path, names in folders.items()]
    lines += [_SEPARATOR.join(("edition", path, digest)) for path, digest in editions.items()]
    if any("\n" in line for line in lines):
        return
    path = _record_path(known[1], arguments)
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(_SECTION.join(("\n".join(lines), faults, summary)))
        os.replace(temporary, path)
    except OSError:
        if os.path.exists(temporary):
            os.unlink(temporary)


def tool_digest() -> str:
    """Digest of lalabook itself (code, templates, theme) and of the names and versions of all packages beside it."""
    digest = hashlib.sha256()
    for folder, subfolders, names in os.walk(TOOL_FOLDER):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(names):
            digest.update(name.encode())
            with open(os.path.join(folder, name), "rb") as file:
                # A font begins with the checksums of all its tables: its first block stands for its megabytes.
                digest.update(hashlib.sha256(file.read(_FONT_HEAD_BYTES if name.endswith(".ttf") else -1)).digest())
    for place in sys.path:
        if place.endswith("site-packages") and os.path.isdir(place):
            # A package's folder of facts bears its version: cheaper than importlib.metadata by 20 ms.
            digest.update(",".join(sorted(name for name in os.listdir(place) if name.endswith("-info"))).encode())
    digest.update(sys.version.encode())
    digest.update(os.environ.get("SOURCE_DATE_EPOCH", "").encode())
    return digest.hexdigest()


def _folders(arguments: list[str]) -> tuple[str, str] | None:
    """The book's folder and the output folder that these arguments of `build` mean; None where only `cli` can tell."""
    book, output, expects = "", "", ""
    for word in arguments:
        if expects:
            output = word if expects in ("--output", "-o") else output
            expects = ""
        elif word in _VALUE_OPTIONS:
            expects = word
        elif word.startswith("--output="):
            output = word.partition("=")[2]
        elif not word.startswith("-"):
            book = book or word
        elif word not in _PLAIN_OPTIONS and not word.startswith(("--edition=", "--jobs=")):
            return None
    book = book or "."
    return book, output or os.path.join(book, "build")


def _record_path(output: str, arguments: list[str]) -> str:
    words = [word for word in arguments if word not in ("--quiet", "-q")]
    name = hashlib.sha256(_SEPARATOR.join((os.getcwd(), *words)).encode()).hexdigest()[:16]
    return os.path.join(output, ".cache", f"{_RECORD}-{name}")


def _holds(book: str, output: str, line: str) -> bool:
    kind, path, *facts = line.split(_SEPARATOR)
    if kind == "file":
        return _digest(os.path.join(book, path)) == facts[0]
    if kind == "edition":
        return _digest(os.path.join(output, path)) == facts[0]
    if kind == "folder":
        return _names(os.path.join(book, path)) == facts
    return os.path.exists(os.path.join(book, path)) == (kind == "there")


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _names(folder: str) -> list[str]:
    """As `sources.Folder.names` lists them."""
    try:
        with os.scandir(folder) as found:
            return sorted(each.name + "/" * each.is_dir() for each in found if not each.name.startswith("."))
    except OSError:
        return []
