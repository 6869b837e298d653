"""The contents, the lists, the front pages and the landmarks of a bound book."""

from dataclasses import replace

from lalabook.manuscript import WatchList
from lalabook.terms import Region, Role
from small_galleys import CONFIG, bound, box, chapter, figure, galley, made, page, said, table, words


def outline(entries, indent=""):
    """The contents as lines of text, two spaces a level."""
    lines = []
    for entry in entries:
        lines.append(f"{indent}{entry.label}{' ' if entry.label else ''}{entry.title}")
        lines += outline(entry.entries, f"{indent}  ")
    return lines


BOOK = (
    made(Role.HALF_TITLE),
    made(Role.TITLE_PAGE),
    galley("toast", "<p>To the fools who dream</p>", role=Role.DEDICATION),
    made(Role.CONTENTS),
    chapter("preface", "Preface", role=Role.PREFACE),
    chapter("one", "Winter", role=Role.PART, number="1"),
    chapter("freeway", "Freeway", '<h2 id="jam">The jam</h2><h3 id="horn">The horn</h3>', number="1"),
    chapter("ramp", "Ramp", number="1.1", depth=1),
    chapter("two", "Spring", role=Role.PART, number="2"),
    chapter("hill", "Hill", '<h2 id="view">The view</h2>', number="2"),
    chapter("words", "Words", role=Role.GLOSSARY),
)


def test_parts_hold_their_chapters_and_chapters_their_headings_and_nested_chapters():
    assert outline(bound(*BOOK).contents) == [
        "Preface",
        "Part One Winter",
        "  Chapter 1 Freeway",
        "    The jam",
        "    1.1 Ramp",
        "Part Two Spring",
        "  Chapter 2 Hill",
        "    The view",
        "Words",
    ]


def test_the_author_says_how_deep_the_contents_go():
    shallow = bound(*BOOK, config=replace(CONFIG, contents_depth=1))
    deep = bound(*BOOK, config=replace(CONFIG, contents_depth=3))

    assert "    The jam" not in outline(shallow.contents)
    assert "      The horn" in outline(deep.contents)


def test_headings_inside_boxes_and_quotations_are_not_in_the_contents():
    quoted = '<blockquote><h2 id="said">Said</h2></blockquote>'

    book = bound(chapter("winter", "Winter", box("piano", "The piano") + quoted))

    assert outline(book.contents) == ["Winter"]


def test_the_printed_contents_say_what_the_book_says_and_lead_there():
    contents = page(bound(*BOOK), "contents")

    assert '<h1 class="title" id="contents">Contents</h1>' in contents
    assert '<nav class="contents" aria-labelledby="contents"><ol>' in contents
    assert (
        '<li class="entry entry-chapter"><a href="freeway.xhtml"><span class="entry-label">Chapter 1</span> '
        '<span class="entry-title">Freeway</span></a><span class="folio-of" data-folio-of="freeway.xhtml"></span><ol>'
    ) in contents
    assert '<li class="entry entry-heading"><a href="freeway.xhtml#jam">' in contents


def test_a_title_in_the_contents_keeps_its_italics_but_no_notes_links_or_ids():
    note = '<a class="noteref" id="ref-a" href="#note-a">1</a>'
    stars = '<a class="web" href="https://example.org/"><span lang="fr">étoiles</span></a>'
    title = f'The <em id="x">City</em> of {stars}{note}'
    notes = '<section class="notes"><aside class="note" id="note-a" data-number="1"><p>So.</p></aside></section>'

    book = bound(made(Role.CONTENTS), galley("stars", f'<h1 id="s" class="title">{title}</h1>{notes}'))

    assert book.contents[0].title == "The City of étoiles"
    printed = '<span class="entry-title">The <em>City</em> of <span lang="fr">étoiles</span></span>'
    assert printed in page(book, "contents")


def test_a_short_title_from_the_front_matter_stands_in_the_contents():
    book = bound(chapter("winter", "In which it is winter, and everybody sings", title="Winter", number="1"))

    assert outline(book.contents) == ["Chapter 1 Winter"]


