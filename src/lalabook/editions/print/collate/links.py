"""Destinations and links of single gatherings → one name tree, and links that lead from division to division."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Object, Pdf, String

from lalabook.book.model import Book
from lalabook.editions.print.collate.stack import Laid
from lalabook.editions.print.collate.trees import name_tree, read_tree
from lalabook.editions.print.model import HOUSE_URL, Pagination
from lalabook.findings import Finding, Place
from lalabook.words import words_for


@dataclass(frozen=True)
class Destination:
    """A place that links can lead to."""

    name: Object
    """As the gathering wrote it: viewers compare the bytes."""
    page: int


def join_destinations(pdf: Pdf, laid: Sequence[Laid]) -> dict[str, Destination]:
    """Write the catalog's `Names`. Names hold their division already (docs/galley.md), so no two are the same."""
    destinations: dict[str, Destination] = {}
    pairs: list[tuple[bytes, Object]] = []
    for each in laid:
        names = each.source.Root.get("/Names", Dictionary())
        if "/Dests" not in names:
            continue
        page_numbers = {page.objgen: each.first_page + number for number, page in enumerate(each.pages)}
        tree = pdf.copy_foreign(each.source.make_indirect(names.Dests))
        for name, target in read_tree(tree, "/Names"):
            if str(name) not in destinations:
                destinations[str(name)] = Destination(name, page_numbers[target[0].objgen])
                pairs.append((bytes(name), target))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(name_tree(pdf, pairs)))
    return destinations


def join_links(
    laid: Sequence[Laid], destinations: Mapping[str, Destination], book: Book, pagination: Pagination
) -> tuple[Finding, ...]:
    """Turn links to other divisions into inner ones, and say of all inner links where they lead ("Spring, page 41").

    A link to a place that is on no page is an error; it is left without a target.
    """
    titles = {f"{galley.id}.xhtml": galley.title for galley in book.galleys}
    paths = {galley.id: galley.division.path for galley in book.galleys}
    page_word = words_for(book.metadata.language).page
    findings: dict[Finding, None] = {}
    for each in laid:
        for link in _links(each.pages):
            target = _target(link)
            if target is None:
                continue
            if "/A" in link:
                del link["/A"]
            destination = destinations.get(target)
            if destination is None:
                if "/Dest" in link:
                    del link["/Dest"]
                findings[_dead(target, paths[each.division])] = None
                continue
            link.Dest = destination.name
            label = pagination.labels[destination.page]
            link.Contents = String(f"{titles.get(target.partition('#')[0], target)}, {page_word} {label}")
    return tuple(findings)


def _links(pages: Sequence[Object]) -> Iterator[Object]:
    for page in pages:
        for annotation in page.get("/Annots", Array()).as_list():
            if annotation.get("/Subtype") == "/Link":
                yield annotation


def _target(link: Object) -> str | None:
    """The name of the destination a link asks for; None where it leads out of the book."""
    if "/Dest" in link:
        return str(link.Dest)
    uri = str(link.get("/A", Dictionary()).get("/URI", ""))
    return unquote(uri.removeprefix(HOUSE_URL)) if uri.startswith(HOUSE_URL) else None


def _dead(target: str, path: str) -> Finding:
    return Finding(
        Place(path),
        "P202",
        f"a link leads to {target}, which is on no printed page",
        "if the design hides that place (display: none), show it, or take the link out",
    )
