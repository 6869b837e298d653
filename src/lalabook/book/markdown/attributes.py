r"""`{#id .class key="value"}` → attributes, where every word inside has one of these three forms.

    list  = "{" [":"] word { space word } "}"
    word  = "#" name | "." name | key "=" value | key "=" '"' … '"' | key "=" "'" … "'"

Anything else between braces is the author's text and stays so; so does a list none of whose keys means anything
to a book (`{i=0}`).
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from lalabook.book.markdown import safety
from lalabook.book.markdown.desk import Desk

_NAME = r"[^\s{}#.=\"'<>]+"
_WORD = rf"(?:\#[^\s{{}}\#=\"'<>]+|\.{_NAME}|[A-Za-z_][\w:.-]*=(?:\"[^\"]*\"|'[^']*'|[^\s{{}}\"'<>]+))"
_LIST = rf"\{{:?\s*({_WORD}(?:\s+{_WORD})*)\s*\}}"
LIST = re.compile(_LIST)
_TRAILING = re.compile(rf"(?:^|[ \t]+){_LIST}[ \t]*$")
_WORDS = re.compile(_WORD)

_KNOWN = frozenset(
    (
        "id class lang xml:lang dir title role translate hidden index see see-also sort-as alt width height start"
        " reversed value colspan rowspan scope headers cite datetime epub:type hreflang type"
    ).split()
)


def parse(inside: str) -> dict[str, str]:
    """The attributes of a list; `inside` is what stands between the braces."""
    attributes: dict[str, str] = {}
    names: list[str] = []
    for word in _WORDS.findall(inside):
        if word[0] == "#":
            attributes["id"] = word[1:]
        elif word[0] == ".":
            names.append(word[1:])
        else:
            key, _, value = word.partition("=")
            # a list may go on in the author's next line, also within quotes
            attributes[key] = " ".join(value[1:-1].split()) if value[0] in "\"'" else value
    if "class" in attributes:
        names.insert(0, attributes["class"])
    if names:
        attributes["class"] = " ".join(names)
    return attributes


def find(text: str, at: int) -> re.Match[str] | None:
    """The attribute list that begins at a position of a text."""
    found = LIST.match(text, at)
    return found if found and _is_meant(found[1]) else None


def split_trailing(text: str) -> tuple[str, str]:
    """A line without the attribute list at its end, and what stands between the braces ("" if there is none)."""
    if not text.rstrip().endswith("}"):
        return text, ""
    found = _TRAILING.search(text)
    return (text[: found.start()], found[1]) if found and _is_meant(found[1]) else (text, "")


def _is_meant(inside: str) -> bool:
    return any(
        word[0] in "#." or _is_known(key := word.partition("=")[0]) or _near(key) for word in _WORDS.findall(inside)
    )


def _is_known(key: str) -> bool:
    return key in _KNOWN or key.startswith(("data-", "aria-"))


def _near(key: str) -> list[str]:
    return get_close_matches(key, sorted(_KNOWN), 1) if len(key) > 2 else []


def checked(attributes: dict[str, str], desk: Desk, tag: str, line: int, column: int = 0) -> dict[str, str]:
    """The attributes that an element may have in a book; the others are reported and left out."""
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key.startswith("on"):
            desk.note("B110", line, column, f'"{key}" would run a script, and books have none', "remove it")
        elif safety.can_have(tag, key):
            kept[key] = value
        elif _is_known(key):
            message = f'"{key}" means nothing on <{tag}>'
            desk.note("B108", line, column, message, "remove it, or put it behind what it belongs to", is_error=False)
        else:
            near = _near(key)
            hint = f'did you mean "{near[0]}"?' if near else "remove it"
            desk.note("B108", line, column, f'"{key}" is no attribute a book can use', hint, is_error=False)
    safety.repair(tag, {}, kept)
    return kept
