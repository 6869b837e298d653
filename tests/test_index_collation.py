"""Where a reader of a language looks a heading up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalabook.book.index.collation import collation_of


def ordered(language: str, *words: str, **how: bool) -> list[str]:
    collation = collation_of(language)
    return sorted(words, key=lambda each: collation.key(each, **how))


def letters(language: str, words: str) -> str:
    collation = collation_of(language)
    return " ".join(collation.letter(collation.key(each)) or "-" for each in words.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "New (York)|New, Zoe|New Deal|newborn|news"),
        ("en", "Gosling, Ryan|Gosling family|Goslings"),
        ("en", "emil|Émile|emilia"),
        ("en", "co-op house|cooper|co-operate"),
        ("en", "8½|105 freeway|(500) Days of Summer|1,001 Nights|1980s|abacus"),
        ("en", "sets (theatre)|sets, painted|sets of films|setting"),
        ("de", "Arzt|Ärzte|Arztpraxis|Masse|Maße|Zug"),
        ("fr", "cote|coté|côte|côté|coteau"),
        ("sv", "Zorn|Ånger|Äpple|Öl"),
        ("da", "Zebra|Ægir|Øre|Aalborg|Århus"),
        ("es", "nube|ñandú|ola"),
        ("es", "cero|chico|cielo"),
        ("cs", "cesta|čas|hora|chata|ibis"),
        ("hu", "cukor|csak|da|dzsem"),
        ("pl", "lis|łza|mak"),
        ("tr", "halı|ısı|iki|jel"),
        ("et", "sild|šokk|zebra|tasku|õlu|ära"),
        ("uk", "гора|ґанок|дім"),
        ("ru", "ёлка|ель|игра|йод|кот"),
    ],
)
def test_headings_stand_in_the_order_of_the_language(language, words):
    in_order = words.split("|")

    assert ordered(language, *reversed(in_order)) == in_order


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "émile Øre 1984 “quoted” (500) Æsop ß", "E O - Q - A S"),
        ("sv", "ål äpple ære ørn", "Å Ä Ä Ö"),
        ("cs", "Chaplin hora čas", "Ch H Č"),
        ("de", "Äpfel Österreich", "A O"),
        ("ru", "Ёлка йод", "Е Й"),
        ("xx", "Zorn", "Z"),
    ],
)
def test_each_heading_has_its_letter(language, words, found):
    assert letters(language, words) == found


@pytest.mark.parametrize(
    ("language", "title", "filed"),
    [
        ("en-GB", "The Umbrellas", "umbrellas"),
        ("en", "“A Lovely Night”", "lovely\x03night"),
        ("en", "Theatre", "theatre"),
        ("en", "The", "the"),
        ("fr", "L'Avventura", "avventura"),
        ("fr", "Les Parapluies", "parapluies"),
        ("de", "Die Hard", "hard"),
        ("en", "Die Hard", "die\x03hard"),
    ],
)
def test_a_title_is_filed_without_its_leading_article(language, title, filed):
    assert collation_of(language).key(title, is_title=True)[0] == filed
    assert collation_of(language).key(title)[0] != filed or filed in ("theatre", "the", "die\x03hard")


def test_sub_entries_are_filed_under_the_word_behind_their_small_ones():
    assert ordered("en", "with Mia", "at the piano", "as a star", "for", is_sub_entry=True) == [
        "for",
        "with Mia",
        "at the piano",
        "as a star",
    ]


@given(st.lists(st.text(max_size=8), max_size=8), st.sampled_from(["en", "sv", "cs", "tr", "hu", "uk"]))
def test_any_words_can_be_filed_and_always_in_the_same_order(words, language):
    assert ordered(language, *words) == ordered(language, *reversed(words))
