"""The index: marks of the author's in, the index drawn as plain lines out."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from lalabook import xhtml
from lalabook.book.compose import compose
from lalabook.book.model import Book
from lalabook.editions.epub.content import set_content
from lalabook.editions.print.page_copy import page_copy
from lalabook.editions.print.written_folios import fill_folios
from lalabook.pictures import NoPicture
from lalabook.terms import Role
from lalabook.words import words_for
from small_galleys import CONFIG, bound, box, chapter, figure, galley, made, page, said, words


def mark(entry: str, text: str = "", **more: str) -> str:
    also = "".join(f' data-{name.replace("_", "-")}="{escape(value)}"' for name, value in more.items())
    return f'<span class="index-mark" data-index="{escape(entry)}"{also}>{text}</span>'


def marked(*marks: str) -> str:
    """A paragraph for each mark, on lines 1, 2, 3 …"""
    return "".join(f'<p data-line="{line}">{each}</p>' for line, each in enumerate(marks, 1))


def index_of(*marks: str, config=CONFIG) -> Book:
    return bound(chapter("winter", "Winter", marked(*marks), number="1"), made(Role.INDEX), config=config)


def drawn(book: Book, folios: dict[str, str] | None = None) -> list[str]:
    """The index as one reads it: letters, then entries, sub-entries pushed in; italics in stars, bold in two.

    With folios it is the printed one, else that of an e-reader without printed pages.
    """
    matter = page(book, "index")
    if folios is not None:
        matter = fill_folios(matter, folios, words_for("en"))
    root = xhtml.parse(matter)
    lines = [f"({xhtml.text_of(each)})" for each in root.iter("p") if xhtml.has_class(each, "index-headnote")]
    for group in (each for each in root.iter("section") if xhtml.has_class(each, "index-group")):
        lines.append(xhtml.text_of(group[0]))
        for entry in group.iter("li"):
            depth = sum(each.tag == "li" for each in entry.iterancestors())
            lines.append("  " * (depth + 1) + _line(entry))
    return lines


def _line(element: xhtml.Element) -> str:
    made_of = element.text or ""
    for child in element:
        if child.tag != "ul":
            stars = "*" if child.tag in ("em", "i") or xhtml.has_class(child, "locator-figure") else ""
            stars = "**" if xhtml.has_class(child, "locator-box") else stars
            made_of += stars + _line(child) + stars + (child.tail or "")
    return made_of.strip() if element.tag == "li" else made_of


def pages(book: Book, *labels: str) -> dict[str, str]:
    """The marks of the book, in order, on these pages."""
    places = [
        f"{each.id}.xhtml#{span.get('id')}"
        for each in book.galleys
        for span in xhtml.parse(each.xhtml).iter("span")
        if xhtml.has_class(span, "index-mark")
    ]
    return dict(zip(places, labels, strict=True))


# Making


def test_marks_become_headings_with_their_sub_entries_in_order():
    book = index_of(mark("jazz"), mark("Gosling, Ryan!piano"), mark("Gosling, Ryan"), mark("Gosling, Ryan!audition"))

    assert drawn(book, pages(book, "3", "4", "5", "7")) == [
        "G",
        "  Gosling, Ryan, 5",
        "    audition, 7",
        "    piano, 4",
        "J",
        "  jazz, 3",
    ]
    assert said(book) == []


def test_page_numbers_are_merged_and_roman_ones_stay_apart():
    book = index_of(*[mark("piano")] * 8)

    lines = drawn(book, pages(book, "ix", "x", "xi", "12", "13", "13", "41", "11"))

    assert lines == ["P", "  piano, ix–xi, 11–13, 41"]


def test_boxes_and_figures_are_set_apart_and_a_note_says_how():
    winter = chapter(
        "winter",
        "Winter",
        marked(mark("piano"), mark("piano"))
        + box("b", "Box", body=f"<p>{mark('piano')}</p>")
        + figure("f", mark("map")),
    )
    book = bound(winter, made(Role.INDEX))

    assert drawn(book, pages(book, "14", "15", "14", "16")) == [
        "(References in bold are to fact boxes. References in italics are to figures and tables.)",
        "M",
        "  map, *16*",
        "P",
        "  piano, 14–15, **14**",
    ]


def test_a_box_without_a_number_is_text():
    book = bound(chapter("w", "W", box("b", "Box", kind="note", body=f"<p>{mark('x')}</p>")), made(Role.INDEX))

    assert drawn(book, pages(book, "3")) == ["X", "  x, 3"]


def test_every_printed_number_leads_to_its_place():
    book = index_of(mark("piano"), mark("piano"), mark("piano"))

    filled = fill_folios(page_copy(book.galleys[-1]).xhtml, pages(book, "3", "4", "9"), words_for("en"))

    links = [each for each in xhtml.parse(filled).iter("a") if xhtml.has_class(each, "locator")]
    assert [(each.text, each.get("href")) for each in links] == [
        ("3", "https://book.invalid/winter.xhtml#index-1"),
        ("4", "https://book.invalid/winter.xhtml#index-2"),
        ("9", "https://book.invalid/winter.xhtml#index-3"),
    ]
    assert "data-kinds" not in filled
    assert "index-letters" not in filled


def test_without_printed_pages_places_are_called_after_their_chapters():
    spring = chapter("spring", "Spring", marked(mark("jazz"), mark("piano")))
    book = bound(chapter("winter", "Winter", marked(mark("jazz"), mark("jazz")), number="1"), spring, made(Role.INDEX))

    root = xhtml.parse(page(book, "index"))
    assert "jazz, Chapter 1: 1, 2; Spring" in xhtml.text_of(root)
    numbered = next(each for each in root.iter("a") if each.get("aria-label"))
    assert (numbered.get("aria-label"), numbered.get("href")) == ("Chapter 1: 1", "winter.xhtml#index-1")


def test_two_marks_in_one_paragraph_are_one_place_of_a_chapter():
    book = index_of(mark("jazz") + mark("jazz"))

    assert "jazz, Chapter 1" in words(page(book, "index"))


def test_see_and_see_also_send_the_reader_on():
    book = index_of(
        mark("Ryan", see="Gosling, Ryan"),
        mark("Gosling, Ryan!piano"),
        mark("jazz", "jazz", see_also="piano; Gosling, Ryan!piano"),
        mark("piano", see_also="jazz"),
        mark("piano"),
        mark("Gosling, Ryan!keys", see="piano"),
    )

    assert drawn(book, pages(book, "1", "2", "3", "4", "5", "6")) == [
        "G",
        "  Gosling, Ryan",
        "    keys (*see* piano)",
        "    piano, 2",
        "J",
        "  jazz, 3. *See also* piano; Gosling, Ryan: piano",
        "P",
        "  piano, 5. *See also* jazz",
        "R",
        "  Ryan. *See* Gosling, Ryan",
    ]
    assert 'href="#entry-gosling-ryan-piano"' in page(book, "index")
    assert said(book) == []


def test_a_heading_keeps_its_emphasis_and_is_set_like_the_text():
    book = index_of(
        mark("Curtiz, Michael!*Casablanca*"), mark('"I Ran"'), mark("Sebastian's `C#`"), mark(r"*Airplane\!*")
    )

    assert drawn(book, pages(book, "1", "2", "3", "4")) == [
        "A",
        "  *Airplane!*, 4",
        "C",
        "  Curtiz, Michael",
        "    *Casablanca*, 1",
        "I",
        "  “I Ran”, 2",
        "S",
        "  Sebastian’s C#, 3",
    ]
    assert "<code>C#</code>" in page(book, "index")


def test_marks_and_words_of_a_heading_are_never_taken_for_markup():
    book = index_of(mark("R&B <blues>"))

    assert '<span class="index-term">R&amp;B &lt;blues&gt;</span>' in page(book, "index")


def test_titles_pass_over_their_article_and_sub_entries_over_their_small_words():
    book = index_of(
        mark("*The Umbrellas of Cherbourg*"),
        mark("“A Lovely Night”"),
        mark("a cappella"),
        mark("Los Angeles!at dusk"),
        mark("Los Angeles!by car"),
        mark("Los Angeles!as a stage"),
        mark("*8½*", sort_as="Eight and a Half"),
    )

    found = drawn(book, pages(book, *"1234567"))
    assert [line.strip() for line in found] == [
        "A",
        "a cappella, 3",
        "E",
        "*8½*, 7",
        "L",
        "Los Angeles",
        "by car, 5",
        "at dusk, 4",
        "as a stage, 6",
        "“A Lovely Night”, 2",
        "U",
        "*The Umbrellas of Cherbourg*, 1",
    ]


def test_what_begins_with_no_letter_comes_first():
    book = index_of(mark("1980s"), mark("105 freeway"), mark("…"), mark("abacus"))

    assert [line.strip(" ") for line in drawn(book, {})] == [
        "Numbers and signs",
        "…, 0",
        "105 freeway, 0",
        "1980s, 0",
        "A",
        "abacus, 0",
    ]


# Its division


def test_a_book_without_marks_has_no_index():
    assert [each.id for each in bound(chapter("winter", "Winter"), made(Role.INDEX)).galleys] == ["winter"]


def test_the_index_is_a_door_of_the_book_and_one_line_of_the_contents():
    book = index_of(mark("jazz"))

    assert [(each.epub_type, each.href) for each in book.landmarks if each.epub_type == "index"] == [
        ("index", "index.xhtml")
    ]
    assert book.contents[-1].title == "Index"
    assert book.contents[-1].entries == ()


def test_the_authors_own_page_keeps_its_title_and_words():
    own = galley("who", '<h1 id="t" class="title">Who is who</h1><p>People only.</p>', role=Role.INDEX)

    book = bound(chapter("winter", "Winter", marked(mark("Mia"))), own)

    assert words(page(book, "who")).startswith("Who is whoPeople only.")
    assert "entry-mia" in page(book, "who")


def test_book_toml_names_the_index_or_does_without():
    named = index_of(mark("jazz"), config=replace(CONFIG, index_title="Names"))
    without = index_of(mark("jazz", see="nothing"), config=replace(CONFIG, has_index=False))

    assert named.contents[-1].title == "Names"
    assert [each.id for each in without.galleys] == ["winter"]
    assert said(without) == []


# Faults


def test_a_see_to_nothing_names_the_nearest_heading():
    book = index_of(mark("Gosling, Ryan"), mark("Ryan", see="Gossling, Ryan"))

    assert said(book) == [
        'manuscript/winter.md:2: error X021: the index has no entry "Gossling, Ryan" to send the reader to'
        ' — did you mean "Gosling, Ryan"?'
    ]


@pytest.mark.parametrize(
    "marks",
    [
        [mark("jazz"), mark("jazz", see_also="jazz")],
        [mark("jazz", see="jazz")],
        [mark("jazz", see="swing"), mark("swing", see="jazz")],
    ],
)
def test_a_heading_that_sends_the_reader_in_a_circle_is_an_error(marks):
    assert "X022" in [finding.code for finding in index_of(*marks).findings if finding.is_error]


def test_see_also_may_go_both_ways():
    both = index_of(mark("jazz", "x", see_also="piano"), mark("piano", "x", see_also="jazz"))

    assert said(both) == []


def test_a_see_to_a_heading_that_only_sends_on_is_a_warning():
    book = index_of(mark("a", see="b"), mark("b", see="c"), mark("c"))

    assert [str(each.hint) for each in book.findings] == ['name "c" at once']


def test_see_stands_alone_and_see_also_does_not():
    alone = index_of(mark("a", see_also="b"), mark("b"))
    beside = index_of(mark("a", see="b"), mark("a"), mark("b"))

    assert [(each.code, each.hint) for each in alone.findings] == [("X024", "write see, or mark a place of it")]
    assert [(each.code, each.hint) for each in beside.findings] == [
        ("X024", 'write see-also, or mark those places "b"')
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gosling, Ryan", "Gosling Ryan"),
        ("Gosling, Ryan", "Ryan Gosling"),
        ("Jazz", "jazz"),
        ("piano", "pianos"),
        ("Seb’s", "Sebs"),
        ("show-stopper", "show stopper"),
        ("*Whiplash*", "Whiplash"),
        ("Café", "Cafe"),
    ],
)
def test_two_spellings_of_one_heading_are_a_warning(one, other):
    assert [each.code for each in index_of(mark(one), mark(other)).findings] == ["X025"]


@pytest.mark.parametrize(("one", "other"), [("bus", "bar"), ("Stone, Emma", "stone"), ("gas", "gate"), ("?", "!")])
def test_two_different_headings_are_none(one, other):
    assert said(index_of(mark(one), mark(other.replace("!", r"\!")))) == []


def test_more_than_ten_places_under_one_heading_ask_for_sub_entries():
    ten, more = index_of(*[mark("jazz")] * 10), index_of(*[mark("jazz")] * 11)

    assert said(ten) == []
    assert [(each.code, each.hint) for each in more.findings] == [("X026", 'divide it: {index="jazz!…"}')]


# From the author's Markdown


def set_text(text: str):
    division = replace(chapter("winter", "Winter").division, text=text)
    return compose(division, CONFIG, lambda path: NoPicture(path, "none", "add it"))


def test_marks_are_read_from_markdown():
    text = 'He *plays*.[]{index="Gosling, Ryan!*piano*"} [Jazz]{index="jazz" see-also="piano" sort-as="j"} is.\n'

    made_of = set_text(text).xhtml

    assert 'data-index="Gosling, Ryan!*piano*"' in made_of
    assert 'data-see-also="piano" data-sort-as="j">Jazz</span>' in made_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[x]{index=""}', "B221"),
        ('[x]{index="a!"}', "B221"),
        ('[x]{see="a"}', "B221"),
        ('[x]{index="a" see=";"}', "B221"),
        ('[x]{index="a|see b"}', "B222"),
    ],
)
def test_a_mark_that_says_nothing_is_found_at_its_place(text, code):
    findings = [each for each in set_text(f"One.\n\nTwo {text}\n").findings if each.code.startswith("B22")]

    assert [(each.code, each.place.line) for each in findings] == [(code, 3)]


def test_a_mark_of_another_program_is_shown_in_our_spelling():
    hints = [each.hint for each in set_text('# W\n\n[]{index="a|seealso{b}"}\n').findings]

    assert hints == ['write {index="a" see-also="b"}']


# In the EPUB


def epub_index(book: Book, folios: dict[str, str] | None = None) -> str:
    return set_content(book.galleys[-1], "en", {}, (), folios).document.data.decode()


def test_an_e_reader_is_told_what_the_parts_of_the_index_are():
    document = epub_index(index_of(mark("jazz"), mark("Ryan", see="jazz"), mark("jazz!piano", "x", see_also="jazz")))

    assert 'epub:type="index" role="doc-index"' in document
    for term in ("group", "entry-list", "entry", "term", "locator", "xref-preferred", "xref-related"):
        assert f'epub:type="index-{term}"' in document
    assert "data-" not in document


def test_where_the_epub_lists_printed_pages_its_index_names_them():
    book = index_of(mark("jazz"), mark("jazz"), mark("jazz"))

    document = epub_index(book, pages(book, "3", "4", "9"))

    assert words(document.partition("<body>")[2].partition("</body>")[0]).endswith("jazz, 3–4, 9")
    assert 'href="winter.xhtml#index-3" epub:type="index-locator">9</a>' in document
    assert "Chapter 1" in epub_index(book)
