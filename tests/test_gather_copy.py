"""A bound galley becomes the copy that is laid out, and its folios are written in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lalabook import xhtml
from lalabook.book.model import Galley
from lalabook.editions.print.model import Remark
from lalabook.editions.print.page_copy import PageCopy, page_copy, placed
from lalabook.editions.print.written_folios import fill_folios, merged
from lalabook.findings import Place, Severity
from lalabook.manuscript import Division, LineRun
from lalabook.terms import Region, Role
from lalabook.words import words_for

ENGLISH = words_for("en")
PATH = "manuscript/03-spring.md"


def galley(inside: str) -> Galley:
    division = Division("spring", PATH, Role.CHAPTER, Region.BODY, lines=(LineRun(1, PATH, 11),))
    return Galley(division, f'<div class="division" data-line="1">{inside}</div>', "Spring", "en")


def copy_of(inside: str) -> PageCopy:
    return page_copy(galley(inside))


def note(name: str, number: int, inside: str) -> str:
    return f'<aside class="note" id="note-{name}" data-number="{number}">{inside}</aside>'


def mark(name: str, number: int, again: str = "") -> str:
    return f'<a class="noteref" id="ref-{name}{again}" href="#note-{name}" data-line="1" data-column="2">{number}</a>'


def notes(*inside: str) -> str:
    return f'<section class="notes">{"".join(inside)}</section>'


def footnotes(copy: PageCopy) -> list[str]:
    return [xhtml.serialise(each) for each in xhtml.elements(xhtml.parse(copy.xhtml), "span")]


def test_a_note_stands_where_its_mark_was():
    copy = copy_of(f"<p>Text{mark('a', 1)} goes on.</p>" + notes(note("a", 1, "<p>A <em>note</em>.</p>")))

    text = xhtml.parse(copy.xhtml)
    assert xhtml.text_of(text) == "TextA note. goes on."
    assert [each.get("id") for each in xhtml.elements(text, "span")] == ["spring.xhtml#note-a"]
    assert not list(xhtml.elements(text, "section"))


def test_a_note_of_two_paragraphs_begins_in_its_own_line_and_keeps_the_second():
    (found,) = footnotes(copy_of(f"<p>T{mark('a', 1)}</p>" + notes(note("a", 1, "<p>One.</p>\n<p>Two.</p>"))))

    assert ">One.<p" in found.replace("\n", "")
    assert "Two.</p>" in found


def test_a_second_mark_of_a_note_is_a_link_to_it():
    copy = copy_of(f"<p>T{mark('a', 1)} u{mark('a', 1, '-2')}</p>" + notes(note("a", 1, "<p>N</p>")))

    (link,) = xhtml.elements(xhtml.parse(copy.xhtml), "a")
    assert link.get("href") == "#spring.xhtml#note-a"


def test_a_note_of_a_heading_stays_at_the_divisions_end_and_the_others_keep_their_numbers():
    copy = copy_of(
        f"<h1>T{mark('a', 1)}</h1><p>u{mark('b', 2)} v{mark('c', 3)}</p>"
        + notes(note("a", 1, "<p>A</p>"), note("b", 2, "<p>B</p>"), note("c", 3, "<p>C</p>"))
    )

    root = xhtml.parse(copy.xhtml)
    (end,) = xhtml.elements(root, "section")
    assert xhtml.text_of(end) == "1. A"
    foot = [each for each in xhtml.elements(root, "span") if xhtml.has_class(each, "footnote")]
    assert [(xhtml.text_of(each), each.get("style")) for each in foot] == [
        ("B", "counter-set: footnote 1"),
        ("C", "counter-set: footnote 2"),
    ]


def test_notes_in_table_heads_captions_and_box_titles_cannot_float():
    for tag in ("thead", "caption", "header", "h3"):
        copy = copy_of(f"<{tag}>T{mark('a', 1)}</{tag}>" + notes(note("a", 1, "<p>A</p>")))

        assert 'class="footnote"' not in copy.xhtml


def test_a_note_inside_a_note_stays_at_the_divisions_end():
    copy = copy_of(f"<p>T{mark('a', 1)}</p>" + notes(note("a", 1, f"<p>A{mark('b', 2)}</p>"), note("b", 2, "<p>B</p>")))

    (end,) = xhtml.elements(xhtml.parse(copy.xhtml), "section")
    assert xhtml.text_of(end) == "2. B"


def test_a_note_longer_than_a_third_of_a_page_stays_at_the_end_with_a_warning_at_its_line():
    copy = copy_of(
        f"<p>T{mark('a', 1)}</p><section class='notes'>"
        f"<aside class='note' id='note-a' data-number='1' data-line='5'><p>{'long ' * 400}</p></aside></section>"
    )

    assert 'class="footnote"' not in copy.xhtml
    (finding,) = copy.findings
    assert (finding.code, finding.severity, finding.place) == ("P109", Severity.WARNING, Place(PATH, 15))


def test_a_line_more_above_does_not_change_the_copy():
    once = copy_of('<p data-line="3">One</p><p data-line="5">Two</p>')
    later = copy_of('<p data-line="4">One</p><p data-line="6">Two</p>')

    assert once.xhtml == later.xhtml
    assert once.places != later.places


def test_what_layout_noticed_is_told_at_the_authors_line():
    spring = galley('<p data-line="3">One</p><ul data-line="5"><li><p>Two</p></li></ul>')
    copy = page_copy(spring)
    remarks = [
        Remark("P101", "a", block=1),
        Remark("P101", "b", block=4),
        Remark("P110", "c"),
        Remark("P102", "d", block=-2),
    ]

    places = [finding.place for finding in placed(remarks, copy, spring)]
    assert places == [Place(PATH, 13), Place(PATH, 15), Place(PATH), Place("")]


def test_made_matter_has_the_place_of_its_data():
    spring = galley('<div data-place="manuscript/watch.toml:7"><p>Why</p></div>')

    assert page_copy(spring).places[-1] == Place("manuscript/watch.toml", 7)


def test_links_leave_for_other_divisions_and_stay_in_their_own():
    copy = copy_of(
        '<p id="here"><a href="#here">a</a><a href="spring.xhtml">b</a><a href="04-summer.xhtml#été">c</a>'
        '<a href="05-fall.xhtml">d</a><a href="https://example.org/?q=1#x">e</a><a href="mailto:a@b.org">f</a></p>'
    )

    assert [link.get("href") for link in xhtml.elements(xhtml.parse(copy.xhtml), "a")] == [
        "#spring.xhtml#here",
        "#spring.xhtml",
        "https://book.invalid/04-summer.xhtml#%C3%A9t%C3%A9",
        "https://book.invalid/05-fall.xhtml",
        "https://example.org/?q=1#x",
        "mailto:a@b.org",
    ]


def test_the_division_tells_the_design_what_it_is():
    assert 'class="division role-chapter region-bodymatter"' in copy_of("<p>x</p>").xhtml


@given(st.lists(st.sampled_from(["p", "ul", "blockquote", "table"]), max_size=8))
def test_every_block_has_a_number_and_a_place(tags):
    copy = copy_of("".join(f"<{tag}><p>x</p></{tag}>" for tag in tags))
    numbers = [int(each.get("data-block", "-1")) for each in xhtml.elements(xhtml.parse(copy.xhtml), *tags, "p", "div")]

    assert sorted(numbers) == list(range(1 + 2 * len(tags)))
    assert len(copy.places) == len(numbers)


def test_references_and_contents_get_their_page():
    copy = copy_of(
        '<p>See <a class="ref" href="#q">box 7</a><span class="folio-ref" data-folio-of="spring.xhtml#q"></span>, and '
        '<span class="folio-of" data-folio-of="fall.xhtml"></span></p>'
    )
    filled = fill_folios(copy.xhtml, {"spring.xhtml#q": "41", "fall.xhtml": "xii"}, ENGLISH)

    assert xhtml.text_of(xhtml.parse(filled)) == "See box 7, page 41, and xii"
    assert "data-folio" not in filled


def test_a_page_nobody_knows_yet_is_0():
    copy = copy_of('<p><span class="folio-of" data-folio-of="fall.xhtml"></span></p>')

    assert xhtml.text_of(xhtml.parse(fill_folios(copy.xhtml, {}, ENGLISH))) == "0"


def test_mentions_are_told_by_page_in_print():
    inside = (
        '<p class="work-mentions"><span class="by-link"><span class="label">In</span> <a href="a.xhtml">A</a></span>'
        '<span class="by-folio" data-folios-of="a.xhtml#m1 a.xhtml#m2 b.xhtml#m1"></span></p>'
    )
    folios = {"a.xhtml#m1": "12", "a.xhtml#m2": "40", "b.xhtml#m1": "41"}

    assert xhtml.text_of(xhtml.parse(fill_folios(copy_of(inside).xhtml, folios, ENGLISH))) == (
        "Mentioned on pages 12, 40–41"
    )
    assert xhtml.text_of(xhtml.parse(fill_folios(copy_of(inside).xhtml, dict.fromkeys(folios, "12"), ENGLISH))) == (
        "Mentioned on page 12"
    )


def test_folios_are_merged_but_never_over_the_border_of_roman_and_arabic():
    assert merged(["12", "xii", "xiii", "13", "40", "41", "42", "12"]) == "xii–xiii, 12–13, 40–42"
    assert merged(["ix", "x", "1", "3"]) == "ix–x, 1, 3"
    assert merged(["xl", "xxxix"]) == "xxxix–xl"


@given(st.lists(st.integers(1, 60), min_size=1))
def test_merged_folios_name_every_page_and_no_other(pages):
    told: set[int] = set()
    for part in merged(str(page) for page in pages).split(", "):
        first, _, last = part.partition("–")
        told.update(range(int(first), int(last or first) + 1))

    assert told == set(pages)


def test_the_page_of_the_authors_own_words_stands_in_brackets():
    copy = (
        '<div class="division" id="q.xhtml"><p>her <a href="#x">first audition</a>'
        '<span class="folio-ref in-brackets" data-folio-of="a.xhtml#x" id="q.xhtml#r"></span> ended so</p></div>'
    )

    filled = fill_folios(copy, {"a.xhtml#x": "13", "q.xhtml#r": "28"}, words_for("en"))

    assert "first audition</a>" in filled
    assert "> (page 13)</span> ended so" in filled
