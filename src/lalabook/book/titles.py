"""A heading or caption → its words alone: as plain text, or with what little markup a line of the contents may keep."""

from __future__ import annotations

from copy import deepcopy

from lalabook import xhtml
from lalabook.xhtml import Element

_LEFT_OUT = frozenset({"noteref", "title-label", "box-number", "caption-label", "folio-ref"})
"""What stands in a title without being of it."""
_UNWRAPPED = frozenset({"a", "p", "div", "button", "label"})
_KEPT = frozenset({"lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir", "class"})


def plain_title(element: Element) -> str:
    """The words, white space folded."""
    return xhtml.text_of(title_markup(element)) if len(element) else xhtml.text_of(element)


def title_markup(element: Element) -> Element:
    """A `span` with the words and their emphasis, code, small caps and languages; no links, notes, marks or ids."""
    span = deepcopy(element)
    span.tag, span.tail = "span", None
    span.attrib.clear()
    for each in list(span.iterdescendants()):
        _reduce(each)
    _trim(span)
    return span


def inner_xhtml(span: Element) -> str:
    """What stands inside an element, serialised."""
    return xhtml.serialise(span).partition(">")[2].rpartition("</")[0]


def pour(source: Element, into: Element) -> None:
    """Move what stands inside one element to the end of another."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + (source.text or "")
    else:
        into.text = (into.text or "") + (source.text or "")
    into.extend(list(source))


def _reduce(element: Element) -> None:
    name = xhtml.local_name(element)
    if element.getparent() is None:  # it went with something taken out before
        return
    if not name or not _LEFT_OUT.isdisjoint(xhtml.classes(element)):
        xhtml.remove(element)
    elif name in ("img", "br"):
        element.tail = (element.get("alt", "") if name == "img" else " ") + (element.tail or "")
        xhtml.remove(element)
    elif name in _UNWRAPPED or xhtml.has_class(element, "index-mark"):
        xhtml.unwrap(element)
    elif not element.tag.startswith("{"):  # MathML keeps what it is written with
        for attribute in set(map(str, element.attrib)) - _KEPT:
            del element.attrib[attribute]
        if not xhtml.has_class(element, "sc"):
            element.attrib.pop("class", "")
    else:
        element.attrib.pop("id", "")


def _trim(span: Element) -> None:
    """Take the space off both ends, which a label or a note mark leaves behind."""
    span.text = (span.text or "").lstrip()
    if len(span):
        span[-1].tail = (span[-1].tail or "").rstrip()
    else:
        span.text = span.text.rstrip()
