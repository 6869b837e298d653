"""Items that begin with `[ ]` or `[x]` → tasks, with a box a screen reader can read out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from lalabook.book.markdown.block import Block

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_SAID = {
    "de": ("erledigt", "offen"),
    "es": ("hecho", "por hacer"),
    "fr": ("fait", "à faire"),
    "it": ("fatto", "da fare"),
    "nl": ("gedaan", "te doen"),
}


def is_task(item: Block) -> bool:
    return _found(item) is not None


def mark(item: Block, entry: Element, language: str) -> None:
    """Take the brackets off a task's text and put a box in its entry."""
    found = _found(item)
    if found is None:
        return
    is_done = found[1] != " "
    paragraph = item.children[0]
    text, line, column = paragraph.rows[0]
    paragraph.rows[0] = (text[found.end() :], line, column + found.end())
    entry.set("class", "task done" if is_done else "task")
    done, to_do = _SAID.get(language.partition("-")[0].lower(), ("done", "to do"))
    box = SubElement(entry, "span", {"class": "task-box", "role": "img", "aria-label": done if is_done else to_do})
    box.text, box.tail = ("☑" if is_done else "☐"), " "


def _found(item: Block) -> re.Match[str] | None:
    first = item.children[0] if item.children else None
    return _TASK.match(first.rows[0][0]) if first is not None and first.kind == "paragraph" else None
