"""The other ways in: landmarks, the NCX of older readers, and the list of printed pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lalabook import xhtml
from lalabook.checks.epub.contents import contents_lines, nav_of
from lalabook.checks.epub.faults import fault, quoted, remark
from lalabook.checks.epub.view import EpubView, html, target, types_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def landmarks_are_plain(view: EpubView) -> Iterator[Finding]:
    """One word each: readers skip a landmark of two kinds, and open the book where "bodymatter" says."""
    nav = nav_of(view, "landmarks")
    if nav is None:
        yield remark(view.nav_path, 0, "Q057", "the book has no landmarks", 'add them: at least "toc" and "bodymatter"')
        return
    links = list(html(nav, "a"))
    for link in links:
        if len(types_of(link)) != 1:
            message = f"the landmark {quoted(xhtml.text_of(link))} is of {len(types_of(link))} kinds"
            yield fault(view.nav_path, link, "Q057", message, "give it one word of epub:type")
    kinds = Counter(kind for link in links for kind in types_of(link))
    for kind in (kind for kind, times in kinds.items() if times > 1):
        yield fault(view.nav_path, nav, "Q057", f'two landmarks are "{kind}"', "keep one")
    for kind in (each for each in ("toc", "bodymatter") if each not in kinds):
        yield remark(view.nav_path, nav, "Q057", f'no landmark says where "{kind}" is', "add it")


def ncx_equals_contents(view: EpubView) -> Iterator[Finding]:
    """Readers of EPUB 2 find what the others find, to the depth the NCX goes."""
    root = view.trees.get(view.ncx_path)
    if root is None:
        return
    points = list(_points(root, view.ncx_path, 1))
    deepest = max((depth for *_, depth in points), default=0)
    lines = contents_lines(view)
    wanted = [(line.label, line.path, line.fragment, line.depth) for line in lines if line.depth <= deepest]
    if points != wanted:
        only = next((each for each in [*wanted, *points] if (each in wanted) != (each in points)), None)
        what = f": {quoted(only[0])} is not the same in both" if only else ": the order is not the same"
        message = f"the NCX is not the contents{what}"
        yield fault(view.ncx_path, 0, "Q058", message, "make both from the same list")
    nav = nav_of(view, "page-list")
    listed = [target(view.nav_path, link.get("href", "")) for link in html(nav, "a")] if nav is not None else []
    contents = (each.find(f"{_NCX}content") for each in root.iter(f"{_NCX}pageTarget"))
    targets = [target(view.ncx_path, each.get("src", "")) for each in contents if each is not None]
    if targets and targets != listed:
        yield fault(view.ncx_path, 0, "Q058", "the pages of the NCX are not those of the page list", "make both alike")
    yield from _uid(view, root)


def _uid(view: EpubView, root: Element) -> Iterator[Finding]:
    package = view.package
    unique = package.get("unique-identifier", "") if package is not None else ""
    identifier = next((each.text for each in view.metadata if each.name == "dc:identifier" and each.id == unique), "")
    uid = next((each.get("content") for each in root.iter(f"{_NCX}meta") if each.get("name") == "dtb:uid"), "")
    if uid != identifier:
        message = f'the NCX is of the book "{uid}", the package of "{identifier}"'
        yield fault(view.ncx_path, 0, "Q059", message, "write the same identifier in both")


def _points(holder: Element, path: str, depth: int) -> Iterator[tuple[str, str, str, int]]:
    for point in holder.iterchildren(f"{_NCX}navMap"):
        yield from _points(point, path, depth)
    for point in holder.iterchildren(f"{_NCX}navPoint"):
        label = point.find(f"{_NCX}navLabel/{_NCX}text")
        content = point.find(f"{_NCX}content")
        where, fragment = target(path, content.get("src", "")) if content is not None else ("", "")
        yield xhtml.text_of(label) if label is not None else "", where, fragment, depth
        yield from _points(point, path, depth + 1)


def pages_are_listed(view: EpubView) -> Iterator[Finding]:
    """Every marker of a printed page is in the page list, every line of the list leads to a marker."""
    nav, markers = nav_of(view, "page-list"), dict(_markers(view))
    if nav is None:
        if markers:
            path, id_ = next(iter(markers))
            message = "pages of the printed book are marked, but there is no list of them"
            yield fault(path, markers[path, id_], "Q060", message, "add a nav of the type page-list")
        return
    listed = [(target(view.nav_path, link.get("href", "")), link) for link in html(nav, "a")]
    for place, link in listed:
        if place not in markers:
            message = f"page {xhtml.text_of(link)} leads to no page marker"
            yield fault(view.nav_path, link, "Q060", message, "mark the page, or take the line out")
        elif _label(markers[place]) != xhtml.text_of(link):
            message = f"page {xhtml.text_of(link)} leads to the marker of page {_label(markers[place])}"
            yield fault(view.nav_path, link, "Q061", message, "let both say the same")
    known = {place for place, _ in listed}
    for place in (each for each in markers if each not in known):
        message = f"page {_label(markers[place])} is marked, but not in the page list"
        yield fault(place[0], markers[place], "Q060", message, "list it")
    yield from _order(view, [(place, link) for place, link in listed if place in markers])
    yield from _source(view, nav)


def _markers(view: EpubView) -> Iterator[tuple[tuple[str, str], Element]]:
    for path, root in view.documents.items():
        for each in xhtml.elements(root):
            if "pagebreak" in types_of(each) or each.get("role") == "doc-pagebreak":
                yield (path, each.get("id", "")), each


def page_markers_say_what_they_are(view: EpubView) -> Iterator[Finding]:
    for (path, id_), each in _markers(view):
        if not (id_ and _label(each) and "pagebreak" in types_of(each) and each.get("role") == "doc-pagebreak"):
            hint = 'give it id, epub:type="pagebreak", role="doc-pagebreak" and an aria-label'
            yield fault(path, each, "Q064", "a page marker that does not say all it should", hint)
        if xhtml.text_of(each):
            message = f"the page marker {_label(each)} shows text"
            yield remark(path, each, "Q064", message, "leave it empty: the number is its label")


def _label(marker: Element) -> str:
    return marker.get("aria-label") or marker.get("title") or xhtml.text_of(marker)


def _order(view: EpubView, listed: list[tuple[tuple[str, str], Element]]) -> Iterator[Finding]:
    """In reading order, each label once, numbers rising in each kind of numbers."""
    before: tuple[int, int] = (-1, 0)
    highest: dict[bool, int] = {}
    labels = Counter(xhtml.text_of(link) for _, link in listed)
    for (path, fragment), link in listed:
        label, place = xhtml.text_of(link), view.where(path, fragment) or before
        number = _number(label)
        is_roman = not label.isdecimal()
        if place < before or labels[label] > 1 or (number and number <= highest.get(is_roman, 0)):
            message = f"page {label} stands twice" if labels[label] > 1 else f"page {label} is out of order"
            yield fault(view.nav_path, link, "Q062", message, "list the pages as they follow each other")
        before = max(before, place)
        highest[is_roman] = max(number, highest.get(is_roman, 0))


def _number(label: str) -> int:
    """Its value; 0 where it is neither arabic nor roman."""
    if label.isdecimal():
        return int(label)
    if not label or not _ROMAN.fullmatch(label.lower()):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in label.lower()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _source(view: EpubView, nav: Element) -> Iterator[Finding]:
    is_named = (
        view.first("pageBreakSource") or view.first("a11y:pageBreakSource") or view.first("schema:pageBreakSource")
    )
    if not is_named and not any(each.name == "source-of" for each in view.metadata):
        message = "the page list does not say which printed book its pages are of"
        yield fault(view.nav_path, nav, "Q063", message, "name its ISBN or title in pageBreakSource")
