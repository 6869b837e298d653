"""A PDF whose pages are whole → one that can be kept as PDF/A-3a (ISO 19005-3), where its colours allow that."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from lalabook.editions.print.collate.srgb import NAME, srgb_profile

_INKS = "/DeviceCMYK"


def make_archivable(pdf: Pdf, resources: Sequence[Object]) -> bool:
    """Say what the colours mean: those of sRGB. False, and nothing done, where the book is printed in inks."""
    drawn = {id(each): each for part in resources for _, each in part.get("/XObject", Dictionary()).items()}.values()
    if any(_has_inks(each) for each in drawn) or any(_has_inks(content) for content in _contents(pdf)):
        return False
    for picture in drawn:
        if "/Interpolate" in picture:
            del picture["/Interpolate"]  # ISO 19005-3, 6.2.8
    profile = pdf.make_stream(srgb_profile(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(NAME),
        Info=String(NAME),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    return True


def _contents(pdf: Pdf) -> list[Object]:
    contents = [page.obj.get("/Contents", Array()) for page in pdf.pages]
    return [stream for each in contents for stream in (each.as_list() if isinstance(each, Array) else [each])]


def _has_inks(stream: Object) -> bool:
    if not isinstance(stream, Stream):
        return False
    if stream.get("/Subtype") == Name.Image:
        return _INKS in str(stream.get("/ColorSpace", ""))
    return _INKS.encode() in stream.read_bytes()
