"""The contents against the book: everything listed once, in reading order, under the name and depth it has there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lalabook import xhtml
from lalabook.checks.epub.faults import fault, quoted, remark
from lalabook.checks.epub.view import EpubView, html, target, types_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_COME_UPON = frozenset("cover halftitlepage titlepage copyright-page dedication epigraph toc frontispiece".split())
"""Documents that readers come upon; nobody looks them up."""
_LETTERED = frozenset({"index", "glossary"})
"""Documents divided by letters, which nobody looks for in the contents."""
_ASIDES = frozenset("aside blockquote figure li td details nav".split())
"""A heading inside one of these is not of the book's outline."""
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_SOUND = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True)
class Line:
    """A line of the contents."""

    label: str
    path: str
    fragment: str
    depth: int
    """From 1."""
    element: Element


@dataclass(frozen=True)
class Heading:
    """A heading of a document's outline."""

    path: str
    level: int
    text: str
    anchors: frozenset[str]
    """Ids that mean it; the first h1 is also meant by the document's bare name: ""."""
    element: Element


def contents_lines(view: EpubView) -> tuple[Line, ...]:
    """The lines of the navigation document's contents, in order."""
    nav = nav_of(view, "toc")
    return tuple(_lines(nav, view.nav_path, 1)) if nav is not None else ()


def nav_of(view: EpubView, kind: str) -> Element | None:
    """The `nav` of this type: toc, landmarks, page-list."""
    root = view.trees.get(view.nav_path)
    found = html(root, "nav") if root is not None else ()
    return next((each for each in found if kind in types_of(each)), None)


def _lines(holder: Element, path: str, depth: int) -> Iterator[Line]:
    for rows in (each for each in holder if xhtml.local_name(each) == "ol"):
        for row in rows:
            head = next((each for each in row if xhtml.local_name(each) in ("a", "span")), None)
            if head is not None and head.get("href") is not None:
                where, fragment = target(path, head.get("href", ""))
                yield Line(xhtml.text_of(head), where, fragment, depth, head)
            yield from _lines(row, path, depth + 1)


def outline(view: EpubView) -> tuple[Heading, ...]:
    """The headings of all documents in reading order."""
    return tuple(
        heading
        for path, root in view.documents.items()
        if path in view.reading_order and path != view.nav_path
        for heading in _headings(path, root)
    )


def _headings(path: str, root: Element) -> Iterator[Heading]:
    has_title = False
    for each in html(root, *_LEVELS):
        if any(xhtml.local_name(holder) in _ASIDES for holder in each.iterancestors()):
            continue
        level = int(xhtml.local_name(each)[1])
        anchors = {each.get("id", "")} - {""}
        parent = each.getparent()
        if parent is not None and parent.index(each) == 0 and parent.get("id"):
            anchors.add(parent.get("id", ""))
        if level == 1 and not has_title:
            has_title = True
            anchors.add("")
        yield Heading(path, level, _spoken(each), frozenset(anchors), each)


def _spoken(heading: Element) -> str:
    """Its words without the marks of notes."""
    marks = [each for each in html(heading, "a") if "noteref" in types_of(each)]
    left_out = [text for mark in marks for text in mark.itertext()]
    words = [str(text) for text in heading.itertext() if not any(text is each for each in left_out)]
    return _plain("".join(words))


def _plain(text: str) -> str:
    return " ".join(_NO_SOUND.sub("", text).split())


def there_are_contents(view: EpubView) -> Iterator[Finding]:
    """One navigation document with contents in it (EPUB 3.3 §7)."""
    navs = [item for item in view.items if "nav" in item.properties]
    if len(navs) != 1:
        message = f"{len(navs)} files have the property nav" if navs else "the book has no navigation document"
        yield fault(view.package_path, 0, "Q050", message, "make one, with contents in it")
    elif view.nav_path in view.trees and not contents_lines(view):
        yield fault(
            view.nav_path, 0, "Q050", "the navigation document lists no contents", "fill its nav of the type toc"
        )


