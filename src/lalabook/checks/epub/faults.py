"""A place inside an EPUB → a finding there: an error (`fault`) or a warning (`remark`)."""

from __future__ import annotations

from typing import TypeAlias

from lalabook import xhtml
from lalabook.findings import Finding, Place, Severity
from lalabook.xhtml import Element

At: TypeAlias = "Element | int"
"""An element, or the line it stands on; 0: the file as a whole."""


def fault(path: str, at: At, code: str, message: str, hint: str = "") -> Finding:
    """An error: reading systems, checkers or readers would stumble over it."""
    return Finding(_place(path, at), code, message, hint)


def remark(path: str, at: At, code: str, message: str, hint: str = "") -> Finding:
    """A warning: the book can be read, but not as well as it could be."""
    return Finding(_place(path, at), code, message, hint, Severity.WARNING)


def quoted(text: str, length: int = 40) -> str:
    """The first words of a text, between quotation marks."""
    folded = " ".join(text.split())
    return f'"{folded}"' if len(folded) <= length else f'"{folded[:length].rsplit(" ", 1)[0]} …"'


def _place(path: str, at: At) -> Place:
    return Place(path, at if isinstance(at, int) else xhtml.line_of(at))
