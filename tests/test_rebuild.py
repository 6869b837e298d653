"""A rebuild does what changed and no more, and gives the bytes that a build from nothing gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lalabook import build, check

TOML = '[book]\ntitle = "Tiny"\nauthors = ["A. Writer"]\nlanguage = "en"\ndate = "2026-11-23"\n'
CHAPTERS = 4


def make_book(folder: Path) -> Path:
    body = folder / "manuscript" / "body"
    body.mkdir(parents=True)
    (folder / "book.toml").write_text(TOML)
    for number in range(1, CHAPTERS + 1):
        words = f"Words of chapter {number}, one after another. " * 60
        aside = "See [](#piano){.page}." if number == 1 else ""
        piano = "\n/// fact | The piano {#piano}\nKeys.\n///\n" if number == CHAPTERS else ""
        (body / f"{number}.md").write_text(f"# Chapter {number}\n\n{words}{aside}\n{piano}")
    return folder


def edit(folder: Path, chapter: int, old: str, new: str) -> None:
    path = folder / "manuscript" / "body" / f"{chapter}.md"
    path.write_text(path.read_text().replace(old, new))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("Tiny.*"))}


def test_one_edited_chapter_is_composed_and_laid_out_and_no_other(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    build(folder)
    edit(folder, 2, "one after another. Words", "one after one. Words")

    again = build(folder)

    assert again.composed == ("2",) or again.composed == ("d-2",)
    assert again.laid_out == again.composed


def test_a_line_more_above_a_chapter_lays_nothing_out(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    build(folder)
    edit(folder, 2, "# Chapter 2\n\n", "\n\n# Chapter 2\n\n\n")

    again = build(folder)

    assert len(again.composed) == 1
    assert again.laid_out == ()


def test_a_chapter_that_grows_lays_out_itself_and_those_that_name_a_page_that_moved(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    first = build(folder)
    edit(folder, 3, "one after another. ", "one after another, and another, and then another still. " * 12)

    again = build(folder)

    assert again.pages > first.pages
    changed = {name.removeprefix("d-") for name in again.laid_out}
    # chapter 1 names the page of a box in chapter 4, the contents name the page of chapter 4
    assert changed == {"3", "1", "contents"} | ({"list-of-boxes"} & changed)


def test_a_rebuild_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    folder = make_book(tmp_path / "book")
    build(folder)
    edit(folder, 2, "one after another. Words", "one after one. Words")
    build(folder)

    build(folder, output=tmp_path / "fresh", jobs=1)

    assert set(bytes_of(folder / "build")) == {"Tiny.epub", "Tiny.pdf"}
    assert bytes_of(tmp_path / "fresh") == bytes_of(folder / "build")


def test_an_unchanged_book_is_told_so_without_importing_what_lays_out(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    command = [sys.executable, "-X", "importtime", "-m", "lalabook", "build", str(folder)]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    before = bytes_of(folder / "build")

    second = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "argparse" in first.stderr
    assert second.stdout.startswith("nothing changed")
    assert [name for name in ("argparse", "dataclasses", "weasyprint", "lxml") if f" {name}\n" in second.stderr] == []
    assert bytes_of(folder / "build") == before


@pytest.mark.parametrize("damage", ["edit", "edition", "new file", "style"])
def test_what_changed_is_never_taken_for_unchanged(tmp_path: Path, damage: str) -> None:
    folder = make_book(tmp_path)
    command = [sys.executable, "-m", "lalabook", "build", str(folder), "-e", "epub"]
    subprocess.run(command, capture_output=True, check=True)
    before = bytes_of(folder / "build")
    if damage == "edit":
        edit(folder, 1, "Words of", "Words off")
    elif damage == "edition":
        (folder / "build" / "Tiny.epub").write_bytes(b"spoilt")
    elif damage == "new file":
        (folder / "manuscript" / "body" / "9.md").write_text("# Nine\n\nNew.\n")
    else:
        (folder / "styles").mkdir()
        (folder / "styles" / "epub.css").write_text('@import "theme:epub.css";\nh1 { text-align: center }\n')

    again = subprocess.run(command, capture_output=True, text=True, check=True)

    assert not again.stdout.startswith("nothing changed")
    assert (bytes_of(folder / "build") == before) == (damage == "edition")


def test_a_cache_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    build(folder)
    good = bytes_of(folder / "build")
    for entry in (folder / "build" / ".cache").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")

    build(folder)

    assert bytes_of(folder / "build") == good


def test_proof_reading_writes_no_edition(tmp_path: Path) -> None:
    folder = make_book(tmp_path)

    checked = check(folder)

    assert checked.editions == ()
    assert bytes_of(folder / "build") == {}


def test_the_python_interface_works_from_a_script_without_a_guard(tmp_path: Path) -> None:
    folder = make_book(tmp_path / "book")
    script = tmp_path / "script.py"
    script.write_text(f"from lalabook import build\nprint(build({str(folder)!r}).pages)\n")

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)

    assert int(done.stdout) > CHAPTERS


@pytest.mark.parametrize("words", [["--outp", "OUT"], ["-oOUT"], ["-qo", "OUT"], ["--", "BOOK"], ["--output=OUT"]])
def test_options_may_be_written_as_the_command_line_allows(tmp_path: Path, words: list[str]) -> None:
    folder, output = make_book(tmp_path / "book"), tmp_path / "out"
    said = [word.replace("OUT", str(output)).replace("BOOK", str(folder)) for word in words]
    book = [] if "BOOK" in words else [str(folder)]
    command = [sys.executable, "-m", "lalabook", "build", "-e", "epub", "--no-page-list", *book, *said]

    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert set(bytes_of(folder / "build" if "--" in words else output)) == {"Tiny.epub"}
    assert not [path for path in tmp_path.rglob("last-build*") if path.parent.parent not in (output, folder / "build")]


def test_a_file_with_a_line_end_in_its_name_is_built_again_and_again(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    (folder / "manuscript" / "body" / "8\n9.md").write_text("# Eight\n\nNine.\n")
    command = [sys.executable, "-m", "lalabook", "build", str(folder), "-e", "epub", "--no-page-list"]

    assert [subprocess.run(command, capture_output=True, check=False).returncode for _ in range(2)] == [0, 0]


def test_a_terminal_that_knows_only_ascii_is_told_all_the_same(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    toml = folder / "book.toml"
    toml.write_text(toml.read_text().replace('"Tiny"', '"Tiny ☂"'))
    command = [sys.executable, "-m", "lalabook", "build", str(folder), "-e", "epub", "--no-page-list"]

    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0, done.stderr
    assert b"\\u2602" in done.stdout


def test_a_reader_of_the_summary_who_leaves_early_is_not_shouted_at(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    command = [sys.executable, "-m", "lalabook", "build", str(folder), "-e", "epub", "--no-page-list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()

        assert b"Broken" not in process.stderr.read()
    assert process.returncode == 0
