"""WeasyPrint's line breaker → the same with a careful printer's limits on hyphens.

CSS has words for these limits (`hyphenate-limit-lines`, `hyphenate-limit-last`), which WeasyPrint 70 does not know.
They are kept while lines are broken: to mend them afterwards, every other division would be laid out again.
"""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.inline import iter_line_boxes

MOST_IN_A_ROW = 2
HYPHENS = ("-", "\u2010")


def apply() -> None:
    """Put the limits in; once is enough, after other repairs of the line breaker."""
    breaker = _Breaker(inline.split_first_line)  # type: ignore[attr-defined]
    inline.split_first_line = breaker.split_first_line  # type: ignore[attr-defined]
    block.iter_line_boxes = breaker.lines  # type: ignore[attr-defined]


def ends_in_hyphen(line: Any) -> bool:
    """Whether a line (or an inline part of one) ends in a hyphen, the author's own included."""
    last = last_text(line)
    text = last.text.rstrip() if last is not None else ""
    return text.endswith(HYPHENS) and text[-2:-1].isalpha()


def last_text(around: Any) -> Any:
    """The last text box with something in it."""
    for child in reversed(around.children):
        if isinstance(child, boxes.TextBox):
            if child.text.strip():
                return child
        elif isinstance(child, boxes.ParentBox) and (found := last_text(child)) is not None:
            return found
    return None


class _Breaker:
    """Breaks lines with or without hyphens, as the line before and the end of the page ask."""

    def __init__(self, split: Callable[..., Any]) -> None:
        self._split = split
        self._may_hyphenate = True

    def split_first_line(self, text: str, style: Any, *rest: Any, **named: Any) -> Any:
        return self._split(text, style if self._may_hyphenate else _Unhyphenated(style), *rest, **named)

    def lines(
        self,
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolutes: list[Any],
        fixed: list[Any],
        *first_styles: Any,
    ) -> Iterator[tuple[Any, Any]]:
        """What `iter_line_boxes` gives; a line that should not end in a hyphen is broken once more, without."""
        around = (containing_block, absolutes, fixed)
        lines = iter_line_boxes(context, box, position_y, bottom_space, skip_stack, *around, *first_styles)
        in_a_row = 0
        while True:
            out_of_flow = _out_of_flow(context, absolutes, fixed)
            found = self._next(lines, may_hyphenate=in_a_row < MOST_IN_A_ROW)
            if found is None:
                return
            line, resume_at = found
            if (
                skip_stack is not None  # a first line may have styles of its own, which can be applied only once
                and resume_at is not None
                and in_a_row < MOST_IN_A_ROW
                and ends_in_hyphen(line)
                and out_of_flow == _out_of_flow(context, absolutes, fixed)
                and _should_not_hyphenate(context, box, bottom_space, line, resume_at)
            ):
                lines = iter_line_boxes(context, box, position_y, bottom_space, skip_stack, *around, None, None)
                line, resume_at = self._next(lines, may_hyphenate=False) or found
            yield line, resume_at
            if resume_at is None:
                return
            in_a_row = in_a_row + 1 if ends_in_hyphen(line) else 0
            position_y, skip_stack = line.position_y + line.height, resume_at

    def _next(self, lines: Iterator[Any], *, may_hyphenate: bool) -> Any:
        before, self._may_hyphenate = self._may_hyphenate, may_hyphenate
        try:
            return next(lines, None)
        finally:
            self._may_hyphenate = before  # a line can hold a block with lines of its own


class _Unhyphenated:
    """A style, but for its hyphens."""

    def __init__(self, style: Any) -> None:
        self._style = style

    def __getitem__(self, name: str) -> Any:
        return "none" if name == "hyphens" else self._style[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)


def _out_of_flow(context: Any, absolutes: list[Any], fixed: list[Any]) -> tuple[int, ...]:
    """Changes when a line brought something that is not part of it: such a line can't be broken twice."""
    return len(absolutes), len(fixed), len(context.excluded_shapes), len(context.broken_out_of_flow)


def _should_not_hyphenate(context: Any, box: Any, bottom_space: float, line: Any, resume_at: Any) -> bool:
    """Whether this will be the last line of the page, or the next one would hold the end of a word only."""
    rest = _rest(box, resume_at).strip()
    if " " not in rest:
        return True
    lowest = line.position_y + line.height
    if context.overflows_page(bottom_space, lowest + line.height):
        return True
    # the next line would fit, but not the one after: where that is the paragraph's last, two go to the next page
    is_last_but_two = len(rest) < 2 * len(_whole(line))
    return is_last_but_two and context.overflows_page(bottom_space, lowest + 2 * line.height)


def _rest(box: Any, resume_at: Any) -> str:
    """The text of a box from where its next line begins."""
    ((index, inner),) = resume_at.items()
    if isinstance(box, boxes.TextBox):
        return str(box.text.encode()[index:].decode())
    first = _rest(box.children[index], inner) if inner else _whole(box.children[index])
    return first + "".join(_whole(child) for child in box.children[index + 1 :])


def _whole(box: Any) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return "".join(_whole(child) for child in box.children) if isinstance(box, boxes.ParentBox) else "\ufffc"
