"""Titles and facts from book.toml and the list of works → the same with the book's quotes, dashes and apostrophes."""

from __future__ import annotations

from dataclasses import replace

from lalabook.book.constructs.typography import set_words
from lalabook.config import Config
from lalabook.manuscript import WatchList, Work

_ORIGINAL_TITLE, _ORIGINAL_LANGUAGE = "original_title", "original_language"


def set_metadata(config: Config) -> Config:
    """The configuration with its words about the book set, unless the author does it alone."""
    if not config.smart_typography:
        return config
    about = config.metadata

    def said(text: str) -> str:
        return set_words(text, about.language)

    return replace(
        config,
        metadata=replace(
            about,
            title=said(about.title),
            subtitle=said(about.subtitle),
            description=said(about.description),
            publisher=said(about.publisher),
            rights=said(about.rights),
            series=said(about.series),
        ),
    )


def set_watch(watch: WatchList, config: Config) -> WatchList:
    """The list of works with its titles, facts and labels set, unless the author does it alone."""
    if not config.smart_typography:
        return watch
    language = config.metadata.language
    return replace(
        watch,
        title=set_words(watch.title, language),
        groups=tuple(replace(group, label=set_words(group.label, language)) for group in watch.groups),
        labels=tuple((name, set_words(label, language)) for name, label in watch.labels),
        works=tuple(_set_work(work, language) for work in watch.works),
    )


def _set_work(work: Work, language: str) -> Work:
    original = dict(work.facts).get(_ORIGINAL_LANGUAGE, language)
    facts = tuple(
        (name, set_words(value, original if name == _ORIGINAL_TITLE else language)) for name, value in work.facts
    )
    return replace(work, title=set_words(work.title, language), facts=facts)
