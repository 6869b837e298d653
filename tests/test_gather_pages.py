"""Pages as a compositor would leave them: what is mended in layout, and what a proof-reader is told of the rest."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import lalabook
from lalabook import xhtml
from lalabook.editions.print import gather as gathering
from lalabook.editions.print.gather import Press, clear_away, gather
from lalabook.editions.print.gather import hyphens as limits
from lalabook.editions.print.last_words import keep_last_words
from lalabook.editions.print.model import Job, TypeCase
from lalabook.findings import Severity

SERIF = (Path(lalabook.__file__).parent / "theme" / "fonts" / "source-serif" / "SourceSerif4-Regular.ttf").read_bytes()
# forty lines of ten points: what stands where can be counted
FORTY_LINES = """
@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") }
@page { size: 220pt 420pt; margin: 10pt }
html { font: 8pt/10pt "Serif"; orphans: 2; widows: 2 }
body, p, h1, h2, div, figure, aside, header { margin: 0; font: inherit; break-after: auto }
h2 { break-after: avoid } figure, aside { break-inside: avoid }
"""


@pytest.fixture(scope="module", autouse=True)
def clean():
    yield
    press.cache_clear()
    clear_away()


@cache
def press(css: str = FORTY_LINES) -> Press:
    return Press(TypeCase(css, css, (("fonts/serif.ttf", SERIF),)))


def division(inside: str, css: str = FORTY_LINES, **more):
    """Lay out blocks, numbered as they come."""
    numbers = iter(range(1, 1000))
    inside = re.sub(
        r"<(p|h2|figure|aside|pre|table|tr|td|th)\b", lambda tag: f'{tag[0]} data-block="{next(numbers)}"', inside
    )
    xhtml = f'<div class="division" id="winter.xhtml" data-block="0">{inside}</div>'
    return gather(Job("winter", xhtml, "en-GB", "Winter", **more), press(css))


def lines(count: int) -> str:
    """One paragraph of so many lines."""
    return f"<p>{'<br/>'.join(f'line {number}' for number in range(count))}</p>"


def figure(height: int, name: str = "") -> str:
    return f'<figure><p style="height: {height}pt">{name or "figure"}</p></figure>'


def words_on(made) -> list[str]:
    """The text of each page, as it is painted."""
    return [text_of(page) for page in pikepdf.open(io.BytesIO(made.pdf)).pages]


def text_of(page: pikepdf.Page) -> str:
    maps: dict[str, dict[int, str]] = {}
    for name, font in page.Resources.Font.items():
        source = font.ToUnicode.read_bytes().decode("latin-1")
        pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", source)
        maps[name] = {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
    said, font = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = maps[str(operands[0])]
        elif str(operator) == "TJ":
            glyphs = b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
            said += "".join(font.get(int.from_bytes(glyphs[at : at + 2]), "") for at in range(0, len(glyphs), 2)) + " "
    return said


def advice(made) -> list[tuple[str, int]]:
    return [(remark.code, remark.page) for remark in made.remarks if remark.severity is Severity.ADVICE]


def starts(made) -> list[int]:
    return [page.starts_at[0] for page in made.pages]


def left_alone(monkeypatch) -> None:
    monkeypatch.setattr(gathering, "ROUNDS", 0)


def test_a_figure_that_would_leave_a_hole_stands_behind_the_paragraph_that_fills_it():
    made = division(lines(25) + figure(200) + lines(20) + lines(10))

    first, second = words_on(made)
    assert "figure" not in first
    assert "figure" in second
    assert advice(made) == []


def test_a_page_begins_with_its_text_and_not_with_a_figure_that_came_later():
    made = division(lines(25) + figure(200) + lines(15) + lines(10))

    assert "figure" in words_on(made)[1].split()[:1]
    assert starts(made) == sorted(starts(made))
    assert starts(made) == [1, 5]


def test_figures_keep_their_order():
    made = division(lines(25) + figure(200, "first") + figure(100, "second") + lines(20))

    text = " ".join(words_on(made))
    assert text.index("first") < text.index("second")
    assert ("P120", 0) in advice(made)


@pytest.mark.parametrize("before", ["<h2>Heading</h2>", "<hr/>"])
def test_a_figure_stays_in_its_section(before):
    made = division(lines(25) + figure(200) + before + lines(20))

    assert words_on(made)[1].startswith("figure")
    assert advice(made) == [("P120", 0)]


def test_a_figure_stays_where_the_text_leads_up_to_it():
    made = division(lines(24) + "<p>It looked like this:</p>" + figure(200) + lines(20))

    assert advice(made) == [("P120", 0)]


def test_a_figure_stands_before_the_last_paragraphs_of_a_page_where_a_heading_follows():
    made = division(lines(18) + lines(8) + lines(4) + figure(150) + "<h2>Heading</h2>" + lines(20))

    assert "figure" in words_on(made)[0]
    assert starts(made) == sorted(starts(made))
    assert advice(made) == []


def test_a_heading_goes_back_with_the_text_when_its_figure_moves():
    made = division(lines(22) + "<h2>Heading</h2>" + figure(250) + lines(20) + lines(6))

    first, second = words_on(made)
    assert "Heading" in first
    assert "figure" in second


HYPHENATED = FORTY_LINES + "html { hyphens: auto; text-align: justify }"
LONG_WORDS = (
    "extraordinarily unfortunate circumstances notwithstanding, international responsibilities accumulated " * 30
)


def hyphens_at(made) -> list[str]:
    return [remark.code for remark in made.remarks if remark.code in ("P126", "P127")]


def test_no_three_lines_in_a_row_and_no_page_end_in_a_hyphen(monkeypatch):
    css = HYPHENATED + "@page { size: 110pt 220pt }"
    narrow = division(f"<p>{LONG_WORDS}</p>", css)
    monkeypatch.setattr(limits, "MOST_IN_A_ROW", 1000)
    monkeypatch.setattr(limits, "_should_not_hyphenate", lambda *_: False)
    without_limits = division(f"<p>{LONG_WORDS}</p>", css)

    assert len(narrow.pages) > 2
    assert hyphens_at(narrow) == []
    assert "P127" in hyphens_at(without_limits)
    assert [remark.code for remark in narrow.remarks if remark.severity is not Severity.ADVICE] == []


def test_the_last_line_of_a_paragraph_is_not_the_end_of_a_word():
    css = HYPHENATED + "@page { size: 112pt 220pt }"
    for count in range(20, 40):
        text = " ".join("we are internationally responsible".split()[number % 4] for number in range(count))
        made = division(f"<p>{text} internationally</p>", css)
        assert "internationally" in " ".join(words_on(made)).replace("- ", "-").split()[-1]


BOX = (
    '<aside class="box"><header><p class="box-title">How it was made</p></header><div class="box-body">{}</div></aside>'
)


def test_a_box_of_half_a_page_is_kept_whole_and_moved():
    made = division(lines(25) + BOX.format(lines(17)) + lines(20))

    assert len(made.pages) == 2
    assert advice(made) == []
    assert "(continued)" not in " ".join(words_on(made))


def test_a_taller_box_is_broken_and_says_its_title_again():
    made = division(lines(20) + BOX.format(lines(14) + lines(10) + lines(8)))

    first, second = words_on(made)
    assert "How it was made" in first
    assert second.startswith("How it was made (continued)")
    assert starts(made) == [1, 5]
    assert [remark.code for remark in made.remarks if remark.severity is not Severity.ADVICE] == []


def test_a_divided_box_is_broken_within_a_paragraph_where_that_would_cost_much():
    made = division(lines(20) + BOX.format(lines(12) + lines(15)))

    assert "(continued)" not in " ".join(words_on(made))


def test_a_last_page_has_five_lines(monkeypatch):
    mended = division(lines(20) + lines(22))
    left_alone(monkeypatch)
    as_it_came = division(lines(20) + lines(22))

    assert words_on(mended)[1].count("line") == 5
    assert words_on(as_it_came)[1].count("line") == 2
    assert advice(mended) == []
    assert advice(as_it_came) == [("P124", 1)]


def test_a_short_paragraph_on_the_last_page_gets_company_from_the_one_before():
    made = division(lines(30) + lines(10) + lines(2))

    assert words_on(made)[1].count("line") > 2


def test_a_heading_at_the_foot_of_a_page_goes_to_the_next(monkeypatch):
    css = FORTY_LINES + "h2 { break-after: auto }"
    mended = division(lines(39) + "<h2>Heading</h2>" + lines(20), css)
    left_alone(monkeypatch)
    as_it_came = division(lines(39) + "<h2>Heading</h2>" + lines(20), css)

    assert starts(mended)[1] == 2
    assert advice(as_it_came) == [("P121", 0)]


def test_first_and_last_lines_alone_are_noted_with_their_page():
    css = FORTY_LINES + "html { orphans: 1; widows: 1 }"

    assert ("P122", 0) in advice(division(lines(39) + lines(20), css))
    assert ("P123", 1) in advice(division(lines(20) + lines(21) + lines(20), css))


def test_a_line_past_the_edge_of_its_block_is_noted():
    made = division(lines(1) + "<p>" + "m" * 60 + "</p>")

    assert advice(made) == [("P128", 0)]


def test_a_divided_table_with_one_row_on_a_page_is_noted():
    rows = "".join(f"<tr><td>row {number}</td></tr>" for number in range(20))
    made = division(lines(38) + f"<table><tbody>{rows}</tbody></table>", FORTY_LINES + "td { padding: 2pt }")

    assert ("P129", 0) in advice(made)


def test_a_last_line_shorter_than_an_indent_is_noted():
    made = division("<p>A first line.<br/>a</p>" + lines(8))

    assert advice(made) == [("P130", 0)]


@pytest.mark.parametrize(("pixels", "noted"), [(100, [("P131", 0)]), (450, [])])
def test_a_picture_with_too_few_pixels_is_noted(pixels, noted):
    file = io.BytesIO()
    Image.new("L", (pixels, pixels)).save(file, "PNG")
    made = division(
        f'<figure><img src="map.png" alt="map" style="width: 100pt"/></figure>{lines(8)}',
        pictures=(("map.png", file.getvalue()),),
    )

    assert advice(made) == noted


def test_a_box_that_a_design_lets_break_is_noted_where_it_would_fit():
    css = FORTY_LINES + "aside { break-inside: auto }"
    made = division(lines(33) + BOX.format(lines(12)) + lines(5), css)

    assert ("P125", 0) in advice(made)


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("and so it goes.", "it goes."),
        ("and that was it.", "was\u00a0it."),
        ("and that was <em>it</em>.", "was <em>it"),
        ("and that <em>was it</em>", "<em>was\u00a0it</em>"),
        ('and that was it.<a class="noteref" href="#note-a">1</a>', "was\u00a0it."),
    ],
)
def test_a_short_last_word_stays_with_the_one_before(end, kept):
    root = xhtml.parse(f"<div><p>It was a long paragraph about nothing at all but itself, {end}</p></div>")
    keep_last_words(root)

    assert kept in xhtml.serialise(root)
