"""Templates escape what they are given, and refuse to leave a place empty by mistake."""

import pytest
from jinja2 import UndefinedError

from lalabook.template import Markup, fill
from lalabook.words import words_for


def test_what_is_put_into_a_template_is_text_unless_it_says_that_it_is_markup():
    assert "Mia &amp; &lt;Seb&gt;" in fill("half-title.xhtml.j2", id="h", title="Mia & <Seb>")
    assert "<em>Mia</em>" in fill("half-title.xhtml.j2", id="h", title=Markup("<em>Mia</em>"))


def test_a_template_does_not_leave_a_place_empty_in_silence():
    with pytest.raises(UndefinedError, match="title"):
        fill("half-title.xhtml.j2", id="h")


@pytest.mark.parametrize(
    ("language", "contents"),
    [("en-GB", "Contents"), ("de", "Inhalt"), ("FR", "Table des matières"), ("nl-BE", "Inhoud"), ("tlh", "Contents")],
)
def test_the_house_speaks_the_language_of_the_book_or_else_english(language, contents):
    assert words_for(language).contents == contents


def test_every_language_has_every_word():
    spoken = [words_for(language) for language in ("en", "de", "fr", "es", "it", "nl")]

    assert len({words.language for words in spoken}) == 6
    for words in spoken:
        empty = [name for name, said in vars(words).items() if not said and name != "part_numbers"]
        assert empty == []
        assert words.place_in_order.format(place=3, total=14).count("14") == 1
        assert "91" in words.minutes.format(count=91)
