"""The element tree → text that is XHTML and HTML at once: both parsers read the same tree from it."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from lalabook.book.markdown.raw_html import VOID

_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def write(root: Element) -> str:
    """An element, without its tail. SVG and MathML say their namespace where they begin."""
    parts: list[str] = []
    _write(root, parts.append, "")
    return "".join(parts)


def write_text(text: str) -> str:
    return text.translate(_TEXT)


def _write(element: Element, put: Callable[[str], None], around: str) -> None:
    tag, namespace = element.tag, ""
    if tag[0] == "{":
        namespace, _, tag = tag[1:].partition("}")
    put(f"<{tag}")
    if namespace != around:
        put(f' xmlns="{namespace or "http://www.w3.org/1999/xhtml"}"')
    for name, value in element.items():
        put(f' {_plain_name(name) if name[0] == "{" else name}="{value.translate(_VALUE)}"')
    if not namespace and tag in VOID:
        put("/>")
        return
    put(">")
    if element.text:
        put(element.text.translate(_TEXT))
    for child in element:
        _write(child, put, namespace)
        if child.tail:
            put(child.tail.translate(_TEXT))
    put(f"</{tag}>")


def _plain_name(name: str) -> str:
    namespace, _, local = name[1:].partition("}")
    if namespace == _XML:
        return f"xml:{local}"
    return f'xmlns:xlink="{_XLINK}" xlink:{local}' if namespace == _XLINK else local
