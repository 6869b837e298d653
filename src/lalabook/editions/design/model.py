"""What a design is between rooms: text and bytes, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.findings import Finding, Place


@dataclass(frozen=True)
class FontFile:
    """A font that an edition's stylesheet names as `url("fonts/<name>")`."""

    name: str
    """Unique in its edition: ASCII letters, digits, ".", "-" and "_" only."""
    data: bytes
    licence: str
    """Text of the licence that lies beside the font; empty where there is none."""


@dataclass(frozen=True)
class EpubDesign:
    """The e-book's stylesheet. Fonts are `fonts/<name>` beside it; pictures are inside it as data."""

    css: str
    fonts: tuple[FontFile, ...]
    places: tuple[Place, ...] = ()
    """Where the author (or the built-in theme) wrote each line of `css`."""


@dataclass(frozen=True)
class PrintDesign:
    """The printed book's stylesheet, in the two layers it is set in. Fonts are `fonts/<name>`; pictures are data."""

    flow_css: str
    """Without margin boxes: what a division is laid out with."""
    page_css: str
    """`@page` with margin boxes, `@font-face` and which page a division is set on: for running heads and folios."""
    places: tuple[Place, ...]
    """Where the author (or the built-in theme: `theme:print.css`) wrote each line of `flow_css`."""
    fonts: tuple[FontFile, ...]


@dataclass(frozen=True)
class Design:
    """How the book looks, in each edition."""

    epub: EpubDesign
    print: PrintDesign
    findings: tuple[Finding, ...] = ()
