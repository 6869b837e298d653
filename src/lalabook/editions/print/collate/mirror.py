"""The pages of a gathering laid out to open on a recto → moved as if laid out to open on a verso, or the other way.

Rectos and versos of nearly every design differ in nothing but where the text stands across the page, so a division that
comes to open on the other side is moved and not laid out again (`Gathering.mirror_pt` says whether that is so).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf


def mirror(pdf: Pdf, opens: str, mirror_pt: float) -> None:
    """Move what stands on the pages of a gathering that was laid out to open on the side `opens`."""
    moves = dict(_moves(pdf, opens, mirror_pt))
    for page in pdf.pages:
        _move_page(pdf, page, moves[page.obj.objgen])
    for destination in _destinations(pdf):
        _move_destination(destination, moves)
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/S") == pikepdf.Name.Figure and "/Pg" in element:
            _move_frame(element, moves)


def _moves(pdf: Pdf, opens: str, mirror_pt: float) -> Iterator[tuple[tuple[int, int], Decimal]]:
    """Page → how far its content goes to the right, in points."""
    to_verso = Decimal(repr(mirror_pt))
    for number, page in enumerate(pdf.pages):
        is_recto = (number % 2 == 0) == (opens == "right")
        yield page.obj.objgen, to_verso if is_recto else -to_verso


def _move_page(pdf: Pdf, page: Page, move: Decimal) -> None:
    page.contents_add(pdf.make_stream(f"q 1 0 0 1 {move} 0 cm".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"Q"))
    for annotation in page.obj.get("/Annots", ()):
        for name in ("/Rect", "/QuadPoints"):
            if name in annotation:
                annotation[name] = _across(annotation[name], move)


def _across(coordinates: Object, move: Decimal) -> Array:
    """x, y, x, y … with every x moved."""
    numbers = [Decimal(str(number)) for number in coordinates.as_list()]
    return Array([number if at % 2 else number + move for at, number in enumerate(numbers)])


def _destinations(pdf: Pdf) -> Iterator[Object]:
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        yield from pikepdf.NameTree(pdf.Root.Names.Dests).values()


def _move_destination(destination: Object, moves: dict[tuple[int, int], Decimal]) -> None:
    """`[page /XYZ left top zoom]` (ISO 32000-1, 12.3.2.2)."""
    target = destination if isinstance(destination, Array) else destination.D
    if target[1] == pikepdf.Name.XYZ and not isinstance(target[2], type(None)):
        target[2] = Decimal(str(target[2])) + moves[target[0].objgen]


def _move_frame(element: Dictionary, moves: dict[tuple[int, int], Decimal]) -> None:
    attributes = element.get("/A")
    if isinstance(attributes, Dictionary) and "/BBox" in attributes:
        attributes.BBox = _across(attributes.BBox, moves[element.Pg.objgen])
