"""What print is made of: jobs for the workers, gatherings, their pages, and the Pagination of the whole book."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.editions.design.model import PrintDesign
from lalabook.findings import Severity

HOUSE_URL = "https://book.invalid/"
"""Where everything a sheet names is said to live; nothing is fetched from there. Links between divisions go out as
`HOUSE_URL` + `<division id>.xhtml#id` and become inner links when the gatherings are collated."""


@dataclass(frozen=True)
class TypeCase:
    """What every division of a book is set with. A worker is given it once."""

    flow_css: str
    """What divisions are laid out with: no margin boxes."""
    page_css: str = ""
    """What plain sheets (running heads and folios) are set with."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Path as the stylesheets write it in `url(…)` → content."""

    @classmethod
    def of(cls, design: PrintDesign) -> TypeCase:
        return cls(design.flow_css, design.page_css, tuple((f"fonts/{font.name}", font.data) for font in design.fonts))


@dataclass(frozen=True)
class Job:
    """One division to lay out: all that its layout depends on, besides the type case."""

    division: str
    xhtml: str
    """From `page_copy`, folios filled in by `fill_folios`."""
    language: str
    title: str
    opens: str = "right"
    """The side its first page is: "right" or "left"."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """The value of `src` → content, sorted."""


@dataclass(frozen=True)
class PlainSheet:
    """A whole HTML document to print as it stands with `TypeCase.page_css`, margin boxes and all."""

    name: str
    html: str
    """Well-formed XHTML: `<html lang="…"><head>…</head><body>…</body></html>`, without `xmlns`."""
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something noticed in layout, before anybody knows which line of the author's it was: see `page_copy.placed`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    block: int = -1
    """`data-block` of where it is; -1: the division as a whole; -2: the design."""
    page: int = -1
    """Index of its page in the gathering; -1: not of one page."""


@dataclass(frozen=True)
class PlainPrint:
    """A plain sheet as PDF; `pdf` is empty where a remark says why."""

    name: str
    pdf: bytes
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Page:
    """One laid-out page of a gathering."""

    anchors: tuple[str, ...]
    """Ids that stand on it, in order, as in the galley (without the division)."""
    section: str = ""
    """Plain text for running heads: the first h2 on the page, else the one in force at its top."""
    starts_at: tuple[int, int] | None = None
    """(block, offset): the ordinal of the block (`data-block`) and the offset in its text where the page's main text
    begins (docs/galley.md, "In print"); None on a page without text of its own."""


@dataclass(frozen=True)
class OutlineEntry:
    """A bookmark, at a page of the gathering."""

    level: int
    title: str
    page: int
    """Index in the gathering, from 0."""
    top_pt: float
    """From the bottom of the page, as PDF counts."""


@dataclass(frozen=True)
class Gathering:
    """A division laid out as pages, without running heads and folios."""

    division: str
    pdf: bytes
    """Empty where the division could not be laid out: `remarks` says why."""
    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...] = ()
    remarks: tuple[Remark, ...] = ()
    opens: str = "right"
    """The side it was laid out to open on."""
    mirror_pt: float | None = None
    """How far its text goes to the right when a recto becomes a verso; None where the design's sides differ in more."""


@dataclass(frozen=True)
class Leaf:
    """Where a division stands in the printed book."""

    division: str
    first_page: int
    """Index of its first page in the whole book, from 0, blanks counted."""
    labels: tuple[str, ...]
    """The folio of each of its pages as printed ("xi", "41")."""


@dataclass(frozen=True)
class Pagination:
    """The label of every printed page and the page of every anchor."""

    leaves: tuple[Leaf, ...]
    labels: tuple[str, ...]
    """One for each page of the book, blanks included."""
    folios: tuple[tuple[str, str], ...]
    """(`<division id>.xhtml#id` or `<division id>.xhtml`, label), sorted: where each anchor stands."""
