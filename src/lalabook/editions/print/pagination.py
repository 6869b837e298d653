"""Gatherings in reading order → the Pagination: the label of every page and the page of every anchor.

Odd folios are rectos: roman `i` is the first page of the book, arabic `1` the first page of the body, and both are
rectos. So a folio says on which side its page lies, and the last build's folios are enough to lay a division out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lalabook.editions.print.folios import Numerals, folio, read_folio
from lalabook.editions.print.model import Gathering, Leaf, Pagination
from lalabook.findings import BookError, Finding, Place
from lalabook.manuscript import Division
from lalabook.terms import Region, Role

ROUNDS = 6
"""How often a book is laid out before we say that its page numbers chase each other."""

LayOut = Callable[[Mapping[str, str]], tuple[Gathering, ...]]
"""Lays all divisions out, in order, with these folios written in (see `opening_sides` for the side each begins on).
It is called again with other folios, and is expected to keep what they do not change."""

_SHOWN = 3


@dataclass(frozen=True)
class _Round:
    """One go at the whole book."""

    pagination: Pagination
    gatherings: tuple[Gathering, ...]

    @property
    def lengths(self) -> dict[str, int]:
        return {gathering.division: len(gathering.pages) for gathering in self.gatherings}


def paginate(divisions: Sequence[Division], gatherings: Sequence[Gathering], opens_on: str = "recto") -> Pagination:
    """Give every page its label; blank versos are counted and labelled, and belong to no division.

    `opens_on` is `[print] chapters-open`. Gatherings stand in the order of `divisions`.
    """
    labels: list[str] = []
    leaves: list[Leaf] = []
    number, numerals = 0, Numerals.ROMAN
    openings = _openings(divisions, opens_on)
    for division, opening, gathering in zip(divisions, openings, gatherings, strict=True):
        assert division.id == gathering.division, "gatherings stand in the order of their divisions"
        if _is_wrong_side(opening, len(labels)):
            number += 1
            labels.append(folio(number, numerals))
        if numerals is Numerals.ROMAN and division.region is not Region.FRONT:
            number, numerals = 0, Numerals.ARABIC
        numbers = range(number + 1, number + 1 + len(gathering.pages))
        own = tuple(folio(each, numerals) for each in numbers)
        leaves.append(Leaf(division.id, len(labels), own))
        labels.extend(own)
        number += len(own)
    return Pagination(tuple(leaves), tuple(labels), tuple(sorted(_folios(leaves, gatherings))))


def opening_sides(divisions: Sequence[Division], folios: Mapping[str, str], opens_on: str = "recto") -> dict[str, str]:
    """Division → "right" or "left": the side its first page is, as far as these folios know."""
    sides = {}
    for division, opening in zip(divisions, _openings(divisions, opens_on), strict=True):
        known = folios.get(f"{division.id}.xhtml")
        is_verso = opening == "verso" or (opening == "either" and known is not None and read_folio(known)[0] % 2 == 0)
        sides[division.id] = "left" if is_verso else "right"
    return sides


def settle(
    lay_out: LayOut, divisions: Sequence[Division], first: Mapping[str, str], opens_on: str = "recto"
) -> tuple[Pagination, tuple[Gathering, ...]]:
    """Lay the book out until the folios written in are those it comes to have.

    `first` holds the folios of the last build, or nothing. A division that could not be laid out ends it at once: its
    remarks say why. Raises `BookError` when the folios have not settled after `ROUNDS` rounds.
    """
    folios, before = dict(first), None
    for _ in range(ROUNDS):
        gatherings = lay_out(folios)
        now = _Round(paginate(divisions, gatherings, opens_on), gatherings)
        came_out = dict(now.pagination.folios)
        if came_out == folios or not all(gathering.pdf for gathering in gatherings):
            return now.pagination, gatherings
        folios, last = came_out, before
        before = now
    assert last is not None and before is not None, "ROUNDS is at least 2"
    raise BookError(_unsettled(divisions, last, before))


def _openings(divisions: Sequence[Division], opens_on: str) -> Iterator[str]:
    """ "recto", "verso" or "either" for each division."""
    in_front = True
    for division in divisions:
        is_first_of_body = in_front and division.region is not Region.FRONT
        in_front = in_front and not is_first_of_body
        is_chapter = division.region is not Region.FRONT and division.role is not Role.PART
        if is_first_of_body:
            yield "recto"  # arabic 1 is a recto, whatever follows
        elif is_chapter and (opens_on == "any" or division.depth):
            yield "either"  # a chapter inside a chapter begins on the next page, like a section of it
        else:
            yield division.role.term.opens


def _is_wrong_side(opening: str, page: int) -> bool:
    """Whether page `page` of the book, counted from 0, is not the side on which a division opens."""
    is_verso = page % 2 == 1
    return (opening == "recto" and is_verso) or (opening == "verso" and not is_verso)


def _folios(leaves: Sequence[Leaf], gatherings: Sequence[Gathering]) -> Iterator[tuple[str, str]]:
    for leaf, gathering in zip(leaves, gatherings, strict=True):
        name = f"{leaf.division}.xhtml"
        found: dict[str, str] = {}
        for page, label in zip(gathering.pages, leaf.labels, strict=True):
            found.setdefault(name, label)
            for anchor in page.anchors:
                # what is divided between two pages stands where it begins
                found.setdefault(f"{name}#{anchor}", label)
        yield from found.items()


def _unsettled(divisions: Sequence[Division], last: _Round, now: _Round) -> Iterator[Finding]:
    """One finding for each division whose length keeps changing, with references that move; at least one finding."""
    was, comes = dict(last.pagination.folios), dict(now.pagination.folios)
    restless = [division for division in divisions if last.lengths[division.id] != now.lengths[division.id]]
    blamed: list[Division | None] = [*restless] or [None]
    for division in blamed:
        mine = f"{division.id}.xhtml" if division else ""
        moved = [name for name in comes if was.get(name) not in (None, comes[name])]
        # the division's own anchors first: those behind it only move with it
        moved.sort(key=lambda name: (not name.startswith(mine), name))
        shown = ", ".join(f"{name} (page {was[name]} or {comes[name]})" for name in moved[:_SHOWN])
        more = f" and {len(moved) - _SHOWN} more" if len(moved) > _SHOWN else ""
        yield Finding(
            Place(division.path if division else ""),
            "P201",
            f"the page numbers do not settle: with each layout they move {shown}{more}",
            "a page number there makes the text longer or shorter by a line: add or take a few words near it",
        )
