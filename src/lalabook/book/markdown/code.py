"""A fence → `<pre class="code">`, with a span only where the theme colours a token and equal neighbours merged.

info = language ["," …] [space …] | attribute list whose first class is the language
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

from lalabook.book.markdown import attributes, characters
from lalabook.book.markdown.block import Block
from lalabook.book.markdown.desk import Desk

_LANGUAGE = re.compile(r"[^\s,{]+")
_COLOURED: tuple[tuple[_TokenType, str], ...] = (
    (Comment.Preproc, ""),
    (Comment, "tok-c"),
    (Keyword.Constant, "tok-n"),
    (Keyword, "tok-k"),
    (Operator.Word, "tok-k"),
    (Number, "tok-n"),
    (String.Interpol, ""),
    (String, "tok-s"),
    (Literal, "tok-s"),
    (Name.Function, "tok-f"),
    (Name.Class, "tok-f"),
    (Name.Constant, "tok-n"),
    (Name.Builtin, "tok-f"),
)
"""The first that holds a token type gives its class; docs/galley.md lists the classes."""


def set_code(block: Block, desk: Desk) -> Element:
    """The element of a fence or of indented code; a language nobody knows is set plain."""
    text = "\n".join(row[0] for row in block.rows)
    info, inside = attributes.split_trailing(block.name)
    given = attributes.checked(attributes.parse(inside), desk, "pre", block.line)
    found = _LANGUAGE.match(characters.resolve(info).strip())
    language = found[0] if found else given.get("class", "").partition(" ")[0]
    names = [name for name in given.pop("class", "").split() if name != language]
    pre = Element("pre", {"class": " ".join(["code", *names]), **given, "data-line": str(block.line)})
    if language:
        pre.set("data-language", language)
    code = SubElement(pre, "code")
    lexer = _lexer(language.lower()) if language and text else None
    if lexer is None or not _colour(code, lexer, text):
        del code[:]
        code.text = text
    return pre


def _colour(code: Element, lexer: Lexer, text: str) -> bool:
    """Fill `code` with the tokens of `text`; False if the lexer lost or made up a character."""
    last: Element | None = None
    run: list[str] = []
    run_class, length = "", 0
    for _, kind, value in [*lexer.get_tokens_unprocessed(text + "\n"), (0, None, "")]:
        name = _class_of(kind) if kind is not None else None
        # White space between two spans of one class joins them; it has no colour of its own.
        if name == run_class or (name == "" and value.isspace() and run_class and "\n" not in value):
            run.append(value)
            continue
        last = _put(code, last, run_class, "".join(run))
        length += sum(map(len, run))
        run, run_class = [value], name or ""
    if length != len(text) + 1 or "".join(code.itertext()) != text + "\n":
        return False
    if last is not None and last.tail:
        last.tail = last.tail.removesuffix("\n")
    elif last is not None:
        last.text = (last.text or "").removesuffix("\n")
    else:
        code.text = (code.text or "").removesuffix("\n")
    return True


def _put(code: Element, last: Element | None, name: str, text: str) -> Element | None:
    if not text:
        return last
    if name:
        span = SubElement(code, "span", {"class": name})
        bare = text.rstrip()
        span.text, span.tail = bare, text[len(bare) :]
        return span
    if last is None:
        code.text = (code.text or "") + text
    else:
        last.tail = (last.tail or "") + text
    return last


@cache
def _class_of(kind: _TokenType) -> str:
    return next((name for parent, name in _COLOURED if kind[: len(parent)] == parent), "")


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None
