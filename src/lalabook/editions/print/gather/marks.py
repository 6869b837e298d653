"""Elements of the copy → the same, marked for another layout: the classes that `press.css` has a remedy for."""

from __future__ import annotations

from xml.etree.ElementTree import Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def mark(element: Element, name: str) -> bool:
    """Give it a class; False where it has that already, so that no remedy is tried twice."""
    if is_marked(element, name):
        return False
    element.set("class", " ".join([*element.get("class", "").split(), name]))
    return True


def is_marked(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def is_float(element: Element) -> bool:
    """A figure, a table or a box: it may stand a paragraph later than its author put it."""
    return element.tag in ("figure", "table") or bool({"box", "table"} & {*element.get("class", "").split()})


def plain_text(element: Element) -> str:
    """The text of a heading or title without the marks of notes."""

    def text(each: Element) -> str:
        inner = "" if is_marked(each, "noteref") else (each.text or "")
        return inner + "".join(text(child) + (child.tail or "") for child in each)

    return " ".join(text(element).split())
