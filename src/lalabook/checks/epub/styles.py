"""The stylesheets: what EPUB forbids, what old engines refuse a book for, what is the reader's to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.view import EpubView
from lalabook.editions.design.rules import epub_findings
from lalabook.findings import Finding
from lalabook.stylesheet import Declaration, Rule

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"var\(|(?<![\w-])--[\w-]+\s*:")
_FIXED_SIZE = re.compile(r"^[\d.]+(?:px|pt|pc|cm|mm|in)$")
_FIXED_HEIGHT = re.compile(r"^[\d.]+(?:px|pt|pc|cm|mm|in|vh|vw)$")
_WHOLE_TEXT = frozenset({"html", "body", "p", ":root", "*"})
_SELECTORS_OF_NAMESPACE = re.compile(r"\[\s*\w+\s*\|")
_SAID_OF_CSS = frozenset({"D001", "D003"})


def stylesheets_are_css(view: EpubView) -> Iterator[Finding]:
    """One slip, and a reader drops a rule, or all."""
    for path, sheet in view.sheets.items():
        for found in sheet.findings:
            if found.code in _SAID_OF_CSS:
                yield fault(path, found.place.line, "Q130", found.message, found.hint)


def stylesheets_keep_to_what_engines_know(view: EpubView) -> Iterator[Finding]:
    """What Adobe's engine or Kindle's converter refuses a book for, or EPUB forbids (EPUB 3.3 §6.3)."""
    for path, sheet in view.sheets.items():
        for found in epub_findings(sheet):
            if found.is_error:
                yield fault(path, found.place.line, "Q133", found.message, found.hint)
            else:
                yield remark(path, found.place.line, "Q131", found.message, found.hint)
        for rule, _ in sheet.walk():
            if _SELECTORS_OF_NAMESPACE.search(rule.prelude) and not rule.keyword:
                message = f"older Adobe engines do not know the selector {rule.prelude}"
                yield remark(path, rule.place.line, "Q131", message, "use a class")


def stylesheets_have_no_variables(view: EpubView) -> Iterator[Finding]:
    """Kindle's converter drops books for them."""
    for path in view.sheets:
        text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), view.files[path].decode(errors="replace"))
        found = _VARIABLE.search(text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            yield fault(
                path, line, "Q132", "a custom property, which old engines do not know", "write the value itself"
            )


def sizes_are_the_readers(view: EpubView) -> Iterator[Finding]:
    """Lengths that do not grow with the reader's letters, and text that is kept from flowing."""
    for path, sheet in view.sheets.items():
        for rule, around in sheet.walk():
            if rule.keyword or any(each.keyword == "media" and "print" in each.prelude for each in around):
                continue
            for each in rule.declarations:
                yield from _sizes(path, rule, each)


def _sizes(path: str, rule: Rule, declaration: Declaration) -> Iterator[Finding]:
    name, value = declaration.name, declaration.value.lower()
    if name == "font-size" and _FIXED_SIZE.match(value):
        message = f"font-size: {value} does not grow with the reader's letters"
        yield remark(path, declaration.place.line, "Q134", message, "write it in em")
    if name in ("height", "max-height") and _FIXED_HEIGHT.match(value) and "img" not in rule.prelude:
        message = f"{name}: {value} cuts off text in larger letters"
        yield remark(path, declaration.place.line, "Q135", message, "leave the height to the text")
    if name == "text-align" and value == "justify" and _sets_all_text(rule):
        message = "the whole text is justified: the reader's to choose, and Kindle's to do"
        yield remark(path, declaration.place.line, "Q131", message, "leave it out")


def _sets_all_text(rule: Rule) -> bool:
    return any(selector.strip() in _WHOLE_TEXT for selector in rule.prelude.split(","))
