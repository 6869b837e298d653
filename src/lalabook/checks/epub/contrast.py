"""The colours of the stylesheets on the elements of the book → can every word be read, by day and by night?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lalabook import xhtml
from lalabook.checks.epub.faults import fault, quoted, remark
from lalabook.checks.epub.view import EpubView, html, target
from lalabook.findings import Finding
from lalabook.stylesheet import BLACK, WHITE, Cascade, Colour, Declaration, Stylesheet, colour_of, contrast
from lalabook.xhtml import Element

_LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3. The exception for large text is not used: how large it is, the reader decides."""
_PAINT = frozenset({"color", "background-color", "background"})


@dataclass(frozen=True)
class _Light:
    """The page as a reader sets it."""

    name: str
    page: Colour
    ink: Colour
    is_dark: bool
    code: str


_LIGHTS = (_Light("by day", WHITE, BLACK, False, "Q136"), _Light("at night", BLACK, WHITE, True, "Q137"))


@dataclass(frozen=True)
class _Seen:
    """The ink and the ground of an element, and which declarations they are from."""

    ink: Colour
    ground: Colour
    ink_from: Declaration | None = None
    ground_from: Declaration | None = None


def words_stand_out(view: EpubView) -> Iterator[Finding]:
    """Every word against what is behind it. A reader's own colours hold where the stylesheet says nothing."""
    told: set[tuple[str, Declaration | None, Declaration | None]] = set()
    for path, root in view.documents.items():
        sheets = list(_sheets_of(view, path, root))
        for light in _LIGHTS:
            for element, seen in _seen(root, sheets, light):
                place = seen.ink_from or seen.ground_from
                key = (light.code, seen.ink_from, seen.ground_from)
                found = contrast(seen.ink, seen.ground)
                if found >= _LEAST or place is None or key in told:
                    continue
                told.add(key)
                message = (
                    f"{quoted(xhtml.text_of(element), 30)} ({path}) is hard to read {light.name}: "
                    f"contrast {found:.1f} : 1"
                )
                hint = f"{_LEAST} : 1 at least, on white and on black; or set both color and background"
                yield fault(place.place.path, place.place.line, light.code, message, hint)


def grounds_come_with_ink(view: EpubView) -> Iterator[Finding]:
    """A ground without a colour of the text on it is a trap: the reader's own may be the same."""
    for path, sheet in view.sheets.items():
        for rule, _ in sheet.walk():
            names = {each.name: each for each in rule.declarations}
            ground = names.get("background-color") or names.get("background")
            colour = _ground_of(ground) if ground is not None else None
            if ground is not None and colour is not None and colour.alpha > 0 and "color" not in names:
                message = f"{rule.prelude} has a background, but no colour for the text on it"
                yield remark(path, ground.place.line, "Q138", message, "set color too, or leave the background out")


def _sheets_of(view: EpubView, path: str, root: Element) -> Iterator[Stylesheet]:
    for link in html(root, "link"):
        where, _ = target(path, link.get("href", ""))
        if link.get("rel") == "stylesheet" and where in view.sheets:
            yield view.sheets[where]


def _seen(root: Element, sheets: list[Stylesheet], light: _Light) -> Iterator[tuple[Element, _Seen]]:
    """Every element with words of its own for which a stylesheet mixes the colours."""
    styled = {each.element: each.declarations for each in Cascade(sheets, _PAINT, is_dark=light.is_dark).styled(root)}
    if not styled:
        return
    known: dict[Element, _Seen] = {}
    for element in xhtml.elements(root):
        parent = element.getparent()
        around = known.get(parent) if parent is not None else None
        seen = around or _Seen(light.ink, light.page)
        if element in styled:
            seen = _painted(seen, styled[element])
        known[element] = seen
        if (seen.ink_from or seen.ground_from) and _has_words(element):
            yield element, seen


def _painted(seen: _Seen, declared: dict[str, Declaration]) -> _Seen:
    ground, ground_from = seen.ground, seen.ground_from
    for name in ("background", "background-color"):
        colour = _ground_of(declared[name]) if name in declared else None
        if colour is not None and colour.alpha > 0:
            ground, ground_from = colour.over(seen.ground), declared[name]
    ink, ink_from = seen.ink, seen.ink_from
    colour = colour_of(declared["color"].value) if "color" in declared else None
    if colour is not None:
        ink, ink_from = colour.over(ground), declared["color"]
    return _Seen(ink, ground, ink_from, ground_from)


def _ground_of(declaration: Declaration) -> Colour | None:
    """The colour of a background, also where it is one word of several."""
    whole = colour_of(declaration.value)
    if whole is not None:
        return whole
    return next((colour for word in declaration.value.split() if (colour := colour_of(word)) is not None), None)


def _has_words(element: Element) -> bool:
    own = [element.text, *(child.tail for child in element)]
    return any(each and not each.isspace() for each in own) and xhtml.local_name(element) not in (
        "style",
        "script",
        "title",
    )
