"""`/// epigraph | Who` and the front matter's epigraph → `<blockquote class="epigraph">` with its source last."""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, line_of, move_content
from lalabook.book.constructs.title import inline
from lalabook.findings import Finding
from lalabook.xhtml import Element


def epigraph(root: Element, setting: Setting) -> list[Finding]:
    """Set the blocks where they stand, and the front matter's epigraph right below the title."""
    for block in list(xhtml.elements(root, "div")):
        if xhtml.has_class(block, "block-epigraph"):
            _set_block(block)
    return _set_from_front_matter(root, setting) if setting.division.epigraph else []


def _set_block(block: Element) -> None:
    line = str(line_of(block))
    block.tag = "blockquote"
    others = [name for name in xhtml.classes(block) if name not in ("block", "block-epigraph")]
    block.set("class", " ".join(["epigraph", *others]))
    if len(block) and xhtml.has_class(block[0], "block-title"):
        source = block[0]
        xhtml.remove(source)
        source.set("class", "source")
        source.set("data-line", source.get("data-line") or line)
        block.append(source)


def _set_from_front_matter(root: Element, setting: Setting) -> list[Finding]:
    holder, found = setting.markup(setting.division.epigraph)
    findings = list(found)
    quote = xhtml.build("blockquote", class_="epigraph", data_line="1")
    move_content(holder, quote)
    if setting.division.epigraph_source:
        source, found_in_source = inline("p", setting.division.epigraph_source, setting)
        source.set("class", "source")
        quote.append(source)
        findings += found_in_source
    for block in xhtml.elements(quote):
        block.attrib.pop("data-column", "")
        if block.get("data-line") or block.tag == "p":
            block.set("data-line", "1")
    opening = [each for each in root if xhtml.has_class(each, "title") or xhtml.has_class(each, "subtitle")]
    root.insert(len(opening), quote)
    return findings
