"""The folder of the text → which files make the book, and in what order.

SUMMARY.md gives the order where there is one; else the folders `front/`, `body/` and `back/`; else the file names.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lalabook.findings import BookError, Finding, Place, Severity
from lalabook.nearest import did_you_mean_file
from lalabook.reading.summary import SummaryEntry, read_summary
from lalabook.sources import Folder
from lalabook.terms import Region
from lalabook.values import path_inside

SUMMARY = "SUMMARY.md"
_REGION_FOLDERS = {"front": Region.FRONT, "body": Region.BODY, "back": Region.BACK}


@dataclass(frozen=True)
class Entry:
    """A division's place in the order."""

    path: str
    """Empty for the page of a part that has no file of its own."""
    region: Region
    place: Place
    """Where it is named: its line in SUMMARY.md, or the file itself."""
    title: str = ""
    depth: int = 0
    is_part: bool = False


def entries(folder: Folder, src: str) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The order of the book whose text stands in `src`, and what is wrong with it."""
    # A folder of this name, or a link to nothing, is no order; whoever reads it is told so.
    if folder.has(_under(src, SUMMARY)) or {SUMMARY, f"{SUMMARY}/"} & set(folder.names(src)):
        return _by_summary(folder, src)
    if any(folder.has_folder(_under(src, name)) for name in _REGION_FOLDERS):
        found = tuple(
            entry
            for name, region in _REGION_FOLDERS.items()
            for entry in _by_names(folder, _under(src, name), region, is_top=True)
        )
        return found, _left_out(folder, src, files=True)
    found = tuple(_entry(path, Region.BODY) for path in _files(folder, src))
    return found, _left_out(folder, src, files=False)


def _by_summary(folder: Folder, src: str) -> tuple[tuple[Entry, ...], list[Finding]]:
    path = _under(src, SUMMARY)
    try:
        text = folder.read_text(path)
    except BookError as fault:
        return (), list(fault.findings)
    summary, findings = read_summary(text, path)
    found: list[Entry] = []
    first: dict[str, Place] = {}
    for each in summary:
        target = path_inside(posixpath.join(src, each.path)) if each.path and each.path[0] != "/" else ""
        problem = None if each.is_part else _fault_of(each, target, folder, first)
        if problem:
            findings.append(problem)
        else:
            first[target] = each.place
            found.append(Entry(target, each.region, each.place, each.title, each.depth, each.is_part))
    return tuple(found), findings


def _fault_of(entry: SummaryEntry, target: str, folder: Folder, first: dict[str, Place]) -> Finding | None:
    """What is wrong with the file that a line of SUMMARY.md names."""
    if not target:
        message = f"{entry.path} lies outside the book's folder"
        return Finding(entry.place, "M007", message, "keep it inside, and name it from the folder of SUMMARY.md")
    if target in first:
        hint = "keep one of the two, or leave the second one out with ()"
        return Finding(entry.place, "M004", f"{target} is in the order already, at line {first[target].line}", hint)
    if not folder.has(target):
        beside, last = posixpath.split(target)
        hint = did_you_mean_file(last, [name for name in folder.names(beside or ".") if not name.endswith("/")])
        hint = hint or "write the file, or leave the chapter out with ()"
        return Finding(entry.place, "M003", f"there is no file {target}", hint)
    return None


def _by_names(folder: Folder, path: str, region: Region, is_top: bool = False, depth: int = 0) -> list[Entry]:
    """Everything in a folder and below. A folder right inside `body/` is a part; a deeper one with an `index.md` is a
    chapter with others nested under it."""
    found: list[Entry] = []
    for name in sorted(folder.names(path), key=_natural):
        inside = _under(path, name.rstrip("/"))
        if not name.endswith("/"):
            if name.endswith(".md"):
                found.append(_entry(inside, region, depth))
        elif is_top and region is Region.BODY:
            found.extend(_part(folder, inside))
        else:
            has_page = folder.has(_under(inside, "index.md"))
            below = _by_names(folder, inside, region, depth=depth + has_page)
            # The folder's own page is no deeper than the folder.
            found.extend(_at_depth(each, depth) if each.path == _under(inside, "index.md") else each for each in below)
    return found


def _part(folder: Folder, path: str) -> list[Entry]:
    """A part's page and its chapters; nothing where the folder holds no Markdown."""
    page = _under(path, "index.md")
    chapters = [each for each in _by_names(folder, path, Region.BODY) if each.path != page]
    if folder.has(page):
        return [Entry(page, Region.BODY, Place(page), is_part=True), *chapters]
    words = re.sub(r"^\d+[-_. ]*", "", posixpath.basename(path)).replace("-", " ").replace("_", " ").strip()
    title = words[:1].upper() + words[1:] or posixpath.basename(path)
    return [Entry("", Region.BODY, Place(path), title, is_part=True), *chapters] if chapters else []


def _at_depth(entry: Entry, depth: int) -> Entry:
    return Entry(entry.path, entry.region, entry.place, entry.title, depth, entry.is_part)


def _entry(path: str, region: Region, depth: int = 0) -> Entry:
    return Entry(path, region, Place(path), depth=depth)


def _files(folder: Folder, path: str) -> list[str]:
    """The Markdown files right in a folder."""
    return [_under(path, name) for name in sorted(folder.names(path), key=_natural) if name.endswith(".md")]


def _left_out(folder: Folder, src: str, files: bool) -> list[Finding]:
    """Markdown that stands where the order does not look for it."""
    if files:
        paths = [path for path in _files(folder, src) if posixpath.basename(path).lower() != "readme.md"]
        hint = "move it into front/, body/ or back/"
    else:
        folders = [_under(src, name.rstrip("/")) for name in folder.names(src) if name.endswith("/")]
        paths = [path for each in folders for path in _files(folder, each)]
        where = "beside the others" if src == "." else f"into {src}"
        hint = f"move it {where}, or give the order in {SUMMARY}"
    message = "this file has no place in the order and is left out"
    return [Finding(Place(path), "M018", message, hint, Severity.WARNING) for path in paths]


def _under(path: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(path, name))


def _natural(name: str) -> tuple[object, ...]:
    """ "2-b" stands before "10-a"; a folder's own page stands first."""
    words = re.split(r"(\d+)", name.rstrip("/").casefold())
    is_own_page = name.lower() in ("index.md", "readme.md")
    return (not is_own_page, [int(word) if word.isdigit() else word for word in words])
