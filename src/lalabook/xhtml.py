"""Parse, walk, build and serialise XHTML fragments; the only room that knows lxml.

Between rooms a fragment travels as text: one root element, HTML elements without a prefix and without `xmlns`, SVG and
MathML with their own `xmlns`, and `epub:` allowed on attributes. It is meant to stand inside a document whose default
namespace is XHTML and that declares `epub:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

XHTML_NS = "http://www.w3.org/1999/xhtml"
EPUB_NS = "http://www.idpf.org/2007/ops"
SVG_NS = "http://www.w3.org/2000/svg"
MATHML_NS = "http://www.w3.org/1998/Math/MathML"
EPUB_TYPE = f"{{{EPUB_NS}}}type"

etree.register_namespace("epub", EPUB_NS)  # else what `build` makes would say ns0:type
_OPEN, _CLOSE = f'<x xmlns:epub="{EPUB_NS}">', "</x>"
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_EPUB_DECLARED = f' xmlns:epub="{EPUB_NS}"'
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)


def parse(fragment: str) -> Element:
    """The root element of a fragment. Raises `lxml.etree.XMLSyntaxError` where it is not well-formed."""
    root = etree.fromstring(f"{_OPEN}{fragment}{_CLOSE}".encode(), _PARSER)[0]
    root.tail = None
    return root


def parse_document(data: bytes) -> Element:
    """The root of a whole XML document, whose elements know their line.

    Raises `SyntaxError`, with `lineno`, where it is
    not well-formed.
    """
    return etree.fromstring(data, _PARSER)


def line_of(element: Element) -> int:
    """The line an element begins on, from 1; 0 where that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def serialise(element: Element) -> str:
    """A fragment as text, the same for the same tree; empty elements other than HTML's void ones keep their end tag."""
    for each in element.iter():
        if _is_empty_html(each):
            each.text = ""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.replace(_EPUB_DECLARED, "")


def build(tag: str, text: str | None = None, /, *children: Element, **attributes: str) -> Element:
    """A new element. Attribute names: a trailing underscore is dropped, others become hyphens (`class_`, `data_id`)."""
    element = etree.Element(tag)
    for name, value in attributes.items():
        element.set(EPUB_TYPE if name == "epub_type" else name.rstrip("_").replace("_", "-"), value)
    element.text = text
    element.extend(children)
    return element


def _is_empty_html(element: Element) -> bool:
    """Nothing inside, and yet not one of HTML's void elements: it must keep its end tag."""
    is_html = isinstance(element.tag, str) and not element.tag.startswith("{")
    return is_html and not len(element) and not element.text and element.tag not in _VOID


def local_name(element: Element) -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """All text inside, white space folded to single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def add_class(element: Element, *names: str) -> None:
    have = classes(element)
    element.set("class", " ".join(have + [name for name in names if name not in have]))


def has_class(element: Element, name: str) -> bool:
    return name in classes(element)


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """Elements with one of these tags (all elements when none is given), in document order, root included."""
    yield from (each for each in root.iter(*tags) if isinstance(each.tag, str))


def unwrap(element: Element) -> None:
    """Take an element out of the tree; its text, children and tail stay where they were."""
    parent = element.getparent()
    assert parent is not None, "the root cannot be unwrapped"
    at = parent.index(element)
    _append_text(parent, at, element.text)
    at = parent.index(element)
    children = list(element)
    parent[at : at + 1] = children
    _append_text(parent, at + len(children), element.tail)


def remove(element: Element) -> None:
    """Take an element and all inside it out of the tree; its tail stays."""
    parent = element.getparent()
    assert parent is not None, "the root cannot be removed"
    _append_text(parent, parent.index(element), element.tail)
    element.tail = None
    parent.remove(element)


def _append_text(parent: Element, before: int, text: str | None) -> None:
    """Add text in front of the child at index `before`."""
    if not text:
        return
    if before == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[before - 1].tail = (parent[before - 1].tail or "") + text
