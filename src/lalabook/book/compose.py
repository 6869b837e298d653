"""Set one division in type: Markdown → Galley, construct by construct, in the order of `CONSTRUCTS`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lalabook import xhtml
from lalabook.book.constructs.boxes import box_kinds, boxes
from lalabook.book.constructs.epigraph import epigraph
from lalabook.book.constructs.figures import figures
from lalabook.book.constructs.headings import headings
from lalabook.book.constructs.ids import ids
from lalabook.book.constructs.index_marks import index_marks
from lalabook.book.constructs.labels import name_of_role
from lalabook.book.constructs.lines import lines
from lalabook.book.constructs.pictures import pictures as check_pictures
from lalabook.book.constructs.references import references
from lalabook.book.constructs.runs import count_words
from lalabook.book.constructs.setting import Setting, Step
from lalabook.book.constructs.spans import spans
from lalabook.book.constructs.tables import tables
from lalabook.book.constructs.title import inline, label_of_number, name_of_file, title
from lalabook.book.constructs.typography import typography
from lalabook.book.constructs.verse import verse
from lalabook.book.markdown import inline_to_xhtml, to_xhtml
from lalabook.book.model import Galley
from lalabook.config import Config
from lalabook.findings import Finding, Place
from lalabook.manuscript import Division
from lalabook.pictures import PictureDoor
from lalabook.xhtml import Element

_IN_TEXT: tuple[Step, ...] = (
    tables,
    check_pictures,
    figures,
    verse,
    index_marks,
    spans,
    references,
    typography,
    lines,
)
"""What any piece of the author's Markdown goes through."""

CONSTRUCTS: tuple[Step, ...] = (ids, title, epigraph, boxes, headings, *_IN_TEXT)
"""What a division goes through, in this order: typography comes when all words are there, lines when all blocks are."""


def compose(division: Division, config: Config, pictures: PictureDoor) -> Galley:
    """The galley of a division, with all that was noticed; it never raises for what an author can write.

    A function of its arguments. `pictures` is asked only about paths that the text names, and of its answers only "a
    picture, or none" enters the galley: a stored galley without errors holds as long as every path in `Galley.pictures`
    is still a `Picture`. One with errors must be made again, for the file that it missed may be there now.
    """
    language = division.language or config.metadata.language
    setting = _setting(division, config, language, pictures)
    root, noticed = _markup(division.text, setting, division)
    findings = list(noticed)
    for construct in CONSTRUCTS:
        findings += construct(root, setting)
    return Galley(
        division=replace(division, text=""),
        xhtml=xhtml.serialise(root),
        title=_title(root, setting),
        language=language,
        words=count_words(root),
        pictures=_pictures_in(root),
        findings=_in_order(findings),
    )


def compose_text(
    text: str, division: Division, config: Config, pictures: PictureDoor, place: Place
) -> tuple[str, tuple[Finding, ...]]:
    """Markdown from a data file (why to watch a film) as a `<div>` of blocks, set as if it stood in `division`.

    Paths are relative to the division's file; all that is noticed is noticed at `place`.
    """
    language = division.language or config.metadata.language
    here = replace(division, text=text, path=division.path or place.path, lines=())
    setting = _setting(here, config, language, pictures)
    root, noticed = _markup(text, setting, here)
    findings = list(noticed)
    for construct in (boxes, *_IN_TEXT):
        findings += construct(root, setting)
    for element in xhtml.elements(root):
        for name in ("data-line", "data-column"):
            element.attrib.pop(name, "")
    root.attrib.pop("class", "")
    return xhtml.serialise(root), _in_order(replace(each, place=place) for each in findings)


def _setting(division: Division, config: Config, language: str, pictures: PictureDoor) -> Setting:
    kinds = {kind.name: kind for kind in box_kinds(config, language)}

    def somewhere(_line: int, _column: int) -> Place:
        return Place(division.path)

    def markup(text: str) -> tuple[Element, tuple[Finding, ...]]:
        made = to_xhtml(text, language=language, place=somewhere, box_kinds=frozenset(kinds))
        return made.root, made.findings

    def line(text: str) -> tuple[Element, tuple[Finding, ...]]:
        made = inline_to_xhtml(text, language=language, place=somewhere)
        return made.root, made.findings

    return Setting(division, config, language, kinds, pictures, markup, line)


def _markup(text: str, setting: Setting, division: Division) -> tuple[Element, tuple[Finding, ...]]:
    made = to_xhtml(text, language=setting.language, place=division.place, box_kinds=frozenset(setting.kinds))
    return made.root, made.findings


def _title(root: Element, setting: Setting) -> str:
    """The title that contents and running heads show: the given one, else that of the page; never empty."""
    division = setting.division
    if division.title:
        holder = xhtml.build("div")
        holder.append(inline("p", division.title, setting)[0])
        typography(holder, setting)
        return _plain(holder)
    shown = next((each for each in root if xhtml.has_class(each, "title")), None)
    named = _plain(shown) if shown is not None else name_of_role(division.role, setting.language)
    return named or name_of_file(division.path) or label_of_number(setting) or division.id


def _plain(element: Element) -> str:
    """The words of a title, without the marks of its notes."""
    copy = xhtml.parse(xhtml.serialise(element))
    for mark in [each for each in xhtml.elements(copy, "a") if xhtml.has_class(each, "noteref")]:
        xhtml.remove(mark)
    return xhtml.text_of(copy)


def _pictures_in(root: Element) -> tuple[str, ...]:
    return tuple(sorted({image.get("src", "") for image in xhtml.elements(root, "img")} - {""}))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, each once."""
    return tuple(sorted(set(findings)))
