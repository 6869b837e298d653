"""Tables → `Table`, `THead`, `TBody`, `TR`, `TH` with its scope, `TD`; rows are made as long as the longest."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.tags.flow import Flow, language_of
from lalabook.editions.print.gather.tags.nodes import Node

_GROUPS = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
_CELLS = frozenset({"th", "td"})
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_MOST_SPANNED = 1000  # as HTML 4.9.12 has it


def set_table(flow: Flow, element: Element, node: Node) -> None:
    """Rows without a group around them are given one: with a head, a table has a body too."""
    table = node.add("Table", **language_of(element))
    widths: list[tuple[Node, int]] = []
    loose: list[Element] = []
    for child in element:
        if child.tag == "caption":
            flow.put("Caption", child, table)
        elif child.tag in _GROUPS:
            rows = [row for row in child if row.tag == "tr"]
            widths += _set_group(flow, rows, table.add(_GROUPS[child.tag]), is_head=child.tag == "thead")
        elif child.tag == "tr":
            loose.append(child)
    widths += _set_group(flow, loose, table.add("TBody"), is_head=False)
    _make_even(widths)


def _set_group(flow: Flow, rows: Sequence[Element], node: Node, *, is_head: bool) -> list[tuple[Node, int]]:
    """The rows as set, each with the number of columns it takes, cells that reach down into it counted."""
    made = []
    reaching: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        line = node.add("TR", **language_of(row))
        below = len(rows) - number
        reaching = [(columns, last) for columns, last in reaching if last >= number]
        width = sum(columns for columns, _ in reaching)
        cells = [each for each in row if each.tag in _CELLS]
        is_column = is_head or (not reaching and all(cell.tag == "th" for cell in cells))
        for cell in cells:
            columns, height = _span(cell, "colspan"), min(_span(cell, "rowspan"), below)
            _set_cell(flow, cell, line, (columns, height), "Column" if is_column else "Row")
            width += columns
            reaching.append((columns, number + height - 1))
        made.append((line, width))
    return made


def _set_cell(flow: Flow, element: Element, node: Node, spans: tuple[int, int], scope: str) -> None:
    """`spans`: columns and rows; `scope`: of a head that does not say what it heads."""
    cell = flow.put(element.tag.upper(), element, node)
    columns, rows = spans
    if element.tag == "th":
        cell.attributes["Scope"] = f"/{_SCOPES.get(element.get('scope', ''), scope)}"
    if columns > 1:
        cell.attributes["ColSpan"] = columns
    if rows > 1:
        cell.attributes["RowSpan"] = rows
    if cell.attributes:
        cell.attributes["O"] = "/Table"


def _span(cell: Element, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(int(written), 1), _MOST_SPANNED) if written.isdecimal() else 1


def _make_even(rows: Sequence[tuple[Node, int]]) -> None:
    """A row that ends early is filled up with an empty cell: readers count columns (ISO 14289-1, 7.5)."""
    widest = max((width for _, width in rows), default=0)
    for row, width in rows:
        if width < widest:
            filler = row.add("TD")
            if widest - width > 1:
                filler.attributes = {"O": "/Table", "ColSpan": widest - width}
