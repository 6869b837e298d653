"""Raw HTML of former times → the HTML that EPUB takes: presentational elements and attributes become styles.

Browsers show what they know; an EPUB's HTML is checked against its grammar by every shop.
"""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.xhtml import Element

_ELEMENTS: dict[str, tuple[str, str]] = {
    "acronym": ("abbr", ""),
    "big": ("span", "font-size: larger"),
    "blink": ("span", ""),
    "center": ("div", "text-align: center"),
    "dir": ("ul", ""),
    "font": ("span", ""),
    "listing": ("pre", ""),
    "marquee": ("span", ""),
    "nobr": ("span", "white-space: nowrap"),
    "strike": ("s", ""),
    "tt": ("code", ""),
    "xmp": ("pre", ""),
}
"""Element of former times → today's, and the style that makes up for it."""

_GLOBAL = "accesskey class contenteditable dir draggable hidden id lang role spellcheck style tabindex title translate"
_EVERYWHERE = frozenset(_GLOBAL.split())
_MEDIA = "src crossorigin preload autoplay loop muted controls"
_ATTRIBUTES: dict[str, frozenset[str]] = {
    name: frozenset(names.split())
    for name, names in {
        "a": "href target download rel hreflang type referrerpolicy",
        "area": "alt coords shape href target download rel referrerpolicy",
        "audio": _MEDIA,
        "blockquote": "cite",
        "button": "type disabled name value",
        "canvas": "width height",
        "col": "span",
        "colgroup": "span",
        "data": "value",
        "del": "cite datetime",
        "details": "open",
        "img": "alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading",
        "input": "type checked disabled name value",
        "ins": "cite datetime",
        "li": "value",
        "map": "name",
        "meter": "value min max low high optimum",
        "object": "data type name width height",
        "ol": "reversed start type",
        "progress": "value max",
        "q": "cite",
        "source": "src type srcset sizes media width height",
        "td": "colspan rowspan headers",
        "th": "colspan rowspan headers scope abbr",
        "time": "datetime",
        "track": "default kind label src srclang",
        "video": f"{_MEDIA} poster playsinline width height",
    }.items()
}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|%|em|ex|pt|cm|mm|in)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,6}|[a-zA-Z]+")
_FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xx-large")
_TEXT_ALIGN = frozenset({"left", "right", "center", "justify"})


def modernise(root: Element) -> None:
    """Rewrite what HTML has given up; no text and no element's content goes."""
    for element in xhtml.elements(root):
        if element.tag.startswith("{"):  # SVG and MathML have grammars of their own
            continue
        styles = _styles_of(element)
        tag, style = _ELEMENTS.get(element.tag, (element.tag, ""))
        element.tag = tag
        _drop_unknown(element)
        _add_styles(element, [style, *styles])


def _drop_unknown(element: Element) -> None:
    """Attributes that HTML does not have there mean nothing to any reader."""
    known = _EVERYWHERE | _ATTRIBUTES.get(element.tag, frozenset())
    for attribute in [str(each) for each in element.attrib]:
        if not attribute.startswith(("{", "aria-", "data-")) and attribute not in known:
            del element.attrib[attribute]
    if element.tag in ("img", "video", "canvas", "object"):
        for side in ("width", "height"):
            value = element.get(side, "0").removesuffix("px")
            if not value.isdecimal():
                del element.attrib[side]
            elif side in element.attrib:
                element.set(side, value)


def _styles_of(element: Element) -> list[str]:
    """What the presentational attributes ask for."""
    tag, width = element.tag, element.get("width", "")
    # Images have an attribute for pixels; film, canvas and object for nothing else.
    sets_width = tag not in ("video", "canvas", "object") and not (
        tag == "img" and width.removesuffix("px").isdecimal()
    )
    asked = [
        _align(tag, element.get("align", "").lower()),
        _length("width", width) if sets_width else "",
        _length("height", element.get("height", "")) if tag in ("td", "th", "tr", "table") else "",
        _coloured("background-color", element.get("bgcolor", "")),
        _coloured("color", element.get("color", "") if tag in ("font", "hr") else ""),
        _font_size(element.get("size", "")) if tag == "font" else "",
    ]
    vertical, clear = element.get("valign", "").lower(), element.get("clear", "").lower()
    if vertical in ("top", "middle", "bottom", "baseline"):
        asked.append(f"vertical-align: {vertical}")
    if tag == "br" and clear:
        asked.append(f"clear: {clear if clear in ('left', 'right') else 'both'}")
    if element.get("nowrap") is not None:
        asked.append("white-space: nowrap")
    return asked


def _align(tag: str, align: str) -> str:
    if tag in ("img", "table") and align in ("left", "right"):
        return f"float: {align}"
    if tag == "table" and align == "center":
        return "margin-left: auto; margin-right: auto"
    if tag == "img":
        return f"vertical-align: {align}" if align in ("top", "middle", "bottom") else ""
    return f"text-align: {align}" if align in _TEXT_ALIGN else ""


def _length(name: str, value: str) -> str:
    found = _LENGTH.fullmatch(value.strip())
    return f"{name}: {found[1]}{found[2] or 'px'}" if found else ""


def _coloured(name: str, value: str) -> str:
    return f"{name}: {value}" if _COLOUR.fullmatch(value) else ""


def _font_size(value: str) -> str:
    if value.startswith(("+", "-")):
        return f"font-size: {'larger' if value[0] == '+' else 'smaller'}"
    return f"font-size: {_FONT_SIZES[int(value) - 1]}" if value.isdecimal() and 1 <= int(value) <= 7 else ""


def _add_styles(element: Element, styles: list[str]) -> None:
    """The author's own inline style comes last, and wins."""
    asked = [style for style in [*styles, element.get("style", "").strip()] if style]
    if asked:
        element.set("style", "; ".join(asked))
