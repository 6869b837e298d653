"""book.toml: what it says, what it need not say, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lalabook import config
from lalabook.config import BoxKind, Config, Contributor
from lalabook.findings import BookError, UsageError
from lalabook.sources import Folder


@pytest.fixture
def load(tmp_path):
    """The config of a folder with this book.toml, and these other files in it."""

    def load(toml: str | None = None, *files: str, epoch: str = "") -> Config:
        for path in files:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("x")
        if toml is not None:
            (tmp_path / "book.toml").write_text(toml)
        return config.load(Folder(tmp_path), epoch)

    return load


@pytest.fixture
def faults(load):
    """The faults of a book.toml, as they are printed, without their hints' line breaks."""

    def faults(toml: str, *files: str) -> list[str]:
        with pytest.raises(BookError) as refused:
            load(toml, *files)
        return [str(finding).replace("\n    hint: ", " → ") for finding in refused.value.findings]

    return faults


def test_a_book_without_book_toml_has_the_defaults(load):
    assert load() == Config(config.Metadata(title="", modified="2000-01-01T00:00:00Z"), src=".")


def test_every_setting_reaches_the_config(load):
    said = load(
        """
        [book]
        title = "La La Land"
        subtitle = "A companion"
        authors = ["A. Writer", { name = "I. Drawer", role = "ill", file-as = "Drawer, I." }]
        description = "About a film"
        language = "en-GB"
        publisher = "House"
        isbn = "978-3-16-148410-0"
        identifier = "urn:x:1"
        rights = "All"
        subjects = ["film", "music"]
        series = "Companions"
        series-number = 2
        date = 2026-11-23
        modified = "2026-11-24T12:00:00+02:00"
        src = "text"
        chapter-numbers = false
        half-title = false
        [design]
        styles = "look"
        cover = "art/cover.svg"
        [contents]
        depth = 3
        list-of-boxes = false
        list-of-figures = false
        list-of-tables = true
        [typography]
        smart = false
        [boxes]
        name = "Card"
        [boxes.kinds.listen]
        label = "What to listen for"
        [boxes.kinds.note]
        label = "By the way"
        [watch]
        file = "text/films.toml"
        title = "See also"
        scheme = "see"
        required = ["title", "why"]
        [print]
        chapters-open = "any"
        """,
        "text/films.toml",
        "look/print.css",
        "art/cover.svg",
    )

    assert said == Config(
        metadata=config.Metadata(
            title="La La Land",
            subtitle="A companion",
            authors=(Contributor("A. Writer"), Contributor("I. Drawer", "ill", "Drawer, I.")),
            description="About a film",
            language="en-GB",
            publisher="House",
            isbn="978-3-16-148410-0",
            identifier="urn:x:1",
            rights="All",
            subjects=("film", "music"),
            series="Companions",
            series_number="2",
            date="2026-11-23",
            modified="2026-11-24T10:00:00Z",
        ),
        src="text",
        styles="look",
        cover="art/cover.svg",
        contents_depth=3,
        has_half_title=False,
        has_list_of_boxes=False,
        has_list_of_figures=False,
        has_list_of_tables=True,
        chapter_numbers=False,
        smart_typography=False,
        boxes_name="Card",
        boxes=(BoxKind("listen", "What to listen for"), BoxKind("note", "By the way", is_numbered=False)),
        watch_file="text/films.toml",
        watch_title="See also",
        watch_scheme="see",
        watch_fields=("title", "why"),
        opens_on="any",
    )


@pytest.mark.parametrize("blank", [" ", "\\n\\t", "\\u00a0\\u200b"])
def test_a_title_of_white_space_is_refused(faults, blank):
    assert faults(f'[book]\nlanguage = "en"\ntitle = "{blank}"\n') == [
        "book.toml:3:1: error C004: book.title is blank → "
        "write it, or leave the key out: then the first heading is the title"
    ]


def test_an_mdbooks_other_tables_are_left_alone(load):
    said = load(
        """
        [book]
        title = "Guide"
        multilingual = false
        text-direction = "ltr"
        [rust]
        edition = "2024"
        [build]
        extra-watch-dirs = ["x"]
        [output.html]
        mathjax-support = true
        [preprocessor.toc]
        command = "mdbook-toc"
        [tool.other]
        anything = 1
        """
    )

    assert said.tables == {"rust", "build", "output", "preprocessor", "tool"}


