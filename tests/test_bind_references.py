"""References land, say where they lead, and are refused where they cannot."""

import pytest

from lalabook.terms import Role
from small_galleys import bound, box, chapter, figure, galley, link, made, page, said, table


def reference(book, id_="winter"):
    """The first paragraph of a division."""
    return page(book, id_).partition("<p")[2].partition(">")[2].partition("</p>")[0]


def link_only(book, id_="winter"):
    """Where the first link of a division leads and what it says."""
    start = reference(book, id_)
    href = start.partition('href="')[2].partition('"')[0]
    return href, start.partition(">")[2].partition("</a>")[0]


SPRING = chapter(
    "spring",
    "Spring <em>now</em>",
    '<h2 id="quarrel">The <code>quarrel</code></h2>'
    + box("piano", "The piano")
    + box("hint", "A hint", "tip", "Tip")
    + figure("map", "The map")
    + table("costs", "Costs")
    + '<dl><dt id="blues">Blues</dt><dd>Twelve bars.</dd></dl>'
    + '<section class="notes"><aside class="note" id="note-a" data-number="4"><p>So.</p></aside></section>',
    number="2",
)


@pytest.mark.parametrize(
    ("href", "lands", "says"),
    [
        ("#piano", "spring.xhtml#piano", "Fact box 1"),
        ("#piano-title", "spring.xhtml#piano-title", "Fact box 1"),
        ("#hint", "spring.xhtml#hint", "A hint"),
        ("#map", "spring.xhtml#map", "Figure 1"),
        ("#costs", "spring.xhtml#costs", "Table 1"),
        ("#quarrel", "spring.xhtml#quarrel", "The <code>quarrel</code>"),
        ("#blues", "spring.xhtml#blues", "Blues"),
        ("#note-a", "spring.xhtml#note-a", "note 4"),
        ("#spring", "spring.xhtml", "Chapter 2, Spring <em>now</em>"),
        ("#spring-now", "spring.xhtml#spring-now", "Chapter 2, Spring <em>now</em>"),
        ("spring.md", "spring.xhtml", "Chapter 2, Spring <em>now</em>"),
        ("spring.md#piano", "spring.xhtml#piano", "Fact box 1"),
        ("spring.html#piano", "spring.xhtml#piano", "Fact box 1"),
        ("./spring.md", "spring.xhtml", "Chapter 2, Spring <em>now</em>"),
        ("../manuscript/spring.md", "spring.xhtml", "Chapter 2, Spring <em>now</em>"),
    ],
)
def test_a_reference_without_words_says_where_it_leads(href, lands, says):
    book = bound(chapter("winter", "Winter", f"<p>{link(href)}</p>"), SPRING)

    assert link_only(book) == (lands, says)
    assert said(book) == []


def test_a_reference_keeps_the_words_the_author_gave_it():
    book = bound(chapter("winter", "Winter", f"<p>{link('#quarrel', 'their <em>row</em>')}</p>"), SPRING)

    assert link_only(book) == ("spring.xhtml#quarrel", "their <em>row</em>")


def test_a_reference_inside_a_division_prefers_its_own_anchor():
    own = f'<p>{link("#quarrel", "below")}</p><h2 id="quarrel">Another quarrel</h2>'

    book = bound(chapter("winter", "Winter", own), SPRING)

    assert link_only(book) == ("#quarrel", "below")


def test_an_unnumbered_division_is_called_by_its_title():
    preface = chapter("preface", "Before we begin", role=Role.PREFACE)

    book = bound(preface, chapter("winter", "Winter", f"<p>{link('preface.md')}</p>", number="1"))

    assert link_only(book)[1] == "Before we begin"


def test_a_reference_that_asks_for_its_page_leaves_room_for_it_right_behind():
    book = bound(chapter("winter", "Winter", f"<p>See {link('#piano', class_='page')}, and go on.</p>"), SPRING)

    expected = 'Fact box 1</a><span class="folio-ref" data-folio-of="spring.xhtml#piano"></span>, and go on.'
    assert reference(book).endswith(expected)
    assert 'class="page ref"' in reference(book)


def test_the_page_of_a_place_in_the_same_division_is_asked_for_by_its_full_address():
    book = bound(chapter("winter", "Winter", f"<p>{link('#piano', class_='page')}</p>{box('piano', 'The piano')}"))

    assert link_only(book)[0] == "#piano"
    assert 'data-folio-of="winter.xhtml#piano"' in reference(book)


@pytest.mark.parametrize("href", ["guide/", "guide", "guide/README.md", "guide/index.md", "guide/index.html"])
def test_a_folder_means_the_page_that_stands_for_it(href):
    guide = chapter("guide", "Guide", path="manuscript/guide/README.md")

    book = bound(chapter("winter", "Winter", f"<p>{link(href)}</p>"), guide)

    assert link_only(book) == ("guide.xhtml", "Guide")


