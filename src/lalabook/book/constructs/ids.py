"""Ids as GitHub and mdBook make them → ids that XML can hold; links to them change in the same way.

XML wants a letter first ("1984" is none), and no space inside. That an id stands twice is said by `book.markdown`.
"""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting
from lalabook.findings import Finding
from lalabook.xhtml import Element

_SAFE = re.compile(r"[^\W\d][\w.\-]*")


def ids(root: Element, _setting: Setting) -> list[Finding]:
    """Make every id safe; `<a name="x">` of older HTML is `<a id="x">`."""
    for element in xhtml.elements(root):
        if element.tag == "a" and element.get("name"):
            name = str(element.attrib.pop("name"))
            element.set("id", element.get("id") or name)
        if element.get("id") is not None:
            element.set("id", safe_id(element.get("id", "")))
    return []


def safe_id(name: str) -> str:
    """The same for the same name, so that a link finds what it names in any division."""
    return name if _SAFE.fullmatch(name) else "s-" + re.sub(r"[^\w.\-]+", "-", name)
