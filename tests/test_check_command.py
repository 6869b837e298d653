"""`lalabook check`: the book's own EPUB is looked through, and its faults are told where the author can mend them."""

from __future__ import annotations

from pathlib import Path

import pytest

from good_epub import Sample, good_epub
from lalabook.cli import FAULTY, GOOD, MISUSED, run

CHAPTER = """# Winter

Snow falls on the freeway.[^1]

[^1]: For the length of a song.

She says Привет,
and leaves.

| a | b | c | d | e |
|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 |

## Thaw

And then it is spring.
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    tmp_path.joinpath("book.toml").write_text('[book]\ntitle = "T"\nauthors = ["A"]\n')
    tmp_path.joinpath("manuscript").mkdir()
    tmp_path.joinpath("manuscript", "winter.md").write_text(CHAPTER, encoding="utf-8")
    return tmp_path


def check(*words: object) -> int:
    return run(["check", *map(str, words)])


def check_book(book: Path, *words: str) -> int:
    return check(book, "--edition", "epub", "--no-page-list", *words)


def test_a_fault_of_the_epub_is_told_at_the_authors_line(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_book(book, "--shop", "kobo") == GOOD

    told = capsys.readouterr().err
    assert "manuscript/winter.md:7: warning Q088: Cyrillic words" in told
    assert "manuscript/winter.md:10: warning Q207: a table of 5 columns" in told


def test_a_colour_that_cannot_be_read_is_told_where_it_is_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book.joinpath("styles").mkdir()
    book.joinpath("styles", "epub.css").write_text('@import "theme:epub.css";\n\nh2 {\n  color: #999;\n}\n')

    assert check_book(book) == FAULTY
    assert 'styles/epub.css:4:3: error Q136: "Thaw" (EPUB/text/winter.xhtml)' in capsys.readouterr().err


def test_what_the_build_told_is_not_told_again_of_its_epub(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.joinpath("styles").mkdir()
    book.joinpath("styles", "epub.css").write_text('@import "theme:epub.css";\n.x { display: flex }\n')

    assert check_book(book) == GOOD
    told = capsys.readouterr().err
    assert "D016" in told
    assert "Q131" not in told


def test_any_epub_can_be_looked_through(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    good = good_epub(str(tmp_path_factory.getbasetemp()))
    tmp_path.joinpath("good.epub").write_bytes(good)
    sample = Sample(good)
    sample.swap("text/winter.xhtml", 'id="thaw"', 'id="ice"')
    tmp_path.joinpath("bad.epub").write_bytes(sample.pack())

    assert check("--epub", tmp_path / "good.epub") == GOOD
    assert check("--epub", tmp_path / "bad.epub") == FAULTY
    told = capsys.readouterr()
    assert "good.epub: no errors" in told.out
    assert 'error Q074: the id "ice" stands twice in the document' in told.err


def test_an_epub_that_is_not_there_is_a_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--epub", tmp_path / "none.epub") == MISUSED
    assert "cannot read" in capsys.readouterr().err


def test_a_shop_that_nobody_knows_is_a_misuse(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_book(book, "--shop", "corner") == MISUSED
    assert "kdp" in capsys.readouterr().err


def test_shops_take_the_epub_not_the_pdf(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(book, "--edition", "pdf", "--shop", "kdp") == MISUSED
    assert "shops take the EPUB" in capsys.readouterr().err
