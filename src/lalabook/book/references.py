"""Links as the author wrote them → links that land: resolved, their empty texts filled in, their pages asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lalabook import xhtml
from lalabook.book.addresses import Addresses, Target, leads_out
from lalabook.book.names import name_of
from lalabook.book.sheets import Sheet
from lalabook.book.titles import pour
from lalabook.findings import Finding
from lalabook.words import Words
from lalabook.xhtml import Element

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")
_MADE = frozenset({"noteref", "mention", "mentioner", "web"})
"""Links whose address is right already, or another step's."""


def resolve_references(sheets: Iterable[Sheet], addresses: Addresses, words: Words) -> Iterator[Finding]:
    """Turn every reference of the book into a link that lands; what cannot be one is yielded as a finding."""
    links = [(sheet, link) for sheet in sheets for link in sheet.root.iter("a") if _is_reference(link)]
    # Headings and captions first: what they say is what other references are filled in with.
    links.sort(key=lambda each: not _stands_in_title(each[1]))
    for sheet, link in links:
        yield from _resolve(sheet, link, addresses, words)


def scheme_of(href: str) -> str | None:
    """ "https", "watch"; "" for `//host/…`; None for a path or `#id` inside the book."""
    found = _SCHEME.match(href)
    return (found[1] or "").lower() if found else None


def ask_for_page(link: Element, address: str, *, is_authors_text: bool) -> None:
    """Where the author wants the printed page too, leave the place that print fills in.

    A name that was filled in takes it as a part of itself (", page 41"); words of the author's are a part of his
    sentence, and take it in brackets.
    """
    if not xhtml.has_class(link, "page"):
        return
    classes = "folio-ref in-brackets" if is_authors_text else "folio-ref"
    folio = xhtml.build("span", class_=classes, data_folio_of=address)
    folio.tail, link.tail = link.tail, None
    link.addnext(folio)


def says_nothing(link: Element) -> bool:
    """Neither words nor a picture: the text is to be filled in."""
    return not xhtml.text_of(link) and not any(xhtml.local_name(each) in ("img", "svg", "math") for each in link.iter())


def _is_reference(link: Element) -> bool:
    """A link to somewhere in the book. Links to nowhere, to the web, and to absolute paths are compose's to judge."""
    href = link.get("href", "")
    is_inside = href not in ("", "#") and not href.startswith("/") and scheme_of(href) is None
    return is_inside and _MADE.isdisjoint(xhtml.classes(link))


def _stands_in_title(link: Element) -> bool:
    return any(
        each.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption") for each in link.iterancestors()
    )


def _resolve(sheet: Sheet, link: Element, addresses: Addresses, words: Words) -> Iterator[Finding]:
    href, written_in = link.get("href", ""), sheet.written_in(link)
    if leads_out(href, written_in):
        return  # refused when the text was composed
    found = addresses.find(href, sheet, sheet.place(link), written_in)
    if isinstance(found, Finding):
        yield found
        if not found.is_error:
            _leave_words(link)
        return
    yield from _land(sheet, link, found, words)


def _land(sheet: Sheet, link: Element, target: Target, words: Words) -> Iterator[Finding]:
    is_authors_text = not says_nothing(link)
    if not is_authors_text:
        name = name_of(target, words)
        if name is None or not xhtml.text_of(name):
            message = f"the place #{target.id} has no name to fill in"
            yield Finding(
                sheet.place(link), "X006", message, "write the words of the reference between its square brackets"
            )
            return
        pour(name, link)
    link.set("href", target.href_from(sheet))
    xhtml.add_class(link, "ref")
    ask_for_page(link, target.address, is_authors_text=is_authors_text)


def _leave_words(link: Element) -> None:
    """A link that cannot land becomes the words it stood around."""
    link.tag = "span"
    for name in ("href", "title", "target", "rel"):
        link.attrib.pop(name, "")
