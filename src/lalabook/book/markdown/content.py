"""Parsed HTML → the HTML a book can hold: safe elements, in places where XHTML 5 (as EPUB has it) allows them.

left out, an error      scripts, forms, frames, players, anything from the network
left out, a warning     style sheets inside the text
renamed                 obsolete elements; unknown ones (a warning each) become `div` or `span` of class `x-name`
repaired                blocks inside phrases, items outside lists, and other things out of place
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from lalabook.book.markdown import safety
from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.raw_html import SWALLOWERS

_BANNED = frozenset(
    (
        "script iframe frame frameset object embed applet form input button select textarea option"
        " optgroup label fieldset legend output datalist audio video track canvas base portal"
    ).split()
)
_DROPPED = frozenset({"meta", "source", "param"})
_UNWRAPPED = frozenset("template noscript noembed noframes picture slot html head body".split())
_RENAMED = {
    **dict.fromkeys(("font", "big", "nobr", "blink", "marquee", "basefont"), "span"),
    **dict.fromkeys(("dialog", "hgroup", "main", "search", "center"), "div"),
    **dict.fromkeys(("dir", "menu"), "ul"),
    **dict.fromkeys(("listing", "xmp", "plaintext"), "pre"),
    "tt": "code",
    "strike": "s",
    "acronym": "abbr",
}
_TRANSPARENT = frozenset({"a", "ins", "del", "map"})
_PHRASING = _TRANSPARENT | frozenset(
    (
        "abbr area b bdi bdo br cite code data dfn em i img kbd mark meter progress q ruby rb rt rtc rp s samp"
        " small span strong sub sup time u var wbr"
    ).split()
)
_BLOCK = frozenset(
    (
        "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2"
        " h3 h4 h5 h6 header hr li nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_HOLDS_PHRASES = (_PHRASING - _TRANSPARENT) | frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary"])
_PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "summary": frozenset({"details"}),
    "rt": frozenset({"ruby", "rtc"}),
    "rp": frozenset({"ruby"}),
    "rb": frozenset({"ruby"}),
    "rtc": frozenset({"ruby"}),
}
_ITEMS = {"ul": "li", "ol": "li", "dl": "dd"}
_CHILDREN = {"ul": frozenset({"li"}), "ol": frozenset({"li"}), "dl": frozenset({"dt", "dd", "div"})}
_DEEPEST = 100
"""Elements inside elements beyond this are only text."""
_UNSAFE_NAME = re.compile(r"[^\w-]+")


class _Cleaner:
    """Copies a parsed tree into a division, element by element."""

    def __init__(self, desk: Desk, codes: list[Element]) -> None:
        self.desk = desk
        self.codes = codes
        self.depth = 0
        self.line = 0
        """The line of the last element that says where it stands."""

    def children(self, old: Element, new: Element, *, phrases_only: bool) -> None:
        if self.depth > _DEEPEST:
            self.text(new, "".join(old.itertext()))
            return
        self.depth += 1
        self.text(new, old.text)
        for child in old:
            if isinstance(child.tag, str):
                self.element(child, new, old, phrases_only=phrases_only)
            self.text(new, child.tail)
        self.depth -= 1

    def text(self, new: Element, text: str | None) -> None:
        if not text:
            return
        if new.tag in _ITEMS and text.strip():
            new = self.item(new)
        if len(new):
            new[-1].tail = (new[-1].tail or "") + text
        else:
            new.text = (new.text or "") + text

    def item(self, new: Element) -> Element:
        """The item for what stands loose in a list."""
        last = new[-1] if len(new) else None
        if last is None or not last.get("data-loose"):
            last = SubElement(
                new, "dt" if _has_no_term(new) else _ITEMS[new.tag], {"data-loose": "1", "data-line": str(self.line)}
            )
        return last

    def element(self, old: Element, new: Element, parent: Element, *, phrases_only: bool) -> None:
        if old.get("data-aside") and old.tag == "pre":
            code = self.codes[int(old.attrib["data-aside"])]
            code.tail = None
            new.append(code)
            return
        self.line = int(old.get("data-line") or self.line)
        if old.tag.removeprefix("x-") in SWALLOWERS:
            old.tag = old.tag.removeprefix("x-")
        if old.tag[0] == "{":
            self.foreign(old, new)
            return
        if self.is_left_out(old):
            return
        tag, name = self.renamed(old, parent, phrases_only=phrases_only)
        if not tag:
            self.children(old, new, phrases_only=phrases_only)
            return
        given = safety.attributes(old.tag, tag, dict(old.items()), self.desk, self.line)
        if given is None:
            return
        if name:
            given["class"] = f"{name} {given['class']}" if "class" in given else name
        self.place(old, tag, given, new, phrases_only=phrases_only)

    def place(self, old: Element, tag: str, given: dict[str, str], new: Element, *, phrases_only: bool) -> None:
        """Add the element where it may stand: in an item, in a list of its own, in a table's wrapper."""
        if new.tag in _CHILDREN and tag not in _CHILDREN[new.tag]:
            new = self.item(new)
        if tag == "li" and new.tag not in _PARENTS["li"]:
            last = new[-1] if len(new) else None
            is_run = last is not None and last.get("data-loose") == "2" and not (last.tail or "").strip()
            new = last if last is not None and is_run else SubElement(new, "ul", {"data-loose": "2"})
        elif tag == "table" and "table" not in new.get("class", "").split():
            new = SubElement(new, "div", {"class": "table", "data-line": str(self.line)})
        made = SubElement(new, "dt" if tag == "dd" and _has_no_term(new) else tag, given)
        self.children(old, made, phrases_only=phrases_only or tag in _HOLDS_PHRASES)
        if tag == "p" and not len(made) and not (made.text or "").strip() and set(made.keys()) <= {"data-line"}:
            new.remove(made)  # what a stray end tag left behind

    def is_left_out(self, old: Element) -> bool:
        tag = old.tag
        if tag in _BANNED:
            hint = "remove it, or write what it shows as text or as a picture"
            self.desk.note("B109", self.line, 0, f"<{tag}> cannot stand in a book", hint)
        elif tag in ("style", "link"):
            safety.report_style(tag, old.get("href", "") + "".join(old.itertext()), self.desk, self.line)
        else:
            return tag in _DROPPED
        return True

    def renamed(self, old: Element, parent: Element, *, phrases_only: bool) -> tuple[str, str]:
        """The tag an element gets, empty where only its content stays, and a class that remembers the old one."""
        tag = _RENAMED.get(old.tag, old.tag)
        name = "center" if old.tag == "center" else ""
        if tag in _UNWRAPPED:
            return "", ""
        if tag not in _PHRASING and tag not in _BLOCK:
            tag = tag.removeprefix("x-")
            self.report_unknown(tag)
            name = f"x-{_UNSAFE_NAME.sub('-', tag)}"
            is_phrase = not _has_blocks(old) and _stands_in_text(parent)
            return ("span" if phrases_only or is_phrase else "div"), name
        if phrases_only and tag in _BLOCK:
            return ("br", "") if tag == "hr" else ("span", f"x-{tag}")
        if not phrases_only and tag in _HOLDS_PHRASES & _PHRASING and _has_blocks(old):
            return "div", f"x-{tag}"
        if tag in _PARENTS and tag != "li" and parent.tag not in _PARENTS[tag] and not self.is_in_group(tag, parent):
            return ("span" if tag in _PHRASING else "div"), f"x-{tag}"
        if tag == "details" and not any(child.tag == "summary" for child in old):
            return "div", "x-details"
        return tag, name

    def is_in_group(self, tag: str, parent: Element) -> bool:
        return tag in ("dt", "dd") and parent.tag == "div" and any(child.tag == "dt" for child in parent)

    def report_unknown(self, tag: str) -> None:
        if tag not in self.desk.raw_names:
            self.desk.raw_names.add(tag)
            hint = f'what is inside is kept, as class "x-{tag}"; if it is no tag but text, write "\\<{tag}>"'
            self.desk.note("B113", self.line, 0, f"HTML has no element <{tag}>", hint, is_error=False)

    def foreign(self, old: Element, new: Element) -> None:
        """SVG and MathML: kept as they are, but for what would run or load."""
        if new.tag in _ITEMS:
            new = self.item(new)
        made = safety.safe_foreign(old, self.desk, self.line)
        if made is not None:
            new.append(made)


def _has_no_term(element: Element) -> bool:
    """It is a definition list that has yet to begin: with a term, as it must."""
    return element.tag == "dl" and element.find("dt") is None


def _has_blocks(element: Element) -> bool:
    return any(each.tag in _BLOCK for each in element.iter() if each is not element)


def _stands_in_text(parent: Element) -> bool:
    """Text or phrases stand beside it: it is a word in a line, not a block."""
    if (parent.text or "").strip() or any((child.tail or "").strip() for child in parent):
        return True
    return any(child.tag in _PHRASING for child in parent)


def clean(parsed: Element, into: Element, desk: Desk, codes: list[Element]) -> None:
    """Add the safe and valid form of a parsed fragment to an element; `codes` are the listings that were set aside."""
    _Cleaner(desk, codes).children(parsed, into, phrases_only=False)
    for each in into.iter():
        each.attrib.pop("data-loose", None)
