"""The book's folder is read from inside only, whatever stands in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lalabook.findings import BookError
from lalabook.sources import Folder


def test_a_link_to_itself_is_no_file_and_its_reader_is_told_why(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")

    assert not Folder(tmp_path).has("a.md")
    with pytest.raises(BookError, match=r"M001: cannot read a\.md"):
        Folder(tmp_path).read_bytes("a.md")


@pytest.mark.parametrize("target", ["gone.md", "../gone.md", "/gone/gone.md"])
def test_a_link_to_nothing_is_said_to_lead_nowhere(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.md").symlink_to(target)

    with pytest.raises(BookError, match=r"M001: a\.md is a link that leads nowhere"):
        Folder(tmp_path).read_bytes("a.md")


def test_a_link_that_leads_out_of_the_book_is_said_to_do_so(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "diary.md").touch()
    (tmp_path / "book" / "a.md").symlink_to("../diary.md")

    for path in ("a.md", "../gone.md", "/gone.md"):
        with pytest.raises(BookError, match="lies outside the book's folder"):
            Folder(tmp_path / "book").read_bytes(path)


def test_links_that_lead_round_in_a_circle_are_not_followed_for_ever(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.md").touch()
        (tmp_path / name / f"to-{other}").symlink_to(f"../{other}")
    (tmp_path / "a" / "up").symlink_to("..")
    folder = Folder(tmp_path)

    assert folder.names("a") == ("text.md", "to-b/")
    assert folder.names("a/to-b") == ("text.md",)


@pytest.mark.parametrize("name", ["a" * 400, "a/" * 3000 + "a"])
def test_a_name_that_no_disk_takes_is_not_there(tmp_path: Path, name: str) -> None:
    assert not Folder(tmp_path).has(name)
    assert not Folder(tmp_path).has_folder(name)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "body").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)

    with pytest.raises(BookError, match="body: error M001: cannot read body: permission denied"):
        Folder(tmp_path).names("body")


def test_a_file_whose_name_is_not_utf8_is_refused(tmp_path: Path) -> None:
    name = os.fsdecode(b"2\xff.md")
    (tmp_path / name).write_text("# Two\n")

    with pytest.raises(BookError, match="is not UTF-8"):
        Folder(tmp_path).read_text(name)


def test_a_name_with_umlauts_is_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "zwei ü 😀.md").write_text("# Zwei\n")

    assert Folder(tmp_path).read_text("zwei ü 😀.md") == "# Zwei\n"
