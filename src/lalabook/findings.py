"""What a proof-reader notes: a place, what is wrong there, and what to do about it.

    LalabookError            anything lalabook says on purpose
    ├── BookError            the book has faults that stop the press (exit code 1); carries findings
    └── UsageError           the command was misused (exit code 2)

Any other exception is a fault of the program, not of the book, and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The book would be wrong: no edition is written."""
    WARNING = "warning"
    """The book is whole, but the author will want to know."""
    ADVICE = "advice"
    """What a proof-reader would mark: `check` shows it, `build` does not."""


@dataclass(frozen=True, order=True)
class Place:
    """Where in the author's files: `line` and `column` count from 1; 0 means "not known"."""

    path: str
    """Path inside the book's folder, with forward slashes."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path or "(book)"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of the book."""

    place: Place
    code: str
    """Stable, one meaning for ever: a letter for the room that found it and three digits ("C004")."""
    message: str
    """What is wrong, one sentence without a full stop."""
    hint: str = ""
    """What to do, one sentence without a full stop; empty where the message says it all."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        said = f"{self.place}: {self.severity} {self.code}: {self.message}"
        return f"{said}\n    hint: {self.hint}" if self.hint else said

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def is_advice(self) -> bool:
        return self.severity is Severity.ADVICE


class LalabookError(Exception):
    """Anything that lalabook refuses on purpose."""


class BookError(LalabookError):
    """The book has faults that stop the press. `findings` holds them all, never only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UsageError(LalabookError):
    """The command or the Python interface was called with words that do not fit."""


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Raise `BookError` with all findings when one of them is an error."""
    found = tuple(findings)
    if any(finding.is_error for finding in found):
        raise BookError(found)
