"""The watch-next appendix, and the mentions of its works in the text."""

from dataclasses import replace

import pytest

from lalabook.manuscript import WatchList, WorkGroup
from lalabook.terms import Role
from small_galleys import CONFIG, bound, chapter, film, link, made, mention, page, said, words

BABYLON = film(
    "babylon",
    "Babylon",
    4,
    facts=(("year", "2022"), ("running_time", "189")),
    group="after",
    why="Loud.",
    look_for="Him.",
)
UMBRELLAS = film(
    "umbrellas",
    "The Umbrellas of Cherbourg",
    12,
    facts=(("original_title", "Les Parapluies"), ("original_language", "fr"), ("grip", "Émile")),
    group="before",
    why="See [](watch:babylon) after it, and [](#rain).",
)
WATCH = WatchList(
    "manuscript/watch.toml",
    introduction="Two films.",
    groups=(WorkGroup("before", "Before", "What came first."), WorkGroup("after", "After")),
    labels=(("grip", "Key grip"),),
    works=(UMBRELLAS, BABYLON),
)
WINTER = chapter(
    "winter",
    "Winter",
    f"<p>{mention('babylon')} and {mention('umbrellas', 'Cherbourg')}, then {mention('babylon', 'again')}.</p>",
    number="1",
)
SPRING = chapter("spring", "Spring", f'<h2 id="rain">Rain</h2><p>{mention("babylon", "It")}</p>')


def appendix(*galleys, watch=WATCH, config=CONFIG):
    return bound(*(galleys or (WINTER, SPRING)), made(Role.WATCH_NEXT), watch=watch, config=config)


def test_works_are_shown_under_their_groups_in_order():
    book = appendix()

    matter = page(book, "watch-next")
    inside = [
        matter.index(each)
        for each in ("Two films.", ">Before<", "What came", "Umbrellas", ">After<", 'work-title">Babylon')
    ]
    assert inside == sorted(inside)
    assert [entry.title for entry in book.contents[-1].entries] == ["Before", "After"]
    assert book.contents[-1].entries[0].href == "watch-next.xhtml#works-before"


def test_the_facts_of_a_work_are_labelled_in_the_language_of_the_book_or_by_the_author():
    matter = page(appendix(), "watch-next")

    assert '<div><dt>Original title</dt> <dd lang="fr" xml:lang="fr">Les Parapluies</dd></div>' in matter
    assert '<p class="label">What to look for</p><p>Him.</p>' in matter
    assert "<dt>Key grip</dt> <dd>Émile</dd>" in matter
    assert "<dt>Running time</dt> <dd>189 minutes</dd>" in matter
    assert "<dt>Place in the list</dt> <dd>2 of 2</dd>" in matter
    assert ">fr<" not in matter


def test_a_mention_leads_to_its_work_and_an_empty_one_gives_the_title():
    winter = page(appendix(), "winter")

    assert 'href="watch-next.xhtml#work-babylon"' in winter
    assert 'id="mention-babylon-1"><cite>Babylon</cite></a>' in winter
    assert 'id="mention-umbrellas-1">Cherbourg</a>' in winter
    assert 'id="mention-babylon-2">again</a>' in winter


def test_a_work_says_where_the_book_mentions_it():
    matter = page(appendix(), "watch-next").partition('id="work-babylon"')[2]

    mentioned = '<a class="mentioner" href="winter.xhtml#mention-babylon-1">Chapter 1</a>, '
    assert mentioned + '<a class="mentioner" href="spring.xhtml#mention-babylon-3">Spring</a></span>' in matter
    every = "winter.xhtml#mention-babylon-1 winter.xhtml#mention-babylon-2 spring.xhtml#mention-babylon-3"
    assert f'<span class="by-folio" data-folios-of="{every}"></span>' in matter


def test_mentions_and_references_inside_the_appendix_land_too_but_are_no_mentions_of_the_book():
    book = appendix()

    matter = page(book, "watch-next")
    assert '<a href="#work-babylon" class="mention" id="mention-babylon-4"><cite>Babylon</cite></a>' in matter
    assert '<a href="spring.xhtml#rain" class="ref">Rain</a>' in matter
    assert "watch-next.xhtml#mention" not in matter
    assert said(book) == []


def test_a_reference_can_name_a_work_by_its_place_in_the_appendix():
    book = appendix(WINTER, SPRING, chapter("fall", "Fall", f"<p>{link('#work-babylon')}</p>"))

    assert ">" + "<cite>Babylon</cite></a>" in page(book, "fall")


