"""Lists, definition lists → `L`, `LI`, `Lbl`, `LBody`; contents → `TOC`, `TOCI` (ISO 32000-1, 14.8.4.2 f.)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.tags.flow import Flow, language_of
from lalabook.editions.print.gather.tags.nodes import Node

_LISTS = frozenset({"ul", "ol"})
_NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def set_list(flow: Flow, element: Element, node: Node) -> None:
    """What is no item but stands in a list is an item of its own."""
    made = _list(node, element, _numbering(flow, element))
    for part in flow.parts(element):
        if isinstance(part, Element) and part.tag == "li":
            _set_item(flow, part, made)
        elif isinstance(part, Element):
            flow.rule_of(part).set(flow, part, made.add("LI").add("LBody"))
        elif not all(piece.is_blank for piece in part):
            made.add("LI").add("LBody").kids.extend(part)


def _set_item(flow: Flow, element: Element, node: Node) -> None:
    item = node.add("LI", **language_of(element))
    item.add("Lbl").kids.extend(flow.generated(element, "marker"))
    flow.fill(element, item.add("LBody"))


def _list(node: Node, element: Element, numbering: str) -> Node:
    made = node.add("L", **language_of(element))
    made.attributes = {"O": "/List", "ListNumbering": f"/{numbering}"}
    return made


def _numbering(flow: Flow, element: Element) -> str:
    """A list whose items show no mark has no numbering."""
    first = next((each for each in element if each.tag == "li"), None)
    if first is None or not flow.generated(first, "marker"):
        return "None"
    return _NUMBERINGS.get(flow.list_style(first), "Decimal" if element.tag == "ol" else "Disc")


def set_definitions(flow: Flow, element: Element, node: Node) -> None:
    """An item for each term, or terms that share it, with what is said of it."""
    made = _list(node, element, "None")
    item = label = body = None
    for child in _terms(element):
        if child.tag == "dt":
            if item is None or body is not None:
                item, label, body = made.add("LI"), None, None
            label = label or item.add("Lbl")
            flow.fill(child, label.add("Span", **language_of(child)))
        else:
            item = item or made.add("LI")
            body = body or item.add("LBody")
            flow.fill(child, body, takes_text=False)


def _terms(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "div":
            yield from _terms(child)
        else:
            yield child


def set_contents(flow: Flow, element: Element, node: Node) -> None:
    """`nav.contents`: its lists are the contents of the book."""
    for child in element:
        if child.tag in _LISTS:
            _set_toc(flow, child, node)
        else:
            flow.rule_of(child).set(flow, child, node)


def _set_toc(flow: Flow, element: Element, node: Node) -> None:
    made = node.add("TOC", **language_of(element))
    for child in element:
        item = made.add("TOCI", **language_of(child))
        item.add("Lbl").kids.extend(flow.generated(child, "marker"))
        line = item.add("Reference")
        for part in flow.parts(child):
            if not isinstance(part, Element):
                line.kids.extend(part)
            elif part.tag in _LISTS:
                _set_toc(flow, part, item)
            else:
                flow.rule_of(part).set(flow, part, line)
