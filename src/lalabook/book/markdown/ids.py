"""Ids: every heading gets one from its text, as GitHub and mdBook make them; two of the same are reported.

slug = the text in lower case, letters, digits, "_" and "-" kept, spaces become "-", all else left out
a slug that is taken gets "-1", "-2" …
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pymdownx.slugs import slugify

from lalabook.book.markdown.desk import Desk

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_slug = slugify(case="lower")  # type: ignore[no-untyped-call]  # pymdown-extensions has no types here


def give_ids(root: Element, desk: Desk) -> None:
    """Report ids that stand twice, then name the headings that have none."""
    lines: dict[str, int] = {}
    line = 1
    for element in root.iter():
        line = int(element.get("data-line") or line)
        name = element.get("id")
        if name is None:
            continue
        if name in lines:
            first = desk.place(lines[name], 0)
            desk.note("B115", line, 0, f'id "{name}" stands twice', f"the first one is at {first}; change one of them")
        else:
            lines[name] = line
    for element in root.iter():
        if element.tag in _HEADINGS and not element.get("id"):
            name = _free(slug("".join(_words(element))), lines)
            lines[name] = 0
            element.set("id", name)


def slug(text: str) -> str:
    """The id that a heading's text gives."""
    return str(_slug(" ".join(text.translate({60: None, 62: None}).split()), "-")) or "section"


def _free(name: str, taken: dict[str, int]) -> str:
    if name not in taken:
        return name
    number = 1
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _words(element: Element) -> Iterator[str]:
    """The text of a heading; the numbers of its notes are none of it."""
    if element.get("class") != "noteref":
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
