"""The bytes of a PDF → the view that checks look at."""

# ruff: noqa: ANN401  (PDF objects are of any type)
from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from lalabook.checks.pdf.painting import Painter
from lalabook.checks.pdf.view import Bookmark, Box, Font, Heading, Link, Page, PdfView
from lalabook.findings import UsageError

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_DEEPEST = 200


def read_pdf(data: bytes, name: str) -> PdfView:
    """Read a PDF. Raises `UsageError` where it is none, or asks for a password."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as fault:
        raise UsageError(f"{name} asks for a password") from fault
    except pikepdf.PdfError as fault:
        raise UsageError(f"{name} is not a PDF file: {fault}") from fault
    with pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = _named_destinations(pdf)
        painter = Painter()
        return PdfView(
            name,
            str(pdf.Root.get("/Lang", "")),
            tuple(_page(page, painter, names, numbers) for page in pdf.pages),
            tuple(_fonts(pdf)),
            tuple(_bookmarks(pdf.Root.get("/Outlines"), names, numbers)),
            tuple(_headings(pdf, numbers)),
        )


def _page(page: pikepdf.Page, painter: Painter, names: dict[str, Any], numbers: dict[Any, int]) -> Page:
    painter.texts, painter.pictures = [], []
    if "/Contents" in page.obj:
        painter.paint(page.obj, page.resources)
    links = [each for each in page.obj.get("/Annots", ()) if each.get("/Subtype") == "/Link"]
    return Page(
        page.label,
        _box(page.mediabox),
        _box(page.trimbox),
        tuple(painter.texts),
        tuple(painter.pictures),
        tuple(_link(each, names, numbers) for each in links),
    )


def _box(values: Any) -> Box:
    left, bottom, right, top = (float(each) for each in values)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _link(note: Any, names: dict[str, Any], numbers: dict[Any, int]) -> Link:
    action = note.get("/A", {})
    goal = note.get("/Dest", action.get("/D"))
    uri = str(action.get("/URI", ""))
    name = str(goal) if isinstance(goal, (pikepdf.String, pikepdf.Name)) else ""
    return Link(_box(note.Rect), _page_of(goal, names, numbers), uri, name)


def _page_of(goal: Any, names: dict[str, Any], numbers: dict[Any, int]) -> int | None:
    """The page that a destination, by name or not, lies on."""
    if isinstance(goal, (pikepdf.String, pikepdf.Name)):
        goal = names.get(str(goal))
    if isinstance(goal, pikepdf.Dictionary):
        goal = goal.get("/D")
    if not isinstance(goal, pikepdf.Array) or not len(goal) or not isinstance(goal[0], pikepdf.Dictionary):
        return None
    return numbers.get(goal[0].objgen)


def _named_destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    names = {str(name): goal for name, goal in pdf.Root.get("/Dests", {}).items()}
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        names |= {str(name): goal for name, goal in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
    return names


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Font]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/CIDSystemInfo" not in each:
            inner = each.DescendantFonts[0] if "/DescendantFonts" in each else each
            described: Any = inner.get("/FontDescriptor", {})
            is_embedded = any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))
            is_drawn = each.get("/Subtype") == "/Type3"
            yield Font(str(each.get("/BaseFont", "/?")).lstrip("/"), is_embedded or is_drawn, "/ToUnicode" in each)


def _bookmarks(level: Any, names: dict[str, Any], numbers: dict[Any, int], depth: int = 0) -> Iterator[Bookmark]:
    item = level.get("/First") if level is not None and depth < _DEEPEST else None
    while item is not None:
        goal = item.get("/Dest", item.get("/A", {}).get("/D"))
        yield Bookmark(str(item.get("/Title", "")), _page_of(goal, names, numbers))
        yield from _bookmarks(item, names, numbers, depth + 1)
        item = item.get("/Next")


def _headings(pdf: pikepdf.Pdf, numbers: dict[Any, int]) -> Iterator[Heading]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    roles: Any = tree.get("/RoleMap", {})
    for element in _elements(tree.get("/K")):
        kind = str(roles.get(element.S, element.S))
        if kind in _HEADINGS:
            marked = list(_marked_content(element, element.get("/Pg"), numbers))
            if marked:
                page = marked[0][0]
                yield Heading(_HEADINGS[kind], page, frozenset(mcid for on, mcid in marked if on == page))


def _elements(kids: Any, depth: int = 0) -> Iterator[Any]:
    for kid in _listed(kids):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and depth < _DEEPEST:
            yield kid
            yield from _elements(kid.get("/K"), depth + 1)


def _marked_content(element: Any, page: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, int]]:
    """(page, number) of all marked content in an element, in order."""
    for kid in _listed(element.get("/K")):
        if isinstance(kid, int):
            if page is not None and page.objgen in numbers:
                yield numbers[page.objgen], kid
        elif isinstance(kid, pikepdf.Dictionary):
            own = kid.get("/Pg", page)
            if "/MCID" in kid and own is not None and own.objgen in numbers:
                yield numbers[own.objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from _marked_content(kid, own, numbers)


def _listed(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
