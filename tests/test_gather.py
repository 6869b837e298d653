"""One division becomes pages: what stands where, what is mended, what is said of faults."""

from __future__ import annotations

import importlib.util
import io
import random
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

import lalabook
from lalabook.editions.print import gather as gathering
from lalabook.editions.print.gather import Press, clear_away, gather, print_plain
from lalabook.editions.print.gather.repair import rescue
from lalabook.editions.print.model import Job, PlainSheet, TypeCase
from lalabook.findings import Severity

FONTS = Path(lalabook.__file__).parent / "theme" / "fonts"
SERIF = (FONTS / "source-serif" / "SourceSerif4-Regular.ttf").read_bytes()
FACE = '@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") }'
# five lines of 14 points, so that one can count on one's fingers what stands on a page
FIVE_LINES = (
    FACE
    + """
@page { size: 240pt 80pt; margin: 5pt }
html { font: 10pt/14pt "Serif"; orphans: 1; widows: 1 }
body, p, h1, h2, div { margin: 0; font: inherit; break-after: auto }
"""
)
A_PAGE = (
    FACE
    + """
@page { size: 280pt 400pt; margin: 30pt } @page { @footnote { margin-top: 7pt } }
html { font: 10pt/14pt "Serif"; orphans: 2; widows: 2; text-align: justify }
body { margin: 0 } p { margin: 0; text-indent: 1em }
.footnote { float: footnote; footnote-policy: line; font-size: 8pt; line-height: 10pt; text-indent: 0 }
"""
)


@pytest.fixture(scope="module", autouse=True)
def clean():
    """A press has temporary files, which it removes when it is dropped before the interpreter ends."""
    yield
    press.cache_clear()
    clear_away()


@cache
def press(css: str = FIVE_LINES) -> Press:
    return Press(TypeCase(css, css, (("fonts/serif.ttf", SERIF),)))


def division(inside: str, css: str = FIVE_LINES, **more):
    xhtml = f'<div class="division" id="winter.xhtml" data-block="0">{inside}</div>'
    return gather(Job("winter", xhtml, "en-GB", "Winter", **more), press(css))


def blocks(count: int, text: str = "A line of text.") -> str:
    return "".join(f'<p data-block="{number}">{text}</p>' for number in range(1, count + 1))


def codes(made) -> list[str]:
    """Faults; what a proof-reader would say besides is tested in test_gather_pages.py."""
    return [remark.code for remark in made.remarks if remark.severity is not Severity.ADVICE]


def open_pdf(made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.pdf))


def test_every_page_says_with_which_block_it_begins():
    made = division(blocks(12))

    assert [page.starts_at for page in made.pages] == [(1, 0), (6, 0), (11, 0)]


def test_a_page_that_begins_within_a_paragraph_says_at_which_character():
    lines = [f"Line {number} is here." for number in range(1, 8)]
    text = " \n<br/>".join(lines)
    made = division(f'<p data-block="1">{text}</p>')

    before = " \n".join(lines[:5]) + " \n"
    assert [page.starts_at for page in made.pages] == [(1, 0), (1, len(before))]


def test_marks_of_notes_and_folios_do_not_count_where_a_page_begins():
    note = '<a class="noteref" href="#winter.xhtml#n">12</a><span class="folio-ref">, page 41</span>'
    made = division(
        f'<p data-block="1">One{note}<br/>two<br/>three<br/>four<br/>five<br/>six</p><i id="winter.xhtml#n"/>'
    )

    assert made.pages[1].starts_at == (1, len("Onetwothreefourfive"))


def test_a_table_head_that_is_set_again_is_not_where_a_page_begins():
    rows = "".join(f'<tr data-block="{n}"><td>cell {n}</td></tr>' for n in range(3, 11))
    made = division(f'<table><thead><tr data-block="2"><th>Head</th></tr></thead><tbody>{rows}</tbody></table>')

    assert len(made.pages) > 1
    assert all(page.starts_at[0] > 2 for page in made.pages[1:])
    assert codes(made) == []


@pytest.mark.parametrize(("side", "widths"), [("right", [300, 200]), ("left", [200, 300])])
def test_a_division_opens_on_its_side(side, widths):
    css = FIVE_LINES + "@page :left { size: 200pt 80pt } @page :right { size: 300pt 80pt }"
    made = division(blocks(10), css, opens=side)

    assert [int(page.mediabox[2]) for page in open_pdf(made).pages] == widths


