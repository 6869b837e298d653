"""Chapters, parts, boxes, figures and tables get their numbers when the galleys are bound."""

from dataclasses import replace

import pytest

from lalabook.config import BoxKind, Metadata
from lalabook.terms import Region, Role
from small_galleys import CONFIG, bound, box, chapter, figure, galley, link, page, table, words


def title_of(book, id_):
    return page(book, id_).partition("</h1>")[0].partition("<h1")[2].partition(">")[2]


def test_a_chapter_is_told_by_its_number_before_its_title():
    book = bound(chapter("winter", "Winter <em>again</em>", number="3"))

    assert title_of(book, "winter") == '<span class="title-label">Chapter 3</span> Winter <em>again</em>'
    assert book.galleys[0].title == "Winter again"


@pytest.mark.parametrize(
    ("role", "number", "label"),
    [
        (Role.PART, "1", "Part One"),
        (Role.PART, "14", "Part XIV"),
        (Role.APPENDIX, "A", "Appendix A"),
        (Role.CHAPTER, "3.2", "3.2"),
        (Role.CHAPTER, "", ""),
        (Role.PREFACE, "", ""),
    ],
)
def test_each_kind_of_division_has_its_own_way_of_counting(role, number, label):
    book = bound(chapter("one", "Winter", role=role, number=number))

    assert book.contents[0].label == label
    assert words(page(book, "one")) == f"{label} Winter".strip()


def test_a_book_may_do_without_chapter_numbers():
    book = bound(chapter("winter", "Winter", number="3"), config=replace(CONFIG, chapter_numbers=False))

    assert title_of(book, "winter") == "Winter"


def test_a_german_book_counts_in_german():
    config = replace(CONFIG, metadata=Metadata("Buch", language="de-AT"))
    part = chapter("teil", "Jahr", role=Role.PART, number="2")

    book = bound(part, chapter("winter", "Winter", box("a", "A"), number="1"), config=config)

    assert [book.contents[0].label, book.contents[0].entries[0].label] == ["Teil II", "Kapitel 1"]
    assert book.boxes[0].label == "Infokasten 1"


def test_boxes_of_all_numbered_kinds_share_one_sequence_through_the_book():
    config = replace(CONFIG, boxes=(BoxKind("listen", "What to listen for"),))
    winter = chapter("winter", "Winter", box("piano", "The piano") + box("horn", "The horn", "listen"))
    spring = chapter("spring", "Spring", box("tip", "A tip", "tip", "Tip") + box("tap", "Tap"))

    book = bound(winter, spring, config=config)

    assert [(each.label, each.title, each.href) for each in book.boxes] == [
        ("Fact box 1", "The piano", "winter.xhtml#piano"),
        ("Fact box 2", "The horn", "winter.xhtml#horn"),
        ("Fact box 3", "Tap", "spring.xhtml#tap"),
    ]
    assert '<p class="box-kind">Tip</p>' in page(book, "spring")


def test_the_number_of_a_box_stands_before_what_its_kind_is_called():
    book = bound(chapter("winter", "Winter", box("horn", "The horn", "fact", "What to listen for")))

    header = '<p class="box-kind"><span class="box-number">Fact box 1</span> · What to listen for</p>'
    assert header in page(book, "winter")


@pytest.mark.parametrize("label", ["", "Fact box"])
def test_a_box_is_not_called_a_fact_box_twice(label):
    book = bound(chapter("winter", "Winter", box("horn", "The horn", "fact", label)))

    assert '<p class="box-kind"><span class="box-number">Fact box 1</span></p>' in page(book, "winter")


def test_an_untitled_box_is_named_by_its_number_to_those_who_cannot_see_it():
    untitled = (
        '<aside class="box box-fact" id="a" data-kind="fact" aria-label="Fact box"><div class="box-body"/></aside>'
    )

    book = bound(chapter("winter", "Winter", untitled))

    assert 'aria-label="Fact box 1"' in page(book, "winter")
    assert book.boxes[0].title == ""


def test_the_author_may_call_his_boxes_what_he_likes():
    book = bound(chapter("winter", "Winter", box("a", "A") + link("#a")), config=replace(CONFIG, boxes_name="Sidebar"))

    assert book.boxes[0].label == "Sidebar 1"
    assert words(page(book, "winter")).endswith("Sidebar 1")


def test_figures_and_captioned_tables_are_numbered_through_the_book():
    plain = '<figure class="figure plain"><img src="rule.svg" alt=""/></figure>'
    winter = chapter("winter", "Winter", plain + figure("map", "The <em>map</em>") + table("costs"))
    spring = chapter("spring", "Spring", figure("hill", "The hill") + table("steps", "Steps"))

    book = bound(winter, spring)

    assert [(each.label, each.title) for each in book.figures] == [("Figure 1", "The map"), ("Figure 2", "The hill")]
    assert [(each.label, each.href) for each in book.tables] == [("Table 1", "spring.xhtml#steps")]
    assert '<figcaption><span class="caption-label">Figure 1</span> The <em>map</em></figcaption>' in page(
        book, "winter"
    )
    assert '<caption><span class="caption-label">Table 1</span> Steps</caption>' in page(book, "spring")


def test_a_figure_inside_a_box_counts_where_it_stands():
    inside = box("piano", "The piano", body=figure("keys", "The keys"))

    book = bound(chapter("winter", "Winter", inside + figure("map", "The map")))

    assert [each.title for each in book.figures] == ["The keys", "The map"]


def test_a_caption_of_several_paragraphs_has_its_number_in_the_first():
    book = bound(chapter("winter", "Winter", figure("map", "<p>The map.</p><p>By night.</p>")))

    assert '<p><span class="caption-label">Figure 1</span> The map.</p>' in page(book, "winter")


def test_index_marks_are_numbered_through_the_book_and_step_aside_for_headings():
    mark = '<p><span class="index-mark" data-index="piano"></span></p>'
    winter = chapter("winter", "Winter", mark + '<h2 id="index-2">Index 2</h2>' + mark)

    book = bound(winter, chapter("spring", "Spring", mark))

    assert 'data-index="piano" id="index-1"' in page(book, "winter")
    assert 'data-index="piano" id="index-3"' in page(book, "winter")
    assert 'data-index="piano" id="index-4"' in page(book, "spring")


def test_an_appendix_inside_an_appendix_is_called_an_appendix():
    inner = chapter("steps", "Steps", role=Role.APPENDIX, number="A.1", depth=1, region=Region.BACK)

    book = bound(chapter("a", "A", f"<p>{link('steps.md')}</p>", role=Role.APPENDIX, number="A"), inner)

    assert "Appendix A.1, Steps" in words(page(book, "a"))


def test_unnumbered_galley_without_a_heading_is_left_as_it_is():
    book = bound(galley("toast", "<p>To the fools who dream</p>", role=Role.DEDICATION))

    assert words(page(book, "toast")) == "To the fools who dream"


def test_chapters_know_the_part_they_stand_in():
    book = bound(
        chapter("preface", "Preface", role=Role.PREFACE),
        chapter("prologue", "Before"),
        chapter("p1", "Winter", role=Role.PART),
        chapter("a", "Snow"),
        chapter("p2", "Spring", role=Role.PART),
        chapter("b", "Rain"),
        chapter("appendix", "Afterwards", role=Role.APPENDIX),
    )

    roots = [galley.xhtml.partition(">")[0] for galley in book.galleys]
    parts = [next((part for part in ("part-1", "part-2") if part in root), "") for root in roots]
    assert parts == ["", "", "part-1", "part-1", "part-2", "part-2", ""]
