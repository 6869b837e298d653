"""Every place of the book that a link may name → the division and id it means, or the finding that says why none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from lalabook.book.sheets import Sheet
from lalabook.findings import Finding, Place, Severity
from lalabook.nearest import nearest
from lalabook.xhtml import Element

_INDEX_PAGES = ("README.md", "index.md")
"""What stands for its folder, in the order mdBook and code hosts look for it."""


@dataclass(frozen=True)
class Target:
    """A place that a link lands on."""

    sheet: Sheet
    id: str = ""
    """Empty: the division itself."""

    @property
    def element(self) -> Element:
        return self.sheet.anchors[self.id] if self.id else self.sheet.root

    @property
    def address(self) -> str:
        return self.sheet.address(self.id)

    def href_from(self, sheet: Sheet) -> str:
        return f"#{self.id}" if self.id and sheet is self.sheet else self.address


@dataclass(frozen=True)
class Addresses:
    """The book's divisions by id and by path, and who holds which anchor."""

    sheets: dict[str, Sheet]
    paths: dict[str, Sheet]
    holders: dict[str, tuple[Sheet, ...]]

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Addresses:
        by_id = {sheet.id: sheet for sheet in sheets}
        paths = {sheet.galley.division.path: sheet for sheet in by_id.values() if sheet.galley.division.path}
        holders: dict[str, tuple[Sheet, ...]] = {}
        for sheet in by_id.values():
            for anchor in sheet.anchors:
                holders[anchor] = (*holders.get(anchor, ()), sheet)
        return cls(by_id, paths, holders)

    def find(self, href: str, sheet: Sheet, place: Place, written_in: str) -> Target | Finding:
        """What a link of `sheet` to a place inside the book means; paths are relative to the file it is written in."""
        path, _, fragment = href.partition("#")
        path, id_ = unquote(path.partition("?")[0]), unquote(fragment)
        return self._find_in_file(path, id_, place, written_in) if path else self._find_id(id_, sheet, place)

    def _find_id(self, id_: str, sheet: Sheet, place: Place) -> Target | Finding:
        if id_ in sheet.anchors:
            return Target(sheet, id_)
        if id_ in self.sheets:
            return Target(self.sheets[id_])
        holders = self.holders.get(id_, ())
        if len(holders) == 1:
            return Target(holders[0], id_)
        if holders:
            files = [holder.galley.division.path or holder.title for holder in holders]
            hint = f"say which: {relative(files[0], place)}#{id_}"
            return Finding(place, "X002", f"#{id_} stands in several divisions: {', '.join(files)}", hint)
        found = nearest(id_, [*sheet.anchors, *self.sheets, *self.holders])
        hint = f"did you mean #{found}?" if found else "give the place you mean an id, {#" + id_ + "}"
        return Finding(place, "X001", f"nothing in the book has the id #{id_}", hint)

    def _find_in_file(self, path: str, id_: str, place: Place, written_in: str) -> Target | Finding:
        meant = _from_root(path, written_in)
        found = next((self.paths[each] for each in _spellings(meant, path) if each in self.paths), None)
        if found is None:
            return self._no_division(path, meant, place)
        if not id_ or id_ in found.anchors:
            return Target(found, id_)
        near = nearest(id_, found.anchors)
        hint = f"did you mean {path}#{near}?" if near else f"{path} has no id like it"
        return Finding(place, "X004", f"{found.galley.division.path} has no id #{id_}", hint)

    def _no_division(self, path: str, meant: str, place: Place) -> Finding:
        if PurePosixPath(meant).suffix.lower() not in (".md", ".markdown"):
            # An mdBook may link to pages beside it on its web site: they are right there, and not in the book.
            hint = "write the whole address, https://…, to keep it a link"
            message = f"{path} is not in the book: the words stay, the link goes"
            return Finding(place, "X005", message, hint, Severity.WARNING)
        near = nearest(meant, self.paths)
        hint = (
            f"did you mean {relative(near, place)}?"
            if near
            else "name it in SUMMARY.md, or link to its address on the web"
        )
        return Finding(place, "X003", f"{meant} is no division of the book", hint)


def relative(path: str, place: Place) -> str:
    """A path as one writes it in the file where `place` is."""
    here = PurePosixPath(dirname(place.path))
    there = PurePosixPath(path)
    if there.is_relative_to(here):
        return str(there.relative_to(here))
    return "/".join([".."] * len(here.parts) + [path])


def leads_out(href: str, written_in: str) -> bool:
    """Whether a link leaves the book's folder."""
    meant = _from_root(unquote(href.partition("#")[0]), written_in)
    return meant == ".." or meant.startswith("../")


def _from_root(path: str, written_in: str) -> str:
    """A path as written in a file, as a path from the book's folder."""
    return normpath(join(dirname(written_in), path))


def _spellings(meant: str, written: str) -> Iterator[str]:
    """The files that a path may mean: itself, its source, or the page that stands for its folder."""
    yield meant
    stem, dot, ending = meant.rpartition(".")
    if dot and ending == "html":
        yield f"{stem}.md"
    if basename(meant) in ("index.html", "README.html", *_INDEX_PAGES):
        yield from (join(dirname(meant), page) for page in _INDEX_PAGES)
    if written.endswith("/") or not PurePosixPath(meant).suffix:
        yield from (normpath(join(meant, page)) for page in _INDEX_PAGES)
        yield f"{meant}.md"
