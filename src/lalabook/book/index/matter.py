"""Entries of an index → what stands under its title, as a fragment for every edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lalabook import template
from lalabook.book.index.faults import find
from lalabook.book.index.model import Entry, Mark, Path
from lalabook.book.index.phrases import headnote, phrases_for
from lalabook.book.sheets import Sheet
from lalabook.template import Markup

LONGEST_SHORT = 3
"""An entry with up to so many sub-entries is not divided between columns."""

Ways = tuple[tuple[str, Markup], ...]
"""Id and words of the entries to look up."""


@dataclass(frozen=True)
class Shown:
    """An entry as the template shows it."""

    id: str
    markup: Markup
    is_short: bool
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """What a division is called, and kind and address of each place in it."""
    addresses: str
    """All places, parted by spaces; their kinds, likewise."""
    kinds: str
    see: Ways
    see_also: Ways
    entries: tuple[Shown, ...]


def index_matter(
    entries: Sequence[Entry], name_of: Callable[[Sheet], str], language: str, is_named_by_author: bool
) -> str:
    """One fragment whose children are wanted. `name_of` says in few words what a division is called."""
    phrases, known = phrases_for(language), find(entries)
    groups = []
    for number, (letter, found) in enumerate(groupby(entries, key=lambda entry: entry.letter), 1):
        groups.append((f"letter-{number}", letter or phrases.signs, [_shown(each, known, name_of) for each in found]))
    note = headnote(set(_kinds(entries)), language, is_named_by_author)
    return template.fill("index.xhtml.j2", groups=groups, headnote=note, phrases=phrases)


def _shown(entry: Entry, known: Mapping[Path, Entry], name_of: Callable[[Sheet], str]) -> Shown:
    places = entry.locators
    return Shown(
        id=entry.id,
        markup=entry.heading.markup,
        is_short=len(entry.entries) <= LONGEST_SHORT,
        links=tuple(
            (name_of(sheet), tuple((mark.kind, mark.address) for mark in marks)) for sheet, marks in _by_sheet(entry)
        ),
        addresses=" ".join(mark.address for mark in places),
        kinds=" ".join(mark.kind for mark in places),
        see=_ways(entry.see, known),
        see_also=_ways(entry.see_also, known),
        entries=tuple(_shown(each, known, name_of) for each in entry.entries),
    )


def _by_sheet(entry: Entry) -> Iterable[tuple[Sheet, list[Mark]]]:
    for _, found in groupby(entry.locators, key=lambda mark: mark.sheet.id):
        marks = list({mark.block: mark for mark in reversed(list(found))}.values())[::-1]
        yield marks[0].sheet, marks


def _ways(paths: Iterable[Path], known: Mapping[Path, Entry]) -> Ways:
    """Where a `see` leads; what leads nowhere is reported, and left out."""
    found = [(path, known[path]) for path in paths if path in known]
    return tuple((entry.id, _named(path, known)) for path, entry in found)


def _named(path: Path, known: Mapping[Path, Entry]) -> Markup:
    """ "Gosling, Ryan: piano", with the markup of each level."""
    levels = (known[path[: at + 1]].heading.markup for at in range(len(path)))
    return Markup(": ").join(levels)


def _kinds(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        yield from (mark.kind for mark in entry.locators)
        yield from _kinds(entry.entries)
