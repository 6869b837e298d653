"""Headings at the levels their author happened to use → levels without gaps below the title, in boxes too."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.setting import HEADINGS, Setting
from lalabook.findings import Finding
from lalabook.xhtml import Element

_DEEPEST = 6


def headings(root: Element, _setting: Setting) -> list[Finding]:
    """Give every heading the level of its place in the tree of headings; h1 is the title's alone."""
    _settle(root, above=1, open_levels=[])
    return []


def _settle(element: Element, above: int, open_levels: list[int]) -> None:
    """`above`: the level that all headings here stand below; `open_levels`: of those still open, as written."""
    for child in element:
        if child.tag in HEADINGS:
            if not xhtml.has_class(child, "title"):
                written = int(str(child.tag)[1])
                while open_levels and open_levels[-1] >= written:
                    open_levels.pop()
                child.tag = _tag(above + len(open_levels) + 1)
                open_levels.append(written)
        elif xhtml.has_class(child, "box"):
            _settle_box(child, above + len(open_levels))
        else:
            _settle(child, above, open_levels)


def _settle_box(box: Element, above: int) -> None:
    """A box's title stands one below the heading in force, and what is in the box below that."""
    titles = [each for each in box.iter(*HEADINGS) if xhtml.has_class(each, "box-title")]
    mine = [each for each in titles if _box_around(each) is box]
    for title in mine:
        title.tag = _tag(above + 1)
    for body in box:
        if body.tag != "header":
            _settle(body, above + bool(mine), [])


def _box_around(element: Element) -> Element | None:
    return next((each for each in element.iterancestors() if xhtml.has_class(each, "box")), None)


def _tag(level: int) -> str:
    return f"h{min(level, _DEEPEST)}"
