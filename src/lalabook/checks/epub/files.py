"""Sizes, and what a file carries that its readers do not need."""

from __future__ import annotations

from collections.abc import Iterator

from lalabook.checks.epub.faults import remark
from lalabook.checks.epub.view import CONTENT, EpubView
from lalabook.findings import Finding

_MOST_DOCUMENT_BYTES = 300 * 1024
"""Old e-readers load a document whole, and Adobe's first engine none of more than 300 kB. A convention, widely kept."""
_MOST_IMAGE_BYTES = 5 * 1024**2
_EXIF = b"Exif\0\0"
_HEAD = 65536


def files_are_small_enough(view: EpubView) -> Iterator[Finding]:
    for item in view.items:
        size = len(view.files.get(item.path, b""))
        if item.media_type == CONTENT and size > _MOST_DOCUMENT_BYTES:
            message = f"a document of {size / 1024:,.0f} kB: old e-readers open it slowly, or not at all"
            yield remark(item.path, 0, "Q160", message, "divide it into chapters of less than 300 kB")
        if item.media_type.startswith("image/") and size > _MOST_IMAGE_BYTES:
            message = f"a picture of {size / 1024**2:,.1f} MB"
            yield remark(item.path, 0, "Q161", message, "save it smaller: 5 MB at most")


def pictures_keep_their_makers_secrets(view: EpubView) -> Iterator[Finding]:
    """A photograph often says where and when it was taken, and with which camera."""
    for item in view.items:
        head = view.files.get(item.path, b"")[:_HEAD]
        mark = {"image/jpeg": _EXIF, "image/png": b"eXIf"}.get(item.media_type)
        if mark and mark in head:
            message = "the picture carries the camera's notes, which may tell where it was taken"
            yield remark(item.path, 0, "Q162", message, "save it without metadata")
