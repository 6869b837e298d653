"""What a reference to something near says in print: above, below, on the facing page."""

from __future__ import annotations

import pytest

from lalabook import xhtml
from lalabook.editions.print.page_copy import page_copy
from lalabook.editions.print.written_folios import fill_folios
from lalabook.words import words_for
from small_galleys import chapter

BOX = '<aside class="box" id="box"><p>Box.</p></aside>'
REFERENCE = '<a class="ref" href="#box">Box 7</a><span class="folio-ref" data-folio-of="spring.xhtml#box"></span>'


def printed(*blocks: str, names_places: bool = False, language: str = "en", **folios: str) -> str:
    """The words of the first paragraph with a reference; `folios` are those of `box` and `folio_ref_1` …"""
    copy = page_copy(chapter("spring", "Spring", "".join(blocks)))
    known = {f"spring.xhtml#{name.replace('_', '-')}": label for name, label in folios.items()}
    root = xhtml.parse(fill_folios(copy.xhtml, known, words_for(language), names_places))
    return next(text for each in root.iter("p") if "Box 7" in (text := xhtml.text_of(each)))


def test_a_reference_to_its_own_page_says_above_or_below_and_no_number():
    assert printed(BOX, f"<p>{REFERENCE}</p>", box="41", folio_ref_1="41") == "Box 7, above"
    assert printed(f"<p>{REFERENCE}</p>", BOX, box="41", folio_ref_1="41") == "Box 7, below"
    assert printed(f"<p>{REFERENCE}</p>", BOX, box="41", folio_ref_1="41", language="de-AT") == "Box 7, unten"


def test_each_reference_is_judged_by_its_own_page():
    both = f"<p>{REFERENCE} and {REFERENCE}</p>"

    assert printed(BOX, both, box="41", folio_ref_1="41", folio_ref_2="42") == "Box 7, above and Box 7, page 41"


def test_a_reference_whose_page_nobody_knows_yet_says_the_number():
    assert printed(BOX, f"<p>{REFERENCE}</p>", box="41") == "Box 7, page 41"
    assert printed(BOX, f"<p>{REFERENCE}</p>") == "Box 7, page 0"


def test_text_stands_above_the_notes_of_its_page():
    mark = '<p>It<a class="noteref" id="ref-a" href="#note-a">1</a> plays.</p>'
    note = f'<section class="notes"><aside class="note" id="note-a"><p>{REFERENCE}</p></aside></section>'

    assert "Box 7, above" in printed(mark, BOX, note, box="3", folio_ref_1="3")


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("40", "41", "on the facing page"),
        ("41", "40", "on the facing page"),
        ("41", "42", "page 42"),
        ("40", "43", "page 43"),
        ("xii", "xiii", "on the facing page"),
        ("ii", "1", "page 1"),
    ],
)
def test_a_reference_may_name_the_facing_page(here, there, said):
    paragraph = f"<p>{REFERENCE}</p>"

    assert printed(BOX, paragraph, names_places=True, box=there, folio_ref_1=here) == f"Box 7, {said}"
    assert printed(BOX, paragraph, box=there, folio_ref_1=here) == f"Box 7, page {there}"


def test_a_places_id_never_takes_that_of_a_heading():
    copy = page_copy(chapter("spring", "Spring", f'<h2 id="folio-ref-1">x</h2><p>{REFERENCE}</p>')).xhtml

    assert copy.count('id="spring.xhtml#folio-ref-1"') == 1
    assert 'id="spring.xhtml#folio-ref-2"' in copy
