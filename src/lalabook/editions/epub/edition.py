"""A Book, its design and its pictures → the EPUB: the whole making on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lalabook.book.model import Book, Galley
from lalabook.cache import Cache
from lalabook.config import NO_CLAIMS, AccessClaims
from lalabook.editions.design import EpubDesign
from lalabook.editions.epub import accessibility, navigation
from lalabook.editions.epub.accessibility import Facts, judge
from lalabook.editions.epub.container import pack
from lalabook.editions.epub.content import FOLDER, SetDivision, set_content
from lalabook.editions.epub.cover import Cover, make_cover
from lalabook.editions.epub.document import STYLESHEET, text_direction
from lalabook.editions.epub.fonts import place_fonts
from lalabook.editions.epub.images import Images
from lalabook.editions.epub.model import EpubEdition, Package, Resource
from lalabook.editions.epub.package import metadata_lines, page_source
from lalabook.editions.page_marks import PageMarks
from lalabook.findings import refuse_errors
from lalabook.pictures import moves
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
    *,
    marks: PageMarks | None = None,
    claims: AccessClaims = NO_CLAIMS,
) -> EpubEdition:
    """The EPUB edition. Raises `BookError` with all its errors.

    `pictures` holds the bytes of `book.pictures` and of `cover`, by their paths in the book's folder; `cover` is the
    front cover's picture, empty where a plain one is to be made. Fonts that were cut down before are taken from the
    `cache`, where one is given with lalabook's own digest, `tool`. `marks` are the printed pages, None where the EPUB
    is to say nothing of them; `claims` what the author vouches for.
    """
    about = book.metadata
    images = Images(pictures)
    names = images.place(book.pictures)
    folios = dict(marks.folios) if marks else {}
    divisions = [
        set_content(galley, about.language, names, marks.of(galley.id) if marks else (), folios)
        for galley in book.galleys
    ]
    documents, pages = [each.document for each in divisions], [page for each in divisions for page in each.pages]
    front = make_cover(book, images, cover)
    doors = navigation.doors(book, front.page.name if front.page else _own_cover(book))
    nav = navigation.navigation_document(book, doors, pages)
    fonts = place_fonts(design.css, design.fonts, _characters(design.css, nav, *documents), cache, tool)
    moving = frozenset(path for path in names if moves(pictures[path]))
    access = judge(_facts(book, divisions, design, moving), claims, about.language)
    findings = (*images.findings, *front.findings, *fonts.findings, *access.findings)
    refuse_errors(findings)
    package = Package(
        language=about.language,
        direction=text_direction(about.language),
        metadata=(
            *metadata_lines(about, front.image.id if front.image else "", bool(fonts.resources)),
            *(page_source(marks.source) if marks and pages else ()),
            *accessibility.metadata_lines(access),
        ),
        resources=(
            nav,
            navigation.ncx(book, pages),
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


def _facts(book: Book, divisions: Sequence[SetDivision], design: EpubDesign, moving: frozenset[str]) -> Facts:
    """What the claims are made from."""
    indexes = [each for each, galley in zip(divisions, book.galleys, strict=True) if galley.role is Role.INDEX]
    return Facts(
        sights=tuple(each.sight for each in divisions),
        css=design.css,
        moving=moving,
        has_index=any(each.sight.links for each in indexes),
        has_pages=any(each.pages for each in divisions),
    )


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
