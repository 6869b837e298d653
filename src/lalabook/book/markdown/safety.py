"""Attributes of raw HTML → those a book can hold; what would run a script or load from the network is reported."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lalabook.book.markdown.desk import Desk
from lalabook.book.markdown.raw_html import SWALLOWERS

_GLOBAL = frozenset(
    "id class lang xml:lang dir title role translate hidden epub:type index see see-also sort-as".split()
)
"""With the words of the index, which make a mark of the index wherever they stand."""
_OWN: dict[str, frozenset[str]] = {
    tag: frozenset(names.split())
    for tag, names in {
        "a": "href hreflang",
        "img": "src alt width height usemap ismap",
        "ol": "start reversed type",
        "li": "value",
        "td": "colspan rowspan headers",
        "th": "colspan rowspan headers scope abbr",
        "col": "span",
        "colgroup": "span",
        "time": "datetime",
        "ins": "cite datetime",
        "del": "cite datetime",
        "q": "cite",
        "blockquote": "cite",
        "details": "open",
        "data": "value",
        "meter": "value min max low high optimum",
        "progress": "value max",
        "map": "name",
        "area": "alt coords shape href",
    }.items()
}
_PRESENTATIONAL = frozenset(
    (
        "align valign width height bgcolor border cellpadding cellspacing color face size clear nowrap hspace"
        " vspace frame rules background compact noshade summary target rel loading decoding crossorigin"
        " referrerpolicy fetchpriority sizes srcset name charset language type char charoff longdesc axis scope"
        " download ping xmlns itemprop itemscope itemtype itemid tabindex contenteditable spellcheck draggable"
        " autofocus accesskey inputmode is nonce part slot"
    ).split()
)
_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$", re.ASCII)
_REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_REMOTE_CSS = re.compile(r"@import|url\(\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:java|vb)script:|data:text", re.IGNORECASE)
_LOADING = frozenset({"src", "srcset", "poster", "background", "data"})
_SVG_LOADING = frozenset({"image", "use", "feImage", "script"})


def attributes(old: str, tag: str, given: dict[str, str], desk: Desk, line: int) -> dict[str, str] | None:
    """The attributes an element keeps; None where it would load something, so that it cannot stay."""
    kept: dict[str, str] = {}
    for name, value in given.items():
        if name in _LOADING and _REMOTE.match(value):
            hint = "put the file into the book's folder and write its path"
            desk.note("B112", line, 0, f"<{old}> would load {value.strip()} from the network", hint)
            return None
        if name.startswith("on"):
            desk.note("B110", line, 0, f'"{name}" would run a script, and books have none', "remove it")
        elif name == "href" and _is_script(value):
            desk.note("B111", line, 0, f'a book cannot follow a link to "{_scheme(value)}:"', "remove it")
        elif name == "style":
            hint = "give it a class and write the style in the book's style sheet"
            desk.note("B114", line, 0, f'"style" on <{old}> is left out', hint, is_error=False)
        elif can_have(tag, name):
            kept[name] = value
        elif tag in ("div", "span") and old not in ("div", "span", "font", "center") and _NAME.match(name):
            kept[f"data-{name}"] = value  # an unknown element: its attributes may carry text
        elif name not in _PRESENTATIONAL and _NAME.match(name):
            desk.note(
                "B108", line, 0, f'"{name}" on <{old}> is left out: no book can use it', "remove it", is_error=False
            )
    repair(tag, given, kept)
    return {name: value for name, value in kept.items() if _NAME.match(name) and (name in _GLOBAL or ":" not in name)}


def can_have(tag: str, name: str) -> bool:
    """An attribute of this name is valid on this element."""
    return name in _GLOBAL or name.startswith(("data-", "aria-")) or name in _OWN.get(tag, ())


def repair(tag: str, given: dict[str, str], kept: dict[str, str]) -> None:
    """Obsolete attributes that say something → what says it today."""
    align = given.get("align", "").lower()
    if align in ("left", "right", "center"):
        kept["class"] = f"{kept['class']} {align}" if "class" in kept else align
    if tag == "a" and given.get("name"):
        kept.setdefault("id", given["name"])
    if tag == "img":
        for side in ("width", "height"):
            size = kept.pop(side, "").strip().removesuffix("px")
            if size.isdecimal():
                kept[side] = size
            elif size:
                kept[f"data-{side}"] = size
    if tag == "ol" and kept.get("type", "1") not in tuple("1aAiI"):
        del kept["type"]
    for name in ("id", "class"):
        if name in kept and not kept[name].strip():
            del kept[name]
    if "id" in kept:
        kept["id"] = "-".join(kept["id"].split())
    language = kept.get("lang") or kept.get("xml:lang")
    if language:
        kept["lang"] = kept["xml:lang"] = language


def _scheme(href: str) -> str:
    return href.partition(":")[0].strip()


def _is_script(href: str) -> bool:
    return bool(_SCRIPT.match("".join(href.split())))


def report_style(tag: str, text: str, desk: Desk, line: int) -> None:
    """A style sheet inside the text: an error if it loads from the network, else a warning."""
    if _REMOTE_CSS.search(text) or (tag == "link" and _REMOTE.match(text)):
        hint = "put the file into the book's folder"
        desk.note("B112", line, 0, f"<{tag}> would load something from the network", hint)
    else:
        hint = "write it in the book's style sheet"
        desk.note("B114", line, 0, f"<{tag}> inside the text is left out", hint, is_error=False)


def safe_foreign(old: Element, desk: Desk, line: int, *, is_root: bool = True) -> Element | None:
    """A copy of an SVG or MathML element without what runs or loads; None where nothing may stay."""
    namespace, _, local = old.tag.rpartition("}")
    if local.removeprefix("x-") in SWALLOWERS:
        local = local.removeprefix("x-")
    if local == "script":
        desk.note("B109", line, 0, "<script> cannot stand in a book", "remove it")
        return None
    if local == "style" and _REMOTE_CSS.search("".join(old.itertext())):
        report_style("style", "".join(old.itertext()), desk, line)
        return None
    made = Element(f"{namespace}}}{local}" if namespace else local)
    made.text = old.text
    if is_root:
        made.set("data-line", str(line))
    for name, value in old.items():
        plain = name.rpartition("}")[2]
        if plain.startswith("on"):
            desk.note("B110", line, 0, f'"{plain}" would run a script, and books have none', "remove it")
        elif plain == "href" and (_is_script(value) or (local in _SVG_LOADING and _REMOTE.match(value))):
            code = "B111" if _is_script(value) else "B112"
            desk.note(code, line, 0, f"<{local}> refers to {value.strip()}, which a book cannot load", "remove it")
        elif (
            plain not in ("xmlns", "xlink", "data-line", "data-column")
            and (name[0] == "{" or _NAME.match(name))
            and ":" not in plain
        ):
            made.set(name, value)
    for child in old:
        copied = safe_foreign(child, desk, line, is_root=False) if isinstance(child.tag, str) else None
        if copied is not None:
            copied.tail = child.tail
            made.append(copied)
    return made
