"""A bound galley → a content document: named for machines, with ways back from its notes, without what print needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from lalabook import xhtml
from lalabook.book.model import Galley
from lalabook.editions.epub.document import STYLESHEET, document, text_direction
from lalabook.editions.epub.index_terms import name_the_index
from lalabook.editions.epub.model import CONTENT, PageTarget, Resource
from lalabook.editions.epub.page_breaks import mark_pages
from lalabook.editions.epub.sight import Sight, look
from lalabook.editions.page_marks import PageStart, blocks
from lalabook.terms import Role
from lalabook.words import words_for
from lalabook.xhtml import Element

FOLDER = "text/"

_FOR_PRINT = frozenset({"folio-of", "folio-ref", "by-folio"})
_NOT_IN_URL = re.compile(r"[\s\"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})|#(?=.*#)")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Setting:
    """What the steps of one division know."""

    galley: Galley
    language: str
    images: Mapping[str, str]
    """Path of a picture in the book's folder → its name in the EPUB."""
    folios: Mapping[str, str] = field(default_factory=dict)
    """Place → folio of its printed page, where the edition lists those."""


@dataclass(frozen=True)
class SetDivision:
    """A division as a reader gets it."""

    document: Resource
    pages: tuple[PageTarget, ...]
    """The printed pages that begin in it."""
    sight: Sight


def set_content(
    galley: Galley,
    book_language: str,
    images: Mapping[str, str],
    starts: Sequence[PageStart] = (),
    folios: Mapping[str, str] | None = None,
) -> SetDivision:
    """The content document of one division, named after it: the galley's links are right as they stand.

    `starts` are the places where printed pages begin in it; `folios` the pages of all places an index names.
    """
    setting = Setting(galley, galley.language or book_language, images, folios or {})
    root = xhtml.parse(galley.xhtml)
    sight, marked = look(root, galley), mark_pages(root, starts)
    for step in _STEPS:
        step(root, setting)
    body = xhtml.serialise(root)
    data = document(_document_title(root, galley), setting.language, body, f"../{STYLESHEET}")
    name = f"{FOLDER}{galley.id}.xhtml"
    pages = tuple(PageTarget(label, f"{name}#{id_}") for label, id_ in marked)
    return SetDivision(Resource(name, CONTENT, data, _properties(root)), pages, sight)


def _name_the_index(root: Element, setting: Setting) -> None:
    if setting.galley.role is Role.INDEX:
        name_the_index(root, setting.folios)


def _drop_what_is_for_print(root: Element, _: Setting) -> None:
    for element in list(root.iter("span")):
        if not _FOR_PRINT.isdisjoint(xhtml.classes(element)):
            xhtml.remove(element)


def _name_the_division(root: Element, setting: Setting) -> None:
    """The division becomes a section that says what it is, labelled by its title."""
    role, term = setting.galley.role, setting.galley.role.term
    root.tag = "section"
    xhtml.add_class(root, f"role-{role}", f"region-{setting.galley.region}")
    if term.epub_type:
        root.set(xhtml.EPUB_TYPE, term.epub_type)
    if term.aria_role:
        root.set("role", term.aria_role)
    title = next((each for each in root.iter("h1") if each.get("id")), None)
    if title is not None:
        root.set("aria-labelledby", title.get("id", ""))
    else:
        root.set("aria-label", setting.galley.title)
    if role is Role.CONTENTS:
        _free_the_lines(root)


def _free_the_lines(root: Element) -> None:
    """The contents page is one place to navigate from, not a place inside a place of the same name."""
    for nav in root.iter("nav"):
        nav.tag = "div"
        nav.attrib.pop("aria-labelledby", "")
        nav.attrib.pop("aria-label", "")


def _name_the_notes(root: Element, setting: Setting) -> None:
    """Marks, notes and the ways back, so that readers can show a note where its mark stands."""
    words = words_for(setting.language)
    marks: dict[str, str] = {}
    for mark in root.iter("a"):
        if xhtml.has_class(mark, "noteref"):
            mark.set(xhtml.EPUB_TYPE, "noteref")
            mark.set("role", "doc-noteref")
            marks.setdefault(mark.get("href", "").removeprefix("#"), mark.get("id", ""))
    for notes in root.iter("section"):
        if xhtml.has_class(notes, "notes"):
            # No heading: Apple Books hides the notes and would leave it standing alone.
            notes.set(xhtml.EPUB_TYPE, "footnotes")
            notes.set("aria-label", words.notes)
    for note in root.iter("aside"):
        if xhtml.has_class(note, "note"):
            note.set(xhtml.EPUB_TYPE, "footnote")
            note.set("role", "doc-footnote")
            number = note.get("data-number", "")
            _add_backlink(note, marks.get(note.get("id", ""), ""), number, words.back_to_text.format(number=number))


