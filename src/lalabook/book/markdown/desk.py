"""What every step of one conversion shares: where lines stand, what was noticed, which names are defined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from lalabook.book.markdown.block import Block
from lalabook.findings import Finding, Place, Severity

SpotList = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """A run of inline text, and where in the division it stands."""

    text: str
    spots: SpotList
    """(offset in `text`, line, column): from this offset on, characters stand in a row there."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of the character at `offset`."""
        spot, line, column = self.spots[max(0, bisect_right(self.spots, (offset, 1 << 60, 0)) - 1)]
        return line, column + offset - spot

    def spots_from(self, offset: int) -> SpotList:
        """The spots of the text that begins at `offset`."""
        later = [(spot - offset, line, column) for spot, line, column in self.spots if spot > offset]
        return [(0, *self.place(offset)), *later]


@dataclass(frozen=True)
class Target:
    """What a link reference definition points at."""

    href: str
    title: str


@dataclass
class Desk:
    """The working state of one division; made new for each, thrown away after."""

    place: Callable[[int, int], Place]
    language: str = "en"
    box_kinds: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    references: dict[str, Target] = field(default_factory=dict)
    called_notes: dict[str, int] = field(default_factory=dict)
    """Label of a note → how often it was called so far, in the order of first calls."""
    notes: dict[str, Block] = field(default_factory=dict)
    """Label of a note → its block."""
    raw: list[str] = field(default_factory=list)
    """Pieces of raw HTML, taken out of the text until the tree is written out."""
    raw_names: set[str] = field(default_factory=set)
    """Elements unknown to HTML that were reported already."""

    def note(self, code: str, line: int, column: int, message: str, hint: str = "", *, is_error: bool = True) -> None:
        """Write down a finding at a line (and column, 0 if unknown) of the division's text."""
        severity = Severity.ERROR if is_error else Severity.WARNING
        self.findings.append(Finding(self.place(line, column), code, message, hint, severity))

    def stash(self, raw: str) -> str:
        """Put a piece of raw HTML aside; what stands for it is a mark no author can write."""
        self.raw.append(raw)
        return f"\x02{len(self.raw) - 1}\x03"


def fold_label(label: str) -> str:
    """A link label as CommonMark compares it: case folded, white space collapsed."""
    return " ".join(label.split()).casefold()
