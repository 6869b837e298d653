"""Bound sheets → the contents: lines for the printed page, entries, landmarks, and the lists of plates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lalabook import template
from lalabook.book.constructs.labels import name_of_role
from lalabook.book.model import Entry, Landmark
from lalabook.book.numbers import Plate
from lalabook.book.sheets import Sheet
from lalabook.book.titles import inner_xhtml, plain_title, title_markup
from lalabook.template import Markup
from lalabook.terms import Region, Role
from lalabook.words import words_for
from lalabook.xhtml import Element

_UNLISTED = frozenset(
    {
        Role.COVER,
        Role.HALF_TITLE,
        Role.FRONTISPIECE,
        Role.TITLE_PAGE,
        Role.IMPRINT,
        Role.DEDICATION,
        Role.EPIGRAPH,
        Role.CONTENTS,
    }
)
"""Readers come upon these; nobody looks them up."""
_NO_DOORS = frozenset({"cover", "chapter", "part"})
"""epub:types that are not landmarks: the cover is the EPUB's own, chapters and parts are in the contents."""
_ASIDES = frozenset({"aside", "blockquote", "figure", "li", "td", "details"})
"""A heading inside one of these is not of the division's outline."""
_LISTS = frozenset({Role.CONTENTS, Role.LIST_OF_BOXES, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES, Role.INDEX})


@dataclass(frozen=True)
class Line:
    """A line of the printed contents, with the lines under it."""

    title: str
    markup: Markup
    """The title with its emphasis, code, small caps and languages."""
    href: str
    label: str
    role: Role
    kind: str
    """The class `entry-<kind>`: "heading", or the division's role, or "box", "figure", "table"."""
    lines: tuple[Line, ...] = ()

    def as_entry(self) -> Entry:
        entries = tuple(line.as_entry() for line in self.lines)
        return Entry(self.title, self.href, self.label, self.role, entries)


def contents_lines(sheets: Iterable[Sheet], depth: int) -> tuple[Line, ...]:
    """Parts hold what follows up to the next part or region; chapters their headings, then the chapters inside them."""
    flat: list[tuple[int, Line]] = []
    in_part = False
    for sheet in sheets:
        if sheet.role in _UNLISTED:
            continue
        is_part = sheet.role is Role.PART
        in_part = is_part or (in_part and sheet.galley.region is Region.BODY)
        level = sheet.galley.division.depth + (1 if in_part and not is_part else 0)
        flat.append((level, _division_line(sheet)))
        flat.extend((level + below, line) for below, line in _heading_lines(sheet, depth))
    return _nested(flat)


def plate_lines(plates: Iterable[Plate]) -> tuple[Line, ...]:
    """The list of boxes, figures or tables."""
    return tuple(
        Line(
            title=plate.as_numbered().title,
            markup=_markup(plate.caption) if plate.caption is not None else Markup(""),
            href=plate.href,
            label=plate.label,
            role=plate.sheet.role,
            kind=plate.kind,
        )
        for plate in plates
    )


def contents_matter(lines: tuple[Line, ...], sheet: Sheet) -> str:
    """The matter of a contents page or list behind its title, as one fragment whose children are wanted."""
    heading_id = sheet.heading.get("id", "") if sheet.heading is not None else ""
    return template.fill("contents.xhtml.j2", lines=lines, heading_id=heading_id)


def landmarks(sheets: Sequence[Sheet], language: str) -> tuple[Landmark, ...]:
    """Named doors into the book, each kind once: where the text begins, and every part that has a name."""
    doors: dict[str, Landmark] = {}
    for sheet in sheets:
        kind = sheet.role.term.epub_type
        if kind and kind not in _NO_DOORS and kind not in doors:
            doors[kind] = Landmark(kind, name_of_role(sheet.role, language) or sheet.title, sheet.file)
        if sheet.galley.region is Region.BODY and "bodymatter" not in doors:
            doors["bodymatter"] = Landmark("bodymatter", words_for(language).beginning, sheet.file)
    return tuple(doors.values())


def _division_line(sheet: Sheet) -> Line:
    return Line(sheet.title, Markup(inner_xhtml(sheet.titled)), sheet.file, sheet.label, sheet.role, sheet.role.value)


def _heading_lines(sheet: Sheet, depth: int) -> Iterator[tuple[int, Line]]:
    """The headings of a division and how far below it they stand."""
    if depth < 2 or sheet.role in _LISTS:
        return
    for heading in sheet.root.iter(*(f"h{level}" for level in range(2, min(depth, 6) + 1))):
        id_ = _anchor(heading)
        title = plain_title(heading)
        if id_ and title and not any(each.tag in _ASIDES for each in heading.iterancestors()):
            href = sheet.address(id_)
            yield int(heading.tag[1]) - 1, Line(title, _markup(heading), href, "", sheet.role, "heading")


def _anchor(heading: Element) -> str:
    """The heading's id, or that of the section it opens."""
    parent = heading.getparent()
    if not heading.get("id") and parent is not None and parent.tag == "section" and parent.index(heading) == 0:
        return parent.get("id", "")
    return heading.get("id", "")


def _nested(flat: Sequence[tuple[int, Line]]) -> tuple[Line, ...]:
    """Each line holds those after it that stand deeper."""
    lines: list[Line] = []
    at = 0
    while at < len(flat):
        level, line = flat[at]
        end = next((after for after in range(at + 1, len(flat)) if flat[after][0] <= level), len(flat))
        lines.append(replace(line, lines=_nested(flat[at + 1 : end])))
        at = end
    return tuple(lines)


def _markup(element: Element) -> Markup:
    return Markup(inner_xhtml(title_markup(element)))
