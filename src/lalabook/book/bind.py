"""Join galleys into a Book: numbers, generated pages, references, mentions, contents, landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from lalabook import xhtml
from lalabook.book.addresses import Addresses
from lalabook.book.constructs.boxes import box_kinds
from lalabook.book.contents import Line, contents_lines, contents_matter, landmarks, plate_lines
from lalabook.book.front_pages import set_front_pages, title_made_page
from lalabook.book.index import fill_index, has_marks
from lalabook.book.mentions import Mentions
from lalabook.book.model import Book, Galley
from lalabook.book.numbers import (
    Plate,
    label_of,
    number_index_marks,
    number_plates,
    number_sheet_titles,
)
from lalabook.book.parts import mark_parts
from lalabook.book.references import resolve_references
from lalabook.book.sheets import Sheet, close_sheet, open_sheet
from lalabook.book.watch_next import Prose, works_matter
from lalabook.config import Config
from lalabook.findings import Finding, Severity
from lalabook.manuscript import Manuscript, WatchList
from lalabook.terms import Role
from lalabook.words import Words, words_for

_PLATES_OF = {Role.LIST_OF_BOXES: "box", Role.LIST_OF_FIGURES: "figure", Role.LIST_OF_TABLES: "table"}


def bind(manuscript: Manuscript, galleys: tuple[Galley, ...], config: Config, prose: Prose) -> Book:
    """The Book. It refuses nothing: what is wrong stands in `Book.findings`, and the pipeline decides.

    `prose` sets the Markdown of the list of works (the same way as the text of the book).
    """
    language = config.metadata.language
    words = words_for(language)
    opened = [open_sheet(galley, label_of(galley.division, config, words)) for galley in galleys]
    titled = [title_made_page(sheet, manuscript.watch, config, words) for sheet in opened]
    findings = _show_works(titled, manuscript.watch, config, prose, words)
    plates = number_plates(titled, config, box_kinds(config, language), words)
    filled = {role for role, kind in _PLATES_OF.items() if any(plate.kind == kind for plate in plates)}
    if config.has_index and has_marks(titled):
        filled.add(Role.INDEX)
    sheets, noticed = _without_empty_pages(titled, filled)
    set_front_pages(sheets, config, words)
    mark_parts(sheets)
    number_index_marks(sheets)
    findings += noticed
    findings += resolve_references(sheets, Addresses.of(sheets), words)
    number_sheet_titles(sheets)
    # From here on every title and caption says what it will say in print, so that lists and contents can repeat it.
    _fill_lists(sheets, plates)
    findings += fill_index(sheets, config)
    lines = contents_lines(sheets, config.contents_depth)
    _fill_contents(sheets, lines)
    return Book(
        metadata=config.metadata,
        galleys=tuple(close_sheet(sheet) for sheet in sheets),
        contents=tuple(line.as_entry() for line in lines),
        landmarks=landmarks(sheets, language),
        boxes=tuple(plate.as_numbered() for plate in plates if plate.kind == "box"),
        figures=tuple(plate.as_numbered() for plate in plates if plate.kind == "figure"),
        tables=tuple(plate.as_numbered() for plate in plates if plate.kind == "table"),
        findings=tuple(sorted(findings)),
    )


def _without_empty_pages(sheets: Sequence[Sheet], filled: set[Role]) -> tuple[list[Sheet], list[Finding]]:
    """The sheets without the generated pages that nothing stands on, and a warning where the author asked for one.

    `filled` are the roles that something will be set for.
    """
    kept, findings = [], []
    for sheet in sheets:
        is_empty = sheet.role.is_generated and sheet.role is not Role.CONTENTS and not _has_text(sheet)
        if not is_empty or sheet.role in filled:
            kept.append(sheet)
        elif sheet.galley.division.path:
            message = f"nothing would stand under this title ({sheet.role}): the page is left out"
            hint = "remove the file, or write what it is to say"
            findings.append(Finding(sheet.galley.division.place(1), "X011", message, hint, Severity.WARNING))
    return kept, findings


def _has_text(sheet: Sheet) -> bool:
    """The author wrote more than a title."""
    return any(
        xhtml.text_of(each) or next(each.iter("img"), None) is not None for each in sheet.root if each.tag != "h1"
    )


def _show_works(sheets: Sequence[Sheet], watch: WatchList, config: Config, prose: Prose, words: Words) -> list[Finding]:
    """Link the mentions, fill the appendix with them, then link what the appendix itself mentions."""
    appendix = next((sheet for sheet in sheets if sheet.role is Role.WATCH_NEXT), None)
    mentions = Mentions.expected(watch, config, appendix)
    findings = [finding for sheet in sheets if sheet is not appendix for finding in mentions.link(sheet)]
    findings += mentions.never()
    if appendix is not None:
        if watch.works:
            appendix.append(works_matter(watch, mentions, prose, words))
        findings += mentions.link(appendix)
    return findings


def _fill_lists(sheets: Sequence[Sheet], plates: Sequence[Plate]) -> None:
    for sheet in sheets:
        if kind := _PLATES_OF.get(sheet.role):
            lines = plate_lines(plate for plate in plates if plate.kind == kind)
            if lines:
                sheet.append(contents_matter(lines, sheet))


def _fill_contents(sheets: Sequence[Sheet], lines: tuple[Line, ...]) -> None:
    for sheet in sheets:
        if sheet.role is Role.CONTENTS:
            sheet.append(contents_matter(lines, sheet))
