r"""Inline text → tokens, in one pass from left to right: escapes, code, delimiter runs, brackets, HTML, addresses.

    code      = "`"… text the same number of "`"
    escape    = "\" punctuation; hard break = two spaces or "\" before a line's end
    bracketed = see `links`; delimiter runs = see `emphasis`; HTML = see `raw_html`; addresses = see `autolinks`
    list      = an attribute list right behind an element
    formula   = "$" … "$" with a "\", "^", "_" or "{" inside, or "$$" … "$$": left alone

Each construct has a function that is given the position of its first character and says where it ends, or -1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from lalabook.book.markdown import attributes, autolinks, characters, emphasis, links, raw_html
from lalabook.book.markdown.desk import Desk, Source
from lalabook.book.markdown.scanning import Scan
from lalabook.book.markdown.weaving import Attributes, Token

_BASE = r"[\\`*_~\[\]<&\n{$]|!(?=\[)"
_SPECIAL = re.compile(_BASE)
_SPECIAL_OR_ADDRESS = re.compile(f"{autolinks.BARE_START}|{_BASE}")
_TICKS = re.compile(r"`+")
_FORMULA = re.compile(
    r"\$\$(?=[^\s$])[^$]*(?<=[^\s\\])\$\$|(?<![\w$])\$(?=[^\s$])(?=[^$]*[\\^_{])(?:[^$\\`\n]|\\.)*(?<=[^\s\\])\$(?![\w$])"
)


def read(source: Source, desk: Desk) -> list[Token]:
    """The tokens of a run of inline text."""
    text = source.text
    scan = Scan(source, desk)
    pattern = _SPECIAL_OR_ADDRESS if autolinks.HINT.search(text) else _SPECIAL
    at, end = 0, len(text)
    push = scan.tokens.append
    while at < end:
        found = pattern.search(text, at)
        if found is None:
            push(text[at:])
            break
        start, mark = found.start(), found[0]
        if start > at:
            push(text[at:start])
        after = _READERS.get(mark, partial(_read_address, mark=mark))(scan, start)
        if after < 0:
            push(mark)
            after = start + len(mark)
        at = after
    emphasis.pair(scan.take_runs(0))
    return scan.tokens


def _read_escape(scan: Scan, at: int) -> int:
    following = scan.text[at + 1 : at + 2]
    if following == "\n":
        return _break(scan, at + 2)
    if following in characters.PUNCTUATION:
        scan.tokens.append(following)
        return at + 2
    return -1


def _read_line_end(scan: Scan, at: int) -> int:
    last = scan.tokens[-1] if scan.tokens else ""
    if isinstance(last, str) and last.endswith((" ", "\t")):
        scan.tokens[-1] = last.rstrip(" \t")
        if last.endswith("  "):
            return _break(scan, at + 1)
    scan.tokens.append("\n")
    return at + 1


def _break(scan: Scan, at: int) -> int:
    scan.tokens += (Element("br"), "\n")
    return at


def _read_code(scan: Scan, at: int) -> int:
    opening = _TICKS.match(scan.text, at)
    assert opening is not None, "called on a backtick"
    if scan.ticks is None:
        scan.ticks = {}
        for run in _TICKS.finditer(scan.text):
            scan.ticks.setdefault(run.end() - run.start(), []).append(run.start())
    width = opening.end() - at
    starts = scan.ticks.get(width, [])
    following = bisect_left(starts, opening.end())
    if following == len(starts):
        scan.tokens.append(opening[0])
        return opening.end()
    inside = scan.text[opening.end() : starts[following]].replace("\n", " ")
    if len(inside) > 2 and inside[0] == inside[-1] == " " and inside.strip(" "):
        inside = inside[1:-1]
    code = Element("code")
    code.text = inside
    scan.tokens.append(code)
    return starts[following] + width


def _read_run(scan: Scan, at: int) -> int:
    run, end = emphasis.read_run(scan.text, at)
    scan.tokens.append(run)
    scan.runs.append(run)
    return end


def _read_angle(scan: Scan, at: int) -> int:
    found = autolinks.ANGLE.match(scan.text, at)
    if found:
        address = found[1] or found[2]
        scan.tokens.append(links.link_element(scan, at, address, found[1] or f"mailto:{address}"))
        return found.end()
    tag = raw_html.INLINE.match(scan.text, at)
    if tag is None:
        return -1
    scan.tokens.append(raw_html.stash(Source(tag[0], scan.source.spots_from(at)), scan.desk))
    return tag.end()


def _read_reference(scan: Scan, at: int) -> int:
    found = characters.REFERENCE.match(scan.text, at)
    character = characters.named(found) if found else None
    if found is None or character is None:
        return -1
    scan.tokens.append(character)
    return found.end()


def _read_attributes(scan: Scan, at: int) -> int:
    if not scan.tokens or isinstance(scan.tokens[-1], (str, Attributes)):
        return -1
    found = attributes.find(scan.text, at)
    if found is None:
        return -1
    scan.tokens.append(Attributes(found[0], attributes.parse(found[1]), scan.source.place(at)))
    return found.end()


def _read_formula(scan: Scan, at: int) -> int:
    found = _FORMULA.match(scan.text, at)
    if found is None:
        return -1
    scan.tokens.append(found[0])
    return found.end()


def _read_address(scan: Scan, at: int, mark: str) -> int:
    # Between brackets an address may be the text of a link, and would swallow their end: GitHub leaves it alone, too.
    found = None if scan.brackets else autolinks.read_bare(scan.text, at, mark)
    if found is None:
        return -1
    address, href = found
    scan.tokens.append(links.link_element(scan, at, address, href))
    return at + len(address)


_READERS: dict[str, Callable[[Scan, int], int]] = {
    "\\": _read_escape,
    "`": _read_code,
    "*": _read_run,
    "_": _read_run,
    "~": _read_run,
    "[": links.open_bracket,
    "!": links.open_image,
    "]": links.close_bracket,
    "<": _read_angle,
    "&": _read_reference,
    "\n": _read_line_end,
    "{": _read_attributes,
    "$": _read_formula,
}