def test_an_unknown_key_is_an_error_and_the_nearest_one_is_named():
    book = appendix(WINTER, SPRING, chapter("fall", "Fall", f"<p>{mention('babylom', 'B', 9, 2)}</p>"))

    assert said(book) == ['manuscript/fall.md:9:2: error X007: no work has the key "babylom" — did you mean "babylon"?']


def test_a_mention_in_a_book_without_works_is_an_error():
    book = appendix(WINTER, watch=WatchList())

    assert [finding.code for finding in book.findings] == ["X008"] * 3
    assert said(book)[0].endswith('write one, watch.toml, with a table "[works.babylon]"')


def test_a_mention_in_a_book_without_the_appendix_is_an_error():
    book = bound(SPRING, watch=WATCH)

    assert [finding.code for finding in book.findings if finding.is_error] == ["X009"]


def test_a_work_never_mentioned_is_a_warning_where_it_stands():
    book = appendix(SPRING)

    assert said(book) == [
        'manuscript/watch.toml:12: warning X010: "The Umbrellas of Cherbourg" is never mentioned'
        " — write [The Umbrellas of Cherbourg](watch:umbrellas) where the book speaks of it"
    ]
    assert page(book, "watch-next").count("work-mentions") == 1


def test_a_fault_in_the_prose_of_a_work_is_found_at_the_work():
    watch = replace(WATCH, works=(replace(UMBRELLAS, why="[so](#nowhere)"), BABYLON))

    book = appendix(watch=watch)

    assert [(str(finding.place), finding.code) for finding in book.findings] == [("manuscript/watch.toml:12", "X001")]


def test_paths_in_the_prose_of_a_work_are_read_from_the_data_file():
    own = chapter("films", "My films", role=Role.WATCH_NEXT, path="manuscript/back/films.md")
    watch = replace(WATCH, works=(replace(UMBRELLAS, why="[so](spring.md#rain)"), BABYLON))

    book = bound(WINTER, SPRING, own, watch=watch)

    assert '<a href="spring.xhtml#rain" class="ref">so</a>' in page(book, "films")


def test_a_list_of_books_needs_no_films():
    watch = WatchList("read.toml", title="Read next", works=(film("emma", "Emma", facts=(("author", "Jane Austen"),)),))
    config = replace(CONFIG, watch_scheme="read")
    reading = chapter("winter", "Winter", f"<p>{link('read:emma', class_='mention')}</p>")

    book = appendix(reading, watch=watch, config=config)

    assert "<dt>Author</dt> <dd>Jane Austen</dd>" in page(book, "watch-next")
    assert '<h2 class="work-title">Emma</h2>' in page(book, "watch-next")
    assert book.galleys[-1].title == "Read next"
    assert said(book) == []


@pytest.mark.parametrize(("language", "year"), [("en", "700\u00a0BC"), ("de-AT", "700\u00a0v.\u00a0Chr.")])
def test_a_year_before_christ_is_said_in_the_language_of_the_book(language: str, year: str):
    watch = WatchList("read.toml", works=(film("odyssey", "Odyssey", facts=(("year", "-700"),)),))
    book = appendix(watch=watch, config=replace(CONFIG, metadata=replace(CONFIG.metadata, language=language)))

    assert f"<dd>{year}</dd>" in page(book, "watch-next")


def test_the_title_in_book_toml_wins():
    book = appendix(config=replace(CONFIG, watch_title="Fourteen films"))

    assert book.contents[-1].title == "Fourteen films"


def test_what_the_author_wrote_for_the_appendix_stands_before_the_works():
    own = chapter("films", "My films", "<p>Before you go.</p>", role=Role.WATCH_NEXT)

    book = bound(WINTER, SPRING, own, watch=WATCH)

    assert words(page(book, "films")).startswith("My filmsBefore you go.Two films.")
    assert 'href="films.xhtml#work-babylon"' in page(book, "winter")


def test_words_of_the_data_file_are_never_taken_for_markup():
    watch = replace(WATCH, works=(replace(UMBRELLAS, title="Mia & <Seb>", facts=(("year", "<1964>"),)), BABYLON))

    matter = page(appendix(watch=watch), "watch-next")

    assert '<h3 class="work-title">Mia &amp; &lt;Seb&gt;</h3>' in matter
    assert "<dd>&lt;1964&gt;</dd>" in matter
