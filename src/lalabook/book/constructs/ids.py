"""Ids as written → ids that are unique in the division and safe in XML, or findings that say which are not."""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.book.constructs.setting import HEADINGS, Setting, free_id
from lalabook.findings import Finding
from lalabook.xhtml import Element

_SAFE = re.compile(r"[^\W\d][\w.\-]*")


def ids(root: Element, setting: Setting) -> list[Finding]:
    """Check every id. Where a heading's made id meets one the author wrote, the heading's gives way."""
    _anchors_by_name(root)
    findings: list[Finding] = []
    first: dict[str, Element] = {}
    for element in xhtml.elements(root):
        name = element.get("id")
        if name is None:
            continue
        if not _SAFE.fullmatch(name):
            findings += _unsafe(element, name, root, setting)
        elif name in first:
            findings += _taken(element, first[name], root, setting)
        first.setdefault(element.get("id", name), element)
    return findings


def _anchors_by_name(root: Element) -> None:
    """`<a name="x">` of older HTML is `<a id="x">` today."""
    for anchor in xhtml.elements(root, "a"):
        name = anchor.attrib.pop("name", "")
        if name and not anchor.get("id"):
            anchor.set("id", str(name))


def _unsafe(element: Element, name: str, root: Element, setting: Setting) -> list[Finding]:
    if element.tag in HEADINGS and not _times_written(name, setting):
        element.set("id", free_id(root, "s-" + re.sub(r"[^\w.\-]+", "-", name)))
        return []
    hint = "begin with a letter, and use letters, digits, hyphens, full stops and underscores only"
    return [Finding(setting.seek(element, name), "B204", f'"{name}" cannot be an id', hint)]


def _taken(element: Element, first: Element, root: Element, setting: Setting) -> list[Finding]:
    name = element.get("id", "")
    if _times_written(name, setting) < 2:
        made = next((each for each in (element, first) if each.tag in HEADINGS), None)
        if made is not None:
            made.set("id", free_id(root, name))
            return []
    where = setting.place(first)
    hint = f"it stands first in line {where.line}: change one of them"
    return [Finding(setting.place(element), "B203", f'the id "{name}" stands twice in this division', hint)]


def _times_written(name: str, setting: Setting) -> int:
    """How often the author wrote this id: `{#x}`, `id="x"`, `attrs: {id: x}`."""
    spelt = re.escape(name)
    pattern = (
        rf"\{{[^}}\n]*#{spelt}(?=[\s}}])|\bid\s*[=:]\s*[\"']?{spelt}(?![\w.\-])|\bname\s*=\s*[\"']?{spelt}(?![\w.\-])"
    )
    return len(re.findall(pattern, setting.division.text))
