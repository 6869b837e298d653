"""What a build tells of itself while it works: a line that is rewritten on a terminal, plain lines when piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

_CLEAR_LINE = "\r\x1b[K"


@dataclass
class Progress:
    """The five verbs with the time each took. `stream` None tells nothing; `is_verbose` tells of every division."""

    stream: TextIO | None = None
    is_verbose: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    """Verb → how long it took, in the order of the work."""

    @contextmanager
    def verb(self, name: str) -> Iterator[None]:
        """Time a verb; one met again adds up."""
        start = time.perf_counter()
        self._show(name)
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
            self._clear()

    def laid_out(self, division: str, done: int, total: int, pages: int) -> None:
        """One more division has become pages; `pages` counts all so far."""
        self.detail(f"laid out {division}")
        self._show(f"make: {done} of {total} divisions laid out, {pages} pages")

    def detail(self, words: str) -> None:
        """A line that only `--verbose` shows."""
        if self.stream and self.is_verbose:
            self._clear()
            print(f"  {words}", file=self.stream)

    @property
    def _rewrites(self) -> bool:
        return self.stream is not None and self.stream.isatty()

    def _show(self, words: str) -> None:
        if self.stream and self._rewrites:
            self.stream.write(f"{_CLEAR_LINE}{words} …")
            self.stream.flush()
        elif self.stream and ":" not in words:
            print(words, file=self.stream, flush=True)

    def _clear(self) -> None:
        if self.stream and self._rewrites:
            self.stream.write(_CLEAR_LINE)
            self.stream.flush()


def to_terminal(*, is_verbose: bool) -> Progress:
    """Progress on standard error, so that what a program pipes stays clean."""
    return Progress(sys.stderr, is_verbose)
