"""Laid-out pages → tagged ones: the structure tree of a division, made from the copy and not from its boxes.

WeasyPrint's own tags are made box by box: a paragraph over two pages is two, a note is some text at the page's end, and
leaders are read aloud. `add_tags` takes its place (see `gather.patches`).
"""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's and pydyf's objects have no types)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from lalabook.editions.print.gather.tags.painted import read_painted
from lalabook.editions.print.gather.tags.structure import structure_of
from lalabook.editions.print.gather.tags.writing import write_structure

__all__ = ["add_tags"]


def add_tags(pdf: Any, document: Any, _pdf_version: Any, page_streams: Sequence[Any]) -> None:
    """Tag a PDF before it is written. Boxes with text that has no place in the tree go into `document.untagged`."""
    root = document.sheet.etree_element
    marked = [stream._tags for stream in page_streams]
    painted = read_painted(root, document.pages, marked)
    structure = structure_of(root, painted, lambda element: str(document.style_for(element)["list_style_type"]))
    homeless = write_structure(pdf, structure, [len(tags) for tags in marked])
    for stream, numbers, decorations in zip(page_streams, homeless, painted.decorations, strict=True):
        if numbers:
            boxes = {mark["mcid"]: box for box, mark in stream._tags.items()}
            unplaced = (boxes[number] for number in sorted(numbers - decorations))
            document.untagged += [box for box in unplaced if getattr(box, "text", "?").strip()]
            _make_artifacts(stream, numbers)


def _make_artifacts(stream: Any, numbers: set[int]) -> None:
    """Take marked content out of the reading order: `/Span <</MCID 7>> BDC` becomes an artifact of layout."""
    operations = stream.stream
    for place, operation in enumerate(operations):
        if operation == b"BDC" and operations[place - 1].get("MCID") in numbers:
            operations[place - 2] = "/Artifact"
            operations[place - 1] = pydyf.Dictionary({"Type": "/Layout"})
