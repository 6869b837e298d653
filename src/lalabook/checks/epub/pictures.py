"""Pictures, formulas and tables: can they be told to someone who does not see them?"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.book.constructs.pictures import says_nothing
from lalabook.checks.epub.faults import fault, quoted, remark
from lalabook.checks.epub.view import EpubView, html
from lalabook.findings import Finding
from lalabook.xhtml import MATHML_NS, SVG_NS, Element, elements

_SILENT = frozenset({"presentation", "none"})
_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})


def images_have_alternatives(view: EpubView) -> Iterator[Finding]:
    """A text that says what the picture shows; empty, with a role, where it only decorates."""
    for path, root in view.documents.items():
        for image in html(root, "img"):
            alternative, name = image.get("alt"), basename(unquote(image.get("src", "")))
            if alternative is None:
                hint = "say what it shows (alt), or that it decorates (alt empty, role presentation)"
                yield fault(path, image, "Q100", f"the picture {name} has no alternative text", hint)
            elif not alternative.strip() and image.get("role") not in _SILENT:
                message = f"the alternative text of {name} is empty, and nothing says that it only decorates"
                yield fault(path, image, "Q102", message, 'describe it, or add role="presentation"')
            elif _is_junk(image, alternative, name):
                message = f"the alternative text {quoted(alternative)} does not say what {name} shows"
                yield remark(path, image, "Q101", message, "describe it in a sentence")


def _is_junk(image: Element, alternative: str, name: str) -> bool:
    figure = next((each for each in image.iterancestors() if xhtml.local_name(each) == "figure"), None)
    caption = next(html(figure, "figcaption"), None) if figure is not None else None
    is_caption = caption is not None and _folded(alternative) == _folded(xhtml.text_of(caption))
    return is_caption or says_nothing(alternative, name)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def drawings_have_names(view: EpubView) -> Iterator[Finding]:
    """A drawing in the text is announced like a picture, or not at all."""
    for path, root in view.documents.items():
        for drawing in elements(root, f"{{{SVG_NS}}}svg"):
            parent = drawing.getparent()
            is_inner = parent is not None and str(parent.tag).startswith(f"{{{SVG_NS}}}")
            is_hidden = drawing.get("aria-hidden") == "true" or drawing.get("role") in _SILENT
            title = drawing.find(f"{{{SVG_NS}}}title")
            is_named = drawing.get("aria-label") or drawing.get("aria-labelledby") or title is not None
            if not is_inner and not is_hidden and not (is_named and drawing.get("role")):
                hint = 'add role="img" and a <title>, or aria-hidden="true"'
                yield fault(path, drawing, "Q103", "a drawing without a name", hint)


def formulas_have_alternatives(view: EpubView) -> Iterator[Finding]:
    """Readers that do not know MathML fall back on its `alttext`."""
    for path, root in view.documents.items():
        for formula in elements(root, f"{{{MATHML_NS}}}math"):
            if not (formula.get("alttext") or formula.get("aria-label")):
                message = f"the formula {quoted(xhtml.text_of(formula))} has no alternative text"
                yield remark(path, formula, "Q104", message, "write it in words, in alttext")


def tables_have_headers(view: EpubView) -> Iterator[Finding]:
    """Each header says whether it heads a row or a column."""
    for path, root in view.documents.items():
        for table in html(root, "table"):
            if table.get("role") in _SILENT:
                continue
            headers = list(html(table, "th"))
            if not headers:
                hint = "make its first row headers, or, if it is no table, write paragraphs"
                yield remark(path, table, "Q105", "a table without header cells", hint)
            for header in headers:
                if header.get("scope") not in _SCOPES:
                    message = f"the header cell {quoted(xhtml.text_of(header))} does not say what it heads"
                    yield fault(path, header, "Q106", message, 'add scope="col" or scope="row"')
                    break


def figures_have_one_caption(view: EpubView) -> Iterator[Finding]:
    """It stands in the figure, first or last; else nothing ties it to the picture."""
    for path, root in view.documents.items():
        for caption in html(root, "figcaption"):
            parent = caption.getparent()
            is_inside = parent is not None and xhtml.local_name(parent) == "figure"
            if not is_inside or not xhtml.text_of(caption):
                message = "an empty caption" if is_inside else "a caption outside of a figure"
                yield fault(path, caption, "Q107", message, "put it into its figure, or take it out")
