"""Stylesheets: imports in their place, custom properties written out, faults at file, line and column."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalabook.findings import Finding, Place, Severity
from lalabook.stylesheet import Part, Source, Stylesheet, read_stylesheet


@dataclass
class Drawer:
    """A shelf whose files are the ones a test wrote down."""

    files: dict[str, str]

    def stylesheet(self, address: str, base: str, place: Place) -> Source | Finding:
        del base
        if address not in self.files:
            return Finding(place, "D002", f"there is no file {address}")
        return Source(address, self.files[address])

    def file(self, address: str, base: str, place: Place, *, is_font: bool) -> str | Finding:
        del place
        return f"{'fonts' if is_font else 'pictures'}/{base}/{address}"


def read(text: str, **files: str) -> Stylesheet:
    named = {name.replace("_", "."): content for name, content in files.items()}
    return read_stylesheet(Source("book.css", text), Drawer(named))


def faults(sheet: Stylesheet) -> list[str]:
    return [f"{finding.place} {finding.code}" for finding in sheet.findings]


def test_an_imported_file_stands_where_it_was_imported():
    sheet = read('@import "a.css";\np { color: red }', a_css="p { color: blue }")

    assert sheet.css() == "p {\n  color: blue;\n}\np {\n  color: red;\n}\n"
    assert sheet.findings == ()


def test_an_import_for_some_media_stays_limited_to_them():
    sheet = read('@import "a.css" print and (color);', a_css="p { color: blue }")

    assert sheet.css() == "@media print and (color) {\n  p {\n    color: blue;\n  }\n}\n"


def test_a_token_set_again_later_wins_everywhere_even_in_what_was_imported():
    sheet = read('@import "a.css";\n:root { --ink: green }', a_css=":root { --ink: black }\np { color: var(--ink) }")

    assert sheet.css() == "p {\n  color: green;\n}\n"


def test_tokens_are_written_out_in_pages_and_inside_other_tokens():
    sheet = read(
        ":root { --w: 6in; --h: 9in; --trim: var(--w) var(--h) }\n"
        "@page { size: var(--trim); @top-left { font: 8pt/1 var(--face, Serif) } }"
    )

    assert "size: 6in 9in;" in sheet.css()
    assert "font: 8pt/1 Serif;" in sheet.css()
    assert "var(" not in sheet.css()
    assert sheet.findings == ()


def test_a_token_that_is_defined_nowhere_is_an_error_where_it_is_used_and_names_the_nearest():
    sheet = read(":root { --box-colour: red }\n.box {\n  color: var(--box-color);\n}")

    assert faults(sheet) == ["book.css:3:10 D005"]
    assert sheet.findings[0].hint == "did you mean --box-colour?"


def test_a_fault_in_an_imported_file_is_placed_in_that_file():
    sheet = read('@import "a.css";', a_css="\n\np { color }")

    assert faults(sheet) == ["a.css:3:5 D001"]


def test_tokens_that_need_each_other_are_an_error():
    sheet = read(":root {\n  --a: var(--b);\n  --b: var(--a);\n}\np { color: var(--a) }")

    assert [finding.code for finding in sheet.findings] == ["D006"]
    assert "--a → --b → --a" in sheet.findings[0].message


def test_a_token_outside_of_root_is_said_to_have_no_effect():
    sheet = read(".box { --ink: red }")

    assert faults(sheet) == ["book.css:1:8 D004"]
    assert sheet.findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("p { color: red;\nq { color: blue }\n", "1:1"),
        ("p { color: red }\n@media all and (x) {\n  p { color: red }\n", "2:1"),
        ("p { color: red }\n/* never closed", "2:1"),
    ],
)
def test_what_is_never_closed_is_found_where_it_was_opened(text: str, place: str):
    sheet = read(text)

    assert faults(sheet) == [f"book.css:{place} D001"]
    assert "never closed" in sheet.findings[0].message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("p { color: red\n  margin: 0 }", "1:5"),
        ("p { color: red }\n}", "2:1"),
        ('p { content: "abc\n; color: red }', "1:14"),
        ("p { color: }", "1:5"),
        ("p { background: url(a b) }", "1:17"),
        ("p { color: red) }", "1:15"),
        ("p { color red; margin: 0 }", "1:5"),
        ("{ color: red }", "1:1"),
        (".a { .b { color: red } }", "1:6"),
        ("@top-left { content: none }", "1:1"),
        ("@import nothing;", "1:1"),
        ("p { color: var(ink) }", "1:12"),
    ],
)
def test_a_slip_of_the_pen_is_an_error_at_its_place_with_a_message(text: str, place: str):
    sheet = read(text)

    assert faults(sheet)[0] == f"book.css:{place} D001"
    assert sheet.findings[0].is_error
    assert sheet.findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        f"p {{ width: calc({'(' * 5000}1px{')' * 5000}) }}",
        f"p{':not(' * 5000}a{')' * 5000} {{ color: red }}",
        "@media print {" * 5000 + "}" * 5000,
        f"@import 'a.css' {'(' * 5000}{')' * 5000};",
    ],
    ids=["value", "selector", "rule", "import"],
)
def test_what_is_nested_without_end_is_an_error_at_its_place(text: str):
    sheet = read(f"q {{ color: red }}\n{text}")

    assert [fault.split(":")[1] for fault in faults(sheet)] == ["2"]
    assert "nested" in sheet.findings[0].message


def test_tokens_that_lead_on_and_on_are_an_error():
    tokens = "".join(f"--t{at}: (var(--t{at + 1}));\n" for at in range(400))
    sheet = read(f":root {{\n{tokens}--t400: 1px }}\np {{ width: var(--t0) }}")

    assert "nested" in sheet.findings[0].message


def test_all_faults_of_a_file_are_told_at_once():
    sheet = read("p { color }\nq { color: var(--x) }\n@charset 'x';\n@import 'late.css';\n")

    assert faults(sheet) == ["book.css:1:5 D001", "book.css:2:12 D005", "book.css:4:1 D003"]


def test_imports_that_go_round_in_a_circle_are_an_error_and_end():
    sheet = read('@import "a.css";', a_css='@import "b.css";', b_css='@import "a.css";\np { color: red }')

    assert faults(sheet) == ["b.css:1:1 D003"]
    assert sheet.css() == "p {\n  color: red;\n}\n"


def test_a_missing_import_is_a_fault_of_the_line_that_asks_for_it():
    assert faults(read('\n@import "a.css";')) == ["book.css:2:1 D002"]


def test_an_address_is_looked_for_beside_the_file_that_names_it_even_when_a_token_carries_it():
    sheet = read(
        '@import "a.css";\nhr { background: var(--ornament) }\n@font-face { font-family: A; src: url(a.ttf) }',
        a_css=":root { --ornament: url(star.svg) }",
    )

    assert 'background: url("pictures/a.css/star.svg");' in sheet.css()
    assert 'src: url("fonts/book.css/a.ttf");' in sheet.css()


def test_an_ornament_keeps_its_spaces_and_a_comment_its_silence():
    sheet = read('hr::before { content: "*\\2003*  *"; /* a note -- to self */ color: /* what? */ red }')

    assert 'content: "*\u2003*  *";' in sheet.css()
    assert "note" not in sheet.css()
    assert "what" not in sheet.css()


def test_the_flow_leaves_out_running_heads_and_keeps_the_area_of_notes():
    sheet = read("@page { margin: 1in; @top-left { content: none } @footnote { margin-top: 7pt } } p { color: red }")

    flow, pages = sheet.css(Part.FLOW), sheet.css(Part.PAGES)
    assert "@top-left" not in flow
    assert "@footnote" in flow
    assert "color: red" in flow
    assert "@top-left" in pages
    assert "color: red" not in pages


def test_sheets_of_pages_know_which_page_a_division_is_set_on():
    assert read(".part { page: part; color: red }").css(Part.PAGES) == ".part {\n  page: part;\n}\n"


def test_every_line_written_has_the_place_it_comes_from():
    sheet = read('@import "a.css";\np { color: red;\n  margin: 0 }', a_css="\nq { color: blue }")

    lines = sheet.css().splitlines()
    assert [f"{place}" for place in sheet.places()][lines.index("  margin: 0;")] == "book.css:3:3"
    assert [f"{place}" for place in sheet.places()][lines.index("  color: blue;")] == "a.css:2:5"
    assert len(lines) == len(sheet.places())


def test_an_at_rule_nobody_knows_is_left_out_with_a_warning():
    sheet = read("@layer base { p { color: red } }")

    assert faults(sheet) == ["book.css:1:1 D004"]
    assert sheet.css() == ""


def test_importance_is_kept():
    assert "color: red !important;" in read("p { color: red!important }").css()


@given(st.text(alphabet="p.a:#@{}()[];\"'/*\\ \n-!,var12", max_size=60))
def test_whatever_is_written_nothing_breaks(text: str):
    sheet = read(text)

    assert len(sheet.css().split("\n")) >= len(sheet.places())


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["red", "1px", '"x"', "url(y.png)"])), min_size=1))
def test_what_was_written_out_is_read_again_as_it_was(declarations: list[tuple[str, str]]):
    first = read("".join(f".x {{ {name}: {value} }}\n" for name, value in declarations))
    again = read_stylesheet(Source("again.css", first.css()), Verbatim())

    assert again.css() == first.css()
    assert again.findings == ()


class Verbatim(Drawer):
    def __init__(self) -> None:
        super().__init__({})

    def file(self, address: str, base: str, place: Place, *, is_font: bool) -> str | Finding:
        del base, place, is_font
        return address
