"""`[words]{index="Gosling, Ryan!piano"}` → an index mark around the words, or an empty one where it stands alone."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, line_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_ALSO = ("see", "see-also")
_HOLDS_NO_MARK = frozenset(("img", "br", "hr", "ul", "ol", "dl", "table", "tr", "thead", "tbody"))


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
        what = "an index mark without an entry" if said["index"] is not None else '"see" without "index"'
        return [Finding(place, "B221", what, 'write [words]{index="Entry!sub-entry"}')]
    if not all(level.strip() for level in entry.split("!")):
        return [Finding(place, "B221", f'the index entry "{entry}" has an empty level', "write words around every !")]
    empty = [name for name in _ALSO if said[name] is not None and not (said[name] or "").strip()]
    return [Finding(place, "B221", f'"{name}" names no entry', "name one, or leave it out") for name in empty]
