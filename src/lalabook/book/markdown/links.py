"""Brackets → links, images, spans with attributes, marks of notes.

link  = "[" text "]" ( "(" destination [title] ")" | "[" label "]" | "[]" | nothing, where the text is a label )
image = "!" link
span  = "[" text "]" attribute list
mark  = "[^" label "]"
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lalabook.book.markdown import attributes, destinations, emphasis, notes
from lalabook.book.markdown.desk import Target, fold_label
from lalabook.book.markdown.scanning import Bracket, Scan
from lalabook.book.markdown.weaving import CLOSING, Opening, Token, plain_text

_NOTE = re.compile(r"\[\^([^\]\[\s]+)\]")
_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)
_SPACE = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_SCRIPTS = ("javascript:", "vbscript:", "data:")


def open_bracket(scan: Scan, at: int) -> int:
    note = _NOTE.match(scan.text, at)
    if note and fold_label(note[1]) in scan.desk.notes:
        scan.tokens.append(_note_mark(scan, at, fold_label(note[1])))
        return note.end()
    return _open(scan, at, at + 1, is_image=False)


def open_image(scan: Scan, at: int) -> int:
    return _open(scan, at, at + 2, is_image=True)


def _open(scan: Scan, at: int, inside: int, *, is_image: bool) -> int:
    if scan.brackets:
        scan.brackets[-1].has_bracket_inside = True
    scan.brackets.append(Bracket(at, inside, len(scan.tokens), len(scan.runs), is_image))
    scan.tokens.append(scan.text[at:inside])
    return inside


def close_bracket(scan: Scan, at: int) -> int:
    if not scan.brackets:
        return -1
    bracket = scan.brackets.pop()
    if not bracket.is_active:
        return -1
    found = _inline_target(scan.text, at + 1) or _reference(scan, bracket, at)
    if found:
        target, end = found
        (_make_image if bracket.is_image else _make_link)(scan, bracket, target)
        return end
    listed = None if bracket.is_image else attributes.find(scan.text, at + 1)
    if listed:
        line, column = scan.source.place(bracket.at)
        given = attributes.checked(attributes.parse(listed[1]), scan.desk, "span", line, column)
        if "index" in given or "see" in given or "see-also" in given:
            given |= {"data-line": str(line), "data-column": str(column)}
        _wrap(scan, bracket, Opening("span", given))
        return listed.end()
    if not bracket.is_image and not bracket.has_bracket_inside:
        _report_note_without_text(scan, bracket, at)
    return -1


def link_element(scan: Scan, at: int, text: str, href: str) -> Element:
    """A finished link around plain text."""
    line, column = scan.source.place(at)
    link = Element("a", {"href": href, "data-line": str(line), "data-column": str(column)})
    link.text = text
    return link


def _inline_target(text: str, at: int) -> tuple[Target, int] | None:
    """`(destination "title")` at this position, and where it ends."""
    if not text.startswith("(", at):
        return None
    at = _past_space(text, at + 1)
    destination = destinations.read_destination(text, at)
    if destination is None:
        return None
    href, at = destination
    title = ""
    title_at = _past_space(text, at)
    if title_at > at:
        found = destinations.read_title(text, title_at)
        if found:
            title, title_at = found
            title_at = _past_space(text, title_at)
    return (Target(href, title), title_at + 1) if text.startswith(")", title_at) else None


def _reference(scan: Scan, bracket: Bracket, at: int) -> tuple[Target, int] | None:
    """The target of a full, collapsed or shortcut reference whose text ends at `at`."""
    label = _LABEL.match(scan.text, at + 1)
    end = label.end() if label else at + 1
    if label and label[1].strip():
        name = label[1]
    elif bracket.has_bracket_inside or at - bracket.inside > 999:
        return None
    else:
        name = scan.text[bracket.inside : at]
        end = end if label and not label[1] else at + 1
    target = scan.desk.references.get(fold_label(name))
    return (target, end) if target else None


def _make_link(scan: Scan, bracket: Bracket, target: Target) -> None:
    line, column = scan.source.place(bracket.at)
    scheme = "".join(target.href.split()).lower()
    if scheme.startswith(_SCRIPTS):
        scan.desk.note(
            "B111", line, column, f'a book cannot follow a link to "{scheme.partition(":")[0]}:"', "remove it"
        )
    given = {"href": target.href}
    if target.title:
        given["title"] = target.title
    given |= {"data-line": str(line), "data-column": str(column)}
    _wrap(scan, bracket, Opening("a", given))
    _unlink(scan.tokens, bracket.token)
    for each in scan.brackets:
        if not each.is_image:
            each.is_active = False


def _make_image(scan: Scan, bracket: Bracket, target: Target) -> None:
    emphasis.pair(scan.take_runs(bracket.runs))
    line, column = scan.source.place(bracket.at)
    given = {"src": target.href, "alt": " ".join(plain_text(scan.tokens[bracket.token + 1 :]).split())}
    if target.title:
        given["title"] = target.title
    del scan.tokens[bracket.token :]
    scan.tokens.append(Element("img", given | {"data-line": str(line), "data-column": str(column)}))


def _wrap(scan: Scan, bracket: Bracket, opening: Opening) -> None:
    emphasis.pair(scan.take_runs(bracket.runs))
    scan.tokens[bracket.token] = opening
    scan.tokens.append(CLOSING)


def _unlink(tokens: list[Token], start: int) -> None:
    """No link inside a link: bare addresses become text, marks of notes move behind the link."""
    marks: list[Token] = []
    inside: list[Token] = []
    for token in tokens[start:]:
        if isinstance(token, Element) and token.get("class") == "noteref":
            marks.append(token)
        elif isinstance(token, Element) and token.tag == "a":
            inside.append(token.text or "")
        else:
            inside.append(token)
    tokens[start:] = inside + marks


def _note_mark(scan: Scan, at: int, label: str) -> Element:
    line, column = scan.source.place(at)
    number, mark_id = notes.call(scan.desk, label)
    mark = Element("a", {"class": "noteref", "id": mark_id, "href": f"#note-{notes.id_part(label)}"})
    mark.set("data-line", str(line))
    mark.set("data-column", str(column))
    mark.text = str(number)
    return mark


def _report_note_without_text(scan: Scan, bracket: Bracket, at: int) -> None:
    found = _NOTE.fullmatch(scan.text[bracket.at : at + 1])
    if found:
        line, column = scan.source.place(bracket.at)
        hint = f'add "[^{found[1]}]: …" after the paragraph, or remove the mark; write "\\[" for a bracket'
        scan.desk.note("B101", line, column, f"note [^{found[1]}] has no text", hint)


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
