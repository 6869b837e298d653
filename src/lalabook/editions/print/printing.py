"""A Book → its print PDF: lay out what changed, settle the folios, set heads and folios, collate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lalabook.book.model import Book, Galley
from lalabook.cache import Cache, key, written
from lalabook.editions.design import PrintDesign
from lalabook.editions.print.collate import collate
from lalabook.editions.print.furniture import furniture_sheets
from lalabook.editions.print.model import Gathering, Job, Pagination, PlainPrint, PlainSheet, TypeCase
from lalabook.editions.print.page_copy import PageCopy, page_copy, placed
from lalabook.editions.print.pagination import opening_sides, settle
from lalabook.editions.print.workshop import Workshop
from lalabook.editions.print.written_folios import fill_folios
from lalabook.findings import Finding, refuse_errors
from lalabook.progress import Progress
from lalabook.words import words_for


@dataclass(frozen=True)
class LaidOut:
    """A book as pages, its numbers settled, before running heads and folios."""

    pagination: Pagination
    gatherings: tuple[Gathering, ...]
    copies: Mapping[str, PageCopy]
    """Division → what was laid out."""
    findings: tuple[Finding, ...]
    """Warnings and advice."""


@dataclass(frozen=True)
class Printed:
    """The print edition and what is known of it."""

    pdf: bytes
    pagination: Pagination
    findings: tuple[Finding, ...]
    """Warnings and advice."""


@dataclass
class PressRun:
    """What one build needs at hand while it prints: the store, the workers, and what they have done so far."""

    book: Book
    design: PrintDesign
    pictures: Mapping[str, bytes]
    """Path in the book's folder → bytes, of every picture of the book."""
    cache: Cache
    workshop: Workshop
    tool: str
    """lalabook's own digest: part of every key."""
    progress: Progress
    names_places: bool = False
    """`[print] cross-references`: "on the facing page" in place of a number."""
    laid_out: list[str] = field(default_factory=list)
    gatherings: dict[str, Gathering] = field(default_factory=dict)
    """Key → gathering, of this build."""

    def __post_init__(self) -> None:
        self.case = TypeCase.of(self.design)
        self.case_key = key("type case", self.tool, written(self.case))

    def gather(self, jobs: Sequence[Job], sides: Mapping[str, str]) -> tuple[Gathering, ...]:
        """The gatherings of these jobs, in order.

        A division is laid out as for a recto; one that opens on a verso is laid out again only where the design's sides
        differ in more than their margins, else `collate` moves it.
        """
        rectos = self._laid_out(jobs)
        again = [
            replace(job, opens="left")
            for job, gathering in zip(jobs, rectos, strict=True)
            if sides[job.division] == "left" and gathering.pdf and gathering.mirror_pt is None
        ]
        versos = {gathering.division: gathering for gathering in self._laid_out(again)}
        return tuple(versos.get(each.division, each) for each in rectos)

    def _laid_out(self, jobs: Sequence[Job]) -> tuple[Gathering, ...]:
        """From this build, from the store, or laid out now."""
        names = [key("gather", self.case_key, written(job)) for job in jobs]
        missing: dict[str, Job] = {}
        for name, job in zip(names, jobs, strict=True):
            if name not in self.gatherings:
                kept = self.cache.recall(name, Gathering)
                if kept is None:
                    missing[name] = job
                else:
                    self.gatherings[name] = kept
        named = {job.division: name for name, job in missing.items()}
        pages = 0
        for done, gathering in enumerate(self.workshop.lay_out(list(missing.values()), self.case), 1):
            pages += len(gathering.pages)
            self._keep(named[gathering.division], gathering)
            self.laid_out.append(gathering.division)
            self.progress.laid_out(gathering.division, done, len(missing), pages)
        return tuple(self.gatherings[name] for name in names)

    def set_plain(self, sheets: Sequence[PlainSheet]) -> dict[str, PlainPrint]:
        """Running heads and folios by the name of their sheet, from the store or set now."""
        names = {sheet.name: key("furniture", self.case_key, written(sheet)) for sheet in sheets}
        prints = {name: self.cache.recall(stored, PlainPrint) for name, stored in names.items()}
        missing = [sheet for sheet in sheets if prints[sheet.name] is None]
        for made in self.workshop.print_plain(missing, self.case):
            prints[made.name] = made
            if not made.remarks:
                self.cache.keep(names[made.name], made)
        return {name: made for name, made in prints.items() if made is not None}

    def last_folios(self) -> dict[str, str]:
        """The folios of the last build: nearly always those of this one."""
        last = self.cache.recall(self._pagination_key, Pagination)
        return dict(last.folios) if last else {}

    def remember(self, pagination: Pagination) -> None:
        self.cache.keep(self._pagination_key, pagination)

    @property
    def _pagination_key(self) -> str:
        return key("pagination", self.book.metadata.title)

    def _keep(self, name: str, gathering: Gathering) -> None:
        self.gatherings[name] = gathering
        if gathering.pdf:  # a worker that died may do better next time
            self.cache.keep(name, gathering)


def lay_out_book(run: PressRun, opens_on: str = "recto") -> LaidOut:
    """Lay a book out. `opens_on` is `[print] chapters-open`. Raises `BookError` with all that layout found wrong."""
    galleys = {galley.id: galley for galley in run.book.galleys}
    divisions = [galley.division for galley in run.book.galleys]
    copies = {galley.id: page_copy(galley) for galley in run.book.galleys}
    words = words_for(run.book.metadata.language)

    def lay_out(folios: Mapping[str, str]) -> tuple[Gathering, ...]:
        jobs = [
            Job(
                galley.id,
                fill_folios(copies[galley.id].xhtml, folios, words, run.names_places),
                galley.language,
                galley.title,
                pictures=_pictures(galley, run.pictures),
            )
            for galley in run.book.galleys
        ]
        return run.gather(jobs, opening_sides(divisions, folios, opens_on))

    pagination, gatherings = settle(lay_out, divisions, run.last_folios(), opens_on)
    findings = [finding for copy in copies.values() for finding in copy.findings]
    for name, gathering, leaf in zip(galleys, gatherings, pagination.leaves, strict=True):
        findings += placed(gathering.remarks, copies[name], galleys[name], leaf.labels)
    refuse_errors(findings)
    run.remember(pagination)
    return LaidOut(pagination, gatherings, copies, tuple(findings))


def make_pdf(run: PressRun, laid_out: LaidOut) -> Printed:
    """Set heads and folios over the pages of a book, and join them. Raises `BookError` with all that is wrong."""
    galleys = {galley.id: galley for galley in run.book.galleys}
    pagination, gatherings, copies = laid_out.pagination, laid_out.gatherings, laid_out.copies
    findings = list(laid_out.findings)
    furniture = run.set_plain(furniture_sheets(run.book, gatherings, pagination))
    findings += [each for name, made in furniture.items() for each in placed(made.remarks, copies[name], galleys[name])]
    refuse_errors(findings)
    collated = collate(run.book, gatherings, {name: made.pdf for name, made in furniture.items()}, pagination)
    findings += collated.findings
    refuse_errors(findings)
    return Printed(collated.pdf, pagination, tuple(findings))


def _pictures(galley: Galley, pictures: Mapping[str, bytes]) -> tuple[tuple[str, bytes], ...]:
    return tuple((path, pictures[path]) for path in galley.pictures)
