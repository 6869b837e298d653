"""The whole build on one page: read → compose → bind → make → check. The only room that writes editions to disk."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lalabook import config as configuration
from lalabook.book.bind import bind
from lalabook.book.composing import Prose, compose_all
from lalabook.book.titles_as_set import set_metadata, set_watch
from lalabook.cache import Cache, write_all
from lalabook.checks.pdf import check_pdf
from lalabook.checks.proof import Copy, proof, proof_own
from lalabook.checks.shops import SHOPS
from lalabook.editions.design import load_design
from lalabook.editions.epub import make_epub
from lalabook.editions.page_marks import PageMarks
from lalabook.editions.print.page_starts import page_marks
from lalabook.editions.print.printing import LaidOut, PressRun, lay_out_book, make_pdf
from lalabook.editions.print.workshop import Workshop
from lalabook.findings import BookError, Finding, Place, UsageError, refuse_errors
from lalabook.freshness import tool_digest
from lalabook.pictures import Pictures
from lalabook.progress import Progress
from lalabook.reading import read
from lalabook.sources import Folder

EDITIONS = ("epub", "pdf")


@dataclass(frozen=True)
class Order:
    """What is to be built."""

    book: Path
    """The book's folder."""
    editions: tuple[str, ...] = EDITIONS
    jobs: int | None = None
    """Worker processes; None: one a core."""
    output: Path | None = None
    """Where editions and cache go; None: `build` in the book's folder."""
    writes: bool = True
    """False: proof-read only, no edition is written."""
    source_date_epoch: str = ""
    has_page_list: bool = True
    """The EPUB marks and lists the printed pages: then print is laid out for it too."""

    shops: tuple[str, ...] = ()
    """Whose limits the EPUB is held against when the book is proof-read."""

    @property
    def needs_pages(self) -> bool:
        return "pdf" in self.editions or self.has_page_list


