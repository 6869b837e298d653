"""What the book is → what its PDF says of itself: document information, XMP, language and what viewers are to show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from pikepdf import Dictionary, Name, Pdf, String

from lalabook.config import Metadata
from lalabook.editions.print.collate.stack import Laid

_MAKER = "lalabook"
_AUTHOR = "aut"
_CLAIM = re.compile(rb"""pdfuaid:part(?:=["']|>)(\d)""")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
</rdf:Description>{archive}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# ISO 19005-3, 6.6.2.3 and 6.6.4: PDF/A's own claim, and what PDF/UA's is, which it does not know.
_ARCHIVE = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def write_metadata(pdf: Pdf, metadata: Metadata, laid: Sequence[Laid], *, is_archivable: bool = False) -> None:
    """Write the same into both places where readers look, and what PDF/UA asks of the catalog (ISO 14289-1, 7.1).

    PDF/A-3a asks for tags, as PDF/UA does: it is claimed where `is_archivable` and every gathering is tagged.
    """
    producer = str(laid[0].source.docinfo.get("/Producer", _MAKER)) if laid else _MAKER
    for key, value in _information(metadata, producer):
        pdf.docinfo[key] = String(value)
    ua_part = _ua_part(laid)
    properties = "\n".join(_properties(metadata, producer, ua_part))
    packet = _PACKET.format(properties=properties, archive=_ARCHIVE if is_archivable and ua_part else "")
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _information(metadata: Metadata, producer: str) -> Iterator[tuple[str, str]]:
    moment = f"D:{re.sub(r'[^0-9]', '', metadata.modified)}Z" if metadata.modified else ""
    pairs = {
        "/Title": metadata.title,
        "/Author": ", ".join(_authors(metadata)),
        "/Subject": metadata.description,
        "/Keywords": ", ".join(metadata.subjects),
        "/Creator": _MAKER,
        "/Producer": producer,
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    yield from ((key, value) for key, value in pairs.items() if value)


def _properties(metadata: Metadata, producer: str, ua_part: str) -> Iterator[str]:
    """The properties of the XMP packet, in the forms XMP asks of each (ISO 16684-1, 8.3)."""
    others = [each.name for each in metadata.authors if each.role != _AUTHOR]
    yield _container("dc:title", "Alt", [metadata.title])
    yield from _if(metadata.description, _container("dc:description", "Alt", [metadata.description]))
    yield from _if(metadata.rights, _container("dc:rights", "Alt", [metadata.rights]))
    yield from _if(_authors(metadata), _container("dc:creator", "Seq", _authors(metadata)))
    yield from _if(others, _container("dc:contributor", "Bag", others))
    yield from _if(metadata.publisher, _container("dc:publisher", "Bag", [metadata.publisher]))
    yield from _if(metadata.subjects, _container("dc:subject", "Bag", metadata.subjects))
    yield from _if(metadata.date, _container("dc:date", "Seq", [metadata.date]))
    identifier = f"urn:isbn:{metadata.isbn}" if metadata.isbn else metadata.identifier
    yield from _if(identifier, _simple("dc:identifier", identifier))
    yield _container("dc:language", "Bag", [metadata.language])
    yield _simple("dc:format", "application/pdf")
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield from _if(metadata.modified, _simple(name, metadata.modified))
    yield _simple("xmp:CreatorTool", _MAKER)
    yield _simple("pdf:Producer", producer)
    yield from _if(metadata.subjects, _simple("pdf:Keywords", ", ".join(metadata.subjects)))
    yield from _if(ua_part, _simple("pdfuaid:part", ua_part))


def _ua_part(laid: Sequence[Laid]) -> str:
    """The part of PDF/UA that every gathering keeps to; empty where one does not say so."""
    parts = {
        found[1].decode()
        if "/Metadata" in each.source.Root and (found := _CLAIM.search(each.source.Root.Metadata.read_bytes()))
        else ""
        for each in laid
    }
    return parts.pop() if len(parts) == 1 else ""


def _authors(metadata: Metadata) -> list[str]:
    return [each.name for each in metadata.authors if each.role == _AUTHOR]


def _if(value: object, line: str) -> Iterator[str]:
    if value:
        yield line


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _container(name: str, kind: str, values: Sequence[str]) -> str:
    language = f" xml:lang={quoteattr('x-default')}" if kind == "Alt" else ""
    inside = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{inside}</rdf:{kind}></{name}>"
