"""Bad input gets findings at file and line with a hint, exit code 1, and leaves the last good edition alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lalabook.cli import run

TOML = '[book]\ntitle = "Tiny"\nauthors = ["A. Writer"]\nlanguage = "en"\n'
CHAPTER = "# One\n\nSome words.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
LAST_GOOD = b"the last good edition"

WATCH = """
[works.babylon]
title = "Babylon"
year = 2022
director = "Damien Chazelle"
country = "United States"
running_time = 189
why = "Why."
look_for = "This."
"""

FAULTS: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "a typo in a key": ({"book.toml": TOML + 'publsher = "x"\n'}, [r"book\.toml:5.*publsher", r"publisher"]),
    "a wrong type": ({"book.toml": TOML.replace('"Tiny"', "7")}, [r"book\.toml:2"]),
    "two faults at once": (
        {"book.toml": TOML.replace('"en"', '"?!"') + 'publsher = "x"\n'},
        [r"book\.toml:4", r"book\.toml:5"],
    ),
    "TOML that cannot be read": ({"book.toml": "[book\n"}, [r"book\.toml:1"]),
    "a missing chapter": (
        {"manuscript/SUMMARY.md": "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n", "manuscript/one.md": CHAPTER},
        [r"manuscript/SUMMARY\.md:4.*two\.md"],
    ),
    "a chapter that is not UTF-8": (
        {"manuscript/body/1.md": "# Caf\xe9\n\nx\n".encode("latin-1")},
        [r"manuscript/body/1\.md:1:6.*UTF-8"],
    ),
    "a broken link": ({"manuscript/body/1.md": CHAPTER + "\n[x](nowhere.md)\n"}, [r"1\.md:5:\d+.*nowhere"]),
    "an absolute link": ({"manuscript/body/1.md": CHAPTER + "\n[x](/etc/hosts)\n"}, [r"1\.md:5:\d+.*/etc/hosts"]),
    "a link that leads out of the book": (
        {"manuscript/body/1.md": CHAPTER + "\n[x](../../../secret.md)\n"},
        [r"1\.md:5:\d+.*secret"],
    ),
    "a missing picture": ({"manuscript/body/1.md": CHAPTER + "\n![A map](map.png)\n"}, [r"1\.md:5:\d+.*map\.png"]),
    "a picture that leads out of the book": (
        {"manuscript/body/1.md": CHAPTER + "\n![A map](../../../map.png)\n"},
        [r"1\.md:5:\d+.*map\.png"],
    ),
    "a picture from the web": (
        {"manuscript/body/1.md": CHAPTER + "\n![A map](https://example.org/map.png)\n"},
        [r"1\.md:5:\d+.*map\.png"],
    ),
    "a picture that is not a picture": (
        {"manuscript/body/1.md": CHAPTER + "\n![A map](map.png)\n", "manuscript/body/map.png": b"not a picture"},
        [r"1\.md:5:\d+.*map\.png"],
    ),
    "a duplicate id": (
        {"manuscript/body/1.md": CHAPTER + "\n## Two {#x}\n\n## Three {#x}\n"},
        [r"1\.md:7.*x", r"line 5|:5"],
    ),
    "a note without text": ({"manuscript/body/1.md": "# One\n\nWords.[^a]\n"}, [r"1\.md:3:7.*\^a"]),
    "an unclosed block": ({"manuscript/body/1.md": CHAPTER + "\n/// fact | Title\nText.\n"}, [r"1\.md:5.*fact"]),
    "an unknown block": ({"manuscript/body/1.md": CHAPTER + "\n/// fcat | Title\nText.\n///\n"}, [r"1\.md:5.*fcat"]),
    "an unknown reference": ({"manuscript/body/1.md": CHAPTER + "\n[](#nowhere)\n"}, [r"1\.md:5:\d+.*nowhere"]),
    "an empty chapter": ({"manuscript/body/2.md": "---\ntitle: Two\n---\n"}, [r"2\.md"]),
    "front matter that is no YAML": ({"manuscript/body/1.md": "---\ntitle: [\n---\n\nx\n"}, [r"1\.md:[123]"]),
    "a role nobody knows": (
        {"manuscript/body/1.md": "---\nrole: prefcae\n---\n\nx\n"},
        [r"1\.md:2.*prefcae", "preface"],
    ),
    "a mention of an unknown work": (
        {"manuscript/body/1.md": CHAPTER + "\n[x](watch:babylno)\n", "manuscript/watch.toml": WATCH},
        [r"1\.md:5:\d+.*babylno", "babylon"],
    ),
    "a work twice": ({"manuscript/watch.toml": WATCH + WATCH}, [r"watch\.toml:\d+"]),
    "a work without a field": ({"manuscript/watch.toml": WATCH.replace('why = "Why."\n', "")}, [r"watch\.toml:2.*why"]),
    "a year that is not one": ({"manuscript/watch.toml": WATCH.replace("2022", "20222")}, [r"watch\.toml:4.*20222"]),
    "a script": ({"manuscript/body/1.md": CHAPTER + "\n<script>alert(1)</script>\n"}, [r"1\.md:5.*script"]),
    "an event handler": ({"manuscript/body/1.md": CHAPTER + '\n<p onclick="x()">y</p>\n'}, [r"1\.md:5.*onclick"]),
    "CSS with an error": (
        {
            "styles/epub.css": '@import "theme:epub.css";\np { color: }\n',
            "styles/print.css": '@import "theme:print.css";\n',
        },
        [r"styles/epub\.css:2:\d+"],
    ),
    "a font that is missing": (
        {"styles/epub.css": '@font-face { font-family: "X"; src: url("fonts/x.ttf") }\np { font-family: "X" }\n'},
        [r"styles/epub\.css:1:\d+.*x\.ttf"],
    ),
}


def book(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A tiny good book, with these files put over it and an edition that was built before."""
    good: dict[str, str | bytes] = {"book.toml": TOML}
    if not any(path.startswith("manuscript/") and path.endswith(".md") for path in files):
        good["manuscript/body/1.md"] = CHAPTER
    for path, content in (good | files).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "build").mkdir(exist_ok=True)
    (folder / "build" / "Tiny.epub").write_bytes(LAST_GOOD)
    return folder


