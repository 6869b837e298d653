"""The TOML file of works → a checked `WatchList`: films, books, albums, recipes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date

from lalabook.config import Config
from lalabook.findings import BookError, Finding, Place
from lalabook.manuscript import WatchList, Work, WorkGroup
from lalabook.nearest import did_you_mean
from lalabook.sources import Folder
from lalabook.tables import Table, TableCodes
from lalabook.toml_places import TomlDocument, read_toml

FILM = ("title", "year", "director", "country", "running_time", "why", "look_for")
"""What a work must have where `[watch] required` names nothing else."""

_DEFAULT_FILE = "watch.toml"
_SYNTAX = "M020"
_MISSING = "M021"
_YEAR = "M022"
_TIME = "M023"
_GROUP = "M024"
_TYPE = "M025"
_KEY = "M026"
_NAME = "M027"
_NO_WORKS = "M028"
_CODES = TableCodes(unknown_key=_KEY, wrong_type=_TYPE)
_SHOWN_FIRST = ("original_title", "year", "director", "country", "running_time")
_NOT_FACTS = ("title", "group", "why", "look_for")
_FILM_YEARS = range(1880, 2101)
_YEARS = range(-3000, 2101)
_WORK_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def read_watch(folder: Folder, config: Config) -> tuple[WatchList, list[Finding]]:
    """The list, and what is wrong with it. An empty list where the book has no data of works."""
    beside_text = posixpath.normpath(posixpath.join(config.src, _DEFAULT_FILE))
    path = config.watch_file or next((each for each in (_DEFAULT_FILE, beside_text) if folder.has(each)), "")
    if not path:
        return WatchList(title=config.watch_title), []
    try:
        document = read_toml(folder.read_text(path), path, _SYNTAX)
    except BookError as fault:
        return WatchList(path, config.watch_title), list(fault.findings)
    return _List(document, config).whole()


class _List:
    """Asks the tables of one data file."""

    def __init__(self, document: TomlDocument, config: Config) -> None:
        self._top = Table(document, _CODES)
        self._config, self._path = config, document.path
        self._required = config.watch_fields or FILM
        self._years = _YEARS if config.watch_fields else _FILM_YEARS

    def whole(self) -> tuple[WatchList, list[Finding]]:
        top = self._top
        title, introduction = top.text("title"), top.text("introduction")
        groups, labels = self._groups(), top.sub_table("labels")
        known = [group.key for group in groups]
        table = top.sub_table("works")
        works = [self._work(key, table, known) for key in table.names()]
        # Group by group; works without a group are shown before the groups (`works_by_group`).
        works.sort(key=lambda work: known.index(work.group) if work.group in known else -1)
        watch = WatchList(
            path=self._path,
            title=self._config.watch_title or title,
            introduction=introduction,
            groups=groups,
            labels=tuple((field, labels.text(field)) for field in labels.names()),
            works=tuple(works),
        )
        top.refuse_unasked()
        if not works and not top.findings:
            self._top.note(Place(self._path), _NO_WORKS, "no work stands in this file", "begin one with [works.key]")
        return watch, top.findings

    def _groups(self) -> tuple[WorkGroup, ...]:
        asked, groups = self._top.sub_table("groups"), []
        for key in asked.names():
            group = asked.sub_table(key)
            self._check_key(key, group)
            label = group.text("label")
            if not label and not group.has("label"):
                self._top.note(group.place(), _MISSING, f"{group.name()} has no label", 'write label = "…"')
            groups.append(WorkGroup(key, label, group.text("introduction")))
            group.refuse_unasked()
        return tuple(groups)

    def _work(self, key: str, works: Table, groups: list[str]) -> Work:
        table = works.sub_table(key)
        self._check_key(key, table)
        work = Work(
            key=key,
            title=table.text("title"),
            place=table.place(),
            group=table.text("group"),
            why=table.text("why"),
            look_for=table.text("look_for"),
        )
        self._check_required(table)
        self._check_numbers(table)
        if work.group and work.group not in groups:
            hint = did_you_mean(work.group, groups) or f"declare it with [groups.{work.group}]"
            self._top.note(table.place("group"), _GROUP, f'there is no group "{work.group}"', hint)
        names = [name for name in table.names() if name not in _NOT_FACTS]
        names.sort(key=lambda name: _SHOWN_FIRST.index(name) if name in _SHOWN_FIRST else len(_SHOWN_FIRST))
        facts = ((name, self._fact(table, name)) for name in names)
        return replace(work, facts=tuple((name, fact) for name, fact in facts if fact))

    def _fact(self, table: Table, name: str) -> str:
        """A field as text; a list's entries are joined by ", "."""
        value = table.value(name)
        words = [_word(each) for each in value] if isinstance(value, list) else [_word(value)]
        if None not in words:
            return ", ".join(filter(None, words))
        # The checks of numbers have said so already.
        if name not in ("year", "running_time"):
            hint = "it must be text, a number, or a list of these"
            self._top.note(table.place(name), _TYPE, f"{table.name(name)} cannot be printed", hint)
        return ""

    def _check_required(self, table: Table) -> None:
        missing = [name for name in dict.fromkeys(("title", *self._required)) if table.value(name) in (None, "", [])]
        if not missing:
            return
        near = [did_you_mean(name, [each for each in table.names() if each not in self._required]) for name in missing]
        hint = next(filter(None, near), "") or f"a work of this list has {', '.join(self._required)}"
        self._top.note(table.place(), _MISSING, f"{table.name()} has no {', no '.join(missing)}", hint)

    def _check_numbers(self, table: Table) -> None:
        year, minutes = table.value("year"), table.value("running_time")
        if year is not None and (type(year) is not int or year not in self._years):
            hint = f"write a number between {self._years[0]} and {self._years[-1]}, without quotes"
            self._top.note(table.place("year"), _YEAR, f"{table.name('year')} is no year: {year}", hint)
        if minutes is not None and (type(minutes) is not int or minutes < 1):
            message = f"{table.name('running_time')} is no running time: {minutes}"
            self._top.note(table.place("running_time"), _TIME, message, "write whole minutes, like 91")

    def _check_key(self, key: str, table: Table) -> None:
        if not _WORK_KEY.fullmatch(key):
            hint = "use letters without accents, digits and hyphens"
            self._top.note(table.place(), _NAME, f'"{key}" cannot be a key', hint)


def _word(value: object) -> str | None:
    """A single value as it is printed; None for what cannot be."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if type(value) in (int, float) else None
