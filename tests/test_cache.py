"""The store gives back what was put, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lalabook.cache import Cache, key, write_whole
from lalabook.findings import BookError


def entry_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_entry_is_found_again_by_its_key(tmp_path: Path) -> None:
    Cache(tmp_path).put(key("compose", "a"), b"galley")

    assert Cache(tmp_path).get(key("compose", "a")) == b"galley"


def test_keys_differ_where_inputs_are_cut_differently() -> None:
    assert key("compose", "ab", "c") != key("compose", "a", "bc")
    assert key("compose", "a") != key("lay out", "a")


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 100])
def test_a_damaged_entry_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(key("x"), b"good")
    entry_files(tmp_path)[0].write_bytes(damage)

    assert cache.get(key("x")) is None
    assert entry_files(tmp_path) == []


def test_sweeping_removes_the_entries_unused_for_longest(tmp_path: Path) -> None:
    old = Cache(tmp_path)
    for number in range(3):
        old.put(key(str(number)), b"x" * 1000)
        os.utime(entry_files(tmp_path)[-1])
    for age, name in enumerate(["2", "1", "0"]):
        path = tmp_path / key(name)[:2] / key(name)[2:]
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    new = Cache(tmp_path)
    new.get(key("0"))
    new.sweep(above_bytes=2100)

    assert new.get(key("0")) is not None
    assert new.get(key("1")) is None
    assert new.get(key("2")) is not None


def test_sweeping_removes_what_an_interrupted_build_left(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(key("x"), b"good")
    left = entry_files(tmp_path)[0].parent / ".new-abc"
    left.write_bytes(b"half")
    os.utime(left, (1_000_000, 1_000_000))
    cache.sweep()

    assert not left.exists()
    assert cache.get(key("x")) == b"good"


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(tmp_path: Path) -> None:
    blocker = tmp_path / "build"
    blocker.write_text("a file where a folder should be")

    with pytest.raises(BookError, match="K001"):
        write_whole(blocker / "book.epub", b"new")
    assert blocker.read_text() == "a file where a folder should be"


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "book.epub"
    target.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(BookError, match="no space left"):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["book.epub"]
    assert target.read_bytes() == b"old"


def test_sweeping_leaves_what_another_build_is_writing_just_now(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(key("x"), b"good")
    half = entry_files(tmp_path)[0].parent / ".new-abc"
    half.write_bytes(b"half")

    cache.sweep()

    assert half.exists()


def test_an_entry_that_another_build_swept_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.put(key("x"), b"good")
    gone = entry_files(tmp_path)[0]
    gone.unlink()
    monkeypatch.setattr(Path, "glob", lambda *_: iter([gone]))

    cache.sweep()
