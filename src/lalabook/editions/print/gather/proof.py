"""Measured pages → what a proof-reader would mark on them: advice, each with its page and its block.

Repair has been at work before: what is noted here is left to the author, who can move a figure or change a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.hyphens import MOST_IN_A_ROW
from lalabook.editions.print.gather.lines import Line, Measured
from lalabook.editions.print.gather.marks import is_marked
from lalabook.editions.print.gather.page_ends import holes, short_ending, split_blocks, stranded
from lalabook.editions.print.gather.page_map import block_of
from lalabook.editions.print.gather.repair import TALLEST_WHOLE_BOX
from lalabook.editions.print.model import Remark
from lalabook.findings import Severity

Parents = dict[Element, Element]

LOWEST_PPI = 300
_FEWEST_TOGETHER = 2
"""Lines of a paragraph, rows of a table."""
_TOLERANCE_PX = 0.7
_CODE = frozenset({"pre", "code"})


def proof_read(measured: Measured, parents: Parents) -> tuple[Remark, ...]:
    """Everything noted in one division, in the order of `_READINGS`."""
    return tuple(remark for read in _READINGS for remark in read(measured, parents))


def _advice(code: str, message: str, hint: str, page: int, block: Element, parents: Parents) -> Remark:
    return Remark(code, message, hint, Severity.ADVICE, block_of(block, parents), page)


def _holes(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for hole in holes(measured):
        message = f"{hole.share:.0%} of the page is empty before what begins the next one"
        hint = "move it a paragraph or two, or make it smaller"
        yield _advice("P120", message, hint, hole.page, hole.next_block, parents)


def _stranded_headings(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for page, heading in stranded(measured):
        yield _advice("P121", "a heading stands alone at the page's foot", "add or take a line", page, heading, parents)


def _widows_and_orphans(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for block, on in split_blocks(measured):
        (first, at_foot), (last, at_top) = on[0], on[-1]
        if at_foot < _FEWEST_TOGETHER:
            yield _advice("P122", "a first line alone at the page's foot", "add or take a line", first, block, parents)
        if at_top < _FEWEST_TOGETHER:
            yield _advice("P123", "a last line alone at the page's top", "add or take a line", last, block, parents)


def _near_empty_page(measured: Measured, parents: Parents) -> Iterator[Remark]:
    if lines := short_ending(measured):
        count = f"{len(lines)} line{'s' * (len(lines) != 1)}"
        hint = "take or add a few lines in the pages before"
        yield _advice("P124", f"the last page has {count} only", hint, lines[0].page, lines[0].block, parents)


def _split_boxes(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for box, pieces in measured.pieces.items():
        page = measured.pages[pieces[0].page]
        is_inner = any(is_marked(each, "box") for each in _around(box, parents))
        would_fit = measured.height(box) <= TALLEST_WHOLE_BOX * (page.bottom - page.top)
        if len(pieces) > 1 and is_marked(box, "box") and would_fit and not is_inner:
            hint = "move it a paragraph, or shorten it"
            yield _advice("P125", "a box is divided that would fit whole", hint, pieces[0].page, box, parents)


def _hyphens(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for number, page in enumerate(measured.pages):
        for is_hyphenated, group in groupby(page.lines, lambda line: line.is_hyphenated):
            stack = list(group)
            if is_hyphenated and len(stack) > MOST_IN_A_ROW and len({line.block for line in stack}) == 1:
                message = f"{len(stack)} lines in a row end in a hyphen"
                yield _advice("P126", message, "change a word there", number, stack[0].block, parents)
        is_last = number == len(measured.pages) - 1
        if page.lines and page.lines[-1].is_hyphenated and not page.lines[-1].is_in_table and not is_last:
            hint = "change a word before it"
            yield _advice("P127", "a word is broken over the page's end", hint, number, page.lines[-1].block, parents)


def _line_lengths(measured: Measured, parents: Parents) -> Iterator[Remark]:
    before: Line | None = None
    for line in (each for page in measured.pages for each in page.lines):
        if line.overfull > _TOLERANCE_PX:
            kind = "a line of code" if line.block.tag in _CODE else "a line"
            message = f"{kind} goes {line.overfull * 0.75:.1f} pt past the right edge of its block"
            yield _advice(
                "P128", message, "break it, or allow a break in its long word", line.page, line.block, parents
            )
        is_runt = line.is_last and line.block.tag == "p" and line.width < line.bottom - line.top
        if is_runt and line.width and before is not None and before.block is line.block:
            message = "the last line of a paragraph is shorter than an indent"
            yield _advice("P130", message, "add or take a word", line.page, line.block, parents)
        before = line


def _tables(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for table in (each for each in measured.pieces if each.tag == "table"):
        first, last = measured.pieces[table][0].page, measured.pieces[table][-1].page
        if first == last:
            continue
        rows = [
            measured.pieces[row]
            for row in table.iter("tr")
            if row in measured.pieces and parents[row].tag not in ("thead", "tfoot")
        ]
        for page, where in ((first, "first"), (last, "last")):
            if sum(pieces[0].page <= page <= pieces[-1].page for pieces in rows) < _FEWEST_TOGETHER:
                message = f"of a divided table, the {where} page has fewer than two rows"
                yield _advice("P129", message, "move the table, or add or take a row", page, table, parents)


def _pictures(measured: Measured, parents: Parents) -> Iterator[Remark]:
    for picture, ppi in measured.ppi.items():
        if ppi < LOWEST_PPI - 1:
            page = next(
                (measured.pieces[each][0].page for each in _around(picture, parents) if each in measured.pieces), 0
            )
            message = f"the picture {picture.get('src', '')} has {ppi:.0f} pixels an inch"
            hint = f"print asks for {LOWEST_PPI}: give one with more pixels, or a drawing (SVG)"
            yield _advice("P131", message, hint, page, picture, parents)


def _around(element: Element, parents: Parents) -> Iterator[Element]:
    while element in parents:
        element = parents[element]
        yield element


_READINGS = (
    _holes,
    _stranded_headings,
    _widows_and_orphans,
    _near_empty_page,
    _split_boxes,
    _hyphens,
    _line_lengths,
    _tables,
    _pictures,
)
