"""Tables as parsed → header cells with their scope, alignment as a class, each in its `<div class="table">`."""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, line_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_ALIGN = re.compile(r"\s*text-align\s*:\s*(left|center|right)\s*;?\s*")


def tables(root: Element, _setting: Setting) -> list[Finding]:
    """Set every table, raw HTML ones too."""
    for table in list(xhtml.elements(root, "table")):
        _wrap(table)
        for cell in xhtml.elements(table, "th", "td"):
            _align(cell)
        for cell in table.findall("thead/tr/th"):
            cell.set("scope", cell.get("scope") or "col")
    return []


def _wrap(table: Element) -> None:
    parent = table.getparent()
    if parent is None or xhtml.has_class(parent, "table"):
        return
    wrapper = xhtml.build("div", class_="table", data_line=str(line_of(table)))
    wrapper.tail, table.tail = table.tail, None
    parent.replace(table, wrapper)
    wrapper.append(table)
    name = table.attrib.pop("id", "")
    if name:
        wrapper.set("id", str(name))


def _align(cell: Element) -> None:
    found = _ALIGN.fullmatch(cell.get("style", ""))
    side = found[1] if found else cell.attrib.pop("align", "")
    if found:
        del cell.attrib["style"]
    if side in ("left", "center", "right"):
        xhtml.add_class(cell, str(side))
