"""What an EPUB is made of: resources, lines of metadata, the package that lists them; and the finished edition."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.findings import Finding

CONTENT = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True)
class EpubEdition:
    """The EPUB as it goes to disk."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    """Warnings only: with an error there is no edition."""


@dataclass(frozen=True)
class Resource:
    """A file of the EPUB."""

    name: str
    """Path beside the package document: "text/03-spring.xhtml"."""
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    """What the manifest says of it: "nav", "cover-image", "svg", "mathml"."""

    @property
    def id(self) -> str:
        """Its name in the manifest."""
        # ebooklib's spine points at an NCX of this id, and Kindle's converter looks for it.
        return "ncx" if self.media_type == NCX else self.name.replace("/", "-")


@dataclass(frozen=True)
class PageTarget:
    """A printed page, as the list of pages shows it."""

    label: str
    href: str
    """Seen from beside the package document: "text/03-spring.xhtml#page-41"."""


@dataclass(frozen=True)
class MetadataLine:
    """One element of the package's metadata."""

    tag: str
    """ "meta", "link", or "dc:" and a name."""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Door:
    """A named place: a landmark, and for older readers an entry of the guide."""

    epub_type: str
    title: str
    href: str
    """Seen from beside the package document."""


@dataclass(frozen=True)
class Package:
    """Everything that goes into the container."""

    language: str
    direction: str
    """ "ltr" or "rtl"."""
    metadata: tuple[MetadataLine, ...]
    resources: tuple[Resource, ...]
    """In the order of the manifest."""
    spine: tuple[str, ...]
    """Names of resources, in reading order."""
    doors: tuple[Door, ...] = ()
    has_fonts: bool = False
