"""The folder of styles, or the built-in theme where it says nothing, → a `Design`."""

from __future__ import annotations

from lalabook.config import Config
from lalabook.editions.design.model import Design, EpubDesign, PrintDesign
from lalabook.editions.design.rules import epub_findings, print_findings
from lalabook.editions.design.shelf import THEME, StyleShelf
from lalabook.findings import Finding, Place
from lalabook.sources import Folder
from lalabook.stylesheet import Part, read_stylesheet

ENTRIES = ("epub.css", "print.css")
_USUAL_FOLDER = "styles"


def load_design(folder: Folder, config: Config) -> Design:
    """The design of the book in `folder`. Faults of its styles are findings of the value; nothing is raised."""
    styles, findings = _styles_folder(folder, config)
    epub_shelf, print_shelf = StyleShelf(folder), StyleShelf(folder)
    epub_sheet = read_stylesheet(epub_shelf.entry(_entry(folder, styles, "epub.css")), epub_shelf)
    print_sheet = read_stylesheet(print_shelf.entry(_entry(folder, styles, "print.css")), print_shelf)
    found = {
        *findings,
        *(*epub_shelf.findings, *epub_sheet.findings, *epub_findings(epub_sheet)),
        *(*print_shelf.findings, *print_sheet.findings, *print_findings(print_sheet)),
    }
    return Design(
        EpubDesign(epub_sheet.css(), epub_shelf.fonts, epub_sheet.places()),
        PrintDesign(
            print_sheet.css(Part.FLOW), print_sheet.css(Part.PAGES), print_sheet.places(Part.FLOW), print_shelf.fonts
        ),
        tuple(sorted(found)),
    )


def _styles_folder(folder: Folder, config: Config) -> tuple[str, tuple[Finding, ...]]:
    """The folder that holds an entry point, or "" for the built-in theme."""
    styles = config.styles.strip("/") or _USUAL_FOLDER
    if any(folder.has(f"{styles}/{entry}") for entry in ENTRIES):
        return styles, ()
    if not config.styles:
        return "", ()
    what = "holds neither epub.css nor print.css" if folder.has_folder(styles) else "is not there"
    hint = 'put a stylesheet there, or remove "styles" from [design] to have the built-in theme'
    return "", (Finding(Place("book.toml"), "D008", f"the folder of styles {config.styles!r} {what}", hint),)


def _entry(folder: Folder, styles: str, entry: str) -> str:
    """An entry point that the book's styles leave out is taken from the built-in theme."""
    name = f"{styles}/{entry}"
    return name if styles and folder.has(name) else THEME + entry
