"""Where divisions begin and what their pages are called. Page orders are drawn: one letter a page, "." a blank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from lalabook.editions.print.folios import Numerals, folio, read_folio
from lalabook.editions.print.model import Gathering, Page, Pagination
from lalabook.editions.print.pagination import ROUNDS, opening_sides, paginate, settle
from lalabook.findings import BookError
from lalabook.manuscript import Division
from lalabook.terms import Region, Role

_ROLES = {
    "h": Role.HALF_TITLE,
    "t": Role.TITLE_PAGE,
    "i": Role.IMPRINT,
    "c": Role.CONTENTS,
    "l": Role.LIST_OF_BOXES,
    "P": Role.PART,
    "a": Role.APPENDIX,
}


def division(letter: str, depth: int = 0) -> Division:
    role = _ROLES.get(letter, Role.CHAPTER)
    return Division(id=letter, path=f"{letter}.md", role=role, region=role.term.region, depth=depth)


def gathering(letter: str, pages: int, **anchors: int) -> Gathering:
    """Anchors: name=page, counted from 0."""
    by_page = tuple(
        Page(anchors=tuple(name for name, page in anchors.items() if page == number)) for number in range(pages)
    )
    return Gathering(letter, b"%PDF", by_page)


def drawn(order: str, opens_on: str = "recto", nested: str = "") -> tuple[str, Pagination]:
    """ "hti111 2" → the pages of a book with these divisions, and its Pagination."""
    letters = list(dict.fromkeys(order))
    divisions = [division(letter, depth=int(letter in nested)) for letter in letters]
    gatherings = [gathering(letter, order.count(letter)) for letter in letters]
    pagination = paginate(divisions, gatherings, opens_on)
    pages = ["."] * len(pagination.labels)
    for leaf in pagination.leaves:
        for number in range(len(leaf.labels)):
            assert pages[leaf.first_page + number] == "."
            pages[leaf.first_page + number] = leaf.division
    return "".join(pages), pagination


@pytest.mark.parametrize(
    ("copy", "pages"),
    [
        ("hti111122", "h.ti111122"),
        ("hti11122", "h.ti111.22"),
        ("tic1", "tic.1"),
        ("ticcl1", "ticcl.1"),
        ("ticl12", "ticl1.2"),
        ("P12", "P.1.2"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_divisions_open_on_their_side_and_blanks_fill_the_rest(copy: str, pages: str):
    assert drawn(copy)[0] == pages


def test_chapters_may_open_on_any_side_but_parts_and_the_first_page_of_the_body_stay_rectos():
    assert drawn("tiP1223a", opens_on="any")[0] == "tiP1223a"
    assert drawn("ti1P2", opens_on="any")[0] == "ti1.P2"
    assert drawn("tic123", opens_on="any")[0] == "tic.123"


def test_a_chapter_inside_a_chapter_begins_on_the_next_page():
    assert drawn("1234", nested="23")[0] == "123.4"


def test_front_matter_is_roman_and_the_body_begins_with_1():
    _, pagination = drawn("hticcc122a")

    assert pagination.labels == ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "1", "2", "3", "4", "5")
    assert {leaf.division: leaf.labels for leaf in pagination.leaves}["a"] == ("5",)


def test_a_blank_has_a_label_of_its_own_that_no_division_uses():
    pages, pagination = drawn("h.t1".replace(".", ""))

    assert pages == "h.t.1"
    assert pagination.labels[1] == "ii"
    assert all("ii" not in leaf.labels for leaf in pagination.leaves)


def test_every_anchor_has_the_folio_of_the_page_where_it_begins():
    divisions = [division("t"), division("1")]
    body = gathering("1", 3, piano=1)
    body = replace(body, pages=(*body.pages[:2], Page(anchors=("piano", "quarrel"))))

    pagination = paginate(divisions, [gathering("t", 1), body])

    assert dict(pagination.folios) == {"t.xhtml": "i", "1.xhtml": "1", "1.xhtml#piano": "2", "1.xhtml#quarrel": "3"}
    assert list(pagination.folios) == sorted(pagination.folios)


@pytest.mark.parametrize("number", [1, 4, 9, 14, 40, 49, 90, 399, 1994])
def test_a_folio_can_be_read_back(number: int):
    for numerals in Numerals:
        assert read_folio(folio(number, numerals)) == (number, numerals)


def test_folios_say_on_which_side_a_division_opens():
    divisions = [division("t"), division("i"), division("l"), division("1"), division("2"), division("3")]
    folios = {"t.xhtml": "i", "i.xhtml": "ii", "l.xhtml": "iv", "1.xhtml": "1", "2.xhtml": "4", "3.xhtml": "7"}

    sides = opening_sides(divisions, folios, opens_on="any")

    assert sides == {"t": "right", "i": "left", "l": "left", "1": "right", "2": "left", "3": "right"}
    assert opening_sides(divisions, folios, opens_on="recto")["2"] == "right"


class Printer:
    """Lays out two divisions; chapter 1 is as long as `length` makes of the folio of chapter 2."""

    def __init__(self, length):
        self.divisions = [division("1"), division("2")]
        self.length = length
        self.seen: list[Mapping[str, str]] = []

    def __call__(self, folios: Mapping[str, str]) -> tuple[Gathering, ...]:
        self.seen.append(dict(folios))
        pages = self.length(folios.get("2.xhtml", "0"))
        return gathering("1", pages, end=pages - 1), gathering("2", 1)

    def settle(self, first: Mapping[str, str]):
        return settle(self, self.divisions, first)


def test_a_new_book_is_laid_out_with_no_folios_and_then_with_the_right_ones():
    printer = Printer(lambda folio: 2)

    pagination, gatherings = printer.settle({})

    assert printer.seen == [{}, dict(pagination.folios)]
    assert pagination.folios == (("1.xhtml", "1"), ("1.xhtml#end", "2"), ("2.xhtml", "3"))
    assert [len(each.pages) for each in gatherings] == [2, 1]


def test_a_book_whose_page_numbers_did_not_change_is_laid_out_once():
    printer = Printer(lambda folio: 2)
    last_build = dict(printer.settle({})[0].folios)
    printer.seen.clear()

    printer.settle(last_build)

    assert printer.seen == [last_build]


def test_page_numbers_that_move_once_settle():
    printer = Printer(lambda folio: 2 if folio == "0" else 3)

    pagination, _ = printer.settle({})

    assert dict(pagination.folios)["2.xhtml"] == "5"
    assert len(printer.seen) == 3


def test_references_that_chase_each_other_are_named_after_six_rounds():
    printer = Printer(lambda folio: 3 if folio == "3" else 2)

    with pytest.raises(BookError) as caught:
        printer.settle({})

    assert len(printer.seen) == ROUNDS == 6
    (finding,) = caught.value.findings
    assert finding.code == "P201"
    assert finding.place.path == "1.md"
    assert "1.xhtml#end (page 2 or 3)" in finding.message or "1.xhtml#end (page 3 or 2)" in finding.message
    assert finding.hint


def test_a_division_that_cannot_be_laid_out_ends_the_rounds():
    calls = []

    def fails(folios: Mapping[str, str]) -> tuple[Gathering, ...]:
        calls.append(folios)
        return gathering("1", 1), Gathering("2", b"", ())

    _, gatherings = settle(fails, [division("1"), division("2")], {})

    assert len(calls) == 1
    assert not gatherings[1].pdf


def test_region_decides_the_numerals_and_not_the_role():
    early = replace(division("1"), region=Region.FRONT)

    pagination = paginate([early, division("2")], [gathering("1", 1), gathering("2", 1)])

    assert pagination.labels == ("i", "ii", "1")
