"""Every address in the book → does it land, inside the book?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lalabook import xhtml
from lalabook.checks.epub.faults import At, fault, quoted
from lalabook.checks.epub.view import EpubView, target
from lalabook.findings import Finding

_XLINK = "{http://www.w3.org/1999/xlink}href"
_NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"
_GOES = frozenset({"a", "area"})
"""Elements whose address is followed; that of the others is loaded."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WELCOME = frozenset({"http", "https", "mailto", "tel", "doi", "geo", "sms"})
_NOT_IN_URL = re.compile(r"[\s\"<>\\^`{|}]")
_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")


@dataclass(frozen=True)
class Address:
    """An address and where it is written."""

    path: str
    at: At
    written: str
    is_loaded: bool
    """Loaded with the document, not followed by the reader."""


def addresses(view: EpubView) -> Iterator[Address]:
    """All of them: links, pictures, stylesheets, fonts, NCX."""
    for path, root in view.trees.items():
        for element in xhtml.elements(root):
            is_loaded = xhtml.local_name(element) not in _GOES
            for attribute in ("href", "src", "poster", "data", _XLINK):
                written = element.get(attribute)
                if written is not None and not (attribute == "src" and element.tag == _NCX_CONTENT):
                    yield Address(path, element, written, is_loaded)
                elif written is not None:
                    yield Address(path, element, written, False)
    for path, sheet in view.sheets.items():
        for rule, _ in sheet.walk():
            for each in rule.declarations:
                for found in _URL.finditer(each.value):
                    yield Address(path, each.place.line, found[2], True)


def addresses_land(view: EpubView) -> Iterator[Finding]:
    """Every file that is named is there, and every place in it."""
    for each in addresses(view):
        if _SCHEME.match(each.written) or each.written.startswith(("//", "/")):
            continue
        path, fragment = target(each.path, each.written)
        if not each.written.strip():
            yield fault(each.path, each.at, "Q075", "an address without anything in it", "name a place, or take it out")
        elif path not in view.files:
            yield fault(each.path, each.at, "Q075", f"{quoted(each.written, 80)} leads to a file that is not there",
                        "mend the address")  # fmt: skip
        elif fragment and path in view.trees and fragment not in view.anchors(path):
            message = f"{quoted(each.written, 80)} leads to a place that is not there"
            yield fault(each.path, each.at, "Q075", message, "mend the part after #, or give the place that id")
        elif not each.is_loaded and path not in view.documents:
            message = f"{quoted(each.written, 80)} leads out of the pages of the book"
            yield fault(each.path, each.at, "Q075", message, "link to a document of the book")


def nothing_is_loaded_from_elsewhere(view: EpubView) -> Iterator[Finding]:
    """A book is whole without a network."""
    for each in addresses(view):
        scheme = _SCHEME.match(each.written)
        is_remote = each.written.startswith("//") or (scheme is not None and scheme[1].lower() in ("http", "https"))
        if each.is_loaded and is_remote:
            yield fault(each.path, each.at, "Q076", f"{quoted(each.written, 80)} is loaded from the network",
                        "put the file into the book")  # fmt: skip


def addresses_are_open_to_all(view: EpubView) -> Iterator[Finding]:
    """No file of this machine, no script, no place that only this server has."""
    for each in addresses(view):
        scheme = _SCHEME.match(each.written)
        name = scheme[1].lower() if scheme else ""
        if each.written.startswith("/") and not each.written.startswith("//"):
            yield fault(each.path, each.at, "Q077", f"{quoted(each.written, 80)} is absolute", "write it relative")
        elif name and name not in _WELCOME and not (name == "data" and each.is_loaded):
            hint = "link to something that every reader has"
            yield fault(each.path, each.at, "Q077", f"{quoted(each.written, 80)} opens on no reader", hint)
        elif _NOT_IN_URL.search(each.written.strip()) and name != "data":
            message = f"{quoted(each.written, 80)} holds what no address may hold"
            yield fault(each.path, each.at, "Q077", message, "percent-encode it: %20 for a space")


def everything_is_used(view: EpubView) -> Iterator[Finding]:
    """What nothing shows only makes the file larger."""
    used = {target(each.path, each.written)[0] for each in addresses(view)}
    for item in view.items:
        is_shown = item.path in view.reading_order or item.path in used or {"nav", "cover-image"} & item.properties
        if not is_shown and item.path != view.ncx_path:
            message = f"nothing in the book shows {item.href}"
            hint = "leave it out"
            yield fault(view.package_path, item.line, "Q040", message, hint)
