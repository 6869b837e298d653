"""Entries of an index → what an indexer would mend: ways that lead nowhere, headings that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from lalabook.book.index.entries import walk
from lalabook.book.index.model import Entry, Mark, Path
from lalabook.findings import Finding, Severity
from lalabook.nearest import nearest

MOST_PLACES = 10
"""More of them under one heading, and a reader has to look them all up: indexers divide it."""

_WARNING = Severity.WARNING


def named(path: Path) -> str:
    """ "Gosling, Ryan: piano"."""
    return ": ".join(path)


def find(entries: Sequence[Entry]) -> dict[Path, Entry]:
    """Entry by its words; of two that differ in their markup only, the first."""
    found: dict[Path, Entry] = {}
    for entry in walk(entries):
        found.setdefault(entry.path, entry)
    return found


def faults(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Everything at once, each at a mark that it comes from."""
    known = find(entries)
    for entry in walk(entries):
        for mark in entry.marks:
            yield from _wrong_ways(entry, mark, known)
        yield from _wrong_balance(entry)
    yield from _twins(entries)


def _wrong_ways(entry: Entry, mark: Mark, known: Mapping[Path, Entry]) -> Iterator[Finding]:
    for path in (*mark.see, *mark.see_also):
        if path not in known:
            near = nearest(named(path), [named(each) for each in known if each != entry.path])
            hint = f'did you mean "{near}"?' if near else "mark a place with that heading, or name one that has places"
            yield Finding(mark.place, "X021", f'the index has no entry "{named(path)}" to send the reader to', hint)
        elif path == entry.path or (path in mark.see and _leads_back(path, entry.path, known)):
            message = f'"{named(entry.path)}" sends the reader to itself'
            yield Finding(mark.place, "X022", message, "name another entry, or take the reference out")
        elif path in mark.see and not _has_matter(known[path]):
            onward = named(next(iter(known[path].see), path))
            message = f'"{named(entry.path)}" sends the reader to "{named(path)}", which only sends him on'
            yield Finding(mark.place, "X023", message, f'name "{onward}" at once', _WARNING)


def _leads_back(path: Path, home: Path, known: Mapping[Path, Entry]) -> bool:
    """Whether one `see` after the other comes back to where it began."""
    passed: set[Path] = set()
    waiting = [path]
    while waiting:
        at = waiting.pop()
        if at == home:
            return True
        if at in known and at not in passed:
            passed.add(at)
            waiting += known[at].see
    return False


def _has_matter(entry: Entry) -> bool:
    """Something stands under the heading but a way on."""
    return bool(entry.locators or entry.entries or entry.see_also)


def _wrong_balance(entry: Entry) -> Iterator[Finding]:
    if entry.see and (entry.locators or entry.entries):
        message = f'"{named(entry.path)}" sends the reader elsewhere with "see", and has places of its own'
        hint = f'write see-also, or mark those places "{named(entry.see[0])}"'
        yield Finding(_first(entry, has_see=True).place, "X024", message, hint, _WARNING)
    if entry.see_also and not entry.see and not entry.locators and not entry.entries:
        message = f'nothing stands under "{named(entry.path)}" but "see also"'
        yield Finding(_first(entry).place, "X024", message, "write see, or mark a place of it", _WARNING)
    places = {mark.block for mark in entry.locators}
    if len(places) > MOST_PLACES:
        message = f'"{named(entry.path)}" has {len(places)} places under one heading'
        hint = f'divide it: {{index="{"!".join(entry.path)}!…"}}'
        yield Finding(_first(entry).place, "X026", message, hint, Severity.ADVICE)


def _first(entry: Entry, has_see: bool = False) -> Mark:
    return next(mark for mark in entry.marks if mark.see or not has_see)


def _twins(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Headings of one level that differ only in capitals, plural, signs, markup, or the order of a name."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        twin = seen.setdefault(_skeleton(entry), entry)
        if twin is not entry:
            mark, other = _any_mark(entry), _any_mark(twin)
            message = f'the index has both "{named(twin.path)}" and "{named(entry.path)}"'
            if twin.path == entry.path:
                message = f'the index has "{named(entry.path)}" in italics and upright'
            hint = f"write them alike (the other is at {other.place}), or say what tells them apart"
            yield Finding(mark.place, "X025", message, hint, _WARNING)
        yield from _twins(entry.entries)


def _any_mark(entry: Entry) -> Mark:
    return next(each.marks[0] for each in walk([entry]) if each.marks)


def _skeleton(entry: Entry) -> str:
    """The words without what two spellings of one heading differ in."""
    folded = normalize("NFKD", entry.heading.words.casefold())
    plain = "".join(each for each in folded if each.isalnum() or each in " ,-")
    words = [re.sub(r"(?<=\w\w)(?:’?s|es)$", "", word) for word in re.split(r"[ ,-]+", plain) if word]
    return " ".join(sorted(words)) or entry.heading.words
