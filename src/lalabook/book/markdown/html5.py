"""Raw HTML in the element tree → elements: the pieces put back, parsed as browsers do, made safe and valid.

Only the blocks that hold raw HTML go through the HTML parser, and the blocks that stand between a start tag and its end
tag; all others stay as they are. Highlighted code waits outside: there is nothing in it to repair.
"""

from __future__ import annotations

import re
from io import StringIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from lalabook.book.markdown import content
from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.raw_html import SWALLOWERS, VOID
from lalabook.book.markdown.writing import write, write_text

_MARK = re.compile("\x02(\\d+)\x03")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*>")
_END_IS_OPTIONAL = frozenset(
    "p li dt dd rt rp tr td th thead tbody tfoot colgroup option optgroup html head body".split()
)
_CODE = re.compile(r'<pre class="code.*?</pre>', re.DOTALL)


def put_back(root: Element, desk: Desk) -> None:
    """Replace the marks of raw HTML in a division by elements."""
    if not desk.raw:
        return
    children = list(root)
    group = [write_text(root.text or "")]
    is_open = _opens(group[0], [], desk)
    root.text = None
    del root[:]
    for child in children:
        tail = write_text(child.tail or "")
        written = write(child)
        waiting = is_open
        is_open = _opens(written, is_open, desk)
        if waiting or "\x02" in written:
            group += (written, tail)
        else:
            _flush(root, group, desk)
            child.tail = "\n"
            root.append(child)
            group = [tail]
        is_open = _opens(tail, is_open, desk)
        if not is_open:
            _flush(root, group, desk)
            group = []
    _flush(root, group, desk)
    for name, mark in is_open:
        _report_unclosed(name, desk.raw[mark], desk)


def _report_unclosed(name: str, raw: str, desk: Desk) -> None:
    name = name.removeprefix("x-")
    if name not in _END_IS_OPTIONAL:
        found = re.search(rf'<(?:x-)?{name}\b[^>]*data-line="(\d+)"', raw, re.IGNORECASE)
        line = int(found[1]) if found else 0
        swallows = name in SWALLOWERS
        desk.note("B118", line, 0, f"<{name}> is never closed", f'add "</{name}>" where it ends', is_error=swallows)


def _opens(written: str, already: list[tuple[str, int]], desk: Desk) -> list[tuple[str, int]]:
    """The raw elements still open behind a piece of text."""
    still = list(already)
    for mark in _MARK.findall(written):
        for slash, name in _TAG.findall(desk.raw[int(mark)]):
            name = name.lower()
            if not slash and name not in VOID:
                still.append((name, int(mark)))
            elif slash and any(name == other for other, _ in still):
                while still.pop()[0] != name:
                    continue
    return still


def _flush(root: Element, group: list[str], desk: Desk) -> None:
    """Parse what has gathered and add it to the division."""
    written = "".join(group)
    if not written.strip():
        return
    codes: list[str] = []

    def set_aside(code: re.Match[str]) -> str:
        codes.append(code[0])
        return f'<pre data-aside="{len(codes) - 1}"></pre>'

    markup = _MARK.sub(lambda mark: desk.raw[int(mark[1])], _CODE.sub(set_aside, written))
    # A file object, not a string: the parser would take a short string for the name of a file.
    parser = HTMLParser(namespace_html_elements=False)  # type: ignore[no-untyped-call]  # tinyhtml5 has no types
    parsed = parser.parse_fragment(StringIO(markup))  # type: ignore[no-untyped-call]
    content.clean(parsed, root, desk, [ElementTree.fromstring(code) for code in codes])
