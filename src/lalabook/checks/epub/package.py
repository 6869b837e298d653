"""The package document: metadata, manifest, spine, guide (EPUB 3.3 §5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.view import CONTENT, EpubView, Meta, html, target
from lalabook.findings import Finding
from lalabook.pictures import NoPicture, look_into
from lalabook.values import is_day, is_isbn, is_language_tag
from lalabook.xhtml import MATHML_NS, SVG_NS, elements

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ISBN = re.compile(r"(?:urn:)?isbn[: ]*", re.IGNORECASE)
_FONTS = {b"OTTO": "otf", b"\0\1\0\0": "ttf", b"true": "ttf", b"wOFF": "woff", b"wOF2": "woff2"}
_FONT_TYPES = {
    "otf": {"font/otf", "font/sfnt", "application/vnd.ms-opentype", "application/font-sfnt"},
    "ttf": {"font/ttf", "font/sfnt", "application/vnd.ms-opentype", "application/font-sfnt", "application/x-font-ttf"},
    "woff": {"font/woff", "application/font-woff"},
    "woff2": {"font/woff2"},
}
_COMPUTED = {"mathml", "svg", "scripted", "remote-resources"}
_EVENT = re.compile(r"on[a-z]+")
_LEAST_COVER_PX = 1000


def package_is_of_epub_3(view: EpubView) -> Iterator[Finding]:
    package = view.package
    assert package is not None
    if package.get("version") != "3.0":
        yield fault(view.package_path, package, "Q020", f"the package is of version {package.get('version')}, not 3.0")
    for name in ("metadata", "manifest", "spine"):
        if next(view.find(name), None) is None:
            yield fault(view.package_path, package, "Q020", f"the package has no {name}")


def metadata_say_what_the_book_is(view: EpubView) -> Iterator[Finding]:
    """Identifier, title and language are required (EPUB 3.3 §5.5.3)."""
    package, path = view.package, view.package_path
    assert package is not None
    unique = package.get("unique-identifier", "")
    if not any(each.name == "dc:identifier" and each.id == unique and each.text for each in view.metadata):
        message = f'no identifier has the id "{unique}" that the package calls unique'
        yield fault(path, package, "Q021", message, "give the book's ISBN or UUID that id")
    for name in ("dc:title", "dc:language"):
        if not view.first(name):
            yield fault(path, package, "Q021", f"the metadata have no {name}", "add it")
    ids = {each.get("id") for each in elements(package)}
    for meta in view.metadata:
        if meta.refines and meta.refines not in ids:
            message = f'"{meta.name}" says something about "{meta.refines}", which is not there'
            yield fault(path, meta.line, "Q027", message, "mend the id")


def languages_are_languages(view: EpubView) -> Iterator[Finding]:
    """Readers choose voice, hyphens and dictionary by it; Ace asks for it on the package too."""
    package, path = view.package, view.package_path
    assert package is not None
    for meta in view.all("dc:language"):
        if meta.text and not is_language_tag(meta.text):
            yield fault(path, meta.line, "Q023", f'"{meta.text}" is no language tag', "write it like en-GB")
    said = package.get(_XML_LANG, "")
    if said != view.language:
        message = (
            f'the package is in "{said}", the book in "{view.language}"' if said else "the package has no xml:lang"
        )
        yield fault(path, package, "Q022", message, f'write xml:lang="{view.language}" on the package')


def dates_are_dates(view: EpubView) -> Iterator[Finding]:
    path = view.package_path
    modified = view.all("dcterms:modified")
    if len(modified) != 1 or not _INSTANT.fullmatch(modified[0].text):
        line = modified[0].line if modified else 0
        message = "dcterms:modified is no instant in UTC" if modified else "the metadata have no dcterms:modified"
        yield fault(path, line, "Q024", message, "write it once, like 2026-11-23T00:00:00Z")
    for meta in view.all("dc:date"):
        if not is_day(meta.text.partition("T")[0]):
            yield fault(path, meta.line, "Q025", f'"{meta.text}" is no date', "write it like 2026-11-23")


def isbn_adds_up(view: EpubView) -> Iterator[Finding]:
    """Shops refuse an ISBN whose check digit is wrong."""
    schemes = {each.refines: each.text for each in view.metadata if each.name == "identifier-type"}
    for meta in view.metadata:
        if meta.name not in ("dc:identifier", "dc:source"):
            continue
        found = _ISBN.match(meta.text)
        is_isbn_by_scheme = bool(meta.id) and schemes.get(meta.id) in ("02", "15")
        if (found or is_isbn_by_scheme) and not is_isbn(meta.text[found.end() if found else 0 :]):
            yield fault(view.package_path, meta.line, "Q026", f'"{meta.text}" is no ISBN', "look at its last digit")


def manifest_names_each_once(view: EpubView) -> Iterator[Finding]:
    for kind, counted in (
        ("id", Counter(item.id for item in view.items)),
        ("file", Counter(item.path for item in view.items)),
    ):
        for name, times in counted.items():
            if times > 1:
                lines = [item.line for item in view.items if name in (item.id, item.path)]
                message = f"the manifest has the {kind} {name} {times} times"
                yield fault(view.package_path, lines[-1], "Q028", message, "keep one")


def media_types_are_true(view: EpubView) -> Iterator[Finding]:
    """By their bytes, whatever name and manifest say."""
    for item in view.items:
        data = view.files.get(item.path, b"")
        if item.media_type.startswith("image/") and data:
            found = look_into(item.path, data)
            if isinstance(found, NoPicture):
                yield fault(item.path, 0, "Q032", found.reason, found.hint)
            elif found.media_type != item.media_type:
                message = f"the manifest calls {item.href} {item.media_type}, but it is {found.media_type}"
                yield fault(view.package_path, item.line, "Q029", message, "correct the media type")
        kind = _FONTS.get(data[:4])
        if kind and item.media_type not in _FONT_TYPES[kind]:
            message = f"the manifest calls {item.href} {item.media_type}, but it is a font"
            yield fault(view.package_path, item.line, "Q029", message, f"write font/{kind}")


def properties_equal_content(view: EpubView) -> Iterator[Finding]:
    """The manifest says of a document exactly what it holds (EPUB 3.3 §5.6.2)."""
    for item in view.items:
        if item.media_type != CONTENT or item.path not in view.trees:
            continue
        holds = set(_held(view, item.path))
        for name in sorted(holds ^ (item.properties & _COMPUTED)):
            what = "holds it, and the manifest does not say so" if name in holds else "does not hold it"
            message = f'property "{name}": {item.href} {what}'
            yield fault(view.package_path, item.line, "Q030", message, "make the manifest say what the file holds")


def _held(view: EpubView, path: str) -> Iterator[str]:
    root = view.trees[path]
    namespaces = {str(each.tag).partition("}")[0].lstrip("{") for each in elements(root)}
    if MATHML_NS in namespaces:
        yield "mathml"
    if SVG_NS in namespaces:
        yield "svg"
    if next(html(root, "script"), None) is not None or _has_handler(view, path):
        yield "scripted"
    loaded = (each.get("src", "") for each in html(root, "audio", "video", "source", "img", "iframe"))
    if any(address.startswith(("http:", "https:")) for address in loaded):
        yield "remote-resources"


def _has_handler(view: EpubView, path: str) -> bool:
    return any(_EVENT.fullmatch(str(name)) for each in elements(view.trees[path]) for name in each.attrib)


def spine_is_the_reading_order(view: EpubView) -> Iterator[Finding]:
    """Every document is in it, once; nothing else is."""
    path, known = view.package_path, {item.id for item in view.items}
    for element in view.find("itemref"):
        if element.get("idref") not in known:
            yield fault(path, element, "Q031", f'the spine names "{element.get("idref")}", which the manifest lacks')
    for item, times in Counter(view.spine).items():
        if times > 1:
            yield fault(path, item.line, "Q031", f"{item.href} is in the spine {times} times", "keep one")
        if item.media_type not in (CONTENT, "image/svg+xml"):
            yield fault(path, item.line, "Q031", f"{item.href} is in the spine, but is no document", "take it out")
    if not view.spine:
        yield fault(path, 0, "Q031", "the spine is empty", "list the documents in reading order")
    for item in view.items:
        if item.media_type == CONTENT and item.path not in view.reading_order and item.path != view.nav_path:
            message = f"{item.href} is not in the spine: nobody who turns the pages comes upon it"
            yield fault(path, item.line, "Q031", message, "put it into the reading order")


def cover_is_found(view: EpubView) -> Iterator[Finding]:
    """By readers of EPUB 3 through a property, by older ones through a `meta`."""
    path = view.package_path
    covers = [item for item in view.items if "cover-image" in item.properties]
    if not covers:
        yield remark(path, 0, "Q033", "the book has no cover picture", 'give one the property "cover-image"')
        return
    named = view.first("name:cover")
    if named != covers[0].id:
        message = f'the cover of older readers is "{named}"' if named else "older readers find no cover"
        yield fault(path, covers[0].line, "Q033", message, f'write <meta name="cover" content="{covers[0].id}"/>')
    found = look_into(covers[0].path, view.files.get(covers[0].path, b""))
    if not isinstance(found, NoPicture) and max(found.width_px, found.height_px) < _LEAST_COVER_PX:
        message = f"the cover has {found.width_px} × {found.height_px} pixels"
        yield remark(covers[0].path, 0, "Q033", message, "shops ask for 1600 × 2560")


def guide_leads_into_the_text(view: EpubView) -> Iterator[Finding]:
    """Kindle freezes at "current chapter" in a book without a guide that leads into the text."""
    references = list(view.find("reference"))
    for missing in {"toc", "text"} - {each.get("type") for each in references}:
        hint = f'add a reference of the type "{missing}" to the guide'
        yield remark(view.package_path, 0, "Q034", f'the guide of old readers has no "{missing}"', hint)
    for each in references:
        path, _ = target(view.package_path, each.get("href", ""))
        if path not in view.files:
            yield fault(view.package_path, each, "Q034", f"the guide names {each.get('href')}, which is not there")


def names_have_roles(view: EpubView) -> Iterator[Finding]:
    """Who wrote, drew or translated: shops and libraries sort by it."""
    roles = {each.refines for each in view.metadata if each.name == "role"}
    for meta in (*view.all("dc:creator"), *view.all("dc:contributor")):
        if not meta.text:
            yield fault(view.package_path, meta.line, "Q035", "a contributor without a name", "write the name")
        elif not _has_role(meta, roles):
            message = f"the metadata do not say what {meta.text} did"
            yield remark(view.package_path, meta.line, "Q035", message, 'refine it with a "role"')


def _has_role(meta: Meta, roles: set[str]) -> bool:
    return bool(meta.id) and meta.id in roles