@pytest.mark.parametrize(
    ("files", "src"),
    [(["manuscript/a.md", "src/a.md"], "manuscript"), (["src/a.md"], "src"), (["a.md"], ".")],
)
def test_the_text_is_looked_for_where_authors_put_it(load, files, src):
    assert load('[book]\ntitle = "T"\n', *files).src == src


def test_a_misspelt_key_is_told_with_its_place_and_the_nearest_key(faults):
    assert faults('[book]\ntitle = "T"\n\n  publsher = "P"\n') == [
        'book.toml:4:3: error C001: book.publsher: no such key → did you mean "publisher"?'
    ]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines(faults):
    toml = """\
[book]
title = 7
language = "en_GB"
isbn = "978-3-16-148410-1"
date = "2026-13-01"
chapter_numbers = true
authors = ["A", 3, { rolle = "ill" }]
src = "../elsewhere"

[contents]
depth = 0
[prnt]
x = 1
[print]
chapters-open = "left"
bleeed = 3
[design]
cover = "/etc/cover.png"
"""

    assert [fault.split(" → ")[0] for fault in faults(toml)] == [
        "book.toml:2:1: error C003: book.title is a number",
        'book.toml:3:1: error C004: book.language: "en_GB" is no language tag',
        'book.toml:4:1: error C004: book.isbn: "978-3-16-148410-1" is no ISBN',
        'book.toml:5:1: error C004: book.date: "2026-13-01" is no date',
        "book.toml:6:1: error C001: book.chapter_numbers: no such key",
        "book.toml:7:17: error C003: book.authors.1 is a number",
        "book.toml:7:20: error C004: book.authors.2 has no name",
        "book.toml:7:22: error C001: book.authors.2.rolle: no such key",
        "book.toml:8:1: error C005: book.src: ../elsewhere lies outside the book's folder",
        "book.toml:11:1: error C004: contents.depth is 0",
        "book.toml:12:1: error C001: [prnt]: no such table",
        'book.toml:15:1: error C004: print.chapters-open is "left"',
        "book.toml:16:1: error C001: print.bleeed: no such key",
        "book.toml:18:1: error C005: design.cover: /etc/cover.png lies outside the book's folder",
    ]


def test_a_key_is_found_where_it_stands_and_not_where_it_is_spoken_of(faults):
    toml = '# [book] typo = 1\n[book]\ndescription = """\ntypo = 2\n[print]\ntypo = 3"""\n'
    toml += 'subjects = [\n  "typo = 4", # typo\n]\n"typo" = 5\n'

    assert [fault.split(":")[1] for fault in faults(toml)] == ["10"]


def test_true_is_no_number_and_a_number_is_not_true(faults):
    assert [fault.split("error ")[1] for fault in faults("[contents]\ndepth = true\n[typography]\nsmart = 1\n")] == [
        "C003: contents.depth is true or false → it must be a whole number",
        "C003: typography.smart is a number → it must be true or false",
    ]


def test_a_key_outside_every_table_is_told_where_to_go(faults):
    assert faults('title = "T"\n') == [
        "book.toml:1:1: error C001: title: no such key → write it under a table: [book] title = …"
    ]


def test_what_should_be_a_table_and_is_not_is_refused(faults):
    assert faults('book = "La La Land"\n')[0].startswith("book.toml:1:1: error C003: book is text → it must be a table")


def test_a_syntax_error_has_its_line_and_column(faults):
    assert faults("[book]\ntitle = La La Land\n")[0].startswith(
        "book.toml:2:9: error C002: this is not TOML: invalid value"
    )
    assert faults("[book\n")[0].startswith("book.toml:1:6: error C002")


def test_keys_that_stand_twice_are_all_told(faults):
    said = faults('[book]\ntitle = "A"\ntitle = "B"\n[print]\n[book]\n')

    assert [fault.split(" → ") for fault in said] == [
        ["book.toml:3:1: error C002: book.title stands here a second time", "it is set at line 2 already"],
        ["book.toml:5:1: error C002: book stands here a second time", "it is set at line 1 already"],
    ]


