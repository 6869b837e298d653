"""Bound sheets → the index marks in them, in reading order, with what they say set in type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lalabook import xhtml
from lalabook.book.constructs.index_marks import entries_of, levels_of
from lalabook.book.index.headings import set_heading
from lalabook.book.index.model import Heading, Mark, Path
from lalabook.book.sheets import Sheet
from lalabook.config import Config
from lalabook.xhtml import Element


def has_marks(sheets: Iterable[Sheet]) -> bool:
    return any(True for sheet in sheets for _ in _marks_in(sheet))


def read_marks(sheets: Iterable[Sheet], config: Config) -> tuple[Mark, ...]:
    """Every mark that names an entry; one that doesn't was refused when the text was composed."""
    return tuple(
        _mark(span, levels, sheet, config)
        for sheet in sheets
        for span in _marks_in(sheet)
        if all(levels := levels_of(span.get("data-index", "")))
    )


def _marks_in(sheet: Sheet) -> Iterator[Element]:
    return (span for span in sheet.root.iter("span") if span.get("data-index") is not None)


def _mark(span: Element, levels: list[str], sheet: Sheet, config: Config) -> Mark:
    headings = [_heading(level, config) for level in levels]
    if filed_as := span.get("data-sort-as"):
        headings[-1] = replace(headings[-1], filed_as=filed_as)
    see, see_also = _paths(span.get("data-see", ""), config), _paths(span.get("data-see-also", ""), config)
    sends_on_only = bool(see) or (bool(see_also) and not xhtml.text_of(span))
    return Mark(
        headings=tuple(headings),
        sheet=sheet,
        id=span.get("id", ""),
        kind=_kind(span, sheet),
        block=_block(span, sheet),
        place=sheet.place(span),
        is_locator=not sends_on_only,
        see=see,
        see_also=see_also,
    )


def _heading(level: str, config: Config) -> Heading:
    return set_heading(level, config.metadata.language, config.smart_typography)


def _paths(targets: str, config: Config) -> tuple[Path, ...]:
    return tuple(tuple(_heading(level, config).words for level in levels) for levels in entries_of(targets))


def _kind(span: Element, sheet: Sheet) -> str:
    """A numbered box, a figure or a table is set apart; what else it stands in is text."""
    for around in span.iterancestors():
        if around.get("id") in sheet.names:
            return "box" if around.tag == "aside" else "figure"
    return "text"


def _block(span: Element, sheet: Sheet) -> str:
    line = next((each.get("data-line") for each in span.iterancestors() if each.get("data-line")), "")
    return f"{sheet.id}:{line}"
