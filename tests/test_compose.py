"""A division's Markdown becomes its galley: the constructs together, in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalabook import xhtml
from lalabook.book.compose import compose, compose_text
from lalabook.config import BoxKind, Config, Metadata
from lalabook.findings import Place
from lalabook.manuscript import Division, LineRun
from lalabook.pictures import NoPicture, Picture
from lalabook.terms import Region, Role

CONFIG = Config(Metadata("A book", language="en"), boxes=(BoxKind("listen", "What to listen for"),))
PATH = "manuscript/body/03-winter.md"
FIXTURES = Path(__file__).parent / "compose"


def door(path):
    if path.endswith("map.svg"):
        return Picture(path, "image/svg+xml", 10, 10, "0" * 64)
    return NoPicture(path, f"there is no {path}", "add it")


def division(text, **facts):
    known = {"id": "winter", "path": PATH, "role": Role.CHAPTER, "region": Region.BODY, "number": "3"}
    return Division(**(known | facts), text=text, lines=(LineRun(1, PATH, 5),))


def galley(text, config=CONFIG, **facts):
    return compose(division(text, **facts), config, door)


def codes(made):
    return [f"{each.place.line}:{each.code}" for each in made.findings]


def bare(fragment: str) -> str:
    """Without what only says where things stood."""
    return re.sub(r' data-(line|column)="\d+"', "", fragment)


def cases():
    for path in sorted(FIXTURES.glob("*.md")):
        parts = re.split(r"^\.$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, written, made in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(written.strip("\n"), made.strip("\n"), id=name.strip())


@pytest.mark.parametrize(("written", "made"), list(cases()))
def test_markdown_is_composed_as_the_fixtures_say(written, made):
    composed = galley(written, title="T")

    shown = bare(composed.xhtml).removeprefix('<div class="division">').removesuffix("</div>")
    assert composed.findings == ()
    assert shown.removeprefix('<h1 class="title" id="t">T</h1>').strip() == made


def test_a_galley_knows_its_title_language_words_and_pictures():
    made = galley('# "Winter"[^a]\n\nSnow *fell* here.\n\n![LA](map.svg "The city")\n\n[^a]: Cold.\n', language="en-GB")

    assert made.title == "“Winter”"
    assert made.language == "en-GB"
    assert made.pictures == ("manuscript/body/map.svg",)
    assert made.words == 7
    assert made.findings == ()
    assert made.division.text == ""


def test_contents_take_the_given_title_and_the_page_keeps_the_author_s_heading():
    made = galley("# Winter in Los Angeles\n", title="Winter -- *now*")

    assert made.title == "Winter – now"
    assert ">Winter in Los Angeles</h1>" in made.xhtml


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"path": "manuscript/03.md"}, "Chapter 3"),
        ({"role": Role.DEDICATION, "number": ""}, "Dedication"),
        ({"role": Role.CONTENTS, "number": "", "language": "fr"}, "Table des matières"),
        ({"role": Role.TITLE_PAGE, "number": "", "title": "Half a title"}, "Half a title"),
    ],
)
def test_a_galley_is_never_without_a_title(facts, expected):
    assert galley("Text.\n", **facts).title == expected


def test_everything_wrong_is_said_at_once_at_line_and_column():
    made = galley(
        "# Winter {#w}\n\n## Again {#w}\n\n[a](/etc/hosts) and [b](wacth:x).\n\n![A piano](no.png)\n\n"
        "[c]{lang=e_n} [d]{index=}\n"
    )

    assert codes(made)[:4] == ["7:B115", "9:B207", "9:B215", "11:B205"]
    by_code = {each.code: each for each in made.findings}
    assert by_code["B207"].place == Place(PATH, 9, by_code["B207"].place.column)
    assert by_code["B207"].place.column in (1, 5)
    assert f"{PATH}:5" in by_code["B115"].hint
    assert "B219" in by_code


def test_every_block_of_a_galley_knows_its_line():
    made = galley(
        "# T\n\nText.\n\n- a\n- b\n\n/// fact | Box\nIn.\n///\n\n> Quote.\n\n/// verse\nOne\ntwo\n///\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n![LA](map.svg 'C')\n"
    )

    blocks = xhtml.elements(
        xhtml.parse(made.xhtml), "p", "li", "ul", "aside", "figure", "pre", "h1", "div", "blockquote"
    )
    numbers = [int(block.get("data-line", "0")) for block in blocks]
    assert 0 not in numbers
    assert numbers == sorted(numbers)
    assert numbers[-1] == 27


def test_composing_twice_gives_the_same_galley():
    text = '# T\n\n/// fact | A\n"x" [](#y)\n///\n\n![LA](map.svg "C")\n'

    assert galley(text) == galley(text)


def test_markdown_of_a_data_file_is_set_like_the_text():
    appendix = Division("watch-next", "", Role.WATCH_NEXT, Region.BACK)
    place = Place("manuscript/watch.toml", 12)

    made, findings = compose_text('It\'s *"jazz"*, see [](watch:babylon).', appendix, CONFIG, door, place)

    assert made == '<div><p>It’s <em>“jazz”</em>, see <a href="watch:babylon" class="mention"></a>.</p></div>'
    assert findings == ()
    _, findings = compose_text("![A map](none.png)", appendix, CONFIG, door, place)
    assert [(each.place, each.code) for each in findings] == [(place, "B205")]


@given(st.text(alphabet="ab \"'-.…$`*_[](){}#\n|/!:<>&é«»“”’", max_size=120), st.sampled_from(["en", "de", "fr", "es"]))
def test_no_text_makes_composing_stumble_or_lose_letters(text, language):
    made = galley(text, title="T", language=language)
    plain = galley(text, Config(Metadata("A book"), smart_typography=False), title="T", language=language)

    letters = [[letter for letter in each.xhtml if letter.isalnum()] for each in (made, plain)]
    assert letters[0] == letters[1]
    assert xhtml.serialise(xhtml.parse(made.xhtml)) == made.xhtml
