"""A place of the book → what a reference without words calls it: "Fact box 7", "Chapter 3, Winter"."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.addresses import Target
from lalabook.book.sheets import Sheet
from lalabook.book.titles import title_markup
from lalabook.terms import Role
from lalabook.words import Words
from lalabook.xhtml import Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def name_of(target: Target, words: Words) -> Element | None:
    """A `span` with the name; None where the place has none."""
    sheet, element = target.sheet, target.element
    if not target.id or element is sheet.heading:
        return _division_name(sheet, words)
    if xhtml.has_class(element, "note"):
        return xhtml.build("span", f"{words.note} {element.get('data-number', '')}".strip())
    if xhtml.has_class(element, "work"):
        return _titled_work(element)
    if (element.tag in _HEADINGS and not xhtml.has_class(element, "box-title")) or element.tag in ("dt", "dfn"):
        return title_markup(element)
    return _name_of_surroundings(sheet, element)


def short_name(sheet: Sheet, words: Words) -> str:
    """A division in few words: "Chapter 3", or its title where it has no number."""
    if "." in sheet.label:
        return f"{words.appendix if sheet.role is Role.APPENDIX else words.chapter} {sheet.label}"
    return sheet.label or sheet.title


def _division_name(sheet: Sheet, words: Words) -> Element:
    name = sheet.titled
    if sheet.label:
        name.text = f"{short_name(sheet, words)}, {name.text or ''}"
    return name


def _titled_work(work: Element) -> Element | None:
    title = next((each for each in work.iter(*_HEADINGS) if xhtml.has_class(each, "work-title")), None)
    return xhtml.build("span", None, xhtml.build("cite", xhtml.text_of(title))) if title is not None else None


def _name_of_surroundings(sheet: Sheet, element: Element) -> Element | None:
    """The number of the box, figure or table around it; the title of an unnumbered box; a section's heading."""
    for each in (element, *element.iterancestors()):
        if (number := sheet.names.get(each.get("id", ""))) is not None:
            return xhtml.build("span", number)
        if xhtml.has_class(each, "box"):
            title = next((inner for inner in each.iter() if xhtml.has_class(inner, "box-title")), None)
            return title_markup(title) if title is not None else _labelled(each)
    if element.tag == "section" and len(element) and element[0].tag in _HEADINGS:
        return title_markup(element[0])
    return None


def _labelled(box: Element) -> Element | None:
    label = box.get("aria-label", "")
    return xhtml.build("span", label) if label else None
