"""Laid-out pages → how far their text stands elsewhere on the other side, where that is all that differs."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

from typing import Any

from weasyprint.layout.page import set_page_type_computed_styles

from lalabook.editions.print.gather.engine import Pages

_PT_PER_PX = 0.75
_OTHER = {"right": "left", "left": "right"}
_MAY_DIFFER = frozenset({"margin_left", "margin_right"})


def mirror_pt(pages: Pages) -> float | None:
    """From a recto's text block to a verso's, to the right; None where the design gives its sides more than that."""
    moves = {_move_px(page._page_box, pages) for page in pages.pages}
    move = moves.pop() if len(moves) == 1 else None
    return None if move is None else round(move * _PT_PER_PX, 3)


def _move_px(box: Any, pages: Pages) -> float | None:
    here = box.page_type
    there = here._replace(side=_OTHER[here.side])
    styles = pages.style_for
    if (there, None) not in styles.get_computed_styles():
        set_page_type_computed_styles(there, pages.sheet, styles)
    if _declared(styles, here) != _declared(styles, there):
        return None
    left, right = styles(there)["margin_left"], styles(there)["margin_right"]
    if left.unit != "px" or right.unit != "px" or left.value + right.value != box.margin_left + box.margin_right:
        return None
    move: float = left.value - box.margin_left
    return move if here.side == "right" else -move


def _declared(styles: Any, page_type: Any) -> dict[Any, dict[str, Any]]:
    """What the design says of a page of this type and of the areas on it, but for its left and right margin."""
    return {
        pseudo: {name: value for name, (value, _) in declared.items() if name not in _MAY_DIFFER}
        for (element, pseudo), declared in list(styles.get_cascaded_styles().items())
        if element == page_type
    }
