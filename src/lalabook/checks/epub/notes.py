"""Notes: every mark leads to a note, every note back to its mark, and the numbers count from 1."""

from __future__ import annotations

from collections.abc import Iterator

from lalabook import xhtml
from lalabook.checks.epub.faults import fault, quoted
from lalabook.checks.epub.view import EpubView, html, target, types_of
from lalabook.findings import Finding
from lalabook.xhtml import Element

_NOTES = frozenset({"footnote", "endnote", "rearnote"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote"})


def notes_are_tied_to_their_marks(view: EpubView) -> Iterator[Finding]:
    """Popups and Kindle know a note only so."""
    marks: dict[tuple[str, str], list[tuple[str, Element]]] = {}
    notes = {(path, note.get("id", "")): note for path, note in _notes(view)}
    for path, root in view.documents.items():
        for mark in html(root, "a"):
            if "noteref" not in types_of(mark) and mark.get("role") != "doc-noteref":
                continue
            place = target(path, mark.get("href", ""))
            marks.setdefault(place, []).append((path, mark))
            if place not in notes:
                message = f"the note mark {quoted(xhtml.text_of(mark))} leads to no note"
                yield fault(path, mark, "Q120", message, "lead it to an aside of the type footnote")
    for place, note in notes.items():
        said = quoted(xhtml.text_of(note))
        if place not in marks:
            hint = "mark its place in the text, or take it out"
            yield fault(place[0], note, "Q121", f"no mark leads to the note {said}", hint)
        elif not _leads_back(place[0], note, marks[place]):
            hint = "begin it with a link to its first mark"
            yield fault(place[0], note, "Q122", f"the note {said} does not lead back to its mark", hint)


def _notes(view: EpubView) -> Iterator[tuple[str, Element]]:
    for path, root in view.documents.items():
        for each in html(root):
            if _NOTES & set(types_of(each)) or each.get("role") in _NOTE_ROLES:
                yield path, each


def _leads_back(path: str, note: Element, marks: list[tuple[str, Element]]) -> bool:
    places = {(where, mark.get("id", "")) for where, mark in marks}
    return any(target(path, link.get("href", "")) in places for link in html(note, "a"))


def notes_count_from_one(view: EpubView) -> Iterator[Finding]:
    """In each document, in the order of their first marks; notes that are not numbered count nothing."""
    for path, root in view.documents.items():
        seen: dict[str, str] = {}
        for mark in html(root, "a"):
            if "noteref" not in types_of(mark):
                continue
            number, href = xhtml.text_of(mark).strip("[]()"), mark.get("href", "")
            if not number.isdigit():
                continue
            expected = seen.get(href, str(len(seen) + 1))
            if number != expected:
                message = f"the note mark {number} stands where {expected} is due"
                yield fault(path, mark, "Q123", message, "number the notes as their marks follow each other")
                break
            seen[href] = number
