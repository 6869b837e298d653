"""A division's first heading, or its title from elsewhere → its `<h1 class="title">`, with the subtitle after it.

What the author wrote is never dropped. A heading that opens the text is the title where it is of the first level,
where no other title is given, or where it ends in the words of that title. Otherwise the given title is set above the
text. Contents and running heads take the given title where there is one, so that a long heading may have a short
entry. A dedication, an imprint, a title page show a title only where their text has one; the given one names them
elsewhere.
"""

from __future__ import annotations

import re
from posixpath import basename, splitext

from lalabook import xhtml
from lalabook.book.constructs.labels import title_of_role
from lalabook.book.constructs.setting import HEADINGS, Setting, free_id, is_blank, move_content, slug
from lalabook.findings import Finding, Severity
from lalabook.terms import Role
from lalabook.words import words_for
from lalabook.xhtml import Element

_STANDS_WITHOUT = frozenset(
    {Role.COVER, Role.HALF_TITLE, Role.FRONTISPIECE, Role.TITLE_PAGE, Role.IMPRINT, Role.DEDICATION, Role.EPIGRAPH}
)
_NUMBER_OF_FILE = re.compile(r"^[\d.\-_ ]+")


def title(root: Element, setting: Setting) -> list[Finding]:
    """Put the title first, and the subtitle behind it."""
    division = setting.division
    findings: list[Finding] = []
    heading = _heading_of_text(root, setting)
    if heading is not None:
        heading.tag = "h1"
        xhtml.remove(heading)
    elif division.role in _STANDS_WITHOUT:
        return []
    elif division.title:
        heading, findings = inline("h1", division.title, setting)
    elif title_of_role(division.role, setting.language):
        heading = xhtml.build("h1", title_of_role(division.role, setting.language))
    else:
        # A numbered chapter may do without words: "Chapter 3" will stand there.
        heading = xhtml.build("h1", name_of_file(division.path) or ("" if division.number else division.id))
        findings = [_untitled(heading, setting)] if heading.text else []
    return findings + _place_first(root, heading, setting)


def name_of_file(path: str) -> str:
    """ "Spring" for `body/03-spring.md`; empty where the name is all digits."""
    name = _NUMBER_OF_FILE.sub("", splitext(basename(path))[0])
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:]


def label_of_number(setting: Setting) -> str:
    """ "Chapter 3": what an untitled chapter is called."""
    return f"{words_for(setting.language).chapter} {setting.division.number}".strip()


def inline(tag: str, markdown: str, setting: Setting) -> tuple[Element, list[Finding]]:
    """One line of Markdown as the content of an element."""
    holder, findings = setting.line(markdown)
    element = xhtml.build(tag)
    move_content(holder, element)
    for each in xhtml.elements(element):
        each.attrib.pop("data-line", "")
        each.attrib.pop("data-column", "")
    return element, list(findings)


def _heading_of_text(root: Element, setting: Setting) -> Element | None:
    """The heading of the text that is the division's title."""
    given = setting.division.title
    first = _opening_heading(root)
    if first is not None:
        said = _letters(xhtml.text_of(first))
        # "Appendix A: Keywords" says what "A - Keywords" in SUMMARY.md does.
        if first.tag == "h1" or not given or said.endswith(_letters(given)):
            return first
    elif not given:
        # A bare file may open with a badge or a line of text, and name itself after it.
        return next((each for each in root if each.tag == "h1"), None)
    return None


def _opening_heading(root: Element) -> Element | None:
    for each in root:
        if each.tag in HEADINGS:
            return each
        if not is_blank(each):
            return None
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _place_first(root: Element, heading: Element, setting: Setting) -> list[Finding]:
    xhtml.add_class(heading, "title")
    if not heading.get("id"):
        heading.set("id", free_id(root, slug(xhtml.text_of(heading)) or "title"))
    if heading.get("id", "")[:1].isdecimal():
        heading.set("id", free_id(root, f"title-{heading.get('id')}"))
    heading.set("data-line", heading.get("data-line") or "1")
    lead, root.text = root.text, None
    heading.tail = lead
    root.insert(0, heading)
    if not setting.division.subtitle:
        return []
    subtitle, findings = inline("p", setting.division.subtitle, setting)
    subtitle.set("class", "subtitle")
    subtitle.set("data-line", heading.get("data-line", "1"))
    root.insert(1, subtitle)
    return findings


def _untitled(heading: Element, setting: Setting) -> Finding:
    message = f"nothing gives this {setting.division.role} a title: it is called {heading.text} after its file"
    hint = 'begin with a heading ("# …"), or add "title: …" to the front matter'
    return Finding(setting.division.place(1), "B202", message, hint, Severity.WARNING)