def test_paths_are_read_from_the_folder_of_the_division():
    deep = chapter("deep", "Deep", f"<p>{link('../winter.md#cold')}</p>", path="manuscript/more/deep.md")

    book = bound(deep, chapter("winter", "Winter", '<h2 id="cold">Cold</h2>'))

    assert link_only(book, "deep") == ("winter.xhtml#cold", "Cold")


def test_web_links_and_note_marks_are_left_alone():
    marks = '<a class="web" href="https://example.org/">out</a> <a class="noteref" id="ref-a" href="#note-a">1</a>'
    notes = '<section class="notes"><aside class="note" id="note-a" data-number="1"><p>So.</p></aside></section>'

    book = bound(chapter("winter", "Winter", f"<p>{marks}</p>{notes}"))

    assert reference(book) == marks
    assert said(book) == []


def test_a_reference_in_a_title_is_filled_in_before_others_repeat_the_title():
    winter = chapter("winter", "Winter", f"<p>{link('#more')}</p>")
    spring = chapter("spring", "Spring", f'<h2 id="more">More of {link("#piano")}</h2>{box("piano", "The piano")}')

    book = bound(winter, spring, made(Role.CONTENTS))

    assert link_only(book) == ("spring.xhtml#more", "More of Fact box 1")
    assert book.contents[1].entries[0].title == "More of Fact box 1"


def test_an_unknown_id_is_an_error_at_its_place_and_the_nearest_one_is_named():
    book = bound(chapter("winter", "Winter", f"<p>{link('#quarel', line=12, column=9)}</p>"), SPRING)

    assert said(book) == [
        "manuscript/winter.md:12:9: error X001: nothing in the book has the id #quarel — did you mean #quarrel?"
    ]


def test_an_id_of_several_other_divisions_needs_its_file_named():
    autumn = chapter("autumn", "Autumn", '<h2 id="quarrel">Quarrel</h2>', path="manuscript/late/autumn.md")

    book = bound(chapter("winter", "Winter", f"<p>{link('#quarrel')}</p>"), SPRING, autumn)

    assert said(book) == [
        "manuscript/winter.md:3:5: error X002: #quarrel stands in several divisions: "
        "manuscript/spring.md, manuscript/late/autumn.md — say which: spring.md#quarrel"
    ]


def test_a_markdown_file_that_is_no_division_is_an_error():
    book = bound(chapter("winter", "Winter", f"<p>{link('sprng.md', 's')}{link('../notes.md', 'n')}</p>"), SPRING)

    assert said(book) == [
        "manuscript/winter.md:3:5: error X003: manuscript/sprng.md is no division of the book"
        " — did you mean spring.md?",
        "manuscript/winter.md:3:5: error X003: notes.md is no division of the book"
        " — name it in SUMMARY.md, or link to its address on the web",
    ]


def test_an_id_that_the_named_file_does_not_have_is_an_error():
    book = bound(chapter("winter", "Winter", f"<p>{link('spring.md#quarel', 'q')}</p>"), SPRING)

    assert said(book) == [
        "manuscript/winter.md:3:5: error X004: manuscript/spring.md has no id #quarel — did you mean spring.md#quarrel?"
    ]


def test_a_link_to_a_page_beside_the_book_keeps_its_words_and_gives_a_warning():
    book = bound(chapter("winter", "Winter", f"<p>See {link('std/vec.html', 'the <em>manual</em>')}.</p>"))

    assert "See <span" in reference(book)
    assert "the <em>manual</em></span>." in reference(book)
    assert "href" not in reference(book)
    assert [finding.severity for finding in book.findings] == ["warning"]


def test_a_place_without_a_name_needs_words():
    book = bound(chapter("winter", "Winter", f'<p>{link("#here")}</p><p id="here">Some text.</p>'))

    assert said(book) == [
        "manuscript/winter.md:3:5: error X006: the place #here has no name to fill in"
        " — write the words of the reference between its square brackets"
    ]


def test_a_link_without_a_known_column_is_found_at_the_line_of_its_paragraph():
    book = bound(chapter("winter", "Winter", '<p data-line="7"><a href="#gone">gone</a></p>'))

    assert [str(finding.place) for finding in book.findings] == ["manuscript/winter.md:7"]


def test_everything_wrong_is_said_at_once():
    matter = (
        f"<p>{link('#a', 'a', line=2)}{link('b.md', 'b', line=4)}{link('watch:c', 'c', class_='mention', line=6)}</p>"
    )

    book = bound(chapter("winter", "Winter", matter), galley("blank", "<p>Blank</p>"))

    assert [(finding.place.line, finding.code) for finding in book.findings] == [(2, "X001"), (4, "X003"), (6, "X008")]
