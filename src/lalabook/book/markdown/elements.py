"""The block tree → the element tree, every block stamped with the line it begins on (`data-line`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from xml.etree.ElementTree import Element, SubElement

from lalabook.book.markdown import attributes, boxes, code, inlines, leaves, notes, raw_html, tables, tasks
from lalabook.book.markdown.block import Block, Row
from lalabook.book.markdown.desk import Desk, Source, SpotList
from lalabook.book.markdown.weaving import weave

_PLAIN_BLOCKS = frozenset({"epigraph", "verse", "aside", "caption"})
_ALERT = re.compile(r"\[!(\w+)\][ \t]*$")


def set_division(root: Block, desk: Desk) -> Element:
    """The element of a whole division, notes at its end."""
    division = Element("div", {"class": "division"})
    _set_blocks(root, division, desk)
    _set_notes(division, desk)
    return division


def set_inline(source: Source, into: Element, desk: Desk) -> None:
    """Add inline text to an element."""
    if source.text:
        weave(inlines.read(source, desk), into, desk)


def _set_blocks(block: Block, into: Element, desk: Desk) -> None:
    for child in block.children:
        setter = _SETTERS.get(child.kind)
        if setter is not None:
            setter(child, into, desk)


def _new(into: Element, tag: str, block: Block, given: dict[str, str] | None = None) -> Element:
    return SubElement(into, tag, {**(given or {}), "data-line": str(block.line)})


def source_of(rows: list[Row]) -> Source:
    """Rows joined; space at their ends is kept where it can make a hard break."""
    spots: SpotList = []
    offset = 0
    for text, line, column in rows:
        spots.append((offset, line, column))
        offset += len(text) + 1
    return Source("\n".join(row[0] for row in rows).rstrip(" \t"), spots)


def _take_attributes(rows: list[Row], desk: Desk, tag: str) -> dict[str, str]:
    """Take the attribute list off the end of the last row."""
    text, line, column = rows[-1]
    kept, inside = attributes.split_trailing(text)
    if not inside:
        return {}
    rows[-1:] = [(kept, line, column)] if kept.strip() else []
    return attributes.checked(attributes.parse(inside), desk, tag, line)


def _set_paragraph(block: Block, into: Element, desk: Desk) -> None:
    rows = list(block.rows)
    block.line = rows[0][1]
    parent = block.parent
    if _is_only_attributes(rows) and len(into) and _has_block_above(block):
        _give(into[-1], _take_attributes(rows, desk, into[-1].tag))
        return
    if parent is not None and parent.kind in ("item", "meaning") and _list_of(parent).is_tight:
        _give(into, _trailing_attributes(rows, desk, into.tag))
        if len(into) and into[-1].tag != "span":
            into[-1].tail = (into[-1].tail or "") + "\n"
        set_inline(source_of(rows), into, desk)
    else:
        given = _trailing_attributes(rows, desk, "p")
        set_inline(source_of(rows), _new(into, "p", block, given), desk)


def _has_block_above(block: Block) -> bool:
    """A block ends on the line before it."""
    siblings = block.parent.children if block.parent is not None else []
    at = siblings.index(block)
    return at > 0 and siblings[at - 1].end == block.line - 1


def _is_only_attributes(rows: list[Row]) -> bool:
    return len(rows) == 1 and rows[0][0].startswith("{") and not attributes.split_trailing(rows[0][0])[0].strip()


def _trailing_attributes(rows: list[Row], desk: Desk, tag: str) -> dict[str, str]:
    """As `_take_attributes`, but a paragraph that is nothing but a list keeps it as text."""
    return {} if _is_only_attributes(rows) else _take_attributes(rows, desk, tag)


def _list_of(item: Block) -> Block:
    assert item.parent is not None, "an item stands in a list"
    return item.parent


def _give(element: Element, given: dict[str, str]) -> None:
    names = " ".join(filter(None, [element.get("class"), given.pop("class", None)]))
    element.attrib.update(given)
    if names:
        element.set("class", names)


def _set_heading(block: Block, into: Element, desk: Desk) -> None:
    rows = list(block.rows)
    given = _take_attributes(rows, desk, f"h{block.level}")
    if rows and block.mark != "setext":
        text, line, column = rows[0]
        rows = [(leaves.strip_closing_hashes(text), line, column)]
    set_inline(source_of(rows), _new(into, f"h{block.level}", block, given), desk)


def _set_rule(block: Block, into: Element, _: Desk) -> None:
    _new(into, "hr", block, {"class": "break"})


def _set_code(block: Block, into: Element, desk: Desk) -> None:
    into.append(code.set_code(block, desk))


def _set_html(block: Block, into: Element, desk: Desk) -> None:
    mark = raw_html.stash(source_of(block.rows), desk)
    if len(into):
        into[-1].tail = f"{into[-1].tail or ''}{mark}\n"
    else:
        into.text = f"{into.text or ''}{mark}\n"


def _set_quote(block: Block, into: Element, desk: Desk) -> None:
    first = block.children[0] if block.children else None
    alert = _ALERT.match(first.rows[0][0]) if first is not None and first.kind == "paragraph" else None
    if first is None or alert is None or alert[1].lower() not in desk.box_kinds:
        _set_blocks(block, _new(into, "blockquote", block), desk)
        return
    del first.rows[0]
    if not first.rows:
        first.kind = "reference"
    _set_blocks(block, _new(into, "aside", block, _box_attributes(alert[1].lower())), desk)


def _box_attributes(kind: str) -> dict[str, str]:
    return {"class": f"box box-{kind}", "data-kind": kind}


def _set_box(block: Block, into: Element, desk: Desk) -> None:
    name = block.name
    if name in desk.box_kinds:
        box, title_class = _new(into, "aside", block, _box_attributes(name)), "box-title"
    else:
        box, title_class = _new(into, "div", block, {"class": f"block block-{name}"}), "block-title"
        if name not in _PLAIN_BLOCKS:
            known = sorted(desk.box_kinds | _PLAIN_BLOCKS)
            near = get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"known blocks: {', '.join(known)}"
            desk.note("B105", block.line, block.column, f'there is no block "{name}"', hint)
    _give(box, boxes.options(block, desk) | block.attributes)
    if block.title:
        set_inline(source_of([block.title]), _new(box, "p", block, {"class": title_class}), desk)
    _set_blocks(block, box, desk)


def _set_list(block: Block, into: Element, desk: Desk) -> None:
    tag = "ol" if block.is_ordered else "ul"
    made = _new(into, tag, block)
    if block.is_ordered and block.start != 1:
        made.set("start", str(block.start))
    if any(tasks.is_task(item) for item in block.children):
        made.set("class", "tasks")
    for item in block.children:
        entry = _new(made, "li", item)
        tasks.mark(item, entry, desk.language)
        _set_blocks(item, entry, desk)


def _set_terms(block: Block, into: Element, desk: Desk) -> None:
    made = _new(into, "dl", block)
    for child in block.children:
        if child.kind == "meaning":
            _set_blocks(child, _new(made, "dd", child), desk)
        else:
            rows = list(child.rows)
            given = _take_attributes(rows, desk, "dt")
            set_inline(source_of(rows), _new(made, "dt", child, given), desk)


def _set_table(block: Block, into: Element, desk: Desk) -> None:
    rows = list(block.rows)
    wrapper = _new(into, "div", block, {"class": "table"})
    kept, inside = attributes.split_trailing(rows[-1][0])
    if inside and not kept.strip() and len(rows) > 1:
        _give(wrapper, _take_attributes(rows, desk, "div"))
    table = SubElement(wrapper, "table")
    _set_row(rows[0], SubElement(SubElement(table, "thead"), "tr"), "th", block.aligns, desk)
    if len(rows) > 1:
        body = SubElement(table, "tbody")
        for row in rows[1:]:
            _set_row(row, SubElement(body, "tr"), "td", block.aligns, desk)


def _set_row(row: Row, into: Element, tag: str, aligns: tuple[str, ...], desk: Desk) -> None:
    found = tables.cells(row)
    for index, align in enumerate(aligns):
        cell = SubElement(into, tag, {"scope": "col"} if tag == "th" else {})
        if align:
            cell.set("class", align)
        if index < len(found):
            set_inline(found[index], cell, desk)


def _set_notes(division: Element, desk: Desk) -> None:
    """The notes that are called, in the order of their first marks; a note can call further ones."""
    section = Element("section", {"class": "notes"})
    done = 0
    while done < len(desk.called_notes):
        label = list(desk.called_notes)[done]
        done += 1
        note = desk.notes[label]
        given = {"class": "note", "id": f"note-{notes.id_part(label)}", "data-number": str(done)}
        _set_blocks(note, _new(section, "aside", note, given), desk)
    if done:
        division.append(section)
    notes.report_stray(desk)


_SETTERS: dict[str, Callable[[Block, Element, Desk], None]] = {
    "paragraph": _set_paragraph,
    "heading": _set_heading,
    "rule": _set_rule,
    "code": _set_code,
    "html": _set_html,
    "quote": _set_quote,
    "box": _set_box,
    "list": _set_list,
    "terms": _set_terms,
    "table": _set_table,
}
