"""Words of another language → their language checked, and given twice (`lang`, `xml:lang`)."""

from __future__ import annotations

import re

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting
from lalabook.findings import Finding
from lalabook.xhtml import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*(?:-[A-WY-Za-wy-z\d](?:-[A-Za-z\d]{2,8})+)*(?:-x(?:-[A-Za-z\d]{1,8})+)?"
    r"|x(?:-[A-Za-z\d]{1,8})+"
)


def spans(root: Element, setting: Setting) -> list[Finding]:
    """Check the language of every element that names one."""
    findings: list[Finding] = []
    for element in xhtml.elements(root):
        findings += _language(element, setting)
    return findings


def is_language_tag(tag: str) -> bool:
    """Has the shape of a BCP 47 tag (RFC 5646 §2.1); whether anybody speaks it is another question."""
    return _TAG.fullmatch(tag) is not None


def _language(element: Element, setting: Setting) -> list[Finding]:
    tag = element.get("lang") or element.get(_XML_LANG)
    if tag is None:
        return []
    if is_language_tag(tag):
        element.set("lang", tag)
        element.set(_XML_LANG, tag)
        return []
    near = tag.replace("_", "-")
    hint = f'write "{near}"' if is_language_tag(near) else 'write it as "fr", "en-GB" or "zh-Hant"'
    return [Finding(setting.seek(element, tag), "B219", f'"{tag}" is not a language tag', hint)]
