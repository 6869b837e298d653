"""A stylesheet → what an edition's readers would make of it: what print cannot set, what reading systems trip over."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from lalabook.editions.design.properties import PRINT_PROPERTIES
from lalabook.findings import Finding, Place, Severity
from lalabook.stylesheet import Declaration, Rule, Stylesheet

_FIXED_TEXT = frozenset({"font-size", "line-height", "color", "font-family", "text-align", "background-color"})
_READERS_OWN = frozenset({"font-size", "line-height", "color", "background-color"})
_AS_IT_IS = frozenset({"inherit", "1em", "100%", "medium", "currentcolor"})
_WHOLE_TEXT = frozenset({"html", "body", "p", ":root", "*"})
_NEGATIVE = re.compile(r"(?:^|\s)-[\d.]")
_NEWER = re.compile(r"\b(?:calc|min|max|clamp)\(|\d(?:vw|vh|vmin|vmax|rem)\b", re.IGNORECASE)
_PAGE_NUMBERS = re.compile(r"target-(?:counters?|text)\(|counter\(\s*pages\b", re.IGNORECASE)


def print_findings(sheet: Stylesheet) -> Iterator[Finding]:
    """What WeasyPrint 70 leaves out, or sets wrong."""
    for rule, around in sheet.walk():
        if rule.keyword == "supports":
            yield _warning(rule.place, "D014", "print leaves out @supports with all inside",
                           "write the rules without it")  # fmt: skip
        if rule.keyword == "page" and ":first" in rule.prelude and not rule.prelude.startswith(":first"):
            name = rule.prelude.partition(":")[0]
            yield _warning(rule.place, "D014", f"@page {rule.prelude} never matches", f"write @page :nth(1 of {name})")
        if any(each.keyword == "supports" for each in around):
            continue
        for declaration in rule.declarations:
            yield from _print_declaration(rule, declaration)


def epub_findings(sheet: Stylesheet) -> Iterator[Finding]:
    """What is forbidden in an EPUB, or spoils it on common reading systems."""
    for rule, around in sheet.walk():
        if rule.keyword == "page":
            yield _warning(rule.place, "D016", "@page means nothing on most e-readers", "keep it in print.css")
        if rule.keyword == "media" and rule.prelude.startswith("("):
            yield _warning(rule.place, "D016", "older Adobe engines drop the whole stylesheet at this @media",
                           f"write @media all and {rule.prelude}")  # fmt: skip
        is_enhancement = any(each.keyword == "supports" for each in around)
        for declaration in rule.declarations:
            yield from _epub_declaration(rule, declaration, is_enhancement)


def _print_declaration(rule: Rule, declaration: Declaration) -> Iterator[Finding]:
    name, value, place = declaration.name, declaration.value.lower(), declaration.place
    if name not in PRINT_PROPERTIES and not name.startswith("-"):
        near = difflib.get_close_matches(name, PRINT_PROPERTIES, 1, 0.8)
        hint = f'did you mean "{near[0]}"?' if near else "remove it, or keep it in epub.css"
        yield _warning(place, "D013", f'print knows no property "{name}"', hint)
    if name == "display" and ("flex" in value or "grid" in value):
        yield _warning(place, "D014", f"display: {value} is slow in print, and loses notes that stand inside",
                       "use blocks, tables or inline-block")  # fmt: skip
    if name == "float" and value in ("left", "right") and "::first-letter" in rule.prelude:
        yield Finding(place, "D014", "a floating ::first-letter stops the layout of print",
                      "make the letter larger without float")  # fmt: skip
    if _PAGE_NUMBERS.search(value):
        yield Finding(place, "D014", "page numbers asked for in CSS make print lose notes and floats",
                      "leave it out: lalabook writes the numbers of pages itself")  # fmt: skip
    if "all-small-caps" in value:
        yield _warning(place, "D014", "all-small-caps spoils the text that is copied or read out from the PDF",
                       "use small-caps")  # fmt: skip


def _epub_declaration(rule: Rule, declaration: Declaration, is_enhancement: bool) -> Iterator[Finding]:
    name, value, place = declaration.name, declaration.value.lower(), declaration.place
    if name in ("direction", "unicode-bidi"):
        yield Finding(place, "D015", f"an EPUB's stylesheet may not set {name} (EPUB 3.3 §6.3.3)",
                      "use the dir attribute in the text")  # fmt: skip
    if name == "position" and value == "fixed":
        yield Finding(place, "D015", "position: fixed has no place on pages that flow", "remove it")
    if declaration.is_important and name in _FIXED_TEXT:
        yield _warning(place, "D016", f"!important takes {name} out of the reader's hands", "remove !important")
    if name in _READERS_OWN and value not in _AS_IT_IS and _sets_all_text(rule):
        yield _warning(place, "D016", f"{name} of the whole text is the reader's to choose", "remove it")
    if is_enhancement:
        return
    if name == "display" and ("flex" in value or "grid" in value):
        yield _warning(place, "D016", f"older engines do not know display: {value}",
                       f"put it into @supports (display: {value})")  # fmt: skip
    if _NEWER.search(value):
        yield _warning(place, "D016", f"older engines refuse a book for {value!r}", "put it into @supports")
    if name.startswith("margin") and _NEGATIVE.search(value):
        yield _warning(place, "D016", "Kindle refuses negative margins", "use padding around it instead")


def _sets_all_text(rule: Rule) -> bool:
    return any(selector.strip() in _WHOLE_TEXT for selector in rule.prelude.split(","))


def _warning(place: Place, code: str, message: str, hint: str) -> Finding:
    return Finding(place, code, message, hint, Severity.WARNING)
