"""The bytes of an EPUB file → a view of it, with what could not be read as findings."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lalabook import xhtml
from lalabook.checks.epub.faults import fault
from lalabook.checks.epub.view import CONTENT, NCX, Entry, EpubView, target
from lalabook.findings import Finding, Place
from lalabook.stylesheet import Source, Stylesheet, read_stylesheet
from lalabook.xhtml import Element

CONTAINER = "META-INF/container.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_XML = frozenset({CONTENT, NCX, "image/svg+xml"})
_CSS = "text/css"
_MOST_BYTES = 4 * 1024**3
"""Unpacked. No book is that large; what a zip claims is believed only so far."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
"""What the zip reader raises for broken, encrypted or strangely packed files."""


def read_epub(data: bytes) -> EpubView:
    """The view of an EPUB file. Where `package` is None, its `faults` say why."""
    faults: list[Finding] = []
    entries = tuple(_entries(data, faults))
    view = _with_package(EpubView(data, entries, faults=tuple(faults)))
    if view.package is None:
        return view
    faults = list(view.faults)
    trees = dict(_trees(view, faults))
    sheets = dict(_sheets(view))
    return replace(view, trees=trees, sheets=sheets, faults=tuple(faults))


def _entries(data: bytes, faults: list[Finding]) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as broken:
        faults.append(fault("", 0, "Q001", f"this is no EPUB file, or a broken one: {broken}", "build it again"))
        return
    with archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            faults.append(fault("", 0, "Q001", "unpacked, this file would hold more than 4 GB"))
            return
        for entry in archive.infolist():
            try:
                yield Entry(entry.filename, archive.read(entry), entry.date_time, entry.compress_type)
            except _UNREADABLE as broken:
                message = f"{entry.filename} cannot be unpacked: {broken}"
                faults.append(fault(entry.filename, 0, "Q001", message, "build the file again"))


def _with_package(view: EpubView) -> EpubView:
    """The view with its package document, if one is found."""
    if not view.entries:
        return view
    faults = list(view.faults)
    root = _parsed(view.files, CONTAINER, "Q003", faults)
    paths = [] if root is None else [each.get("full-path", "") for each in root.iter(_ROOTFILE)]
    path = next((path for path in paths if path in view.files), "")
    if root is not None and not path:
        message = f"{CONTAINER} names no package document that is there"
        faults.append(fault(CONTAINER, 0, "Q003", message, "name content.opf with its path"))
    package = _parsed(view.files, path, "Q020", faults) if path else None
    return replace(view, package_path=path, package=package, faults=tuple(faults))


def _trees(view: EpubView, faults: list[Finding]) -> Iterator[tuple[str, Element]]:
    for item in view.items:
        if item.media_type in _XML and item.path in view.files:
            root = _parsed(view.files, item.path, "Q070", faults)
            if root is not None:
                yield item.path, root


def _parsed(files: Mapping[str, bytes], path: str, code: str, faults: list[Finding]) -> Element | None:
    """The root of an XML file; None, with a finding, where there is none."""
    if path not in files:
        faults.append(fault(path, 0, code, f"there is no {path}", "build the file again"))
        return None
    try:
        return xhtml.parse_document(files[path])
    except SyntaxError as wrong:
        place = Place(path, wrong.lineno or 0, wrong.offset or 0)
        faults.append(Finding(place, code, f"this is not well-formed XML: {wrong.msg}", "mend it at this place"))
        return None


def _sheets(view: EpubView) -> Iterator[tuple[str, Stylesheet]]:
    for item in view.items:
        if item.media_type == _CSS and item.path in view.files:
            text = view.files[item.path].decode("utf-8", errors="replace")
            yield item.path, read_stylesheet(Source(item.path, text), _Shelf(view.files))


class _Shelf:
    """What a stylesheet names, taken from the zip. What is not there is another check's finding, not this one's."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def stylesheet(self, address: str, base: str, place: Place) -> Source | Finding:  # noqa: ARG002 -- the Shelf's form
        path, _ = target(base, address)
        return Source(path, self._files.get(path, b"").decode("utf-8", errors="replace"))

    def file(self, address: str, base: str, place: Place, *, is_font: bool) -> str | Finding:  # noqa: ARG002 -- as above
        return address
