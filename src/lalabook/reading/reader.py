"""The author's folder → the `Manuscript`: every file read, understood, and put in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lalabook.config import FILE, Config
from lalabook.findings import BookError, Finding, Place, refuse_errors
from lalabook.manuscript import Division, Manuscript, WatchList
from lalabook.reading.front_matter import FrontMatter, split_front_matter
from lalabook.reading.headings import first_heading, plain
from lalabook.reading.hidden_lines import without_hidden_lines
from lalabook.reading.includes import expand
from lalabook.reading.lines import Line, joined, lines_of, runs
from lalabook.reading.made_matter import made_roles, with_made_matter
from lalabook.reading.naming import chapter_numbers, ids, slug
from lalabook.reading.order import Entry, entries
from lalabook.reading.roles import regions, role_of, settled
from lalabook.reading.watch import read_watch
from lalabook.sources import Folder
from lalabook.terms import Region, Role

_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
# These are whole without a word of the author's.
_MAY_BE_EMPTY = (Role.COVER, Role.HALF_TITLE, Role.TITLE_PAGE, Role.PART)
_ONLY_ONCE = (
    Role.COVER,
    Role.HALF_TITLE,
    Role.TITLE_PAGE,
    Role.CONTENTS,
    Role.LIST_OF_BOXES,
    Role.LIST_OF_FIGURES,
    Role.LIST_OF_TABLES,
    Role.WATCH_NEXT,
    Role.INDEX,
)


@dataclass(frozen=True)
class _Copy:
    """One file, read."""

    entry: Entry
    front_matter: FrontMatter
    lines: tuple[Line, ...] = ()
    title: str = ""
    is_read: bool = True
    """False: the file could not be read, which has been noted."""


def read(folder: Folder, config: Config) -> tuple[Config, Manuscript]:
    """The manuscript, and the config with the book's title filled in. Raises `BookError` with all that is wrong."""
    order, findings = entries(folder, config.src)
    watch, watch_findings = read_watch(folder, config)
    findings += watch_findings
    copies = []
    for entry in order:
        copy, noticed = _read_copy(entry, folder)
        copies.append(copy)
        findings += noticed
    made = made_roles(config, watch)
    divisions = _divisions(tuple(copies), config, made)
    config = _titled(config, divisions)
    findings += _copy_faults(divisions, copies)
    if not any(finding.is_error for finding in findings):
        findings += _whole_faults(divisions, config, watch)
    found = tuple(sorted(set(findings)))
    refuse_errors(found)
    return config, Manuscript(with_made_matter(divisions, made, watch), watch, found)


def _read_copy(entry: Entry, folder: Folder) -> tuple[_Copy, list[Finding]]:
    """A file as lines, front matter taken off, includes put in, hidden lines taken out."""
    if not entry.path:
        page = Line("", entry.place.path, max(1, entry.place.line))
        return _Copy(entry, FrontMatter(), (page,), entry.title), []
    try:
        lines = lines_of(folder.read_text(entry.path, entry.place), entry.path)
    except BookError as fault:
        return _Copy(entry, FrontMatter(), title=entry.title, is_read=False), list(fault.findings)
    front_matter, lines, findings = split_front_matter(lines)
    expanded = expand(lines, folder)
    title = front_matter.title or expanded.title or entry.title
    copy = _Copy(entry, front_matter, without_hidden_lines(expanded.lines), title)
    return copy, findings + list(expanded.findings)


def _divisions(copies: tuple[_Copy, ...], config: Config, made: tuple[Role, ...]) -> tuple[Division, ...]:
    order = tuple(copy.entry for copy in copies)
    said = tuple(copy.front_matter.role for copy in copies)
    guessed = tuple(role_of(entry, role) for entry, role in zip(order, said, strict=True))
    where = regions(order, guessed)
    roles = tuple(settled(*each) for each in zip(guessed, said, where, strict=True))
    opted_out = tuple(
        not copy.front_matter.is_numbered or (role is Role.CHAPTER and not config.chapter_numbers)
        for copy, role in zip(copies, roles, strict=True)
    )
    numbers = chapter_numbers(roles, where, tuple(entry.depth for entry in order), opted_out)
    names = _ids(copies, roles, made, config.src)
    return tuple(_division(*each) for each in zip(copies, names, roles, where, numbers, strict=True))


