"""`watch:babylon` in the text → a link to the work in the appendix, and the list of where each work is mentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.book.numbers import free_id
from lalabook.book.references import ask_for_page, says_nothing, scheme_of
from lalabook.book.sheets import Sheet
from lalabook.config import Config
from lalabook.findings import Finding, Severity
from lalabook.manuscript import WatchList, Work
from lalabook.nearest import did_you_mean
from lalabook.xhtml import Element


@dataclass(frozen=True)
class Mention:
    """A work named in the text."""

    sheet: Sheet
    id: str

    @property
    def address(self) -> str:
        return self.sheet.address(self.id)


@dataclass(frozen=True)
class Mentions:
    """Links mentions division by division and remembers them; the numbering runs through the book."""

    watch: WatchList
    scheme: str
    appendix: str
    """File of the division that shows the works; empty where there is none."""
    works: dict[str, Work]
    found: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(1)))

    @classmethod
    def expected(cls, watch: WatchList, config: Config, appendix: Sheet | None) -> Mentions:
        file = appendix.file if appendix is not None else ""
        return cls(watch, config.watch_scheme, file, {work.key: work for work in watch.works})

    def link(self, sheet: Sheet) -> Iterator[Finding]:
        """Link the mentions of one division; what names no work is yielded as a finding."""
        for link in list(sheet.root.iter("a")):
            href = link.get("href", "")
            if scheme_of(href) != self.scheme.lower():
                continue
            xhtml.add_class(link, "mention")
            key = unquote(href.partition(":")[2])
            if (finding := self._refusal(sheet, link, key)) is not None:
                yield finding
            else:
                self._land(sheet, link, key)

    def never(self) -> Iterator[Finding]:
        """A warning for each work that the book does not mention."""
        for work in self.works.values():
            if not self.found.get(work.key):
                hint = f"write [{work.title}]({self.scheme}:{work.key}) where the book speaks of it"
                yield Finding(work.place, "X010", f'"{work.title}" is never mentioned', hint, Severity.WARNING)

    def _refusal(self, sheet: Sheet, link: Element, key: str) -> Finding | None:
        place = sheet.place(link)
        if not self.works:
            message = f"{self.scheme}:{key} mentions a work, but the book has no list of works"
            return Finding(place, "X008", message, 'write one, watch.toml, with a table "[works.' + key + ']"')
        if key not in self.works:
            hint = did_you_mean(key, self.works) or f"add it to {self.watch.path or 'the list of works'}"
            return Finding(place, "X007", f'no work has the key "{key}"', hint)
        if not self.appendix:
            message = f"{self.scheme}:{key} cannot be linked: no division of the book shows the works"
            return Finding(place, "X009", message, 'give the book a division with "role: watch-next"')
        return None

    def _land(self, sheet: Sheet, link: Element, key: str) -> None:
        id_ = sheet.name(link, free_id(sheet, f"mention-{key}", self.numbers[key]))
        self.found[key].append(Mention(sheet, id_))
        anchor = f"work-{key}"
        link.set("href", f"#{anchor}" if sheet.file == self.appendix else f"{self.appendix}#{anchor}")
        is_authors_text = not says_nothing(link)
        if not is_authors_text:
            link.append(xhtml.build("cite", self.works[key].title))
        ask_for_page(link, f"{self.appendix}#{anchor}", is_authors_text=is_authors_text)
