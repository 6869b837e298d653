"""The design of a book: its own styles over the built-in theme, with fonts, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
import weasyprint
import weasyprint.css.validation.descriptors
import weasyprint.css.validation.expanders
import weasyprint.css.validation.properties
from weasyprint.css.properties import KNOWN_PROPERTIES

from lalabook.config import Config, Metadata
from lalabook.editions.design import Design, load_design
from lalabook.editions.design.properties import PRINT_PROPERTIES
from lalabook.sources import Folder

THEME = files("lalabook") / "theme"
FONT = (THEME / "fonts/source-code-pro/SourceCodePro-Regular.ttf").read_bytes()
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def designed(tmp_path: Path) -> Callable[..., Design]:
    """The design of a book with these files."""

    def make(styles: str = "", /, **named: str | bytes) -> Design:
        for name, content in named.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_design(Folder(tmp_path), Config(Metadata("A book"), styles=styles))

    return make


def said(design: Design) -> list[str]:
    return [f"{finding.place} {finding.severity} {finding.code}" for finding in design.findings]


def test_a_book_without_styles_has_the_built_in_theme_and_nothing_to_complain_of(designed):
    design = designed()

    assert design.findings == ()
    assert ".box" in design.epub.css
    assert "size: 6in 9in;" in design.print.flow_css
    assert "string(book)" in design.print.page_css
    assert "string(book)" not in design.print.flow_css


def test_no_custom_property_and_no_import_reaches_a_reading_system(designed):
    design = designed()

    for css in (design.epub.css, design.print.flow_css, design.print.page_css):
        assert "var(" not in css
        assert "@import" not in css
        assert not re.search(r"^\s*--", css, re.MULTILINE)


def test_every_font_a_stylesheet_names_is_handed_on_with_its_licence(designed):
    design = designed()

    for css, fonts in ((design.epub.css, design.epub.fonts), (design.print.flow_css, design.print.fonts)):
        named = re.findall(r'url\("fonts/([^"]+)"\)', css)
        assert sorted(named) == sorted(font.name for font in fonts)
        assert all(len(font.licence) > 1000 for font in fonts)


def test_built_in_fonts_are_true_type_and_answer_to_names_no_system_has(designed):
    design = designed()

    assert all(font.data[:4] == b"\0\1\0\0" for font in design.print.fonts + design.epub.fonts)
    families = re.findall(r"@font-face \{\s*font-family: ([^;]+);", design.print.flow_css)
    assert families
    assert all(family.startswith('"Book ') for family in families)


def test_the_e_book_leaves_the_text_to_its_reader(designed):
    body = re.findall(r"^(?:body|html|p) \{([^}]*)\}", designed().epub.css, re.MULTILINE)

    assert not re.search(r"font-size|line-height|color|font-family", "".join(body))


def test_a_book_takes_the_theme_and_changes_one_token(designed):
    design = designed(styles__print_css='@import "theme:print.css";\n:root { --trim-width: 5in; --trim-height: 8in }')

    assert design.findings == ()
    assert "size: 5in 8in;" in design.print.flow_css


def test_an_entry_point_that_the_styles_leave_out_comes_from_the_theme(designed):
    design = designed(styles__epub_css="p { text-indent: 0 }")

    assert design.epub.css == "p {\n  text-indent: 0;\n}\n"
    assert design.epub.fonts == ()
    assert "size: 6in 9in;" in design.print.flow_css


def test_the_folder_of_styles_may_have_another_name(designed):
    assert designed("looks", looks__epub_css="p { text-indent: 0 }").epub.css.startswith("p {")


def test_a_folder_of_styles_that_is_not_there_is_an_error(designed):
    assert said(designed("looks")) == ["book.toml error D008"]


def test_a_folder_of_styles_without_an_entry_point_is_an_error(designed):
    design = designed("looks", looks__other_css="")

    assert said(design) == ["book.toml error D008"]
    assert "neither epub.css nor print.css" in design.findings[0].message


def test_faults_of_both_stylesheets_are_told_at_once_at_file_line_and_column(designed):
    design = designed(
        styles__epub_css="p {\n  color }", styles__print_css='@import "text.css";\np { color: var(--no) }'
    )

    assert said(design) == [
        "styles/epub.css:2:3 error D001",
        "styles/print.css:1:1 error D002",
        "styles/print.css:2:12 error D005",
    ]
    assert 'write "theme:text.css"' in design.findings[1].hint


@pytest.mark.parametrize("address", ["../../secret.css", "/etc/passwd", "theme:../secret.css", "theme:no.css"])
def test_an_import_from_outside_of_the_book_is_refused(designed, address: str):
    assert said(designed(styles__epub_css=f'@import "{address}";')) == ["styles/epub.css:1:1 error D002"]


@pytest.mark.parametrize("address", ["https://fonts.example/a.css", "//fonts.example/a.css", "file:///etc/passwd"])
def test_nothing_is_fetched_from_the_network(designed, address: str):
    design = designed(styles__epub_css=f'@import "{address}";\nhr {{ background: url({address}) }}')

    assert said(design) == ["styles/epub.css:1:1 error D007", "styles/epub.css:2:18 error D007"]
    assert address not in design.epub.css


FACE = '@font-face { font-family: "Mine"; src: url(mine.ttf) }'


def test_an_author_s_own_font_comes_with_the_licence_beside_it(designed):
    design = designed(styles__print_css=FACE, styles__mine_ttf=FONT, styles__OFL_txt="Free to use.")

    assert design.findings == ()
    assert [(font.name, font.data == FONT, font.licence) for font in design.print.fonts] == [
        ("mine.ttf", True, "Free to use.")
    ]


def test_a_font_without_a_licence_is_a_warning(designed):
    assert said(designed(styles__print_css=FACE, styles__mine_ttf=FONT)) == ["styles/print.css:1:40 warning D011"]


def test_a_missing_font_is_an_error_where_it_is_named(designed):
    assert said(designed(styles__print_css=FACE)) == ["styles/print.css:1:40 error D002"]


def test_a_font_that_is_no_font_is_an_error(designed):
    design = designed(styles__print_css=FACE, styles__mine_ttf="not a font", styles__LICENSE="Free.")

    assert said(design) == ["styles/print.css:1:40 error D009"]
    assert "not a font" not in str(design.print.fonts)


@pytest.mark.parametrize("beginning", [b"OTTO", b"wOF2\0\1\0\0", b"wOF2OTTO", b"wOFFOTTO"])
def test_post_script_outlines_and_woff2_are_a_warning(designed, beginning: bytes):
    font = beginning + FONT[len(beginning) :]
    design = designed(styles__print_css=FACE, styles__mine_ttf=font, styles__LICENSE="Free.")

    assert said(design) == ["styles/print.css:1:40 warning D010"]


def test_two_fonts_of_one_file_name_both_get_through(designed):
    other = FONT + b"\0"
    css = FACE + '@font-face { font-family: "Other"; src: url(other/mine.ttf) }'
    named = {"styles__mine_ttf": FONT, "styles__other__mine_ttf": other}
    design = designed(styles__print_css=css, styles__LICENSE="Free.", styles__other__LICENSE="Free.", **named)

    assert {font.name: font.data for font in design.print.fonts} == {"mine.ttf": FONT, "mine-2.ttf": other}


def test_a_picture_is_written_into_the_stylesheet(designed):
    design = designed(styles__epub_css="hr { background: url(star.png) }", styles__star_png=PIXEL)

    assert design.findings == ()
    assert 'url("data:image/png;base64,iVBOR' in design.epub.css


def test_a_picture_that_is_none_is_an_error(designed):
    design = designed(styles__epub_css="hr { background: url(star.png) }", styles__star_png="star")

    assert said(design) == ["styles/epub.css:1:18 error D012"]


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("p { initial-letter: 2 }", "warning D013"),
        ("p { text-indnet: 0 }", "warning D013"),
        ("p { display: flex }", "warning D014"),
        ("@supports (hyphens: auto) { p { hyphens: auto } }", "warning D014"),
        ("@page chapter:first { margin: 0 }", "warning D014"),
        ("p { font-variant: all-small-caps }", "warning D014"),
        ("a::after { content: target-counter(attr(href), page) }", "error D014"),
        ("p::first-letter { float: left }", "error D014"),
    ],
)
def test_what_print_cannot_set_is_said_before_anything_is_set(designed, css: str, code: str):
    found = said(designed(styles__print_css=css))

    assert [each.partition(" ")[2] for each in found] == [code]


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("p { direction: rtl }", "error D015"),
        ("p { position: fixed }", "error D015"),
        ("@media (min-width: 40em) { q { color: inherit } }", "warning D016"),
        ("q { display: grid }", "warning D016"),
        ("q { margin: 0 0 0 -1em }", "warning D016"),
        ("q { width: calc(100% - 1em) }", "warning D016"),
        ("body { line-height: 1.6 }", "warning D016"),
        ("q { color: red !important }", "warning D016"),
        ("@page { margin: 1em }", "warning D016"),
    ],
)
def test_what_reading_systems_trip_over_is_said(designed, css: str, code: str):
    found = said(designed(styles__epub_css=css))

    assert [each.partition(" ")[2] for each in found] == [code]


def test_an_enhancement_inside_supports_is_welcome_in_the_e_book(designed):
    assert designed(styles__epub_css="@supports (display: grid) { q { display: grid; gap: calc(1em) } }").findings == ()


def test_print_knows_the_names_that_its_engine_knows():
    understood = {name.replace("_", "-") for name in KNOWN_PROPERTIES}
    understood |= set(weasyprint.css.validation.properties.PROPERTIES)
    understood |= set(weasyprint.css.validation.expanders.EXPANDERS)
    understood |= {n for each in weasyprint.css.validation.descriptors.DESCRIPTORS.values() for n in each}

    assert {name.replace("_", "-") for name in understood} <= PRINT_PROPERTIES


def test_print_reads_the_built_in_theme_without_a_word_of_complaint(designed, caplog):
    design = designed()
    with caplog.at_level("WARNING", "weasyprint"):
        weasyprint.CSS(string=without_fonts(design.print.flow_css))
        weasyprint.CSS(string=without_fonts(design.print.page_css))

    assert [record.getMessage() for record in caplog.records] == []


def without_fonts(css: str) -> str:
    return re.sub(r"@font-face \{[^}]*\}\n", "", css)


def test_the_built_in_theme_is_whole_and_every_file_of_it_is_used(designed):
    reached = " ".join(finding.message for finding in designed().findings)
    text = "".join(path.read_text("utf-8") for path in THEME.iterdir() if path.name.endswith(".css"))

    assert reached == ""
    for path in THEME.iterdir():
        if path.name.endswith(".css") and path.name not in ("epub.css", "print.css"):
            assert f'"{path.name}"' in text, path.name
    for folder in (THEME / "fonts").iterdir():
        for font in folder.iterdir():
            assert not font.name.endswith(".ttf") or f"fonts/{folder.name}/{font.name}" in text, font.name


def test_the_flagship_s_own_styles_have_nothing_to_complain_of():
    design = load_design(Folder(REPOSITORY), Config(Metadata("The flagship")))

    assert design.findings == ()
    assert ".box-listen" in design.epub.css
    assert ".box-listen" in design.print.flow_css


def test_the_colours_of_the_flagship_are_seen_by_day_and_by_night():
    tokens = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", (REPOSITORY / "styles/tokens.css").read_text("utf-8")))

    assert tokens
    for colour in tokens.values():
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#000000")) >= 4.5, colour


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