def _add_backlink(note: Element, mark: str, number: str, label: str) -> None:
    """The way back comes first and is the number: Kindle runs notes together where it does not."""
    if not mark:
        return
    link = xhtml.build("a", f"{number}.", href=f"#{mark}", class_="backlink", role="doc-backlink", aria_label=label)
    link.set(xhtml.EPUB_TYPE, "backlink")
    if not len(note) or note[0].tag != "p":
        note.insert(0, xhtml.build("p"))
    first = note[0]
    link.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, link)


def _name_the_epigraphs(root: Element, _: Setting) -> None:
    for motto in root.iter("blockquote"):
        if xhtml.has_class(motto, "epigraph"):
            motto.set(xhtml.EPUB_TYPE, "epigraph")
            motto.set("role", "doc-epigraph")


def _place_pictures(root: Element, setting: Setting) -> None:
    for image in root.iter("img"):
        name = setting.images.get(image.get("src", ""))
        if name is not None:
            image.set("src", f"../{name}")
        if image.get("alt") == "" and not image.get("role"):
            image.set("role", "presentation")


def _say_languages_twice(root: Element, setting: Setting) -> None:
    """`lang` and `xml:lang` always together, and the direction with them where it turns."""
    around = text_direction(setting.language)
    for element in xhtml.elements(root):
        language = element.get("lang") or element.get(_XML_LANG)
        if not language:
            continue
        element.set(_XML_LANG, language)
        if not element.tag.startswith("{"):
            element.set("lang", language)
            if text_direction(language) != around and not element.get("dir"):
                element.set("dir", text_direction(language))


def _mend_addresses(root: Element, _: Setting) -> None:
    """What a URL may not hold is percent-encoded: browsers do it in silence, shops refuse the book."""
    for link in root.iter("a"):
        scheme, colon, rest = link.get("href", "").partition("://")
        if colon:
            host, slash, path = rest.partition("/")
            link.set("href", f"{scheme}://{host}{slash}{_NOT_IN_URL.sub(lambda found: quote(found[0]), path)}")


def _strip_what_is_ours(root: Element, _: Setting) -> None:
    """No `data-…` reaches a reader."""
    for element in xhtml.elements(root):
        for attribute in [str(each) for each in element.attrib if str(each).startswith("data-")]:
            del element.attrib[attribute]


def _begin_lines(root: Element, _: Setting) -> None:
    """Every block begins a line, so that a checker's line says where. White space before a block shows nowhere."""
    for block in blocks(root):
        before, parent = block.getprevious(), block.getparent()
        if parent is None or block is root:
            continue
        if before is not None and not before.tail:
            before.tail = "\n"
        elif before is None and not parent.text:
            parent.text = "\n"


def _document_title(root: Element, galley: Galley) -> str:
    """The division's title, with its number: "Aliasing" may be the title of two chapters."""
    labels = (xhtml.text_of(each) for each in root.iter("span") if xhtml.has_class(each, "title-label"))
    return " ".join(filter(None, (next(labels, ""), galley.title)))


_STEPS = (
    _name_the_index,
    _drop_what_is_for_print,
    _name_the_division,
    _name_the_notes,
    _name_the_epigraphs,
    _place_pictures,
    _say_languages_twice,
    _mend_addresses,
    _strip_what_is_ours,
    _begin_lines,
)


def _properties(root: Element) -> tuple[str, ...]:
    """What the manifest must say of the document (EPUB 3.3 §5.6.2: exactly what it holds)."""
    namespaces = {"mathml": xhtml.MATHML_NS, "svg": xhtml.SVG_NS}
    return tuple(
        name
        for name, uri in namespaces.items()
        if any(each.tag.startswith(f"{{{uri}}}") for each in xhtml.elements(root))
    )
