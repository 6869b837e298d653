"""The catalogue of EPUB checks: silent on good books, and a word for every way to break one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from epub_breakages import BREAKAGES, css, text
from good_epub import Break, Sample, good_epub
from lalabook.checks.epub import check_epub
from lalabook.findings import Finding

FINDINGS = Path(__file__).parents[1] / "docs" / "findings.md"


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_epub(str(tmp_path_factory.getbasetemp()))


def broken(good: bytes, how: Break) -> tuple[Finding, ...]:
    sample = Sample(good)
    how(sample)
    return check_epub(sample.pack())


def test_a_good_book_is_passed_without_a_word(good: bytes) -> None:
    assert [str(finding) for finding in check_epub(good)] == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("code", "what", "how"), BREAKAGES, ids=[f"{code}: {what}" for code, what, _ in BREAKAGES])
def test_a_broken_book_is_told_of(good: bytes, code: str, what: str, how: Break) -> None:
    found = broken(good, how)

    assert code in {finding.code for finding in found}, [str(finding) for finding in found]


def test_every_check_has_a_book_that_fails_it() -> None:
    section = FINDINGS.read_text(encoding="utf-8").partition("## EPUB file\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| (Q\d{3}) \|", section, re.MULTILINE))

    assert documented - {code for code, _, _ in BREAKAGES} == {"Q001"}  # no zip at all: the test below


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_zip_is_no_epub(data: bytes) -> None:
    assert "Q001" in {finding.code for finding in check_epub(data)}


def test_a_file_cut_short_is_told_of(good: bytes) -> None:
    half = bytearray(good)
    half[len(half) // 3 : len(half) // 3 + 200] = bytes(200)

    assert "Q001" in {finding.code for finding in check_epub(bytes(half))}


def test_the_place_of_a_fault_is_its_line_in_the_file(good: bytes) -> None:
    sample = Sample(good)
    text('\n<p><img src="../images/map.png"/></p>')(sample)
    line = sample.line("text/spring.xhtml", "<img")

    (found,) = (each for each in check_epub(sample.pack()) if each.code == "Q100")
    assert str(found.place) == f"EPUB/text/spring.xhtml:{line}"


def test_words_are_read_against_the_ground_behind_them(good: bytes) -> None:
    inks = ".box { background: #222; color: #eee } .box-title { color: #333 }"
    (found,) = (each for each in broken(good, css(inks)) if each.code == "Q136")

    assert "Two hours a day" in found.message
    assert "1.3 : 1" in found.message


def test_a_sheet_for_the_night_mends_what_the_night_would_spoil(good: bytes) -> None:
    night = ".box-body { color: #036 } @media all and (prefers-color-scheme: dark) { .box-body { color: #9cf } }"

    assert broken(good, css(night)) == ()


def test_what_stands_in_supports_may_be_new(good: bytes) -> None:
    assert broken(good, css("@supports (display: grid) { .box { display: grid; max-width: min(100%, 9em) } }")) == ()


def test_a_decoration_needs_no_words(good: bytes) -> None:
    assert broken(good, text('<p><img src="../images/map.png" alt="" role="presentation"/></p>')) == ()


def test_foreign_words_that_say_so_are_welcome(good: bytes) -> None:
    assert broken(good, text('<p>She says <span lang="ru" xml:lang="ru">Привет</span>.</p>')) == ()


def test_a_page_number_that_is_no_number_does_not_stop_the_proof_reader(good: bytes) -> None:
    sample = Sample(good)
    sample.swap("nav.xhtml", '#page-2">2<', '#page-2">²<')

    assert "Q061" in {finding.code for finding in check_epub(sample.pack())}
