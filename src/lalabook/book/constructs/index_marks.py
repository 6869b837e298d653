r"""`[words]{index="Gosling, Ryan!piano"}` → an index mark around the words, or an empty one where it stands alone.

`!` parts a heading from its sub-entry, `\!` is the sign itself; `;` parts the headings of `see` and `see-also`.
"""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, line_of
from lalabook.findings import Finding, Severity
from lalabook.xhtml import Element

_ALSO = ("see", "see-also", "sort-as")
_HOLDS_NO_MARK = frozenset(("img", "br", "hr", "ul", "ol", "dl", "table", "tr", "thead", "tbody"))
_LEVEL = re.compile(r"(?<!\\)!")
_MAKEINDEX = re.compile(r"\|\s*(see(?:also)?)\b[\s{]*(.*?)\}?$")


def levels_of(entry: str) -> list[str]:
    """The heading and sub-entries that an index mark names."""
    return [level.replace(r"\!", "!").strip() for level in _LEVEL.split(entry)]


def entries_of(targets: str) -> list[list[str]]:
    """The entries that `see` or `see-also` names, each with its levels."""
    return [levels_of(target) for target in targets.split(";") if target.strip()]


def index_marks(root: Element, setting: Setting) -> list[Finding]:
    """Make the marks, and check what they say."""
    findings: list[Finding] = []
    for element in list(xhtml.elements(root)):
        said = {name: element.get(name) for name in ("index", *_ALSO)}
        if any(value is not None for value in said.values()):
            for name in said:
                element.attrib.pop(name, "")
            mark = _mark(element)
            mark.set("data-line", mark.get("data-line") or str(line_of(element)))
            findings += _check(mark, said, setting)
            for name, value in said.items():
                if value is not None:
                    mark.set(f"data-{name}", " ".join(value.split()))
    return findings


def _mark(element: Element) -> Element:
    """The mark's own span: the author's where there is one, else a new empty one at the start of the element."""
    if element.tag == "span":
        xhtml.add_class(element, "index-mark")
        return element
    mark = xhtml.build("span", class_="index-mark")
    if element.tag in _HOLDS_NO_MARK:
        element.addprevious(mark)
        return mark
    mark.tail, element.text = element.text, None
    element.insert(0, mark)
    return mark


def _check(mark: Element, said: dict[str, str | None], setting: Setting) -> list[Finding]:
    entry = said["index"] or ""
    place = setting.seek(mark, entry or "see")
    if not entry.strip():
        named = next((f'"{name}" without "index"' for name in _ALSO if said[name] is not None), "")
        what = "an index mark without an entry" if said["index"] is not None else named
        return [Finding(place, "B221", what, 'write [words]{index="Entry!sub-entry"}')]
    if not all(levels_of(entry)):
        hint = r"write words around every !, or \! where the sign itself is meant"
        return [Finding(place, "B221", f'the index entry "{entry}" has an empty level', hint)]
    if found := _MAKEINDEX.search(entry):
        hint = f'write {{index="{entry[: found.start()]}" {found[1].replace("seea", "see-a")}="{found[2]}"}}'
        return [Finding(place, "B222", f'"{found[0]}" would be printed as it stands', hint, Severity.WARNING)]
    empty = [name for name in _ALSO if not _names_entries(said[name])]
    return [Finding(place, "B221", f'"{name}" names no entry', "name one, or leave it out") for name in empty]


def _names_entries(value: str | None) -> bool:
    return value is None or all(map(all, entries_of(value) or [[""]]))
