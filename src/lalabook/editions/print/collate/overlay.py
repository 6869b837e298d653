"""Pages and their furniture → pages with running heads and folios, as artifacts that no reading voice meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from lalabook.editions.print.collate.stack import Laid

_MARKS = frozenset({"BDC", "BMC", "EMC", "MP", "DP"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"})


def lay_over(pdf: Pdf, laid: Sequence[Laid], furniture: Mapping[str, bytes]) -> None:
    """Draw each furniture page over its page. A sheet may end early: what is missing is blank."""
    before = pdf.make_stream(b"q\n")
    for each in laid:
        if each.division not in furniture:
            continue
        sheet = pikepdf.open(BytesIO(furniture[each.division]))
        assert len(sheet.pages) <= len(each.pages), "a sheet of furniture has no more pages than its gathering"
        resources: dict[tuple[int, int], Object] = {}
        for number, (page, over) in enumerate(zip(each.pages, sheet.pages, strict=False)):
            content = _content(over)
            if content is None:
                continue
            own = over.obj.Resources
            if own.objgen not in resources:
                resources[own.objgen] = pdf.copy_foreign(own if own.is_indirect else sheet.make_indirect(own))
            form = _form(pdf, over, content, resources[own.objgen])
            _draw(pdf, page, form, f"/Furniture{number}", before, _shift(page, over))


def _content(page: Page) -> bytes | None:
    """What a furniture page draws, without its tags: marked content has no place inside an artifact (ISO 14289-1, 7.1).

    None where it draws nothing.
    """
    operations = [each for each in pikepdf.parse_content_stream(page) if str(each.operator) not in _MARKS]
    if not any(str(each.operator) in _SHOWS for each in operations):
        return None
    return pikepdf.unparse_content_stream(operations)


def _form(pdf: Pdf, page: Page, content: bytes, resources: Object) -> Object:
    form = pdf.make_stream(content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([float(edge) for edge in page.mediabox.as_list()])
    form.Resources = resources
    return form


def _shift(page: Object, over: Page) -> tuple[float, float]:
    """How far the furniture has to move for the trimmed pages to lie on each other."""
    here = page.get("/TrimBox", page.MediaBox)
    there = over.trimbox
    return float(here[0]) - float(there[0]), float(here[1]) - float(there[1])


def _draw(pdf: Pdf, page: Object, form: Object, name: str, before: Object, shift: tuple[float, float]) -> None:
    """Add to a page's content; what it drew before is kept in brackets, so that it leaves no state behind."""
    if "/XObject" not in page.Resources:
        page.Resources.XObject = Dictionary()
    page.Resources.XObject[name] = form
    x, y = (f"{each:g}" for each in shift)
    move = "" if (x, y) == ("0", "0") else f"1 0 0 1 {x} {y} cm\n"
    after = pdf.make_stream(f"\nQ\n/Artifact <</Type /Pagination>> BDC\nq\n{move}{name} Do\nQ\nEMC\n".encode())
    drawn = page.Contents.as_list() if isinstance(page.Contents, Array) else [page.Contents]
    page.Contents = Array([before, *drawn, after])
