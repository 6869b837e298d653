"""Links as written → references, mentions of works and web links, told apart and each with its line and column.

References keep the author's target (`#quarrel`, `03-spring.md#party`), and so do mentions: `bind`, which knows the
whole book, says which of them lead nowhere. What can be said of a link alone is said here.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from posixpath import splitext
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.book.constructs.ids import safe_id
from lalabook.book.constructs.setting import Setting, line_of, path_from
from lalabook.findings import Finding, Place, Severity
from lalabook.pictures import Picture
from lalabook.xhtml import Element

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*|mailto:[^\s@\\]+@[^\s@\\]+", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:java|vb)script:|data:text", re.IGNORECASE)
_OTHER_DOORS = frozenset(("tel", "ftp", "sftp", "sms", "geo", "doi", "urn", "irc", "ircs", "xmpp", "matrix", "news"))
"""Schemes besides http, https and mailto that readers' machines open."""
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))


def references(root: Element, setting: Setting) -> list[Finding]:
    """Classify every link of the text; the marks of notes are set already."""
    findings: list[Finding] = []
    for link in list(xhtml.elements(root, "a")):
        if link.get("href") is not None and not xhtml.has_class(link, "noteref"):
            findings += _classify(link, setting)
    return findings


def _classify(link: Element, setting: Setting) -> list[Finding]:
    target = link.get("href", "").strip()
    place = setting.seek(link, target)
    _place_on(link, place, setting)
    if target in ("", "#"):
        return [Finding(place, "B212", "this link leads nowhere", "write where it goes between its round brackets")]
    scheme = _SCHEME.match(target)
    if scheme and len(scheme[1]) > 1:
        return _with_scheme(link, target, scheme[1].lower(), setting, place)
    refused = _outside(target, setting, place)
    if refused:
        return [refused]
    path, hash_sign, fragment = target.partition("#")
    link.set("href", path + hash_sign + (safe_id(unquote(fragment)) if fragment else ""))
    return _to_picture(link, path, setting, place)


def _place_on(link: Element, place: Place, setting: Setting) -> None:
    """`bind` reports unknown targets: it needs the line of the text, and the column where we know it."""
    if link.get("data-line"):
        return
    line = line_of(link)
    here = setting.division.place(line)
    if place.path == here.path and place.line:
        line += place.line - here.line
    link.set("data-line", str(line))
    if place.column:
        link.set("data-column", str(place.column))


def _with_scheme(link: Element, target: str, scheme: str, setting: Setting, place: Place) -> list[Finding]:
    ours = setting.config.watch_scheme
    if scheme == ours.lower():
        xhtml.add_class(link, "mention")
        return []
    if _SCRIPT.match(target):
        return []  # refused when the Markdown was read
    if scheme not in ("http", "https", "mailto", *_OTHER_DOORS):
        near = get_close_matches(scheme, ["http", "https", "mailto", ours], 1)
        hint = f'did you mean "{near[0]}:"?' if near else "links start with https://, http:// or mailto:"
        return [Finding(place, "B215", f'"{scheme}:" does not open anything in a book', hint)]
    if scheme not in _OTHER_DOORS and not _WEB.fullmatch(target):
        hint = "write %20 for a space, and / for a backslash" if re.search(r"[\s\\]", target) else "mend the address"
        return [Finding(place, "B216", f"{target} is no web address", hint)]
    xhtml.add_class(link, "web")
    link.set("href", target)
    if not xhtml.text_of(link) and next(xhtml.elements(link, "img"), None) is None:
        link.text = target
    return []


def _outside(target: str, setting: Setting, place: Place) -> Finding | None:
    """Why a target without a scheme cannot be in this book; None where it can."""
    if target.startswith("//"):
        return Finding(place, "B216", f"{target} is no whole web address", f"write https:{target}")
    if target.startswith("/") or _SCHEME.match(target):
        return Finding(place, "B207", f"the link {target} is absolute", "write it relative to this file")
    if "\\" in unquote(target):
        return Finding(place, "B207", f"the link {target} has a backslash", "part folders by /")
    path = target.partition("#")[0]
    if path and (path_from(setting.division, path) + "/").startswith("../"):
        hint = "link to a file of the book, or to a whole address, https://…"
        return Finding(place, "B207", f"the link {target} leads out of the book's folder", hint)
    return None


def _to_picture(link: Element, path: str, setting: Setting, place: Place) -> list[Finding]:
    is_picture = splitext(path)[1].lower() in _PICTURES
    if not is_picture or not isinstance(setting.pictures(path_from(setting.division, path)), Picture):
        return []
    xhtml.unwrap(link)
    hint = "show the picture itself; the link's words are kept"
    return [Finding(place, "B217", f"a book cannot open the picture {path}", hint, Severity.WARNING)]