def test_anchors_are_those_of_the_galley_and_destinations_are_unique_in_the_book():
    made = division(
        '<h1 id="winter.xhtml#ti" data-block="1">T</h1><p data-block="2">'
        '<a href="#winter.xhtml#ti">here</a> <a href="https://book.invalid/spring.xhtml#%C3%A9t%C3%A9">there</a></p>'
    )
    pdf = open_pdf(made)
    here, there = (note for note in pdf.pages[0].Annots)

    assert made.pages[0].anchors == ("ti",)
    assert [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]] == ["winter.xhtml", "winter.xhtml#ti"]
    assert str(here.Dest) == "winter.xhtml#ti"
    assert str(there.A.URI) == "https://book.invalid/spring.xhtml#%C3%A9t%C3%A9"


def test_a_link_with_words_in_italics_is_one_link():
    made = division('<p data-block="1"><a href="https://example.org/">one <em>two</em> three</a></p>')

    pdf = open_pdf(made)
    assert len(pdf.pages[0].Annots) == 1


def test_the_running_head_is_the_first_section_of_a_page_else_the_one_in_force():
    inside = "<p>1</p><h2>First<a class='noteref'>1</a></h2><p>3</p><h2>Second</h2><p>5</p>" + "<p>more</p>" * 6
    made = division(inside + "<div class='box'><h2 class='box-title'>A box</h2></div>")

    assert [page.section for page in made.pages] == ["First", "Second", "Second"]
    assert [(entry.level, entry.title, entry.page) for entry in made.outline] == [
        (2, "First", 0),
        (2, "Second", 0),
        (2, "A box", 2),
    ]


def test_outline_entries_count_from_the_foot_of_the_page():
    made = division("<p>line</p><h2>Second line</h2>")

    assert made.outline[0].top_pt == pytest.approx(80 - 5 - 14)


WORDS = "they had been told that it would all be over in a few short weeks and nobody quite believed it"


def notes_book(seed: int) -> str:
    """Forty paragraphs of all lengths, with twenty notes."""
    chance = random.Random(seed)
    words = WORDS.split()
    inside = ""
    for number in range(1, 41):
        text = [chance.choice(words) for _ in range(chance.randint(8, 90))]
        if chance.random() < 0.5:
            note = " ".join(chance.choice(words) for _ in range(chance.randint(5, 40)))
            at = chance.randrange(len(text))
            told = f'id="winter.xhtml#n{number}" style="counter-set: footnote {number}"'
            text[at] += f'<span class="footnote" {told}>{note}</span>'
        inside += f'<p data-block="{number}">{" ".join(text)}</p>'
    return inside


@pytest.fixture
def notes_that_slide(monkeypatch):
    """WeasyPrint as it comes, which sends notes to the next page to make room for a second line of a paragraph."""
    spec = importlib.util.find_spec("weasyprint.layout.block")
    as_it_comes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(as_it_comes)
    monkeypatch.setattr("weasyprint.layout.block._linebox_layout", as_it_comes._linebox_layout)
    return monkeypatch


@pytest.mark.parametrize("seed", [9, 11])
def test_notes_stay_on_the_page_of_their_marks(seed, monkeypatch):
    monkeypatch.setattr(gathering, "ROUNDS", 0)

    assert codes(division(notes_book(seed), A_PAGE)) == []


def test_notes_that_slid_to_the_next_page_are_brought_back(notes_that_slide):
    monkeypatch = notes_that_slide
    book = notes_book(9)
    mended = division(book, A_PAGE)
    monkeypatch.setattr(gathering, "ROUNDS", 0)
    left_alone = division(book, A_PAGE)

    assert "P108" in codes(left_alone)
    assert codes(mended) == []


def test_a_note_that_is_on_no_page_is_set_at_the_divisions_end(notes_that_slide):
    monkeypatch = notes_that_slide
    monkeypatch.setattr(gathering, "ROUNDS", 0)
    monkeypatch.setattr(gathering, "rescue", lambda *_: False)
    assert "P106" in codes(division(notes_book(11), A_PAGE))

    monkeypatch.setattr(gathering, "rescue", rescue)
    assert "P106" not in codes(division(notes_book(11), A_PAGE))


def test_a_note_that_cannot_be_brought_back_is_a_warning():
    long = "word " * 600
    made = division(f'<p data-block="1">Text<span class="footnote">{long}</span> goes on.</p>' + blocks(30), A_PAGE)

    assert {remark.severity for remark in made.remarks if remark.code == "P108"} <= {Severity.WARNING}
    assert "P106" not in codes(made)
    assert "P107" not in codes(made)


def test_a_box_nearly_as_tall_as_a_page_may_break_and_leaves_no_hole():
    box = '<div class="box" style="break-inside: avoid">' + "<p>in the box</p>" * 4 + "</div>"
    made = division(blocks(3) + box)

    assert len(made.pages) == 2


