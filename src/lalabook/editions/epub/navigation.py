"""The contents and landmarks of a book → the navigation document, and the NCX that older readers turn to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from lalabook import xhtml
from lalabook.book.model import Book, Entry
from lalabook.editions.epub import content
from lalabook.editions.epub.access_words import access_words_for
from lalabook.editions.epub.document import STYLESHEET, document
from lalabook.editions.epub.model import CONTENT, NCX, Door, PageTarget, Resource
from lalabook.editions.epub.package import identifier, plain
from lalabook.terms import Role
from lalabook.words import words_for
from lalabook.xhtml import Element

NAME = "nav.xhtml"
_NCX_NAME = "toc.ncx"
_NCX_LEVELS = 2
"""Kindle shows two."""


def doors(book: Book, cover: str) -> tuple[Door, ...]:
    """The cover, then the book's landmarks; the contents are this document where the book has no page of its own."""
    words = words_for(book.metadata.language)
    found = [Door(each.epub_type, plain(each.title), content.FOLDER + each.href) for each in book.landmarks]
    if cover:
        found.insert(0, Door("cover", words.cover, cover))
    if not has_contents_page(book):
        at = next((at for at, door in enumerate(found) if door.epub_type == "bodymatter"), len(found))
        found.insert(at, Door("toc", words.contents, NAME))
    return tuple(found)


def has_contents_page(book: Book) -> bool:
    return any(galley.role is Role.CONTENTS for galley in book.galleys)


def navigation_document(book: Book, ways: Sequence[Door], pages: Sequence[PageTarget] = ()) -> Resource:
    """Contents as deep as the book's; printed pages and landmarks, hidden where the document is read as a page."""
    words, language = words_for(book.metadata.language), book.metadata.language
    contents = _nav("toc", "doc-toc", words.contents, _lines(_entries(book)))
    contents.insert(0, xhtml.build("h1", words.contents, class_="title"))
    contents.set("class", "contents")
    landmarks = _nav("landmarks", "", words.landmarks, _list([_landmark(door) for door in ways]))
    listed = _list([xhtml.build("li", None, xhtml.build("a", page.label, href=page.href)) for page in pages])
    page_list = _nav("page-list", "doc-pagelist", access_words_for(language).page_list, listed)
    lists = [contents]
    for each, entries in ((page_list, pages), (landmarks, ways)):
        if entries:
            each.set("hidden", "hidden")
            lists.append(each)
    data = document(words.contents, language, "\n".join(map(xhtml.serialise, lists)), STYLESHEET)
    return Resource(NAME, CONTENT, data, ("nav",))


def ncx(book: Book, pages: Sequence[PageTarget] = ()) -> Resource:
    """The contents to two levels and the printed pages, with the same identifier as the package."""
    about = book.metadata
    entries = _cut(_entries(book), _NCX_LEVELS)
    points = _points(entries, "point")
    depth = 2 if any(entry.entries for entry in entries) else 1
    head = "".join(
        f'<meta name="dtb:{name}" content="{escape(value)}"/>\n'
        for name, value in (
            ("uid", identifier(about)),
            ("depth", str(depth)),
            ("totalPageCount", str(len(pages))),
            ("maxPageNumber", str(max((int(each.label) for each in pages if each.label.isdecimal()), default=0))),
        )
    )
    authors = "".join(f"<docAuthor><text>{_text(each.name)}</text></docAuthor>\n" for each in about.authors)
    # No playOrder: EPUBCheck's time grows with its square, and no reader needs it.
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{escape(about.language)}">\n'
        f"<head>\n{head}</head>\n<docTitle><text>{_text(about.title)}</text></docTitle>\n{authors}"
        f"<navMap>\n{points}</navMap>\n{_page_targets(pages, book.metadata.language)}</ncx>\n"
    )
    return Resource(_NCX_NAME, NCX, text.encode())


def _entries(book: Book) -> tuple[Entry, ...]:
    """The contents; where it lists nothing, the divisions: a list may not be empty."""
    return book.contents or tuple(Entry(each.title, f"{each.id}.xhtml", role=each.role) for each in book.galleys)


def _cut(entries: Iterable[Entry], levels: int) -> tuple[Entry, ...]:
    return tuple(replace(each, entries=_cut(each.entries, levels - 1) if levels > 1 else ()) for each in entries)


def _name(entry: Entry) -> str:
    """The words of the title as it stands over the division; plain text, for iOS shows nothing else."""
    return plain(f"{entry.label} {entry.title}")


def _lines(entries: Iterable[Entry]) -> Element:
    rows = []
    for entry in entries:
        row = xhtml.build("li", None, xhtml.build("a", _name(entry), href=content.FOLDER + entry.href))
        if entry.entries:
            row.append(_lines(entry.entries))
        rows.append(row)
    return _list(rows)


def _list(rows: Sequence[Element]) -> Element:
    return xhtml.build("ol", None, *rows)


def _landmark(door: Door) -> Element:
    return xhtml.build("li", None, xhtml.build("a", door.title, epub_type=door.epub_type, href=door.href))


def _nav(epub_type: str, role: str, label: str, lines: Element) -> Element:
    # EPUBCheck 5.4 rejects aria-labelledby on nav.
    nav = xhtml.build("nav", None, lines, epub_type=epub_type, aria_label=label)
    if role:
        nav.set("role", role)
    return nav


def _points(entries: Iterable[Entry], id_: str) -> str:
    return "".join(
        f'<navPoint id="{id_}-{number}"><navLabel><text>{_text(_name(entry))}</text></navLabel>'
        f'<content src="{escape(content.FOLDER + entry.href)}"/>'
        f"{_points(entry.entries, f'{id_}-{number}')}</navPoint>\n"
        for number, entry in enumerate(entries, start=1)
    )


def _page_targets(pages: Sequence[PageTarget], language: str) -> str:
    if not pages:
        return ""
    name = _text(access_words_for(language).page_list)
    targets = "".join(
        f'<pageTarget id="page-{number}" {_kind(page.label)}><navLabel><text>{_text(page.label)}</text></navLabel>'
        f'<content src="{escape(page.href)}"/></pageTarget>\n'
        for number, page in enumerate(pages, start=1)
    )
    return f"<pageList>\n<navLabel><text>{name}</text></navLabel>\n{targets}</pageList>\n"


def _kind(label: str) -> str:
    """Roman folios are those of the front matter (DAISY 3, `pageTarget`)."""
    return f'type="normal" value="{label}"' if label.isdecimal() else 'type="front"'


def _text(text: str) -> str:
    return escape(plain(text), quote=False)
