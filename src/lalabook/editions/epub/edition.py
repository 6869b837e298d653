"""A Book, its design and its pictures → the EPUB: the whole making on one page."""

from __future__ import annotations

from collections.abc import Mapping

from lalabook.book.model import Book, Galley
from lalabook.cache import Cache
from lalabook.editions.design import EpubDesign
from lalabook.editions.epub import navigation
from lalabook.editions.epub.container import pack
from lalabook.editions.epub.content import FOLDER, set_content
from lalabook.editions.epub.cover import Cover, make_cover
from lalabook.editions.epub.document import STYLESHEET, text_direction
from lalabook.editions.epub.fonts import place_fonts
from lalabook.editions.epub.images import Images
from lalabook.editions.epub.model import EpubEdition, Package, Resource
from lalabook.editions.epub.package import metadata_lines
from lalabook.findings import refuse_errors
from lalabook.terms import Role

_BEFORE_CONTENTS = frozenset(
    {
        Role.COVER,
        Role.HALF_TITLE,
        Role.FRONTISPIECE,
        Role.TITLE_PAGE,
        Role.IMPRINT,
        Role.DEDICATION,
        Role.EPIGRAPH,
    }
)


def make_epub(
    book: Book,
    design: EpubDesign,
    pictures: Mapping[str, bytes],
    cover: str = "",
    cache: Cache | None = None,
    tool: str = "",
) -> EpubEdition:
    """The EPUB edition. Raises `BookError` with all its errors.

    `pictures` holds the bytes of `book.pictures` and of `cover`, by their paths in the book's folder; `cover` is the
    front cover's picture, empty where a plain one is to be made. Fonts that were cut down before are taken from the
    `cache`, where one is given with lalabook's own digest, `tool`.
    """
    about = book.metadata
    images = Images(pictures)
    names = images.place(book.pictures)
    documents = tuple(set_content(galley, about.language, names) for galley in book.galleys)
    front = make_cover(book, images, cover)
    doors = navigation.doors(book, front.page.name if front.page else _own_cover(book))
    nav = navigation.navigation_document(book, doors)
    fonts = place_fonts(design.css, design.fonts, _characters(design.css, nav, *documents), cache, tool)
    findings = (*images.findings, *front.findings, *fonts.findings)
    refuse_errors(findings)
    package = Package(
        language=about.language,
        direction=text_direction(about.language),
        metadata=metadata_lines(about, front.image.id if front.image else "", bool(fonts.resources)),
        resources=(
            nav,
            navigation.ncx(book),
            Resource(STYLESHEET, "text/css", fonts.css.encode()),
            *front.resources,
            *documents,
            *images.resources,
            *fonts.resources,
        ),
        spine=_spine(book, front),
        doors=doors,
        has_fonts=bool(fonts.resources),
    )
    return EpubEdition(pack(package), findings)


def _spine(book: Book, front: Cover) -> tuple[str, ...]:
    """Cover, then the divisions; the navigation document among them where the book has no contents page."""
    names = [_name(galley) for galley in book.galleys]
    if not navigation.has_contents_page(book):
        after = (at for at, galley in enumerate(book.galleys) if galley.role not in _BEFORE_CONTENTS)
        names.insert(next(after, len(names)), navigation.NAME)
    return (*((front.page.name,) if front.page else ()), *names)


def _own_cover(book: Book) -> str:
    return next((_name(galley) for galley in book.galleys if galley.role is Role.COVER), "")


def _name(galley: Galley) -> str:
    return f"{FOLDER}{galley.id}.xhtml"


def _characters(css: str, *documents: Resource) -> frozenset[str]:
    """All that a font may have to draw: the text of the book, and what the stylesheet adds to it."""
    return frozenset("".join((css, *(document.data.decode() for document in documents))))
