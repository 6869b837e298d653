"""mdBook's includes and hidden lines: what is put in, what a reader does not see, and where each line comes from."""

from __future__ import annotations

import pytest

from tiny_books import faults_of, read_book, said

RUST = """\
fn main() {
    // ANCHOR: inner
    let x = 1;
    // ANCHOR: deeper
    let y = 2;
    // ANCHOR_END: deeper
    // ANCHOR_END: inner
}
"""


@pytest.fixture
def chapter(tmp_path):
    """The division that comes of a chapter `src/deep/a.md` with this text, among these files."""

    def chapter(text: str, **files: str):
        named = {
            path.replace("__", "/").replace("_rs", ".rs").replace("_md", ".md"): each for path, each in files.items()
        }
        return read_book(tmp_path, {"src/SUMMARY.md": "- [A](deep/a.md)\n", "src/deep/a.md": text, **named}).division(
            "a"
        )

    return chapter


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("", range(1, 9)),
        (":3", [3]),
        (":3:5", [3, 4, 5]),
        (":7:", [7, 8]),
        ("::2", [1, 2]),
        (":7:99", [7, 8]),
        (":inner", [3, 5]),
        (":deeper", [5]),
    ],
)
def test_an_include_brings_the_lines_it_asks_for_and_knows_where_they_stand(chapter, asked, lines):
    said = chapter(f"Before\n```c\n{{{{#include ../../code/x.rs{asked}}}}}\n```\n", code__x_rs=RUST)

    all_lines = RUST.split("\n")
    expected = [all_lines[number - 1] for number in lines]
    assert said.text == "\n".join(["Before", "```c", *expected, "```\n"])
    assert [str(said.place(at)) for at in range(3, 3 + len(expected))] == [f"code/x.rs:{number}" for number in lines]
    assert str(said.place(3 + len(expected))) == "src/deep/a.md:4"


def test_an_included_file_may_include_others_from_its_own_folder(chapter):
    said = chapter(
        "{{#include ../parts/b.md}}\nEnd\n", src__parts__b_md="B\n{{#include c.md}}\n", src__parts__c_md="C\n"
    )

    assert said.text == "B\nC\nEnd\n"
    assert [str(said.place(line, 1)) for line in (1, 2, 3)] == [
        "src/parts/b.md:1:1",
        "src/parts/c.md:1:1",
        "src/deep/a.md:2:1",
    ]


def test_what_stands_before_an_include_stands_before_every_line_of_it(chapter):
    said = chapter("- x\n  > {{#include b.md}} end\n", src__deep__b_md="one\ntwo\n")

    assert said.text == "- x\n  > one\n  > two end\n"
    assert str(said.place(2, 5)) == "src/deep/b.md:1:1"


def test_an_include_inside_a_sentence_belongs_to_the_sentence(chapter):
    said = chapter("Version {{#include v.md}}, now.\n", src__deep__v_md="1.2\n")

    assert said.text == "Version 1.2, now.\n"
    assert str(said.place(1, 3)) == "src/deep/a.md:1:3"


def test_rustdoc_include_leaves_the_rest_of_the_file_to_the_compiler(chapter):
    said = chapter("```rust\n{{#rustdoc_include b.rs:inner}}\n```\n", src__deep__b_rs=RUST)

    assert said.text == "```rust\n    let x = 1;\n    let y = 2;\n```\n"
    assert [str(said.place(line)) for line in (2, 3)] == ["src/deep/b.rs:3", "src/deep/b.rs:5"]


def test_a_playground_is_a_block_of_rust(chapter):
    said = chapter("{{#playground b.rs editable ignore}}\n\nText.\n", src__deep__b_rs="fn main() {}")

    assert said.text == "```rust,editable,ignore\nfn main() {}\n```\n\nText.\n"


def test_a_title_directive_names_the_chapter_and_is_not_printed(chapter):
    said = chapter("{{#title The Other Title}}\nText.\n")

    assert (said.title, said.text) == ("The Other Title", "\nText.\n")


