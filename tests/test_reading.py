"""A folder becomes a manuscript: which divisions, in what order, with which roles, ids and numbers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from lalabook.findings import Place
from tiny_books import faults_of, read_book


@pytest.fixture
def book(tmp_path):
    return partial(read_book, tmp_path)


@pytest.fixture
def faults(tmp_path):
    return partial(faults_of, tmp_path)


def chapters(*paths: str) -> dict[str, str | bytes]:
    return {path: f"# {Path(path).stem}\n\nText.\n" for path in paths}


def test_folders_give_order_regions_parts_and_numbers(book):
    said = book(
        chapters(
            "manuscript/front/02-preface.md",
            "manuscript/front/01-dedication.md",
            "manuscript/body/1-winter/index.md",
            "manuscript/body/1-winter/2-snow.md",
            "manuscript/body/1-winter/10-thaw.md",
            "manuscript/body/2-the-spring/party.md",
            "manuscript/body/2-the-spring/hill/index.md",
            "manuscript/body/2-the-spring/hill/lovely.md",
            "manuscript/back/1-films.md",
            "manuscript/back/2-songs.md",
            "manuscript/back/3-colophon.md",
        )
        | {"manuscript/pictures/map.svg": "<svg/>"}
    )

    assert said.drawn() == [
        "fr - half-title #half-title",
        "fr - title-page #title-page",
        "fr - dedication #d-01-dedication",
        "fr - contents #contents",
        "fr - list-of-boxes #list-of-boxes",
        "fr - list-of-figures #list-of-figures",
        "fr - preface #d-02-preface",
        "bo 1 part #d-1-winter",
        "bo 1 chapter #d-2-snow",
        "bo 2 chapter #d-10-thaw",
        "bo 2 part #part-the-spring",
        "bo 3 chapter #hill",
        "bo   3.1 chapter #lovely",
        "bo 4 chapter #party",
        "ba A appendix #d-1-films",
        "ba B appendix #d-2-songs",
        "ba - colophon #d-3-colophon",
    ]
    assert said.division("part-the-spring").title == "The spring"
    assert said.manuscript.findings == ()


def test_a_bare_folder_is_read_by_its_file_names_and_named_by_its_first_heading(book):
    said = book({"1-a.md": "```\n# no\n```\nWinter *light*\n===\n", "10-c.md": "c\n", "2-b.md": "# b\n"}, toml="")

    assert said.order() == ["d-1-a", "d-2-b", "d-10-c"]
    assert said.config.metadata.title == "Winter light"
    assert [each.number for each in said.manuscript.divisions if each.path] == ["1", "2", "3"]


def test_summary_gives_the_order_whatever_the_files_are_called(book):
    summary = """# Summary

[Foreword](foreword.md)
[About](about.md)

- [First](z.md)
    - [Inside **first**](sub/inside.md)
    - [Draft]()
        - [Below the draft](sub/below.md)
- [Second](a%20b.md)

# Part the Second

* [Third](./y.md)

---

[Thanks](thanks.md)
"""
    files = chapters(
        *(f"src/{n}.md" for n in ("foreword", "about", "z", "sub/inside", "sub/below", "a b", "y", "thanks"))
    )
    said = book({"src/SUMMARY.md": summary, "src/not-named.md": "x", **files})

    assert said.drawn()[5:] == [
        "fr - foreword #foreword",
        "fr - preface #about",
        "bo 1 chapter #z",
        "bo   1.1 chapter #inside",
        "bo   1.2 chapter #below",
        "bo 2 chapter #a-b",
        "bo 1 part #part-the-second",
        "bo 3 chapter #y",
        "ba - appendix #thanks",
    ]
    assert said.division("inside").title == "Inside **first**"
    assert said.manuscript.findings == ()


def test_front_matter_says_what_a_division_is(book):
    text = """---
title: "Winter: a beginning"
subtitle: 1984
role: prologue
lang: no
id: winter
number: false
epigraph: "Here is to the *ones* who dream."
epigraph-source: A toast
---

