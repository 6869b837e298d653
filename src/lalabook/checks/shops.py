"""An EPUB and the name of a shop → what the shop would refuse, or show worse than it could.

Every limit stands with the page it was read on. What all shops ask for (a cover that is found, alternative texts, no
scripts) is in the catalogue of `checks.epub`. Shops take the cover as a file of its own too; the EPUB's stands for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lalabook import xhtml
from lalabook.checks.epub.contents import contents_lines
from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.links import addresses
from lalabook.checks.epub.view import CONTENT, EpubView, Item, html, target
from lalabook.findings import Finding
from lalabook.pictures import Picture, look_into
from lalabook.values import is_isbn

_MB, _GB = 1024**2, 1024**3

_KDP_COVER = "kdp.amazon.com, Cover Image Guidelines (G6GTK3T3NUHKLEFX)"
_KDP_FILE = "kdp.amazon.com, Save Your Manuscript File (GYEKAVKMSE23PFTM)"
_KDP_CONTENTS = "kdp.amazon.com, Kindle Publishing Guidelines: Navigation"
_APPLE_PREPARE = "itunespartner.apple.com, Books: Prepare your book"
_APPLE_IMAGES = "help.apple.com, Apple Books Asset Guide: Images"
_APPLE_COVER = "help.inscribedigital.com, Cover Image Best Practices: a distributor; Apple's own page was not seen"
_KOBO = "github.com/kobolabs/epub-spec (2025)"
_GOOGLE = "support.google.com, Books partner help: Files and uploading (3424254)"


@dataclass(frozen=True)
class Limit:
    """A number that a shop names."""

    value: int
    source: str
    """Where the shop says so."""


@dataclass(frozen=True)
class Shop:
    """What a shop takes. None: it names no limit."""

    name: str
    most_bytes: Limit
    """Of the whole file."""
    least_cover_px: Limit | None = None
    """Of the shorter side: with less it refuses the cover."""
    wanted_cover_px: Limit | None = None
    """Of the shorter side: with less it shows the cover worse."""
    most_cover_px: Limit | None = None
    """Of the longer side."""
    most_cover_bytes: Limit | None = None
    most_image_pixels: Limit | None = None
    """Width times height."""
    most_document_bytes: Limit | None = None
    """Of a document with all the pictures in it."""
    most_ncx_levels: Limit | None = None
    """It reads the NCX, to this depth."""
    most_contents_levels: Limit | None = None
    """It reads the navigation document, to this depth."""
    most_columns: Limit | None = None
    """Of a table."""
    wants_isbn: str = ""
    """Source; empty where it does not ask."""
    refuses_drawn_images: str = ""
    """Source: pictures stand in `img`, not in `svg`."""
    refuses_gif_cover: str = ""
    """Source."""


SHOPS = {
    "kdp": Shop(
        "Amazon KDP",
        most_bytes=Limit(650 * _MB, _KDP_FILE),
        least_cover_px=Limit(625, _KDP_COVER),
        wanted_cover_px=Limit(1600, _KDP_COVER),
        most_cover_px=Limit(10_000, _KDP_COVER),
        most_cover_bytes=Limit(50 * _MB, _KDP_COVER),
        most_ncx_levels=Limit(2, _KDP_CONTENTS),
    ),
    "apple": Shop(
        "Apple Books",
        most_bytes=Limit(2 * _GB, _APPLE_PREPARE),
        wanted_cover_px=Limit(1400, _APPLE_COVER),
        most_image_pixels=Limit(5_600_000, _APPLE_IMAGES),
        refuses_drawn_images=_APPLE_IMAGES,
    ),
    "kobo": Shop(
        "Kobo",
        most_bytes=Limit(1 * _GB, _KOBO),
        wanted_cover_px=Limit(800, _KOBO),
        most_document_bytes=Limit(10 * _MB, _KOBO),
        most_contents_levels=Limit(3, _KOBO),
        most_columns=Limit(4, _KOBO),
        wants_isbn=_KOBO,
        refuses_gif_cover=_KOBO,
    ),
    "google": Shop(
        "Google Play Books",
        most_bytes=Limit(2 * _GB, _GOOGLE),
        least_cover_px=Limit(640, _GOOGLE),
        most_cover_px=Limit(7_200, _GOOGLE),
        most_cover_bytes=Limit(2 * _GB, _GOOGLE),
    ),
}
"""The word typed after `--shop` → the shop."""


def check_shop(view: EpubView, shop: Shop) -> tuple[Finding, ...]:
    """What a shop would say of the book; nothing of a file that is no EPUB."""
    if view.package is None:
        return ()
    return tuple(sorted({finding for rule in _RULES for finding in rule(view, shop)}))


def _size(view: EpubView, shop: Shop) -> Iterator[Finding]:
    if len(view.data) > shop.most_bytes.value:
        message = f"the EPUB has {len(view.data) / _MB:,.0f} MB; {shop.name} takes {_megabytes(shop.most_bytes)}"
        yield fault("", 0, "Q201", message, f"save its pictures smaller ({shop.most_bytes.source})")


def _cover(view: EpubView, shop: Shop) -> Iterator[Finding]:
    item = next((each for each in view.items if "cover-image" in each.properties), None)
    found = look_into(item.path, view.files.get(item.path, b"")) if item else None
    if item is None or not isinstance(found, Picture):
        yield fault(view.package_path, 0, "Q202", f"{shop.name} wants a cover", "give one under [design]")
        return
    short, long = sorted((found.width_px, found.height_px))
    size = f"the cover has {found.width_px} × {found.height_px} pixels"
    least, wanted, most = shop.least_cover_px, shop.wanted_cover_px, shop.most_cover_px
    if least and short < least.value:
        message = f"{size}; {shop.name} asks for {least.value} on its shorter side"
        yield fault(item.path, 0, "Q202", message, f"give a larger one ({least.source})")
    elif wanted and short < wanted.value:
        message = f"{size}; {shop.name} would like {wanted.value} on its shorter side"
        yield remark(item.path, 0, "Q202", message, f"give a larger one ({wanted.source})")
    if most and long > most.value:
        message = f"{size}; {shop.name} takes {most.value} at most"
        yield fault(item.path, 0, "Q202", message, f"save it smaller ({most.source})")
    yield from _cover_file(view, item, found.media_type, shop)


def _cover_file(view: EpubView, item: Item, media_type: str, shop: Shop) -> Iterator[Finding]:
    size, most = len(view.files[item.path]), shop.most_cover_bytes
    if most and size > most.value:
        message = f"the cover has {size / _MB:,.0f} MB; {shop.name} takes {_megabytes(most)}"
        yield fault(item.path, 0, "Q202", message, f"save it smaller ({most.source})")
    if shop.refuses_gif_cover and media_type == "image/gif":
        hint = f"save it as JPEG ({shop.refuses_gif_cover})"
        yield fault(item.path, 0, "Q202", f"{shop.name} takes no GIF as a cover", hint)


def _images(view: EpubView, shop: Shop) -> Iterator[Finding]:
    """The cover is inside the file too, and counts."""
    limit = shop.most_image_pixels
    for item in view.items if limit else ():
        if not item.media_type.startswith("image/") or item.media_type == "image/svg+xml":
            continue
        found = look_into(item.path, view.files.get(item.path, b""))
        if limit and isinstance(found, Picture) and found.width_px * found.height_px > limit.value:
            pixels = found.width_px * found.height_px / 1e6
            message = f"the picture has {pixels:.1f} million pixels; {shop.name} takes {limit.value / 1e6:.1f}"
            yield fault(item.path, 0, "Q203", message, f"save it smaller ({limit.source})")


def _drawn_images(view: EpubView, shop: Shop) -> Iterator[Finding]:
    for path, root in view.documents.items() if shop.refuses_drawn_images else ():
        for each in xhtml.elements(root, f"{{{xhtml.SVG_NS}}}image"):
            message = f"{shop.name} wants pictures in <img>, not in a drawing"
            yield remark(path, each, "Q204", message, f"use img ({shop.refuses_drawn_images})")


def _documents(view: EpubView, shop: Shop) -> Iterator[Finding]:
    limit = shop.most_document_bytes
    if limit is None:
        return
    shown: dict[str, set[str]] = {}
    for each in addresses(view):
        if each.is_loaded:
            shown.setdefault(each.path, set()).add(target(each.path, each.written)[0])
    for item in view.items:
        if item.media_type == CONTENT:
            parts = {item.path, *shown.get(item.path, ())}
            size = sum(len(view.files.get(part, b"")) for part in parts)
            if size > limit.value:
                message = (
                    f"the document has {size / _MB:,.0f} MB with its pictures; {shop.name} takes {_megabytes(limit)}"
                )
                yield fault(item.path, 0, "Q205", message, f"divide it, or save its pictures smaller ({limit.source})")


def _contents(view: EpubView, shop: Shop) -> Iterator[Finding]:
    """Deeper lines are not lost, but not shown as they are meant."""
    if shop.most_contents_levels:
        deepest = max((line.depth for line in contents_lines(view)), default=0)
        yield from _depth(view.nav_path, deepest, shop.most_contents_levels, shop)
    if shop.most_ncx_levels:
        root = view.trees.get(view.ncx_path)
        if root is None:
            hint = f"make one, to two levels ({shop.most_ncx_levels.source})"
            yield fault(
                view.package_path, 0, "Q206", f"{shop.name} reads the contents from an NCX, and there is none", hint
            )
            return
        points = (each for each in xhtml.elements(root) if xhtml.local_name(each) == "navPoint")
        depths = (1 + sum(xhtml.local_name(holder) == "navPoint" for holder in each.iterancestors()) for each in points)
        yield from _depth(view.ncx_path, max(depths, default=0), shop.most_ncx_levels, shop)


def _depth(path: str, deepest: int, limit: Limit, shop: Shop) -> Iterator[Finding]:
    if deepest > limit.value:
        message = f"the contents go {deepest} levels deep; {shop.name} shows {limit.value}"
        yield remark(path, 0, "Q206", message, f"[contents] depth ({limit.source})")


def _tables(view: EpubView, shop: Shop) -> Iterator[Finding]:
    limit = shop.most_columns
    for path, root in view.documents.items() if limit else ():
        for table in html(root, "table"):
            widest = max((len(list(html(row, "td", "th"))) for row in html(table, "tr")), default=0)
            if limit and widest > limit.value:
                message = f"a table of {widest} columns; {shop.name} advises {limit.value} at most"
                yield remark(path, table, "Q207", message, f"divide it, or make it a list ({limit.source})")


def _isbn(view: EpubView, shop: Shop) -> Iterator[Finding]:
    if not shop.wants_isbn:
        return
    identifiers = (meta.text.lower().removeprefix("urn:").removeprefix("isbn:") for meta in view.all("dc:identifier"))
    if not any(is_isbn(each) for each in identifiers):
        message = f"{shop.name} finds no ISBN in the book"
        yield remark(view.package_path, 0, "Q208", message, f"[book] isbn, or name the file by it ({shop.wants_isbn})")


def _megabytes(limit: Limit) -> str:
    return f"{limit.value // _GB} GB" if limit.value >= _GB else f"{limit.value // _MB} MB"


_RULES: tuple[Callable[[EpubView, Shop], Iterator[Finding]], ...] = (
    _size,
    _cover,
    _images,
    _drawn_images,
    _documents,
    _contents,
    _tables,
    _isbn,
)
