"""A picture alone in its paragraph → a figure; its title, or a `/// caption` → the caption of what stands before."""

from __future__ import annotations

from posixpath import basename, splitext

from lalabook import xhtml
from lalabook.book.constructs.runs import INLINE
from lalabook.book.constructs.setting import Setting, free_id, line_of, move_content, slug
from lalabook.findings import Finding, Severity
from lalabook.xhtml import Element

_HOLDERS = frozenset(("div", "section", "article", "aside", "blockquote"))


def figures(root: Element, setting: Setting) -> list[Finding]:
    """Make the figures, then hang every caption block on what stands before it."""
    for image in list(xhtml.elements(root, "img")):
        _wrap_bare(image)
    for paragraph in list(xhtml.elements(root, "p")):
        if _is_picture_alone(paragraph):
            _make_figure(paragraph)
    findings: list[Finding] = []
    for block in list(xhtml.elements(root, "div")):
        if xhtml.has_class(block, "block-caption"):
            findings += _hang_caption(block, setting)
    for figure in xhtml.elements(root, "figure"):
        if xhtml.has_class(figure, "figure"):
            findings += _finish(root, figure, setting)
    for table in xhtml.elements(root, "div"):
        if xhtml.has_class(table, "table") and table.find("table/caption") is not None and not table.get("id"):
            table.set("id", free_id(root, "table-1"))
    return findings


def _wrap_bare(image: Element) -> None:
    """A picture of raw HTML may stand between blocks: it is alone all the same."""
    parent, before = image.getparent(), image.getprevious()
    if parent is None or parent.tag not in _HOLDERS:
        return
    text_before = parent.text if before is None else before.tail
    neighbours = [each.tag for each in (before, image.getnext()) if each is not None]
    if (text_before or "").strip() or (image.tail or "").strip() or not INLINE.isdisjoint(neighbours):
        return
    paragraph = xhtml.build("p", data_line=str(line_of(image)))
    paragraph.tail, image.tail = image.tail, None
    parent.replace(image, paragraph)
    paragraph.append(image)


def _is_picture_alone(paragraph: Element) -> bool:
    blank = not (paragraph.text or "").strip()
    return blank and len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph[0].tail or "").strip()


def _make_figure(paragraph: Element) -> None:
    """The paragraph becomes the figure, and takes over what the author said of the picture (`{#map .wide}`)."""
    image = paragraph[0]
    line = str(line_of(paragraph))
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    classes = [*xhtml.classes(paragraph), *xhtml.classes(image)]
    for name in ("class", "data-line", "data-column"):
        image.attrib.pop(name, "")
    own_id = image.attrib.pop("id", "")
    if own_id:
        paragraph.set("id", str(own_id))
    paragraph.set("class", " ".join(["figure", *classes]))
    paragraph.set("data-line", line)
    caption = image.attrib.pop("title", "")
    if caption:
        paragraph.append(xhtml.build("figcaption", str(caption), data_line=line))


def _hang_caption(block: Element, setting: Setting) -> list[Finding]:
    target = block.getprevious()
    holder = None if target is None or (target.tail or "").strip() else _caption_of(target)
    if holder is None:
        hint = "a caption stands right after a picture alone in its paragraph, a table or a listing"
        return [Finding(setting.place(block), "B210", "nothing to hang this caption on", hint)]
    findings = []
    if xhtml.text_of(holder):
        message = "this picture or table has two captions: both are printed"
        findings = [Finding(setting.place(block), "B211", message, "keep one of them", Severity.WARNING)]
        holder.append(xhtml.build("br"))
    owner = holder.getparent()
    owner = owner.getparent() if owner is not None and owner.tag == "table" else owner
    if block.get("id") and owner is not None:
        owner.set("id", block.get("id", ""))
    holder.set("data-line", str(line_of(block)))
    _fill(holder, block)
    xhtml.remove(block)
    return findings


def _caption_of(target: Element) -> Element | None:
    """The caption element, made where there is none, of a figure, a table or a listing."""
    if target.tag == "pre":
        figure = xhtml.build("figure", class_="listing", data_line=str(line_of(target)))
        parent = target.getparent()
        assert parent is not None, "a listing that a block follows has a parent"
        figure.tail, target.tail = target.tail, None
        parent.replace(target, figure)
        figure.append(target)
        target = figure
    if target.tag == "figure":
        caption = target.find("figcaption")
        if caption is None:
            caption = xhtml.build("figcaption")
            target.append(caption)
        return caption
    table = target if target.tag == "table" else target.find("table")
    if table is None:
        return None
    caption = table.find("caption")
    if caption is None:
        caption = xhtml.build("caption")
        table.insert(0, caption)
    return caption


def _fill(caption: Element, block: Element) -> None:
    """One paragraph gives its words; several stay paragraphs."""
    blocks = list(block)
    if len(blocks) == 1 and blocks[0].tag == "p":
        move_content(blocks[0], caption)
    else:
        move_content(block, caption)


def _finish(root: Element, figure: Element, setting: Setting) -> list[Finding]:
    image = figure.find("img")
    caption = figure.find("figcaption")
    if caption is None:
        xhtml.add_class(figure, "plain")
        return []
    source = image.get("src", "") if image is not None else ""
    if not figure.get("id"):
        figure.set("id", free_id(root, f"figure-{slug(splitext(basename(source))[0])}".strip("-")))
    if image is None or image.get("alt"):
        return []
    hint = "say between the square brackets what it shows: only decoration goes without, and decoration has no caption"
    message = f"the figure {source} has a caption but no alternative text"
    return [Finding(setting.place(figure), "B208", message, hint, Severity.WARNING)]
