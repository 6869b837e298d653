"""A galley's tree → what in it asks for eyes, and what would keep a reader who has none from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.book.constructs.pictures import says_nothing
from lalabook.book.model import Galley
from lalabook.findings import Finding, Place, Severity
from lalabook.xhtml import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOVING = ("animate", "animateMotion", "animateTransform", "set")


@dataclass(frozen=True)
class Barrier:
    """Something a reader who does not see the page cannot get at."""

    place: Place
    code: str
    """Empty where compose has told the author already."""
    what: str
    hint: str = ""

    @property
    def finding(self) -> Finding:
        return Finding(self.place, self.code, self.what, self.hint, Severity.WARNING)


@dataclass(frozen=True)
class Sight:
    """What one division holds, as far as accessibility asks. Decoration does not count."""

    pictures: tuple[tuple[str, Place], ...] = ()
    """Path and place of every picture that says something; the path of a drawing in the text is empty."""
    barriers: tuple[Barrier, ...] = ()
    tables: int = 0
    headings: int = 0
    links: int = 0
    has_formulas: bool = False
    has_ruby: bool = False
    has_other_languages: bool = False
    moves: bool = False
    """A drawing in the text moves."""


def look(root: Element, galley: Galley) -> Sight:
    """Look through a bound galley."""
    images = [each for each in root.iter("img") if not _is_decoration(each)]
    drawings = list(root.iter(f"{{{xhtml.SVG_NS}}}svg"))
    tables = [each for each in root.iter("table") if each.get("role") not in ("presentation", "none")]
    steps = [_barrier_of_image(each, galley) for each in images]
    steps += [_barrier_of_drawing(each, galley) for each in drawings]
    steps += [_barrier_of_table(each, galley) for each in tables]
    return Sight(
        pictures=tuple(
            (each.get("src", "") if each.tag == "img" else "", _place(each, galley)) for each in (*images, *drawings)
        ),
        barriers=(*(each for each in steps if each is not None), *_skipped_headings(root, galley)),
        tables=len(tables),
        headings=sum(1 for _ in root.iter(*_HEADINGS)),
        links=sum(1 for each in root.iter("a") if each.get("href", "").partition(":")[0] == each.get("href")),
        has_formulas=next(root.iter(f"{{{xhtml.MATHML_NS}}}math"), None) is not None,
        has_ruby=next(root.iter("rt"), None) is not None,
        has_other_languages=any(each.get("lang") or each.get(_XML_LANG) for each in xhtml.elements(root)),
        moves=any(
            next(each.iter(*(f"{{{xhtml.SVG_NS}}}{name}" for name in _MOVING)), None) is not None for each in drawings
        ),
    )


def _is_decoration(image: Element) -> bool:
    """An empty alternative says so, but not under a caption: there it was forgotten."""
    if image.get("role") in ("presentation", "none"):
        return True
    return image.get("alt") == "" and not _has_caption(image)


def _has_caption(image: Element) -> bool:
    return any(each.find("figcaption") is not None for each in image.iterancestors("figure"))


def _barrier_of_image(image: Element, galley: Galley) -> Barrier | None:
    said, source = image.get("alt", ""), image.get("src", "")
    if said and not says_nothing(said, basename(unquote(source))):
        return None
    return Barrier(_place(image, galley), "", f"the picture {source} has no alternative text that says what it shows")


def _barrier_of_drawing(drawing: Element, galley: Galley) -> Barrier | None:
    title = drawing.find(f"{{{xhtml.SVG_NS}}}title")
    is_named = bool(drawing.get("aria-label") or drawing.get("aria-labelledby"))
    if is_named or drawing.get("aria-hidden") == "true" or (title is not None and xhtml.text_of(title)):
        return None
    what, hint = "a drawing in the text without a name", "begin it with <title>What it shows</title>"
    return Barrier(_place(drawing, galley), "E007", what, hint)


def _barrier_of_table(table: Element, galley: Galley) -> Barrier | None:
    if any(xhtml.text_of(each) for each in table.iter("th")):
        return None
    hint = 'say in its first row what the columns hold, or give it role="presentation" where it only sets things out'
    return Barrier(_place(table, galley), "E006", "a table without header cells", hint)


def _skipped_headings(root: Element, galley: Galley) -> Iterator[Barrier]:
    level = 0
    for heading in root.iter(*_HEADINGS):
        now = int(heading.tag[1])
        if level and now > level + 1:
            what = f'the heading "{xhtml.text_of(heading)}" is of level {now} under one of level {level}'
            yield Barrier(_place(heading, galley), "E008", what, f"make it level {level + 1}")
        level = now


def _place(element: Element, galley: Galley) -> Place:
    """The author's line of the nearest block that knows it."""
    for each in (element, *element.iterancestors()):
        if line := each.get("data-line"):
            return galley.division.place(int(line))
    return Place(galley.division.path)
