"""Links and bookmarks: all of them lead somewhere, bookmarks to the headings they name."""

from __future__ import annotations

from collections.abc import Iterator

from lalabook.checks.pdf.lines import lines_of
from lalabook.checks.pdf.notes import note, short
from lalabook.checks.pdf.view import Heading, PdfView
from lalabook.findings import Finding, Severity

_OUTWARD = ("http://", "https://", "mailto:")
_MOSTLY = 0.9


def links_land(view: PdfView) -> Iterator[Finding]:
    for number, page in enumerate(view.pages):
        for link in page.links:
            if link.page is None and not link.uri.startswith(_OUTWARD):
                goal = link.uri or link.name or "nothing"
                yield note(view, "R401", f"a link leads nowhere: {goal}", "mend its target", number, Severity.ERROR)


def bookmarks_land(view: PdfView) -> Iterator[Finding]:
    for bookmark in view.bookmarks:
        if bookmark.page is None:
            message = f"the bookmark “{short(bookmark.title)}” leads nowhere"
            yield note(view, "R402", message, "mend its target", severity=Severity.ERROR)


def bookmarks_are_headings(view: PdfView) -> Iterator[Finding]:
    """In a tagged file: on the page of each bookmark is a heading of its name, and each title has a bookmark."""
    if not view.headings or not view.bookmarks:
        return
    headings = {(heading.page, _solid(heading_text(view, heading))) for heading in view.headings}
    marked = {(bookmark.page, _solid(bookmark.title)) for bookmark in view.bookmarks}
    for bookmark in view.bookmarks:
        if bookmark.page is not None and (bookmark.page, _solid(bookmark.title)) not in headings:
            message = f"no heading “{short(bookmark.title)}” stands where its bookmark leads"
            yield note(view, "R403", message, "bookmarks are made from headings", bookmark.page)
    for heading in view.headings:
        text = heading_text(view, heading)
        if _is_title(view, heading) and (heading.page, _solid(text)) not in marked:
            yield note(view, "R404", f"the title “{short(text)}” has no bookmark", "give it one", heading.page)


def _is_title(view: PdfView, heading: Heading) -> bool:
    """Of a division of the body or the back matter: in front, half-titles and lists have ways of their own."""
    return heading.level == 1 and view.pages[heading.page].label.isdigit()


def heading_text(view: PdfView, heading: Heading) -> str:
    texts = view.pages[heading.page].texts
    return " ".join(line.text for line in lines_of(each for each in texts if each.mcid in heading.mcids))


def _solid(text: str) -> str:
    """What two ways of setting the same words have in common: letters, figures and signs, not the white between."""
    return "".join(text.split()).casefold()


def chapters_on_rectos(view: PdfView) -> Iterator[Finding]:
    """Where nearly all titles open on a recto, the others are noted."""
    titles = [heading for heading in view.headings if _is_title(view, heading)]
    versos = [heading for heading in titles if heading.page % 2 == 1]
    if versos and len(titles) - len(versos) >= _MOSTLY * len(titles):
        for heading in versos:
            message = f"“{short(heading_text(view, heading))}” opens on a verso, other divisions on rectos"
            yield note(view, "R405", message, "see [print] chapters-open", heading.page, Severity.ADVICE)