@pytest.mark.parametrize("name", FAULTS)
def test_a_book_is_refused_with_place_and_hint(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, expected = FAULTS[name]
    folder = book(tmp_path, files)

    code = run(["build", str(folder), "--edition", "epub"])

    said = capsys.readouterr().err
    assert code == 1
    assert [pattern for pattern in expected if not re.search(pattern, said)] == [], said
    assert re.search(r": error [A-Z]\d{3}: ", said), said
    assert "hint: " in said
    assert (folder / "build" / "Tiny.epub").read_bytes() == LAST_GOOD


WARNINGS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "text of a note that no mark calls": ({"manuscript/body/1.md": CHAPTER + "\n[^a]: Text.\n"}, r"1\.md:5"),
    "a work never mentioned": ({"manuscript/watch.toml": WATCH}, r"watch\.toml:2"),
    "a picture without alternative text": (
        {"manuscript/body/1.md": CHAPTER + "\n![map](map.svg)\n", "manuscript/body/map.svg": SVG},
        r"1\.md:5",
    ),
    "an element that HTML does not know": (
        {"manuscript/body/1.md": CHAPTER + "\n<Listing>\n\nText.\n\n</Listing>\n"},
        r"1\.md:5.*[Ll]isting",
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_book_is_built_with_a_warning(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, expected = WARNINGS[name]
    folder = book(tmp_path, files)

    assert run(["build", str(folder), "--edition", "epub"]) == 0
    assert re.search(expected + r".*: warning [A-Z]\d{3}: |" + expected, capsys.readouterr().err)
    assert (folder / "build" / "Tiny.epub").read_bytes() != LAST_GOOD


def test_warnings_are_repeated_when_everything_comes_from_the_cache(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book(tmp_path, {"manuscript/watch.toml": WATCH})
    run(["build", str(folder), "--edition", "epub"])
    first = capsys.readouterr().err

    run(["build", str(folder), "--edition", "epub", "--jobs", "1"])

    warned = [line for line in first.splitlines() if ": warning " in line]
    assert warned
    assert [line for line in capsys.readouterr().err.splitlines() if ": warning " in line] == warned


def test_a_glyph_that_no_font_has_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = book(tmp_path, {"manuscript/body/1.md": CHAPTER + "\nA cuneiform sign: 𒀀.\n"})

    assert run(["build", str(folder), "--edition", "pdf"]) == 1
    assert re.search(r"1\.md:5.*U\+12000", capsys.readouterr().err)


def test_a_build_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = book(tmp_path / "book", {})
    blocker = tmp_path / "blocker"
    blocker.write_text("a file, not a folder")

    assert run(["build", str(folder), "--edition", "epub", "--output", str(blocker / "out")]) == 1
    assert "K001" in capsys.readouterr().err
    assert blocker.read_text() == "a file, not a folder"


def test_a_folder_that_is_no_book_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert run(["build", str(tmp_path / "empty")]) == 1
    assert "hint: " in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["biuld"], ["build", "--edition", "mobi"], ["build", "--jobs", "0"]])
def test_a_misused_command_ends_with_2(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(words) == 2


def test_an_interrupted_build_leaves_no_half_edition_and_no_wrong_entry(tmp_path: Path) -> None:
    chapters = {f"manuscript/body/{n}.md": f"# {n}\n\n" + "Many words. " * 4000 + "\n" for n in range(4)}
    folder = book(tmp_path, {**chapters})
    command = [sys.executable, "-m", "lalabook", "build", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any((folder / "build" / ".cache").glob("??/*")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(timeout=30) == 130
    assert (folder / "build" / "Tiny.epub").read_bytes() == LAST_GOOD
    assert sorted(path.name for path in (folder / "build").iterdir() if path.name != ".cache") == ["Tiny.epub"]
    assert run(["build", str(folder), "--quiet"]) == 0
    interrupted = {path.name: path.read_bytes() for path in (folder / "build").glob("Tiny.*")}
    assert run(["build", str(folder), "--quiet", "--output", str(tmp_path / "fresh")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "fresh").glob("Tiny.*")} == interrupted