def test_a_title_with_signs_of_markup_stays_text():
    book = bound(made(Role.CONTENTS), chapter("winter", "Winter", title="Mia & <Seb>"))

    assert '<span class="entry-title">Mia &amp; &lt;Seb&gt;</span>' in page(book, "contents")


def test_the_lists_of_boxes_figures_and_tables_lead_to_what_they_name():
    lists = made(Role.LIST_OF_BOXES), made(Role.LIST_OF_FIGURES), made(Role.LIST_OF_TABLES)
    matter = box("piano", "The <em>piano</em>") + figure("map", "The map") + table("costs", "Costs")

    book = bound(*lists, chapter("winter", "Winter", matter))

    assert words(page(book, "list-of-boxes")) == "Fact boxes Fact box 1 The piano"
    assert '<a href="winter.xhtml#piano">' in page(book, "list-of-boxes")
    assert '<span class="entry-title">The <em>piano</em></span>' in page(book, "list-of-boxes")
    assert '<li class="entry entry-figure"><a href="winter.xhtml#map">' in page(book, "list-of-figures")
    assert '<span class="folio-of" data-folio-of="winter.xhtml#costs"></span>' in page(book, "list-of-tables")
    assert outline(book.contents) == ["Fact boxes", "Figures", "Tables", "Winter"]


def test_a_list_of_nothing_is_left_out():
    book = bound(made(Role.LIST_OF_BOXES), made(Role.WATCH_NEXT), chapter("winter", "Winter"))

    assert [each.id for each in book.galleys] == ["winter"]
    assert said(book) == []


def test_a_file_for_a_list_of_nothing_gives_a_warning():
    asked = chapter("plates", "Plates", role=Role.LIST_OF_FIGURES)

    book = bound(asked, chapter("winter", "Winter"))

    assert said(book) == [
        "manuscript/plates.md:1: warning X011: nothing would stand under this title (list-of-figures): "
        "the page is left out — remove the file, or write what it is to say"
    ]


def test_the_author_s_own_page_keeps_its_title_and_text_before_the_made_matter():
    own = chapter("map", "The way", "<p>Start anywhere.</p>", role=Role.CONTENTS)

    book = bound(own, chapter("winter", "Winter"))

    assert words(page(book, "map")) == "The wayStart anywhere. Winter"
    assert page(book, "map").count("<h1") == 1


def test_half_title_and_title_page_are_made_from_book_toml():
    book = bound(made(Role.HALF_TITLE), made(Role.TITLE_PAGE), chapter("winter", "Winter"))

    assert words(page(book, "half-title")) == "La La Land"
    assert words(page(book, "title-page")) == (
        "La La Land A companion Mia Dolan Seb Wilder Illustrated by Keith Lighthouse"
    )
    assert '<p class="contributor contributor-ill"><span class="credit">Illustrated by</span>' in page(
        book, "title-page"
    )


def test_a_title_page_the_author_wrote_is_left_alone():
    own = galley("my-title", "<p>My book</p>", role=Role.TITLE_PAGE, path="manuscript/title.md")

    assert words(page(bound(own), "my-title")) == "My book"


def test_landmarks_are_doors_into_the_book_each_kind_once():
    notes = [chapter(f"more-{at}", f"More {at}", role=Role.APPENDIX, region=Region.BACK) for at in (1, 2)]

    book = bound(*BOOK, *notes)

    assert [(each.epub_type, each.title, each.href) for each in book.landmarks if each.epub_type != "dedication"] == [
        ("halftitlepage", "Half-title", "half-title.xhtml"),
        ("titlepage", "Title page", "title-page.xhtml"),
        ("toc", "Contents", "contents.xhtml"),
        ("preface", "Preface", "preface.xhtml"),
        ("bodymatter", "Beginning of the text", "one.xhtml"),
        ("glossary", "Words", "words.xhtml"),
        ("appendix", "More 1", "more-1.xhtml"),
    ]


def test_made_pages_are_titled_in_the_language_of_the_book():
    config = replace(CONFIG, metadata=replace(CONFIG.metadata, language="fr"))

    book = bound(made(Role.CONTENTS), chapter("hiver", "Hiver"), config=config, watch=WatchList())

    assert book.galleys[0].title == "Table des matières"