def test_a_file_that_is_not_there_is_told_with_the_nearest_name(faults):
    toml = '[design]\ncover = "art/cover.png"\nstyles = "styls"\n[watch]\nfile = "films.toml"\n'

    assert faults(toml, "art/cover.svg", "styles/print.css") == [
        'book.toml:2:1: error C005: design.cover: there is no art/cover.png → did you mean "cover.svg"?',
        'book.toml:3:1: error C005: design.styles: there is no styls → did you mean "styles"?',
        "book.toml:5:1: error C005: watch.file: there is no films.toml",
    ]


def test_a_scheme_or_kind_of_box_that_means_something_else_is_refused(faults):
    toml = '[watch]\nscheme = "https"\n[boxes.kinds.verse]\nlabel = "V"\n[boxes.kinds."Big Box"]\nlabel = "B"\n'

    assert [fault.split(":")[1] for fault in faults(toml)] == ["2", "3", "5"]


@pytest.mark.parametrize(
    ("book", "epoch", "modified"),
    [
        ('modified = "2026-11-23"\ndate = "2025"', "86400", "2026-11-23T00:00:00Z"),
        ('date = "2025"', "86400", "1970-01-02T00:00:00Z"),
        ('date = "2025-03"', "", "2025-03-01T00:00:00Z"),
        ("modified = 2026-11-23T10:00:00Z", "", "2026-11-23T10:00:00Z"),
        ("", "", "2000-01-01T00:00:00Z"),
    ],
)
def test_the_day_of_the_last_change_is_never_the_clocks(load, book, epoch, modified):
    assert load(f"[book]\n{book}\n", epoch=epoch).metadata.modified == modified


def test_a_source_date_epoch_that_is_no_number_is_a_misuse(load):
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        load("", epoch="yesterday")


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hans-CN", "es-419", "sl-rozaj-biske", "de-CH-1996"])
def test_language_tags_are_known_by_their_form(load, tag):
    assert load(f'[book]\nlanguage = "{tag}"\n').metadata.language == tag


@pytest.mark.parametrize("tag", ["english", "e", "en GB", "en-"])
def test_a_word_that_is_no_language_tag_is_refused(faults, tag):
    assert "no language tag" in faults(f'[book]\nlanguage = "{tag}"\n')[0]


@pytest.mark.parametrize("isbn", ["9783161484100", "0-306-40615-2", "0-8044-2957-X"])
def test_isbns_of_both_lengths_are_taken(load, isbn):
    assert load(f'[book]\nisbn = "{isbn}"\n').metadata.isbn == isbn


def test_the_book_toml_that_the_manual_shows_is_right(load):
    manual = (Path(__file__).parents[1] / "docs" / "writing.md").read_text(encoding="utf-8")
    shown = manual.split("## book.toml")[1].split("```toml\n")[1].split("```")[0]

    said = load(shown, "manuscript/watch.toml", "styles/print.css", "cover.svg")

    assert said.metadata.title == "La La Land"
    assert (said.watch_file, said.boxes[0].name) == ("manuscript/watch.toml", "listen")


@pytest.mark.parametrize("said", ['title = "a\\u0001b"', 'subjects = ["x", "\\u0000"]', 'authors = [{ name = "\\f" }]'])
def test_a_control_character_is_told_with_its_line(faults, said):
    (fault,) = faults(f"[book]\nlanguage = 'en'\n{said}\n")
    assert fault.startswith("book.toml:3:") and "C002" in fault


@pytest.mark.parametrize("said", [f"subjects = {'[' * 3000}{']' * 3000}", f"series-number = {'9' * 6000}"])
def test_what_python_cannot_read_is_no_fault_of_the_program(faults, said):
    assert ["error C002" in fault for fault in faults(f"[book]\n{said}\n")] == [True]


@pytest.mark.parametrize("instant", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_an_instant_outside_the_calendar_is_refused(faults, instant):
    assert ["error C004" in fault for fault in faults(f'[book]\nmodified = "{instant}"\n')] == [True]


def test_a_book_toml_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.toml").mkdir()

    with pytest.raises(BookError, match=r"book\.toml: error M001"):
        config.load(Folder(tmp_path))
