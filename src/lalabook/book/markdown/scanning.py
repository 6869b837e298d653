"""The state of one pass over inline text: tokens so far, delimiter runs and brackets that wait for their partners."""

from __future__ import annotations

from dataclasses import dataclass, field

from lalabook.book.markdown.desk import Desk, Source
from lalabook.book.markdown.emphasis import Run
from lalabook.book.markdown.weaving import Token


@dataclass(slots=True)
class Bracket:
    """A `[` or `![` that may turn out to open a link, an image or a span."""

    at: int
    """Offset of its first character."""
    inside: int
    """Offset right behind it."""
    token: int
    """Index of its token."""
    runs: int
    """How many delimiter runs were waiting before it."""
    is_image: bool
    is_active: bool = True
    """False once a link was made inside what it opens: links do not nest."""
    has_bracket_inside: bool = False


@dataclass(slots=True)
class Scan:
    """One pass over a run of inline text."""

    source: Source
    desk: Desk
    tokens: list[Token] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    ticks: dict[int, list[int]] | None = None
    """Width of backtick runs → where they begin; made on first use."""

    @property
    def text(self) -> str:
        return self.source.text

    def take_runs(self, since: int) -> list[Run]:
        """The waiting runs from index `since` on; they wait no longer."""
        taken = self.runs[since:]
        del self.runs[since:]
        return taken
