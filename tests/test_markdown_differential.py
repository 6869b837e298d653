"""Our Markdown against a CommonMark parser: the same words in the same structure, over small cases and whole books.

`LALABOOK_PUBLIC_BOOK=/path/to/src pytest tests/test_markdown_differential.py` compares every Markdown file of a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import StringIO
from itertools import product
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from tinyhtml5.parser import HTMLParser

from lalabook import xhtml
from lalabook.book.markdown import to_xhtml
from lalabook.findings import Place

CASES = Path(__file__).parent / "markdown_cases"

DIALECT = {
    "a part of the book in capitals": (
        "<Listing> is the author's own element, but browsers know an old <listing> that is like <pre>",
        lambda html: re.sub(r"(</?)([A-Z][a-z]+)(?=[\s>/])", r"\1x-\2", html),
    ),
    "attribute lists": (
        "{#id .class} behind a heading names it; CommonMark prints it",
        lambda html: re.sub(r" *\{[#.][^}\n]*\}(</h[1-6]>)", r"\1", html),
    ),
    "empty elements": (
        "<a id=x/> is an empty element, as its author meant it; browsers read a start tag",
        lambda html: re.sub(r"<(?!br\b|hr\b|img\b|input\b)(\w+)((?:\s[^<>]*?)?)\s*/>", r"<\1\2></\1>", html),
    ),
}
"""Differences that are meant: name → the reason, and what is done to the HTML of the other parser."""

_BLOCKS = frozenset(
    "address article aside blockquote br dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li note ol p pre "
    "summary table td th tr ul".split()
)
_NO_SHAPE = frozenset({"div", "thead", "tbody", "span", "font", "section", "center"})
"""Elements that one side has and the other has not, or that neither means: their content is compared, not they."""

reference = MarkdownIt("commonmark").enable(["table", "strikethrough"])
reference.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)


def place(line: int, column: int) -> Place:
    return Place("a.md", line, column)


def ours(text: str) -> list[str]:
    markup = to_xhtml(text, language="en", place=place, box_kinds=frozenset())  # alerts stay quotes
    return shape(xhtml.serialise(markup.root))


def theirs(text: str) -> list[str]:
    html = reference.render(text)
    for _, change in DIALECT.values():
        html = change(html)
    return shape(html)


def shape(html: str) -> list[str]:
    """What a reader sees of a piece of HTML, one line a block: tags without what only machines read, and the words."""
    tree = HTMLParser(namespace_html_elements=False).parse_fragment(StringIO(html))
    tokens = re.split(r"(</?\w[^>]*>)", re.sub(r"\s+", " ", "".join(_shape(tree, keeps_space=False))))
    lines, line = [], ""
    for token in tokens:
        name = re.match(r"</?(\w+)", token)
        if name and name[1] in _BLOCKS:
            lines += (line, token)
            line = ""
        else:
            line += token
    shown = [line.strip() for line in [*lines, line] if line.strip()]
    # A stray </p> is an empty paragraph to browsers; nobody sees it.
    return "\0".join(shown).replace("<p>\0</p>\0", "").removesuffix("<p>\0</p>").rstrip("\0").split("\0")


def _shape(element: Element, *, keeps_space: bool) -> Iterator[str]:
    if element.text:
        yield _text(element.text, keeps_space=keeps_space)
    for child in element:
        yield from _element(child, keeps_space=keeps_space)
        if child.tail:
            yield _text(child.tail, keeps_space=keeps_space)


def _text(text: str, *, keeps_space: bool) -> str:
    text = text.replace("<", "‹").replace(">", "›")
    return text.replace("\n", "⏎").replace(" ", "␣").replace("\t", "⇥") if keeps_space else text


def _element(element: Element, *, keeps_space: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return  # a comment
    tag = {"s": "del", "strike": "del"}.get(element.tag.rpartition("}")[2], element.tag.rpartition("}")[2])
    names = element.get("class", "")
    if names in ("footnote-ref", "noteref"):
        yield f"[note {re.sub(r'[^0-9]', '', ''.join(element.itertext()).split(':')[0])}]"
        return
    if names in ("footnotes-sep", "footnote-backref", "task-box") or tag in ("input", "style", "script"):
        return
    is_note = names in ("footnote-item", "note")
    is_bare = tag in _NO_SHAPE or tag.startswith("x-") or names == "footnotes-list"
    inside = "".join(_shape(element, keeps_space=keeps_space or tag == "pre"))
    if keeps_space and tag == "code":
        inside = re.sub("⏎+$", "", inside)
    if (tag == "a" and _is_bare_link(element)) or (is_bare and not is_note):
        yield inside
    else:
        shown = [
            f'{name}="{_value(element, name)}"'
            for name in ("href", "src", "alt", "title", "start")
            if _value(element, name)
        ]
        yield f"<{'note' if is_note else tag}{''.join(' ' + each for each in shown)}>"
        yield f"{inside}</{'note' if is_note else tag}>"


def _value(element: Element, name: str) -> str:
    value = " ".join(unquote(element.get(name, "")).split())
    return value.replace("<", "‹").replace(">", "›")


def _is_bare_link(element: Element) -> bool:
    """GitHub makes links of bare addresses; the other parser does so only with a further library."""
    text = "".join(element.itertext())
    return unquote(element.get("href", "")) in (unquote(text), f"http://{unquote(text)}", f"mailto:{text}")


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CASES.glob("*.md")):
        for case in path.read_text(encoding="utf-8").split("%%% ")[1:]:
            name, _, text = case.partition("\n")
            yield f"{path.stem}: {name}", text


CONTAINERS = {
    "quote": ("> ", "> "),
    "bullet": ("- ", "  "),
    "number": ("1. ", "   "),
    "wide bullet": ("-   ", "    "),
    "tenth": ("10) ", "    "),
    "shifted star": ("  * ", "    "),
    "tab bullet": ("-\t", "\t"),
}
LEAVES = {
    "lines": "a\nb",
    "paragraphs": "a\n\nb",
    "heading": "# a\nb",
    "setext": "a\n---\nb",
    "rule": "a\n\n***\nb",
    "fence": "```rust\nfn a() {\n    b();\n\n}\n```",
    "code": "a\n\n    b\n     c",
    "table": "| a | b |\n|---|--:|\n| `1` | 2 |",
    "list": "- a\n- b\n  c",
    "loose list": "1. a\n\n2. b",
    "html": "<div>\na\n\nb</div>",
    "break": "*a  \nb*\\\nc",
    "definitions": "a\n: b\n: c",
    "image": "![a](b)\n[c]: /d\n\n[c]: /d\n\nd",
}
FOLLOWERS = {"nothing": "", "lazy": "z", "apart": "\nz", "far": "\n    z"}


def combinations() -> Iterator[tuple[str, str]]:
    for (outer, marks), (inner, more), (leaf, text) in product(CONTAINERS.items(), CONTAINERS.items(), LEAVES.items()):
        yield f"{outer}, {inner}, {leaf}", wrapped(wrapped(text, more), marks)
    for (outer, marks), (leaf, text), (follower, end) in product(CONTAINERS.items(), LEAVES.items(), FOLLOWERS.items()):
        yield f"{outer}, {leaf}, {follower}", f"{wrapped(text, marks)}\n{end}"


def wrapped(text: str, marks: tuple[str, str]) -> str:
    first, later = marks
    head, *rest = text.split("\n")
    return "\n".join([first + head, *(later + line if line or ">" in later else "" for line in rest)])


@pytest.mark.parametrize(("name", "text"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_the_author_s_text_has_the_words_and_the_structure_commonmark_gives_it(name: str, text: str) -> None:
    assert ours(text) == theirs(text)


def test_every_leaf_in_every_two_containers_is_what_commonmark_makes_of_it() -> None:
    different = [name for name, text in combinations() if ours(text) != theirs(text)]

    assert different == []


@pytest.mark.skipif("LALABOOK_PUBLIC_BOOK" not in os.environ, reason="LALABOOK_PUBLIC_BOOK names no folder of a book")
def test_no_chapter_of_a_public_book_loses_a_word_or_its_structure() -> None:
    book = Path(os.environ["LALABOOK_PUBLIC_BOOK"])
    chapters = {path: path.read_text(encoding="utf-8") for path in sorted(book.rglob("*.md"))}
    different = [str(path.relative_to(book)) for path, text in chapters.items() if ours(text) != theirs(text)]

    assert chapters
    assert different == []
