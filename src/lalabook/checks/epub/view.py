"""What a proof-reader sees of an EPUB: its files, its package, its documents as trees. Frozen; asked, never changed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.findings import Finding
from lalabook.stylesheet import Stylesheet
from lalabook.xhtml import Element

CONTENT = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Entry:
    """A file in the zip."""

    name: str
    data: bytes
    stamp: tuple[int, ...]
    """Year, month, day, hour, minute, second."""
    method: int
    """How it is packed: 0 stored, 8 deflated."""


@dataclass(frozen=True)
class Item:
    """A resource, as the manifest says."""

    id: str
    href: str
    path: str
    """In the zip."""
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True)
class Meta:
    """A line of the metadata: an element of Dublin Core, or a `meta`."""

    name: str
    """ "dc:title", or the property of a `meta`; for the `meta` of EPUB 2, "name:" and its name."""
    text: str
    id: str
    refines: str
    """The id it says more about; empty for the book itself."""
    line: int


@dataclass(frozen=True, eq=False)
class EpubView:
    """An EPUB file, taken apart."""

    data: bytes
    entries: tuple[Entry, ...] = ()
    package_path: str = ""
    package: Element | None = None
    """None where there is no package document to read: then `faults` say why, and nothing else is known."""
    trees: Mapping[str, Element] = field(default_factory=dict)
    """Path → root of every well-formed XML file that the manifest names: documents, NCX, drawings."""
    sheets: Mapping[str, Stylesheet] = field(default_factory=dict)
    """Path → stylesheet."""
    faults: tuple[Finding, ...] = ()
    """What was noticed while reading."""

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return {entry.name: entry.data for entry in self.entries}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        found = self.package.iter(f"{_OPF}item") if self.package is not None else ()
        return tuple(self._item(element) for element in found)

    @cached_property
    def spine(self) -> tuple[Item, ...]:
        """The resources of the reading order, those that the manifest knows."""
        by_id = {item.id: item for item in self.items}
        found = self.package.iter(f"{_OPF}itemref") if self.package is not None else ()
        return tuple(by_id[each.get("idref", "")] for each in found if each.get("idref") in by_id)

    @cached_property
    def metadata(self) -> tuple[Meta, ...]:
        found = self.package.find(f"{_OPF}metadata") if self.package is not None else None
        return tuple(_meta(each) for each in found if isinstance(each.tag, str)) if found is not None else ()

    @cached_property
    def documents(self) -> Mapping[str, Element]:
        """Path → root of every content document, in reading order, those outside of the spine last."""
        paths = [item.path for item in self.spine] + [item.path for item in self.items if item.media_type == CONTENT]
        types = {item.path: item.media_type for item in self.items}
        return {path: self.trees[path] for path in paths if types[path] == CONTENT and path in self.trees}

    @cached_property
    def reading_order(self) -> Mapping[str, int]:
        """Path of a document → its place in the spine, from 0."""
        return {item.path: at for at, item in reversed(tuple(enumerate(self.spine)))}

    @cached_property
    def nav_path(self) -> str:
        return next((item.path for item in self.items if "nav" in item.properties), "")

    @cached_property
    def ncx_path(self) -> str:
        return next((item.path for item in self.items if item.media_type == NCX), "")

    @cached_property
    def language(self) -> str:
        return self.first("dc:language")

    def all(self, name: str) -> tuple[Meta, ...]:
        """What the metadata say of the book under this name."""
        return tuple(each for each in self.metadata if each.name == name and not each.refines)

    def first(self, name: str) -> str:
        return next((each.text for each in self.all(name)), "")

    def find(self, name: str) -> Iterator[Element]:
        """Elements of the package document."""
        if self.package is not None:
            yield from self.package.iter(f"{_OPF}{name}")

    @cached_property
    def _anchors(self) -> dict[str, dict[str, int]]:
        return {}

    def anchors(self, path: str) -> Mapping[str, int]:
        """Id → its place among the elements of a document, from 1."""
        if path not in self._anchors:
            root = self.trees.get(path)
            found = xhtml.elements(root) if root is not None else ()
            places = [(each.get("id"), at) for at, each in enumerate(found, start=1)]
            self._anchors[path] = {id_: at for id_, at in reversed(places) if id_}
        return self._anchors[path]

    def where(self, path: str, fragment: str) -> tuple[int, int] | None:
        """The place of a target in the reading order; None where nothing is there."""
        if path not in self.reading_order or (fragment and fragment not in self.anchors(path)):
            return None
        return self.reading_order[path], self.anchors(path).get(fragment, 0)

    def _item(self, element: Element) -> Item:
        href = element.get("href", "")
        path, _ = target(self.package_path, href)
        return Item(
            id=element.get("id", ""),
            href=href,
            path=path,
            media_type=element.get("media-type", ""),
            properties=frozenset(element.get("properties", "").split()),
            line=xhtml.line_of(element),
        )


def target(base: str, href: str) -> tuple[str, str]:
    """The path in the zip and the fragment that a relative address means in a file."""
    address, _, fragment = href.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address))) if address else base
    return path, unquote(fragment)


def html(root: Element, *names: str) -> Iterator[Element]:
    """The HTML elements of these names, in document order."""
    return xhtml.elements(root, *(f"{{{xhtml.XHTML_NS}}}{name}" for name in names))


def types_of(element: Element) -> list[str]:
    """Its words of `epub:type`."""
    return element.get(xhtml.EPUB_TYPE, "").split()


def _meta(element: Element) -> Meta:
    tag = str(element.tag)
    name = element.get("property", "")
    text = xhtml.text_of(element)
    if tag.startswith(_DC):
        name = f"dc:{tag.removeprefix(_DC)}"
    elif element.get("name"):
        name, text = f"name:{element.get('name')}", element.get("content", "")
    refines = element.get("refines", "").removeprefix("#")
    return Meta(name, text, element.get("id", ""), refines, xhtml.line_of(element))
