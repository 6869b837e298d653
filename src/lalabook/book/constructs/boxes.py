"""`<aside class="box">` with a title paragraph → header, heading and body; and which kinds of boxes there are.

Aside blocks (`/// aside | Title`) become boxes of the kind "aside": never numbered, without a printed label.
"""

from __future__ import annotations

from lalabook import xhtml
from lalabook.book.constructs.labels import label_of_kind
from lalabook.book.constructs.setting import Setting, free_id, line_of, move_content, slug
from lalabook.config import BoxKind, Config
from lalabook.findings import Finding
from lalabook.words import words_for
from lalabook.xhtml import Element

_FACT = "fact"
_ALERTS = ("note", "tip", "important", "warning", "caution")
_ASIDE = "aside"


def box_kinds(config: Config, language: str) -> tuple[BoxKind, ...]:
    """Every kind an author may open: the built-in ones labelled in `language`, and those of book.toml, which win."""
    kinds = {_FACT: BoxKind(_FACT, "")}
    kinds |= {name: BoxKind(name, label_of_kind(name, language), is_numbered=False) for name in _ALERTS}
    return tuple((kinds | {kind.name: kind for kind in config.boxes}).values())


def boxes(root: Element, setting: Setting) -> list[Finding]:
    """Give every box its header, its body, an id and a name for those who cannot see it."""
    for block in list(xhtml.elements(root, "div")):
        if xhtml.has_class(block, "block-aside"):
            _block_to_box(block)
    for box in list(xhtml.elements(root, "aside")):
        if xhtml.has_class(box, "box") and box.get("data-kind"):  # else it is raw HTML of the author's
            _set_box(root, box, setting)
    return []


def _block_to_box(block: Element) -> None:
    block.tag = "aside"
    others = [name for name in xhtml.classes(block) if name not in ("block", "block-aside")]
    block.set("class", " ".join(["box", f"box-{_ASIDE}", *others]))
    block.set("data-kind", _ASIDE)
    if len(block) and xhtml.has_class(block[0], "block-title"):
        block[0].set("class", "box-title")


def _set_box(root: Element, box: Element, setting: Setting) -> None:
    kind = setting.kinds.get(box.get("data-kind", "")) or BoxKind(box.get("data-kind", ""), "", is_numbered=False)
    line = str(line_of(box))
    title = box[0] if len(box) and xhtml.has_class(box[0], "box-title") else None
    if title is not None:
        xhtml.remove(title)
        title.tag = "h3"
        title.set("data-line", title.get("data-line") or line)
    if not box.get("id") and (kind.is_numbered or title is not None):
        name = slug(xhtml.text_of(title)) if title is not None else ""
        box.set("id", free_id(root, f"{kind.name}-{name}".strip("-")))
    body = xhtml.build("div", class_="box-body", data_line=line)
    move_content(box, body)
    header = _header(kind, title, line)
    box.extend([body] if header is None else [header, body])
    if title is None:
        box.set("aria-label", _name_of(kind, setting))
    else:
        title.set("id", title.get("id") or free_id(root, f"{box.get('id')}-title"))
        box.set("aria-labelledby", title.get("id", ""))


def _header(kind: BoxKind, title: Element | None, line: str) -> Element | None:
    """Numbered kinds always have one: the number will stand in it."""
    if title is None and not kind.label and not kind.is_numbered:
        return None
    header = xhtml.build("header", class_="box-header", data_line=line)
    if kind.label:
        header.append(xhtml.build("p", kind.label, class_="box-kind", data_line=line))
    if title is not None:
        header.append(title)
    return header


def _name_of(kind: BoxKind, setting: Setting) -> str:
    if kind.is_numbered:
        return kind.label or setting.config.boxes_name or words_for(setting.language).box
    return kind.label or label_of_kind(kind.name, setting.language) or kind.name
