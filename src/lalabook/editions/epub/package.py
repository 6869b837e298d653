"""What book.toml says of the book → the lines of the package's metadata."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence

from lalabook.config import Contributor, Metadata
from lalabook.editions.epub.model import MetadataLine

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_POSITION = re.compile(r"\d+(\.\d+)*")
_ISBN_SCHEMES = {10: "02", 13: "15"}
"""ONIX code list 5."""


def plain(text: str) -> str:
    """Text as XML can hold it, white space folded."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def identifier(about: Metadata) -> str:
    """What tells this book from all others: its ISBN, the author's own identifier, or a UUID made from what it is."""
    if about.isbn:
        return f"urn:isbn:{_isbn(about)}"
    if plain(about.identifier):
        return plain(about.identifier)
    names = [author.name for author in about.authors]
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join([about.title, *names, about.language])).urn


def metadata_lines(about: Metadata, cover_id: str, has_fonts: bool) -> tuple[MetadataLine, ...]:
    """The metadata in the order that old readers expect: what the book is called first."""
    return (
        *_names_of_the_book(about),
        *_contributors(about.authors),
        *_circumstances(about),
        *_series(about),
        _meta("dcterms:modified", about.modified),
        *((_meta("ibooks:specified-fonts", "true"),) if has_fonts else ()),
        # "name" before "content": Nook finds the cover only so.
        *((MetadataLine("meta", "", (("name", "cover"), ("content", cover_id))),) if cover_id else ()),
    )


def page_source(source: str) -> tuple[MetadataLine, ...]:
    """Which printed edition the page breaks are those of (EPUB Accessibility 1.1 §3.3.2; EPUB 3.3 §D.3.8)."""
    return (_meta("pageBreakSource", source),)


def _names_of_the_book(about: Metadata) -> Iterator[MetadataLine]:
    yield MetadataLine("dc:identifier", identifier(about), (("id", "pub-id"),))
    if about.isbn:
        scheme = _ISBN_SCHEMES[len(_isbn(about))]
        yield _meta("identifier-type", scheme, refines="pub-id", scheme="onix:codelist5")
        if plain(about.identifier):
            yield MetadataLine("dc:identifier", plain(about.identifier))
    yield MetadataLine("dc:title", plain(about.title), (("id", "title"),))
    yield _meta("title-type", "main", refines="title")
    if plain(about.subtitle):
        yield MetadataLine("dc:title", plain(about.subtitle), (("id", "subtitle"),))
        yield _meta("title-type", "subtitle", refines="subtitle")
    yield MetadataLine("dc:language", about.language)


def _contributors(authors: Sequence[Contributor]) -> Iterator[MetadataLine]:
    """Authors are creators, the others contributors; where there is no author, everybody named made the book."""
    has_author = any(author.role == "aut" for author in authors)
    for number, author in enumerate(authors, start=1):
        is_creator = author.role == "aut" or not has_author
        id_ = f"contributor-{number}"
        yield MetadataLine("dc:creator" if is_creator else "dc:contributor", plain(author.name), (("id", id_),))
        yield _meta("role", author.role, refines=id_, scheme="marc:relators")
        if plain(author.file_as):
            yield _meta("file-as", plain(author.file_as), refines=id_)
        yield _meta("display-seq", str(number), refines=id_)


def _circumstances(about: Metadata) -> Iterator[MetadataLine]:
    subjects = (("dc:subject", subject) for subject in about.subjects)
    for tag, text in (
        ("dc:publisher", about.publisher),
        ("dc:date", about.date),
        ("dc:description", about.description),
        *subjects,
        ("dc:rights", about.rights),
    ):
        if plain(text):
            yield MetadataLine(tag, plain(text))


def _series(about: Metadata) -> Iterator[MetadataLine]:
    if not plain(about.series):
        return
    number = plain(about.series_number)
    has_position = _POSITION.fullmatch(number) is not None
    yield MetadataLine("meta", plain(about.series), (("property", "belongs-to-collection"), ("id", "series")))
    yield _meta("collection-type", "series", refines="series")
    if has_position:
        yield _meta("group-position", number, refines="series")
    yield MetadataLine("meta", "", (("name", "calibre:series"), ("content", plain(about.series))))
    if has_position:
        yield MetadataLine("meta", "", (("name", "calibre:series_index"), ("content", number)))


def _meta(property_: str, text: str, refines: str = "", scheme: str = "") -> MetadataLine:
    attributes = [("refines", f"#{refines}")] if refines else []
    attributes.append(("property", property_))
    if scheme:
        attributes.append(("scheme", scheme))
    return MetadataLine("meta", text, tuple(attributes))


def _isbn(about: Metadata) -> str:
    return re.sub(r"[^0-9X]", "", about.isbn.upper())
