"""The data file of works → the watch-next appendix: works by group, their facts, where each is mentioned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from lalabook import template, xhtml
from lalabook.book.mentions import Mention, Mentions
from lalabook.book.names import short_name
from lalabook.book.titles import inner_xhtml
from lalabook.findings import Place
from lalabook.manuscript import WatchList, Work, WorkGroup
from lalabook.template import Markup
from lalabook.words import Words

Prose = Callable[[str, Place], str]
"""Markdown and where it stands → a `<div>` of blocks."""

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ORIGINAL_TITLE, _ORIGINAL_LANGUAGE, _RUNNING_TIME, _YEAR = (
    "original_title",
    "original_language",
    "running_time",
    "year",
)


@dataclass(frozen=True)
class Fact:
    """One line of a work's table."""

    label: str
    text: str
    language: str = ""
    """BCP 47 tag where the text is not in the book's language."""


@dataclass(frozen=True)
class Shown:
    """A work as the appendix shows it."""

    key: str
    title: str
    place: Place
    facts: tuple[Fact, ...]
    why: Markup
    look_for: Markup
    links: tuple[tuple[str, str], ...]
    """Address and name of each chapter that mentions it, at its first mention there."""
    addresses: str
    """All its mentions, parted by spaces."""


def works_matter(watch: WatchList, mentions: Mentions, prose: Prose, words: Words) -> str:
    """The appendix behind its title, as one fragment whose children are wanted."""
    labels = dict(words.facts) | dict(watch.labels)
    in_order = works_by_group(watch)
    total = sum(len(works) for _, works in in_order)
    place, groups = 0, []
    for group, works in in_order:
        shown = []
        for work in works:
            place += 1
            order = Fact(labels["order"], words.place_in_order.format(place=place, total=total))
            shown.append(_shown(work, order, labels, mentions.found.get(work.key, []), prose, words))
        groups.append((group, _prose(group.introduction, Place(watch.path), prose), shown))
    introduction = _prose(watch.introduction, Place(watch.path), prose)
    return template.fill("watch-next.xhtml.j2", introduction=introduction, groups=groups, path=watch.path, words=words)


def works_by_group(watch: WatchList) -> list[tuple[WorkGroup, list[Work]]]:
    """Works under their headings: those without a group first, then the groups in the file's order."""
    declared = {group.key: group for group in watch.groups}
    held: dict[str, list[Work]] = {key: [] for key in ("", *declared)}
    for work in watch.works:
        held.setdefault(work.group, []).append(work)
    return [(declared.get(key, WorkGroup(key, key)), works) for key, works in held.items() if works]


def _shown(
    work: Work, order: Fact, labels: dict[str, str], mentions: list[Mention], prose: Prose, words: Words
) -> Shown:
    by_sheet = (next(found) for _, found in groupby(mentions, key=lambda mention: mention.sheet.id))
    return Shown(
        key=work.key,
        title=work.title,
        place=work.place,
        facts=(*_facts(work.facts, labels, words), order),
        why=_prose(work.why, work.place, prose),
        look_for=_prose(work.look_for, work.place, prose),
        links=tuple((first.address, short_name(first.sheet, words)) for first in by_sheet),
        addresses=" ".join(mention.address for mention in mentions),
    )


def _facts(facts: Iterable[tuple[str, str]], labels: dict[str, str], words: Words) -> list[Fact]:
    """A work's facts with their labels; a language tag is not printed, it is the original title's `lang`."""
    known = dict(facts)
    spoken = known.get(_ORIGINAL_LANGUAGE, "")
    tag = spoken if _LANGUAGE_TAG.fullmatch(spoken) else ""
    made = []
    for name, value in known.items():
        if not value or (name == _ORIGINAL_LANGUAGE and tag):
            continue
        text = _as_said(name, value, words)
        label = labels.get(name) or name.replace("_", " ").capitalize()
        made.append(Fact(label, text, tag if name == _ORIGINAL_TITLE else ""))
    return made


def _as_said(name: str, value: str, words: Words) -> str:
    """A number of the data file in the words of the language."""
    if name == _RUNNING_TIME and value.isdigit():
        return words.minutes.format(count=value)
    if name == _YEAR and value.startswith("-") and value[1:].isdigit():
        return words.before_christ.format(year=value[1:])
    return value


def _prose(markdown: str, place: Place, prose: Prose) -> Markup:
    return Markup(inner_xhtml(xhtml.parse(prose(markdown, place)))) if markdown.strip() else Markup("")