Text.
"""
    said = book({"manuscript/body/01.md": text, "manuscript/body/02.md": "Two.\n"}).division("winter")

    assert (said.title, said.subtitle, said.role, said.language) == ("Winter: a beginning", "1984", "prologue", "no")
    assert (said.epigraph, said.epigraph_source) == ("Here is to the *ones* who dream.", "A toast")
    assert said.text == "\nText.\n"
    assert said.place(2, 3) == Place("manuscript/body/01.md", 12, 3)


def test_a_section_break_at_the_head_of_a_file_is_no_front_matter(book):
    said = book({"a.md": "---\nSome words\n---\n\nText.\n", "b.md": "---\n\nText.\n"}, toml="")

    assert said.division("a").text == "---\nSome words\n---\n\nText.\n"
    assert said.division("b").text == "---\n\nText.\n"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(book):
    said = book({"manuscript/body/a.md": b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nOne\r\nTwo\r\n"}).division("a")

    assert (said.title, said.text) == ("A", "One\nTwo\n")


def test_a_chapter_that_opts_out_has_no_number_and_neither_have_those_inside_it(book):
    summary = "- [A](a.md)\n- [B](b.md)\n  - [C](c.md)\n- [D](d.md)\n"
    files = chapters("src/a.md", "src/c.md", "src/d.md") | {"src/b.md": "---\nnumber: no\n---\n# B\n"}

    drawn = book({"src/SUMMARY.md": summary, **files}).drawn()

    assert drawn[-4:] == ["bo 1 chapter #a", "bo - chapter #b", "bo   - chapter #c", "bo 2 chapter #d"]


def test_a_book_may_have_chapters_without_numbers(book):
    files = chapters("manuscript/body/one/a.md", "manuscript/body/two/b.md")

    drawn = book(files, '[book]\ntitle = "T"\nchapter-numbers = false\n').drawn()

    assert drawn[-4:] == ["bo 1 part #part-one", "bo - chapter #a", "bo 2 part #part-two", "bo - chapter #b"]


def test_a_single_appendix_has_no_letter(book):
    assert book(chapters("manuscript/body/a.md", "manuscript/back/films.md")).drawn()[-1] == "ba - appendix #films"


def test_an_appendix_at_the_end_of_an_mdbooks_list_is_back_matter_with_all_inside_it(book):
    summary = "- [A](a.md)\n- [Introduction](introduction.md)\n- [Appendix](appendix-00.md)\n  - [Keys](keys.md)\n"
    files = chapters("src/a.md", "src/introduction.md", "src/appendix-00.md", "src/keys.md")

    assert book({"src/SUMMARY.md": summary, **files}).drawn()[-3:] == [
        "bo - introduction #introduction",
        "ba - appendix #appendix-00",
        "ba   - appendix #keys",
    ]


def test_a_file_name_does_not_make_a_chapter_amid_others_a_contents_page(book):
    drawn = book(
        chapters("manuscript/body/1-a.md", "manuscript/body/2-contents.md", "manuscript/body/contents.md")
    ).drawn()

    assert "bo 2 chapter #d-2-contents" in drawn
    assert "bo 3 chapter #contents-2" in drawn
    assert "fr - contents #contents" in drawn


def test_in_a_bare_folder_roles_make_front_and_back_matter(book):
    files = chapters("1.md", "2.md") | {
        "0.md": "---\nrole: preface\n---\nText.\n",
        "3.md": "---\nrole: glossary\n---\nText.\n",
    }

    drawn = [line for line in book(files, toml="[book]\ntitle='T'").drawn() if "#d-" in line]

    assert drawn == ["fr - preface #d-0", "bo 1 chapter #d-1", "bo 2 chapter #d-2", "ba - glossary #d-3"]


def test_files_of_the_same_name_get_their_folders_in_front_and_a_folders_page_the_folders_name(book):
    names = ["a/run.md", "b/run.md", "b/README.md", "deep/b/run.md", "été.md", "冬.md", "nav.md"]
    summary = "".join(f"- [{name}]({name})\n" for name in names)
    files = chapters(*(f"src/{name}" for name in names))

    assert book({"src/SUMMARY.md": summary, **files}).order() == [
        "a-run",
        "b-run",
        "b",
        "deep-b-run",
        "ete",
        "d-6f86bdc7",
        "d-nav",
    ]


def test_a_division_the_author_wrote_is_not_made_a_second_time(book):
    toml = '[book]\ntitle = "T"\nhalf-title = false\n[contents]\nlist-of-boxes = false\nlist-of-tables = true\n'
    files = chapters("manuscript/front/1-imprint.md", "manuscript/front/2-foreword.md", "manuscript/body/a.md")
    files["manuscript/front/3-toc.md"] = "---\nrole: contents\n---\nHow to use this book.\n"

    said = book(files, toml)

    assert said.drawn() == [
        "fr - title-page #title-page",
        "fr - imprint #d-1-imprint",
        "fr - foreword #d-2-foreword",
        "fr - contents #contents",
        "fr - list-of-figures #list-of-figures",
        "fr - list-of-tables #list-of-tables",
        "bo 1 chapter #a",
    ]
    assert said.division("contents").text == "How to use this book.\n"


def test_a_made_page_of_the_authors_may_be_empty(book):
    said = book(chapters("manuscript/body/a.md") | {"manuscript/front/title-page.md": "---\nrole: title-page\n---\n"})

    assert [each.path for each in said.manuscript.divisions if each.role == "title-page"] == [
        "manuscript/front/title-page.md"
    ]


def test_text_outside_the_three_folders_is_warned_of(book):
    said = book(chapters("manuscript/body/a.md", "manuscript/stray.md", "manuscript/README.md"))

    assert [str(each.place) for each in said.manuscript.findings] == ["manuscript/stray.md"]


def test_every_fault_of_every_file_is_told_at_once(faults):
    files = {
        "manuscript/body/1.md": b"# Caf\xe9\n",
        "manuscript/body/2.md": "---\ntitle: Two\n---\n\n<!-- nothing\nyet -->\n",
        "manuscript/body/3.md": "---\nid: x\nrole: prefcae\nlanguage: fr\nlang: french\nnumber: maybe\n---\nText.\n",
        "manuscript/body/4.md": "---\nid: x\ntitle: [a, b]\nrole: part\nrole: part\n---\nText.\n",
        "manuscript/body/5.md": "---\ntitle: Winter: a beginning\n---\nText.\n",
        "manuscript/body/6.md": "---\ntitle: Winter\n\nText.\n",
        "manuscript/body/7.md": "---\nid: 7 Dwarfs\n---\nText.\n",
    }

    assert [fault.split(" → ")[0].removeprefix("manuscript/body/") for fault in faults(files)] == [
        "1.md:1:6: error M002: this file is not UTF-8 text",
        "2.md: error M006: nothing is written in this file",
        '3.md:3:7: error M009: "prefcae" is no role',
        '3.md:4:1: warning M010: "language" says nothing to lalabook',
        '3.md:5:7: error M011: "french" is no language tag',
        '3.md:6:9: error M011: number is "maybe"',
        '4.md:2:5: error M019: the id "x" is taken',
        '4.md:3:8: error M011: "title" must be text',
        '4.md:5:1: error M008: "role" stands here a second time',
        "5.md:2:14: error M008: the front matter is not YAML: mapping values are not allowed here",
        "6.md:1: error M008: the front matter has no end",
        '7.md:2:5: error M011: "7 Dwarfs" cannot be an id',
    ]


def test_the_nearest_role_is_named(faults):
    assert faults({"a.md": "---\nrole: prefcae\n---\nText.\n"})[0].endswith(' → did you mean "preface"?')


def test_a_second_title_page_is_refused(faults):
    page = "---\nrole: title-page\n---\nText.\n"

    assert faults({"a.md": page, "b.md": page})[0].startswith("b.md: error M032: the book has a title-page already")


def test_a_book_without_text_or_title_is_refused(faults):
    assert faults({}, toml="[book]\ntitle='T'\n")[0].startswith("(book): error M030: there is no text")
    assert faults({"a.md": "No heading.\n"}, toml="[book]\n")[0].startswith("book.toml: error M031")


def test_folders_beside_the_text_of_a_bare_folder_are_not_left_out_in_silence(book):
    manuscript = book({"one.md": "# One\n\nx\n", "more/two.md": "# Two\n\nx\n"}).manuscript

    assert [(finding.code, finding.place.path) for finding in manuscript.findings] == [("M018", "more/two.md")]


@pytest.mark.parametrize("said", ['title: "\\ud800"', 'subtitle: "a\\x01b"', "? [a, b]\n: c"])
def test_front_matter_that_no_book_can_hold_is_refused_at_its_line(faults, said):
    found = faults({"body/1.md": f"---\n{said}\n---\n\n# One\n\nx\n"})

    assert [fault.startswith(("manuscript/body/1.md:2:", "body/1.md:2:")) for fault in found] == [True]