def test_a_small_box_is_kept_whole():
    box = '<div class="box" data-block="9" style="break-inside: avoid"><p>one</p><p>two</p></div>'
    made = division(blocks(4) + box)

    assert made.pages[1].starts_at == (9, 0)


def test_a_character_no_font_has_is_an_error_at_its_block():
    made = division(blocks(2) + '<p data-block="3">The sign <em>漢</em> here, and 漢 again.</p>')

    assert codes(made) == ["P101"]
    assert made.remarks[0].block == 3
    assert "“漢” (U+6F22)" in made.remarks[0].message


def test_a_picture_that_is_none_is_an_error_at_its_block():
    made = division(
        '<p data-block="1"><img src="pictures/a%20map.png" alt="map"/></p>', pictures=(("pictures/a map.png", b"no"),)
    )

    assert [(remark.code, remark.block) for remark in made.remarks] == [("P103", 1)]
    assert "pictures/a map.png" in made.remarks[0].message


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/x.png", "../../outside.png"])
def test_layout_fetches_nothing_that_it_was_not_given(address):
    made = division(f'<p data-block="1"><img src="{address}" alt="x"/></p>')

    assert codes(made) == ["P103"]


def test_a_font_that_is_none_is_an_error_of_the_design():
    case = TypeCase(
        FACE + '@font-face { font-family: "Odd"; src: url("fonts/odd.ttf") }',
        "",
        (("fonts/serif.ttf", SERIF), ("fonts/odd.ttf", b"not a font")),
    )
    made = gather(
        Job("winter", "<div><p data-block='1' style='font-family: Serif'>x</p></div>", "en", "W"), Press(case)
    )

    assert [(remark.code, remark.block) for remark in made.remarks] == [("P102", -2)]


def test_hidden_text_is_not_lost_text():
    made = division('<p data-block="1">seen <span style="display: none">not <b>seen</b></span></p>')

    assert codes(made) == []


def test_hyphenated_and_transformed_text_is_found_again():
    css = (
        FIVE_LINES
        + "html { hyphens: auto } h2 { text-transform: uppercase } p:first-of-type::first-letter { font-size: 14pt }"
    )
    words = (
        "Straßenbahnhaltestellenverzeichnis “extraordinarily” unfor\u00adtunate cir\u00adcumstances, ﬁnally well-known "
    )
    made = division(f"<p data-block='1'>{words * 6}</p><h2 data-block='2'>Große ﬁnale</h2>", css)

    assert len(made.pages) > 1
    assert codes(made) == []


def test_the_same_job_gives_the_same_bytes():
    inside = blocks(7) + '<h2 data-block="8" id="winter.xhtml#q">Q</h2>'
    again = gather(
        Job("winter", f"<div>{inside}</div>", "en", "W"), Press(TypeCase(FIVE_LINES, "", (("fonts/serif.ttf", SERIF),)))
    )

    assert gather(Job("winter", f"<div>{inside}</div>", "en", "W"), press()).pdf == again.pdf


def test_a_plain_sheet_is_set_with_margin_boxes_and_a_gathering_is_not():
    heads = FIVE_LINES + '@page { @top-left { content: "漢" } }'
    both = Press(TypeCase(FIVE_LINES, heads, (("fonts/serif.ttf", SERIF),)))
    sheet = PlainSheet("heads", '<html lang="en"><head><title>h</title></head><body><p>x</p></body></html>')

    assert codes(gather(Job("winter", "<div><p>x</p></div>", "en", "W"), both)) == []
    assert codes(print_plain(sheet, both)) == ["P101"]


def test_a_no_break_space_does_not_make_all_spaces_of_the_text_no_break_ones():
    made = division('<p data-block="1">a\u00a0b c d</p>')
    pdf = open_pdf(made)
    maps = [
        str(bytes(each.ToUnicode.read_bytes()), "latin-1").lower()
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each
    ]

    assert maps
    assert not any(re.search(r"<00a0>", each) for each in maps)


def test_no_line_in_the_midst_of_a_paragraph_holds_one_word_only():
    text = (
        "They had been told that it would be over in a few weeks and nobody in the village <em>really</em> believed "
        "it, not even the <em>old</em> miller who had <em>seen</em> it all before and said nothing about it to anyone "
        "at all."
    )
    css = FACE + '@page { size: 180pt 74pt; margin: 0 } html { font: 10pt/14pt "Serif" } body, p { margin: 0 }'

    assert len(division(f'<p data-block="1">{text}</p>', css).pages) == 1


def test_lists_go_on_counting_where_their_author_says():
    made = division('<ol start="7"><li data-block="1">x</li></ol>')
    plain = division('<ol><li data-block="1">x</li></ol>')

    assert made.pdf != plain.pdf
