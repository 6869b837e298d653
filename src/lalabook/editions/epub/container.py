"""A package → the bytes of an EPUB file; the only room that knows ebooklib.

ebooklib keeps the items, the manifest, the spine and the guide. What it gets wrong is not asked of it: it is handed
bytes and parses nothing, the metadata and the attributes of the package are ours, and so are the dates in the zip.
"""

from __future__ import annotations

import io
import zipfile

from ebooklib import epub

from lalabook.editions.epub.model import Package, Resource
from lalabook.xhtml import Element

_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = (
    "calibre: https://calibre-ebook.com "
    "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/ "
    # reserved since EPUB 3.3; checkers of older days want it declared
    "a11y: http://www.idpf.org/epub/vocab/package/a11y/#"
)
_GUIDE = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
"""epub:type of a landmark → type of a guide reference (OPF 2.0.1 §2.6)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: no clock is read."""
_PACKED = (".jpg", ".png", ".gif", ".webp")
_APPLE_OPTIONS = (
    '<?xml version="1.0" encoding="utf-8"?>\n<display_options>\n<platform name="*">\n'
    '<option name="specified-fonts">true</option>\n</platform>\n</display_options>\n'
)


def pack(package: Package) -> bytes:
    """The EPUB file; the same package gives the same bytes."""
    names = [resource.name for resource in package.resources]
    assert len(set(names)) == len(names), "two resources of one name"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        _Writer(package, _book(package)).fill(_Archive(archive))
    return written.getvalue()


def _book(package: Package) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and ebooklib's own name
    book.IDENTIFIER_ID = "pub-id"
    book.set_direction(package.direction)
    for resource in package.resources:
        book.add_item(_Item(resource))
    ids = {resource.name: resource.id for resource in package.resources}
    book.spine = [ids[name] for name in package.spine]
    book.guide = [
        {"type": _GUIDE[door.epub_type], "title": door.title, "href": door.href}
        for door in package.doors
        if door.epub_type in _GUIDE
    ]
    return book


class _Item(epub.EpubItem):
    """Bytes in, the same bytes out: of ebooklib's other items most parse and rewrite what they are given."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(
            uid=resource.id, file_name=resource.name, media_type=resource.media_type, content=resource.data
        )
        self.properties = sorted(resource.properties)
        self.is_linear = True


class _Archive:
    """The zip. Stamps every entry alike, whoever builds it and when."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def writestr(self, name: str, data: str | bytes) -> None:
        """Add an entry; called so because ebooklib calls it."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.create_system = 3  # Unix, whatever this machine is
        entry.external_attr = 0o100644 << 16
        # EPUB 3.3 §4.2.3: "mimetype" comes first and is not compressed. Pictures are packed already.
        is_stored = name == "mimetype" or name.endswith(_PACKED)
        entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, data, compresslevel=9)


class _Writer(epub.EpubWriter):
    """ebooklib's writer, with our metadata and package attributes."""

    def __init__(self, package: Package, book: epub.EpubBook) -> None:
        super().__init__("", book)
        self._package = package

    def fill(self, archive: _Archive) -> None:
        self.out = archive
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        if self._package.has_fonts:
            self.out.writestr("META-INF/com.apple.ibooks.display-options.xml", _APPLE_OPTIONS)
        self._write_opf()
        self._write_items()

    def _write_opf_metadata(self, root: Element) -> None:
        metadata = root.makeelement("metadata", nsmap={"dc": _DC})
        root.append(metadata)
        for line in self._package.metadata:
            tag = line.tag.replace("dc:", f"{{{_DC}}}")
            element = metadata.makeelement(tag, dict(line.attributes))
            element.text = line.text or None
            metadata.append(element)

    def _write_opf_file(self, root: Element) -> None:
        root.set(_XML_LANG, self._package.language)
        root.set("dir", self._package.direction)
        root.set("prefix", _PREFIXES)
        super()._write_opf_file(root)
