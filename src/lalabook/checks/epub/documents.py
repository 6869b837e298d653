"""The content documents: languages, titles, ids, headings, and what a document of a book should not hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lalabook import xhtml
from lalabook.checks.epub.faults import fault, quoted, remark
from lalabook.checks.epub.view import CONTENT, EpubView, html, types_of
from lalabook.findings import Finding
from lalabook.values import is_language_tag
from lalabook.xhtml import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BODY = f"{{{xhtml.XHTML_NS}}}body"
_HANDLER = re.compile(r"on[a-z]+")
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_EMPTY = "a|abbr|aside|b|blockquote|cite|code|dd|div|dl|dt|em|figcaption|figure|h[1-6]|i|li|ol|p|pre|q|s|script"
_SHUT = re.compile(rf"<(?:{_NEVER_EMPTY}|section|small|span|strong|sub|sup|table|td|th|title|tr|u|ul)\b[^<>]*/>")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_SHOWS = ("img", "svg", "math", "br", "input", "audio", "video", "object")
_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff",
    "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Japanese": "\u3040-\u30ff",
    "Chinese": "\u4e00-\u9fff",
    "Korean": "\uac00-\ud7af",
}
_OTHER_SCRIPTS = {name: re.compile(f"[{letters}]{{3,}}") for name, letters in _SCRIPTS.items()}
_NOT_LATIN = frozenset(
    "am ar bg bn el fa gu he hi hy ja ka km kn ko lo mk ml mn mr my ne pa ru si sr ta te th uk ur yi zh".split()
)
_NOT_PROSE = frozenset("code pre samp kbd math svg".split())
_ROLES = {
    "noteref": "doc-noteref",
    "footnote": "doc-footnote",
    "backlink": "doc-backlink",
    "pagebreak": "doc-pagebreak",
    "chapter": "doc-chapter",
    "part": "doc-part",
    "appendix": "doc-appendix",
    "foreword": "doc-foreword",
    "preface": "doc-preface",
    "introduction": "doc-introduction",
    "prologue": "doc-prologue",
    "epilogue": "doc-epilogue",
    "afterword": "doc-afterword",
    "conclusion": "doc-conclusion",
    "glossary": "doc-glossary",
    "bibliography": "doc-bibliography",
    "index": "doc-index",
    "colophon": "doc-colophon",
    "dedication": "doc-dedication",
    "acknowledgments": "doc-acknowledgments",
}
"""epub:type → the role that says the same to a screen reader (DPUB-ARIA 1.1)."""
_GONE = frozenset("annotation endnote help marginalia rearnote rearnotes sidebar subchapter warning".split())
"""Words that are no longer of the vocabulary (EPUB 3 Structural Semantics 1.1)."""


def documents_are_in_a_language(view: EpubView) -> Iterator[Finding]:
    """Said twice, for XML and for HTML; of the parts too."""
    known = {meta.text.split("-")[0].lower() for meta in view.all("dc:language")}
    for path, root in view.documents.items():
        if not root.get("lang"):
            hint = 'write lang and xml:lang on the element "html"'
            yield fault(path, root, "Q071", "the document does not say its language", hint)
        elif root.get("lang", "").split("-")[0].lower() not in known:
            message = f'the document is in "{root.get("lang")}", a language that the package does not name'
            yield remark(path, root, "Q073", message, "add a dc:language, or correct the document")
        for element in xhtml.elements(root):
            plain, xml = element.get("lang"), element.get(_XML_LANG)
            is_html = str(element.tag).startswith(f"{{{xhtml.XHTML_NS}}}")
            if plain != xml and (is_html or plain is not None):
                message = f'lang says "{plain or ""}", xml:lang "{xml or ""}"'
                yield fault(path, element, "Q071", message, "write both, alike")
            for tag in {plain, xml} - {None, ""}:
                if not is_language_tag(tag or ""):
                    yield fault(path, element, "Q072", f'"{tag}" is no language tag', "write it like fr or en-GB")


def other_scripts_are_named(view: EpubView) -> Iterator[Finding]:
    """A screen reader spells out what it takes for letters of its own language."""
    for path, root in view.documents.items():
        told: set[str] = set()
        for element in xhtml.elements(root):
            if xhtml.local_name(element) in _NOT_PROSE or _language(element) in _NOT_LATIN:
                continue
            if any(xhtml.local_name(each) in _NOT_PROSE for each in element.iterancestors()):
                continue
            own = " ".join(str(each) for each in (element.text, *(child.tail for child in element)) if each)
            for script, letters in _OTHER_SCRIPTS.items():
                if script not in told and letters.search(own):
                    told.add(script)
                    message = f"{script} words in a text of another language: {quoted(own)}"
                    yield remark(path, element, "Q088", message, "mark them with their language")


def _language(element: Element) -> str:
    holders = (each.get("lang") for each in (element, *element.iterancestors()))
    return next((each for each in holders if each), "").split("-")[0].lower()


def titles_tell_documents_apart(view: EpubView) -> Iterator[Finding]:
    titles: dict[str, str] = {}
    for path, root in view.documents.items():
        title = next(html(root, "title"), None)
        said = xhtml.text_of(title) if title is not None else ""
        if not said:
            yield fault(path, 0, "Q079", "the document has no title", "write one between <title> and </title>")
        elif said in titles and path != view.nav_path and titles[said] != view.nav_path:
            message = f"{titles[said]} has the title {quoted(said)} too"
            yield remark(path, 0, "Q079", message, "name each document by what is in it")
        titles.setdefault(said, path)


def ids_stand_once(view: EpubView) -> Iterator[Finding]:
    for path, root in view.trees.items():
        found = [(each.get("id"), each) for each in xhtml.elements(root) if each.get("id") is not None]
        counted = Counter(id_ for id_, _ in found)
        for id_, each in found:
            if counted[id_] > 1:
                counted[id_] = 0  # told once
                yield fault(path, each, "Q074", f'the id "{id_}" stands twice in the document', "change one of them")


def headings_are_an_outline(view: EpubView) -> Iterator[Finding]:
    """One title a document, no level left out: screen readers walk from heading to heading."""
    for path, root in view.documents.items():
        headings = list(html(root, *_LEVELS))
        titles = [each for each in headings if xhtml.local_name(each) == "h1"]
        if headings and len(titles) != 1:
            message = (
                f"the document has {len(titles)} headings of the first level" if titles else "no h1 names the document"
            )
            yield fault(path, (titles or headings)[-1], "Q078", message, "give it one h1")
        level = 0
        for each in headings:
            now = int(xhtml.local_name(each)[1])
            if level and now > level + 1:
                message = f"{quoted(xhtml.text_of(each))} is an h{now} below an h{level}"
                yield remark(path, each, "Q080", message, f"make it an h{level + 1}")
            if not xhtml.text_of(each) and next(html(each, "img"), None) is None:
                yield fault(path, each, "Q081", "a heading without words", "write them, or take it out")
            level = now


def styles_stay_in_the_stylesheet(view: EpubView) -> Iterator[Finding]:
    """Readers' own settings lose against styles in the text, and Kobo and Kindle advise against them."""
    for path, root in view.documents.items():
        for each in html(root):
            if each.get("style") is not None or xhtml.local_name(each) == "style":
                yield fault(
                    path, each, "Q082", "styles inside the text", "give a class, and style it in the stylesheet"
                )