@dataclass(frozen=True)
class Written:
    """An edition on disk."""

    path: Path
    size_bytes: int
    digest: str
    """SHA-256, hex."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    editions: tuple[Written, ...]
    findings: tuple[Finding, ...]
    """Warnings and advice: with an error there is no `Built`."""
    words: int
    pages: int
    """0 when nothing was laid out: an EPUB alone, without a page list."""
    divisions: int
    composed: tuple[str, ...]
    """Ids of the divisions that were composed anew."""
    laid_out: tuple[str, ...]
    """Ids of the divisions that were laid out anew, in the order it was done, repeated where it took more rounds."""
    seconds: Mapping[str, float]
    """Verb → time it took."""
    files_read: Mapping[str, str] = field(default_factory=dict)
    looked_for: Mapping[str, bool] = field(default_factory=dict)
    folders_listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def build(
    book: str | os.PathLike[str] = ".",
    *,
    editions: Sequence[str] = EDITIONS,
    jobs: int | None = None,
    output: str | os.PathLike[str] | None = None,
    page_list: bool = True,
) -> Built:
    """Make editions of the book in a folder. Raises `BookError` for a book with faults, `UsageError` for wrong words.

    `editions` are "epub" and "pdf"; `jobs` worker processes (None: one a core); `output` the folder for editions and
    cache (None: `build` in the book's folder); without `page_list` the EPUB says nothing of the printed pages. An
    edition that was there stays as it was until the new one is whole.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    where = Path(output) if output else None
    order = Order(Path(book), tuple(editions), jobs, where, source_date_epoch=epoch, has_page_list=page_list)
    return press(order, Progress())


def check(
    book: str | os.PathLike[str] = ".",
    *,
    editions: Sequence[str] = EDITIONS,
    jobs: int | None = None,
    shops: Sequence[str] = (),
) -> Built:
    """Proof-read: do all that `build` does but write the editions, and look through the EPUB. Raises as `build` does.

    `shops` are those whose limits the EPUB is to keep: "kdp", "apple", "kobo", "google".
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    order = Order(Path(book), tuple(editions), jobs, writes=False, source_date_epoch=epoch, shops=tuple(shops))
    return press(order, Progress())


def check_file(epub: str | os.PathLike[str], *, shops: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Proof-read any EPUB file. Errors are among the findings; raises `UsageError` where there is no such file."""
    _refuse_strange_shops(shops)
    return proof(_bytes_of(epub), shops)


def check_pdf_file(pdf: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """Proof-read any PDF file. Errors are among the findings; raises `UsageError` where there is no such file."""
    return check_pdf(_bytes_of(pdf), Path(pdf).name)


def _bytes_of(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        raise UsageError(f"cannot read {os.fspath(path)}: {fault.strerror}") from fault


def press(order: Order, progress: Progress) -> Built:
    """The whole build."""
    _refuse_misuse(order)
    output = order.output or order.book / "build"
    folder, cache, tool = Folder(order.book), Cache(output / ".cache"), tool_digest()
    with Workshop(order.jobs) as workshop:
        with progress.verb("read"):
            config, manuscript = read(folder, configuration.load(folder, order.source_date_epoch))
            config = set_metadata(config)
            manuscript = replace(manuscript, watch=set_watch(manuscript.watch, config))
            design = load_design(folder, config)
        pictures = Pictures(folder)
        with progress.verb("compose"):
            composed = compose_all(manuscript, config, pictures, cache, tool)
            if composed.anew and order.needs_pages:
                workshop.start(len(composed.anew))  # workers take half a second to wake up
        with progress.verb("bind"):
            prose = Prose(config, pictures, manuscript.watch.path)
            book = bind(manuscript, composed.galleys, config, prose)
        noticed = (manuscript, design, composed, prose, book)
        findings = [finding for each in noticed for finding in each.findings]
        refuse_errors(findings)
        with progress.verb("make"):
            bytes_of = {path: folder.read_bytes(path) for path in (*book.pictures, config.cover) if path}
            run = PressRun(book, design.print, bytes_of, cache, workshop, tool, progress, config.names_places)
            laid_out = _lay_out(order, run, config.opens_on) if order.needs_pages else None
            printed = make_pdf(run, laid_out) if laid_out and "pdf" in order.editions else None
            epub = None
            if "epub" in order.editions:
                marks = _page_marks(laid_out, config.print_isbn) if laid_out and order.has_page_list else None
                claims = config.accessibility
                epub = make_epub(book, design.epub, bytes_of, config.cover, cache, tool, marks=marks, claims=claims)
    made = {".epub": epub.data if epub else b"", ".pdf": printed.pdf if printed else b""}
    findings += [finding for each in (printed, epub) if each for finding in each.findings]
    if not order.writes:
        with progress.verb("check"):
            if epub:
                findings += proof_own(epub.data, order.shops, Copy(book, design.epub.places, bytes_of), findings)
            if printed:
                findings += check_pdf(printed.pdf, f"{file_name(book.metadata.title)}.pdf")
        refuse_errors(findings)
    with progress.verb("write"):
        written = _write(output, file_name(book.metadata.title), made) if order.writes else ()
        cache.sweep()
    return Built(
        editions=written,
        findings=tuple(sorted(set(findings))),
        words=sum(galley.words for galley in book.galleys),
        pages=len(laid_out.pagination.labels) if laid_out else 0,
        divisions=len(book.galleys),
        composed=composed.anew,
        laid_out=tuple(run.laid_out),
        seconds=progress.seconds,
        files_read=folder.files_read,
        looked_for=folder.looked_for,
        folders_listed=folder.folders_listed,
    )


def _lay_out(order: Order, run: PressRun, opens_on: str) -> LaidOut:
    """The book as pages. Who wants only the EPUB is told that it can be had without them."""
    try:
        return lay_out_book(run, opens_on)
    except BookError as refused:
        if "pdf" in order.editions:
            raise
        message = "the EPUB lists the pages of print, which cannot be laid out"
        hint = "mend the errors of print, or leave the list out: --no-page-list"
        raise BookError([*refused.findings, Finding(Place(""), "E011", message, hint)]) from refused


def _page_marks(laid_out: LaidOut, print_isbn: str) -> PageMarks:
    return page_marks(laid_out.gatherings, laid_out.pagination, print_isbn)


def file_name(title: str) -> str:
    """The title as the name of a file, on any system: without what Windows forbids, and not longer than 120 bytes."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    name = " ".join(name.split()).encode()[:120].decode(errors="ignore").strip(". ")
    return name or "book"


def _write(output: Path, name: str, made: Mapping[str, bytes]) -> tuple[Written, ...]:
    """Write the editions that were made. Raises `BookError`, before the first is replaced, where they don't fit."""
    files = {output / f"{name}{suffix}": data for suffix, data in made.items() if data}
    write_all(files)
    return tuple(Written(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items())


def _refuse_misuse(order: Order) -> None:
    if not order.book.is_dir():
        raise UsageError(f"there is no folder {order.book}; name the folder of a book")
    if not order.editions or set(order.editions) - set(EDITIONS):
        raise UsageError(f"editions are {' and '.join(EDITIONS)}, not {', '.join(order.editions) or 'none'}")
    _refuse_strange_shops(order.shops)
    if order.shops and "epub" not in order.editions:
        raise UsageError("shops take the EPUB: leave --edition out, or say epub")
    if order.jobs is not None and order.jobs < 1:
        raise UsageError(f"{order.jobs} worker processes are too few")


def _refuse_strange_shops(shops: Sequence[str]) -> None:
    if set(shops) - set(SHOPS):
        raise UsageError(f"shops are {', '.join(SHOPS)}, not {', '.join(set(shops) - set(SHOPS))}")
