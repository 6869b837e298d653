"""The picture of the front cover, or a plain one where there is none → the cover's image and page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lalabook.book.model import Book
from lalabook.config import Contributor, Metadata
from lalabook.editions.epub.document import document
from lalabook.editions.epub.drawn_cover import draw_cover
from lalabook.editions.epub.images import Images
from lalabook.editions.epub.model import CONTENT, Resource
from lalabook.editions.epub.package import plain
from lalabook.findings import Finding, Place, Severity
from lalabook.terms import Role
from lalabook.words import words_for

_NAME = "cover.xhtml"
_STYLESHEET = "styles/cover.css"
_CSS = """\
body { margin: 0; padding: 0; text-align: center }
section { display: block; height: 100%; margin: 0; padding: 0 }
img { max-width: 100%; max-height: 100% }
"""


@dataclass(frozen=True)
class Cover:
    """The front cover."""

    image: Resource | None = None
    """Among the images; None where no cover could be made."""
    page: Resource | None = None
    """None also where the author wrote a cover page of his own."""
    findings: tuple[Finding, ...] = ()

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What there is besides the image."""
        return (self.page, Resource(_STYLESHEET, "text/css", _CSS.encode())) if self.page else ()


def make_cover(book: Book, images: Images, path: str) -> Cover:
    """The cover, its image placed among `images`. `path` is its picture, empty where there is none."""
    written = next((galley for galley in book.galleys if galley.role is Role.COVER), None)
    if not path and written is not None and written.pictures:
        path = written.pictures[0]
    findings: tuple[Finding, ...] = ()
    if path:
        image = images.place_one(path, "cover-image")
        findings = _shop_findings(image, path) if image else ()
        said = f"{words_for(book.metadata.language).cover}: {book.metadata.title}"
    else:
        lines = _lines_of(book.metadata)
        drawn = draw_cover(*lines)
        image = images.place_bytes("cover.jpg", drawn, "cover-image") if drawn else None
        findings = () if drawn else (_cannot_draw(),)
        said = ". ".join(line for line in (lines[0], lines[1], ", ".join(lines[2])) if line)
    page = _page(book.metadata, image, said) if image and written is None else None
    return Cover(image, page, findings)


def _page(about: Metadata, image: Resource, said: str) -> Resource:
    """The picture alone: Kindle puts a cover page with words on it at the end of the book."""
    title = words_for(about.language).cover
    body = (
        f'<section epub:type="cover" role="region" aria-label="{escape(title)}">'
        f'<img role="doc-cover" src="{escape(image.name)}" alt="{escape(plain(said))}"/></section>'
    )
    return Resource(_NAME, CONTENT, document(title, about.language, body, _STYLESHEET))


def _lines_of(about: Metadata) -> tuple[str, str, tuple[str, ...]]:
    """Title, subtitle and the names that stand on a cover."""
    authors: list[Contributor] = [each for each in about.authors if each.role == "aut"] or list(about.authors)
    return plain(about.title), plain(about.subtitle), tuple(plain(each.name) for each in authors)


def _shop_findings(image: Resource, path: str) -> tuple[Finding, ...]:
    if image.media_type in ("image/jpeg", "image/png"):
        return ()
    kind = image.media_type.partition("/")[2].partition("+")[0].upper()
    hint = "save it as a JPEG of 1600 × 2560 pixels"
    message = f"the cover is {'an' if kind == 'SVG' else 'a'} {kind}: many shops and e-readers will show none"
    return (Finding(Place(path), "E002", message, hint, Severity.WARNING),)


def _cannot_draw() -> Finding:
    message = "no cover: the built-in fonts lack letters of the title or of the names on it"
    hint = 'give a picture, cover = "cover.jpg" under [design]'
    return Finding(Place("book.toml"), "E003", message, hint, Severity.WARNING)