def labels_are_plain(view: EpubView) -> Iterator[Finding]:
    """iOS shows a line with markup inside as an empty one; a line without words says nothing to anybody."""
    for kind in ("toc", "landmarks", "page-list"):
        nav = nav_of(view, kind)
        for link in html(nav, "a") if nav is not None else ():
            if not xhtml.text_of(link):
                yield fault(view.nav_path, link, "Q051", "a line of the navigation without words", "name its target")
            elif len(link):
                message = f"markup inside the line {quoted(xhtml.text_of(link))} of the navigation"
                yield fault(view.nav_path, link, "Q051", message, "write plain text")


def contents_are_complete(view: EpubView) -> Iterator[Finding]:
    """Every document, and every heading of a level that the contents list."""
    lines = contents_lines(view)
    listed = {(line.path, line.fragment) for line in lines}
    files = {line.path for line in lines}
    headings = outline(view)
    levels = {each.level for each in headings for anchor in each.anchors if (each.path, anchor) in listed} - {1}
    for each in headings:
        kinds = _kinds(view.documents[each.path])
        if kinds & _COME_UPON or not lines:
            continue
        is_listed = any((each.path, anchor) in listed for anchor in each.anchors)
        if each.level == 1 and "" in each.anchors and each.path not in files:
            yield fault(each.path, each.element, "Q052", f"the contents leave out {quoted(each.text)}", "list it")
        elif each.level in levels and not kinds & _LETTERED and not is_listed:
            message = f"the contents leave out the heading {quoted(each.text)}"
            yield fault(each.path, each.element, "Q053", message, "list it, like the others of its level")


def contents_are_in_reading_order(view: EpubView) -> Iterator[Finding]:
    before: tuple[int, int] = (-1, 0)
    for line in contents_lines(view):
        place = view.where(line.path, line.fragment)
        if place is None:
            continue  # a link that lands nowhere is another check's
        if place < before:
            message = f"{quoted(line.label)} stands in the contents after what comes later in the book"
            yield fault(view.nav_path, line.element, "Q054", message, "list it where it stands")
        before = max(before, place)


def contents_say_what_the_book_says(view: EpubView) -> Iterator[Finding]:
    """The words of a line are those of the heading it leads to."""
    by_anchor = {(each.path, anchor): each for each in outline(view) for anchor in each.anchors}
    for line in contents_lines(view):
        heading = by_anchor.get((line.path, line.fragment))
        if heading is not None and _plain(line.label) != heading.text:
            message = f"the contents say {quoted(line.label)}, the heading {quoted(heading.text)}"
            yield remark(heading.path, heading.element, "Q055", message, "let them say the same")


def contents_are_nested_as_the_book_is(view: EpubView) -> Iterator[Finding]:
    """Deeper headings stand deeper, and chapters under their part."""
    by_anchor = {(each.path, anchor): each for each in outline(view) for anchor in each.anchors}
    part_depth = depth = 0
    other: Heading | None = None
    for line in contents_lines(view):
        heading = by_anchor.get((line.path, line.fragment))
        if heading is None:
            continue
        kinds = _kinds(view.documents[heading.path]) if heading.level == 1 else set()
        if "part" in kinds:
            part_depth = line.depth
        is_flat = "chapter" in kinds and part_depth and line.depth <= part_depth
        if other is not None and other.path == heading.path:
            is_flat = (heading.level > other.level) != (line.depth > depth) or is_flat
        if is_flat:
            message = f"{quoted(line.label)} stands at another depth in the contents than in the book"
            yield fault(view.nav_path, line.element, "Q056", message, "nest the contents as the headings are nested")
        other, depth = heading, line.depth


def _kinds(root: Element) -> set[str]:
    body = next(html(root, "body"), root)
    return {kind for each in (body, *body) for kind in types_of(each)}
