"""Builds an EPUB 3 and a print PDF from one Markdown manuscript.

>>> from lalabook import build
>>> built = build("my-book")
>>> [edition.path.name for edition in built.editions]
['My Book.epub', 'My Book.pdf']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lalabook.findings import BookError, Finding, LalabookError, Place, Severity, UsageError
    from lalabook.pipeline import Built, build, check

__version__ = "0.1.0"
__all__ = [
    "BookError",
    "Built",
    "Finding",
    "LalabookError",
    "Place",
    "Severity",
    "UsageError",
    "build",
    "check",
]


def __getattr__(name: str) -> object:
    """Import on first use: the command must be able to start without importing what a build needs."""
    if name not in __all__:
        raise AttributeError(f"module 'lalabook' has no attribute {name!r}")
    from lalabook import findings, pipeline

    return getattr(pipeline, name, None) or getattr(findings, name)
