"""What book.toml says of the book → half-title and title page; and the titles of the pages that lalabook makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lalabook import template, xhtml
from lalabook.book.sheets import Sheet
from lalabook.config import Config, Contributor
from lalabook.manuscript import WatchList
from lalabook.terms import Role
from lalabook.words import Words


def set_front_pages(sheets: Iterable[Sheet], config: Config, words: Words) -> None:
    """Fill the half-title and the title page, unless the author wrote his own."""
    about = config.metadata
    for sheet in sheets:
        if sheet.role is Role.HALF_TITLE and sheet.is_blank:
            sheet.append(template.fill("half-title.xhtml.j2", id=sheet.id, title=about.title))
        elif sheet.role is Role.TITLE_PAGE and sheet.is_blank:
            contributors = tuple(_credited(about.authors, dict(words.credits)))
            matter = template.fill(
                "title-page.xhtml.j2",
                id=sheet.id,
                title=about.title,
                subtitle=about.subtitle,
                contributors=contributors,
                publisher=about.publisher,
            )
            sheet.append(matter)


def title_made_page(sheet: Sheet, watch: WatchList, config: Config, words: Words) -> Sheet:
    """The sheet of contents, a list or the appendix with its title, the author's own where his file has one."""
    titles = {
        Role.CONTENTS: words.contents,
        Role.LIST_OF_BOXES: words.boxes_named_by_author if config.boxes_name else words.boxes,
        Role.LIST_OF_FIGURES: words.figures,
        Role.LIST_OF_TABLES: words.tables,
        Role.WATCH_NEXT: config.watch_title or watch.title or words.watch_next,
        Role.INDEX: config.index_title or words.index,
    }
    title = titles.get(sheet.role, "")
    if title and sheet.heading is None:
        sheet.root.insert(0, xhtml.build("h1", title, class_="title"))
        sheet.name(sheet.root[0], sheet.id)
        return replace(sheet, given_title="")
    asked = config.watch_title if sheet.role is Role.WATCH_NEXT else title
    if title and asked and sheet.heading is not None and not sheet.galley.division.path:
        sheet.heading[:] = []
        sheet.heading.text = asked
        return replace(sheet, given_title="")
    return sheet


def _credited(contributors: Iterable[Contributor], credits_: dict[str, str]) -> Iterator[tuple[Contributor, str]]:
    """Each contributor with what stands before the name; said once for several in a row."""
    before = ""
    for contributor in contributors:
        yield contributor, "" if contributor.role == before else credits_.get(contributor.role, "")
        before = contributor.role