def nothing_runs(view: EpubView) -> Iterator[Finding]:
    for path, root in view.documents.items():
        for each in xhtml.elements(root):
            name = xhtml.local_name(each)
            if name == "script" or any(_HANDLER.fullmatch(str(attribute)) for attribute in each.attrib):
                yield fault(path, each, "Q083", "a script: most readers do not run any", "say it in words or pictures")
            elif name in ("iframe", "object", "embed", "form", "applet"):
                yield fault(
                    path, each, "Q083", f"<{name}>: most readers show nothing there", "say it in words or pictures"
                )


def paragraphs_say_something(view: EpubView) -> Iterator[Finding]:
    """White between paragraphs is the stylesheet's."""
    for path, root in view.documents.items():
        for each in html(root, "p"):
            shows = next(html(each, *_SHOWS), None) is not None or any(inner.get("id") for inner in html(each))
            if not shows and not xhtml.text_of(each):
                yield remark(path, each, "Q084", "an empty paragraph", "take it out; make white with a margin")


def kinds_are_said_to_all(view: EpubView) -> Iterator[Finding]:
    """`epub:type` speaks to reading systems, `role` to screen readers: both say the same."""
    for path, root in view.documents.items():
        for each in xhtml.elements(root):
            roles = each.get("role", "").split()
            for kind in types_of(each):
                if kind in _GONE:
                    yield remark(path, each, "Q085", f'"{kind}" is no word of epub:type any more', "leave it out")
                # The lines of the landmarks have types of what they lead to.
                elif path != view.nav_path and each.tag != _BODY and _ROLES.get(kind, "") not in ("", *roles):
                    message = f'epub:type "{kind}" without role "{_ROLES[kind]}"'
                    yield fault(path, each, "Q085", message, f'add role="{_ROLES[kind]}"')


def elements_are_closed(view: EpubView) -> Iterator[Finding]:
    """`<span/>` is closed in XML; a reader that reads HTML takes all that follows into it."""
    for item in view.items:
        if item.media_type == CONTENT and item.path in view.trees:
            text = view.files[item.path].decode("utf-8", errors="replace")
            found = _SHUT.search(text)
            if found:
                line = text.count("\n", 0, found.start()) + 1
                yield fault(item.path, line, "Q086", f"{found[0]} stays open for readers of HTML", "write its end tag")


def nothing_invisible(view: EpubView) -> Iterator[Finding]:
    """Kindle shows zero-width spaces and joiners as spaces."""
    for path, root in view.documents.items():
        for element in html(root):
            own = "".join(str(each) for each in (element.text, *(child.tail for child in element)) if each)
            if _INVISIBLE.search(own):
                message = f"an invisible character in {quoted(own)}"
                yield remark(path, element, "Q087", message, "take it out: Kindle shows it as a space")
                break
