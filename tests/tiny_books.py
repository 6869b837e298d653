"""Tiny whole books, written into a folder and read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from lalabook import config
from lalabook.config import Config
from lalabook.findings import BookError
from lalabook.manuscript import Division, Manuscript
from lalabook.reading import read
from lalabook.sources import Folder

TOML = '[book]\ntitle = "T"\n'


@dataclass
class Read:
    """A book as it was read."""

    config: Config
    manuscript: Manuscript

    def order(self) -> list[str]:
        """The ids of the divisions the author asked for."""
        return [each.id for each in self.manuscript.divisions if each.path or each.lines]

    def division(self, name: str) -> Division:
        return next(each for each in self.manuscript.divisions if each.id == name)

    def drawn(self) -> list[str]:
        """Region, number, role and id of every division, nested ones pushed in."""
        return [
            f"{each.region[:2]} {'  ' * each.depth}{each.number or '-'} {each.role} #{each.id}"
            for each in self.manuscript.divisions
        ]


def read_book(root: Path, files: dict[str, str | bytes], toml: str = TOML) -> Read:
    """Write these files and read them as a book; without `toml` there is no book.toml."""
    for path, content in {**({"book.toml": toml} if toml else {}), **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    folder = Folder(root)
    return Read(*read(folder, config.load(folder)))


def faults_of(root: Path, files: dict[str, str | bytes], toml: str = TOML) -> list[str]:
    """The faults such a book is refused for, as they are printed, hints behind an arrow."""
    with pytest.raises(BookError) as refused:
        read_book(root, files, toml)
    return [said(finding) for finding in refused.value.findings]


def said(finding: object) -> str:
    return str(finding).replace("\n    hint: ", " → ")
