"""SUMMARY.md: its faults, each at its line, and what mdBook lets pass."""

from __future__ import annotations

from functools import partial

import pytest

from tiny_books import faults_of, read_book, said

FILES: dict[str, str | bytes] = {f"src/{name}.md": f"# {name}\n" for name in ("winter", "spring", "summer")}


@pytest.fixture
def order(tmp_path):
    return lambda summary, **more: read_book(tmp_path, {"src/SUMMARY.md": summary, **FILES, **more}).order()


@pytest.fixture
def faults(tmp_path):
    return lambda summary: [
        fault.removeprefix("src/SUMMARY.md:") for fault in faults_of(tmp_path, {"src/SUMMARY.md": summary, **FILES})
    ]


def test_every_fault_of_a_summary_is_told_with_its_place_and_what_to_do(faults):
    summary = """\
# Summary

- [Winter](witner.md)
- [Spring](spring.md)
  - [Spring again](./spring.md)
- Summer
- **[Summer](summer.md)**
- [Secret](../../secret.md)
- [Root](/etc/hosts)

[Afterword](after.md)

- [Late](winter.md)

# Late part
"""

    assert faults(summary) == [
        '3:3: error M003: there is no file src/witner.md → did you mean "winter.md"?',
        "5:5: error M004: src/spring.md is in the order already, at line 4 → "
        "keep one of the two, or leave the second one out with ()",
        "6:3: error M005: this item is not a link to a chapter → write - [Title](file.md)",
        "7:3: error M005: this item is not a link to a chapter → write - [Title](file.md)",
        "8:3: error M007: ../../secret.md lies outside the book's folder → "
        "keep it inside, and name it from the folder of SUMMARY.md",
        "9:3: error M007: /etc/hosts lies outside the book's folder → "
        "keep it inside, and name it from the folder of SUMMARY.md",
        "11:1: error M003: there is no file src/after.md → write the file, or leave the chapter out with ()",
        "13:1: error M005: a list cannot follow the back matter → "
        "begin the line with [, or move it above the lines after the last list",
        "15:1: error M005: a part cannot follow the back matter → move it above the lines after the last list",
    ]


def test_a_summary_that_is_a_folder_is_not_passed_over(tmp_path):
    assert faults_of(tmp_path, {"src/SUMMARY.md/notes.txt": "Later.", **FILES}) == [
        "src/SUMMARY.md: error M001: cannot read src/SUMMARY.md: is a directory → "
        "give the folder another name, and write a file of this one"
    ]


def test_a_summary_that_is_a_link_to_nothing_is_not_passed_over(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "SUMMARY.md").symlink_to("gone.md")

    assert "a link that leads nowhere" in faults_of(tmp_path, FILES)[0]


def test_a_name_in_the_wrong_case_is_a_missing_file_everywhere(faults):
    assert faults("- [Winter](Winter.md)\n")[0].endswith('→ did you mean "winter.md"?')


def test_words_that_say_nothing_about_the_order_are_warned_of(tmp_path):
    book = read_book(
        tmp_path,
        {"src/SUMMARY.md": "# Summary\n\nHello.\n\n- [Winter](winter.md) is cold\n  and long\n", **FILES},
    )

    assert [said(finding).split(" error")[0].split(": warning")[0] for finding in book.manuscript.findings] == [
        "src/SUMMARY.md:3:1",
        "src/SUMMARY.md:5:22",
        "src/SUMMARY.md:6:3",
    ]


def test_comments_rules_and_headings_of_lower_levels_are_passed_over(order):
    summary = """\
<!-- [Nothing](nowhere.md)
- [Nothing](nowhere.md) -->
# Summary
## Seasons
- [Winter](winter.md)
***
### More
- [Spring](spring.md)
"""

    assert order(summary) == ["winter", "spring"]


def test_an_underlined_heading_is_a_heading(order):
    assert order("Summary\n=======\n\n- [A](winter.md)\n\nPart Two\n========\n\n- [B](spring.md)\n") == [
        "winter",
        "part-two",
        "spring",
    ]


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "2)"])
def test_every_list_mark_will_do(order, mark):
    assert order(f"{mark} [A](winter.md)\n{mark} [B](spring.md)\n") == ["winter", "spring"]


def test_a_title_may_hold_brackets_code_and_escapes(tmp_path):
    summary = "- [The [piano], `x[0]` and \\] *more*](<winter.md>)\n- [B](spring.md 'Hover')\n"

    book = read_book(tmp_path, {"src/SUMMARY.md": summary, **FILES})

    assert book.division("winter").title == "The [piano], `x[0]` and \\] *more*"
    assert book.order() == ["winter", "spring"]


def test_lists_nest_by_two_or_four_spaces_or_tabs(tmp_path):
    summary = "- [A](winter.md)\n\t- [B](spring.md)\n\t\t- [C](summer.md)\n  - [D](autumn.md)\n- [E](end.md)\n"
    files = FILES | {"src/autumn.md": "# D\n", "src/end.md": "# E\n"}

    book = partial(read_book, tmp_path)({"src/SUMMARY.md": summary, **files})

    assert [each.number for each in book.manuscript.divisions if each.path] == ["1", "1.1", "1.1.1", "1.2", "2"]


def test_a_part_of_drafts_only_has_no_page(order):
    assert order("# Summary\n\n- [A](winter.md)\n\n# Later\n\n- [B]()\n\n# Now\n\n- [C](spring.md)\n") == [
        "winter",
        "part-now",
        "spring",
    ]


def test_a_part_title_is_placed_at_its_line(tmp_path):
    book = read_book(tmp_path, {"src/SUMMARY.md": "# S\n\n# *Part* one\n\n- [A](winter.md)\n", **FILES})

    part = book.division("part-one")
    assert (part.title, str(part.place(1))) == ("*Part* one", "src/SUMMARY.md:3")


def test_a_chapter_may_stand_outside_the_text_folder_inside_the_books(tmp_path):
    assert read_book(tmp_path, {"src/SUMMARY.md": "- [R](../README.md)\n", "README.md": "# R\n"}).order() == ["readme"]