def test_an_escaped_directive_and_one_nobody_knows_are_text(chapter):
    text = "\\{{#include x.rs}} and {{#toc}}{{/toc}} and {{#other thing}}\n"

    assert chapter(text).text == text.removeprefix("\\")


def test_every_fault_of_includes_is_told_at_the_directive(tmp_path):
    files: dict[str, str | bytes] = {
        "a.md": "{{#include b.rss}}\n\nSee {{#include b.rs:iner}}.\n\n{{#include latin.txt}}\n\n{{#include a.md}}\n",
        "b.rs": RUST,
        "latin.txt": b"ok\ncaf\xe9\n",
    }

    assert faults_of(tmp_path, files) == [
        'a.md:1:1: error M012: there is no b.rss to include → did you mean "b.rs"?',
        'a.md:3:5: error M013: b.rs has no anchor iner → did you mean "inner"?',
        "a.md:7:1: error M015: files include each other more than 10 deep → does a.md include itself?",
        "latin.txt:2:4: error M002: this file is not UTF-8 text → save it as UTF-8",
    ]


def test_nothing_outside_the_books_folder_is_included(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    text = "{{#include ../secret.txt}}\n{{#include /etc/hosts}}\n"

    book = read_book(tmp_path / "book", {"a.md": text})

    assert book.division("a").text == text
    assert [said(finding).split(" → ")[0] for finding in book.manuscript.findings] == [
        "a.md:1:1: warning M014: ../secret.txt lies outside the book's folder and is not included",
        "a.md:2:1: warning M014: /etc/hosts lies outside the book's folder and is not included",
    ]


def test_lines_behind_the_end_of_a_file_are_warned_of(tmp_path):
    book = read_book(tmp_path, {"a.md": "Text\n{{#include b.rs:9:12}}\n", "b.rs": RUST})

    assert [said(finding).split(" → ")[0] for finding in book.manuscript.findings] == [
        "a.md:2:1: warning M017: b.rs ends at line 8, before line 9"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```rust\n# fn main() {\nlet x;\n#\n# }\n```\n", "```rust\nlet x;\n```\n"),
        (
            "```rust,ignore\n#![allow(x)]\n#[derive(X)]\n  # y\n```\n",
            "```rust,ignore\n#![allow(x)]\n#[derive(X)]\n```\n",
        ),
        ("```rust\n## not hidden\n```\n", "```rust\n# not hidden\n```\n"),
        ("```python\n# a comment\n```\n", "```python\n# a comment\n```\n"),
        ("```python hidelines=!!\n!!x\n  !!y\nz\n```\n", "```python hidelines=!!\nz\n```\n"),
        ("> ```rust\n> # a\n> b\n> ```\n\n# A heading\n", "> ```rust\n> b\n> ```\n\n# A heading\n"),
        ("> ```rust\n> b\n\n# A heading\n", "> ```rust\n> b\n\n# A heading\n"),
        ("- ````rust\n  # a\n  ```\n  # b\n  ````\n# Heading\n", "- ````rust\n  ```\n  ````\n# Heading\n"),
        ("~~~rust\n# a\n```\n# b\n~~~\n# H\n", "~~~rust\n```\n~~~\n# H\n"),
        ("````md\n```rust\n# a\n```\n````\n", "````md\n```rust\n# a\n```\n````\n"),
    ],
)
def test_lines_for_the_compiler_are_hidden_in_rust_and_nothing_else_is(chapter, text, shown):
    assert chapter(text).text == shown


def test_places_below_hidden_lines_stay_right(chapter):
    said = chapter("```rust\n# a\nb\n# c\n```\n\nText.\n")

    assert [str(said.place(line)) for line in (2, 3, 5)] == ["src/deep/a.md:3", "src/deep/a.md:5", "src/deep/a.md:7"]