def _division(copy: _Copy, name: str, role: Role, region: Region, number: str) -> Division:
    return Division(
        id=name,
        path=copy.entry.path,
        role=role,
        region=region,
        depth=copy.entry.depth,
        number=number,
        title=copy.title,
        subtitle=copy.front_matter.subtitle,
        language=copy.front_matter.language,
        epigraph=copy.front_matter.epigraph,
        epigraph_source=copy.front_matter.epigraph_source,
        text=joined(copy.lines) if copy.entry.path else "",
        lines=runs(copy.lines),
    )


def _ids(copies: tuple[_Copy, ...], roles: tuple[Role, ...], made: tuple[Role, ...], src: str) -> tuple[str, ...]:
    """Made matter is named by its role, so that the rest of the house finds it; a part without a file by its title."""
    paths = []
    for at, copy in enumerate(copies):
        title = slug(plain(copy.title)).removeprefix("part-")
        paths.append(copy.entry.path.removeprefix(f"{src}/") or f"part-{title or at}")
    given: list[str] = []
    for copy, role in zip(copies, roles, strict=True):
        by_role = role.value if role.is_generated and role.value not in given else ""
        given.append(copy.front_matter.id or by_role)
    return ids(paths, given, {role.value for role in made if role not in roles})


def _copy_faults(divisions: tuple[Division, ...], copies: list[_Copy]) -> list[Finding]:
    """What is wrong with single divisions: nothing in them, or an id or a role that another has."""
    findings: list[Finding] = []
    first_id: dict[str, Place] = {}
    first_role: dict[Role, Place] = {}
    for division, copy in zip(divisions, copies, strict=True):
        own, place = copy.front_matter, Place(division.path)
        if copy.is_read and not _has_words(division):
            findings.append(
                Finding(place, "M006", "nothing is written in this file", "write it, or take it out of the order")
            )
        if own.id_place and (first := first_id.setdefault(own.id, own.id_place)) != own.id_place:
            message, hint = f'the id "{own.id}" is taken', f"{first} has it already"
            findings.append(Finding(own.id_place, "M019", message, hint))
        if division.role in _ONLY_ONCE and (first := first_role.setdefault(division.role, place)) != place:
            message, hint = (
                f"the book has a {division.role} already",
                f"{first.path} is it; say what this one is with role:",
            )
            findings.append(Finding(place, "M032", message, hint))
    return findings


def _has_words(division: Division) -> bool:
    if division.role in _MAY_BE_EMPTY or division.role.is_generated:
        return True
    return bool(_COMMENT.sub("", division.text).strip())


def _whole_faults(divisions: tuple[Division, ...], config: Config, watch: WatchList) -> list[Finding]:
    """What is wrong with a book whose divisions are all right."""
    findings = []
    if not divisions:
        hint = f"write a file that ends in .md there, or name the folder of the text with [book] src in {FILE}"
        place = Place("" if config.src == "." else config.src)
        return [Finding(place, "M030", "there is no text", hint)]
    if not config.metadata.title:
        findings.append(Finding(Place(FILE), "M031", "the book has no title", 'write title = "…" under [book]'))
    for division in divisions:
        if division.role is Role.WATCH_NEXT and not watch.works:
            hint = "write the works into watch.toml beside the text"
            findings.append(Finding(Place(division.path), "M029", "there are no works to watch next", hint))
    return findings


def _titled(config: Config, divisions: tuple[Division, ...]) -> Config:
    """Where book.toml names no title, the first heading of the text is one."""
    if config.metadata.title:
        return config
    names = (first_heading(each.text) or plain(each.title) for each in divisions if each.path)
    return replace(config, metadata=replace(config.metadata, title=next(filter(None, names), "")))
