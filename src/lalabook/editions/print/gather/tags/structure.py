"""The copy of a division, and what was painted of it → the division's structure tree.

One node for one element, on however many pages it stands; a note is where its mark is. docs/galley.md has the
constructs, ISO 32000-1, 14.8.4, the types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.tags.flow import Flow, Rule, Setter, language_of, plain_text
from lalabook.editions.print.gather.tags.lists import set_contents, set_definitions, set_list
from lalabook.editions.print.gather.tags.nodes import Node
from lalabook.editions.print.gather.tags.painted import Painted
from lalabook.editions.print.gather.tags.tables import set_table

_SVG = "{http://www.w3.org/2000/svg}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def structure_of(root: Element, painted: Painted, list_style: Callable[[Element], str]) -> Node:
    """The tree of a division, without nodes that hold nothing."""
    document = Node("Document")
    Flow(painted, _rule_of, list_style).fill(root, document, takes_text=False)
    document.prune()
    return document


def _rule_of(element: Element) -> Rule:
    tag = element.tag
    if tag in _OF_CLASS and (names := element.get("class")):
        rules = _OF_CLASS[tag]
        for name in names.split():
            if name in rules:
                return rules[name]
    return _OF_TAG.get(tag, _INLINE)


def _node(kind: str, *, takes_text: bool) -> Setter:
    def put(flow: Flow, element: Element, node: Node) -> None:
        flow.put(kind, element, node, takes_text=takes_text)

    return put


def _set_heading(flow: Flow, element: Element, node: Node) -> None:
    """No level is left out on the way down (ISO 14289-1, 7.4.2)."""
    flow.level = min(int(element.tag[1]), flow.level + 1)
    flow.put(f"H{flow.level}", element, node)


def _set_blocks(flow: Flow, element: Element, node: Node) -> None:
    """An element that only groups."""
    if "lang" in element.attrib:
        flow.put("Div", element, node, takes_text=False)
    else:
        flow.fill(element, node, takes_text=False)


def _set_inline(flow: Flow, element: Element, node: Node) -> None:
    """An element that says nothing to a reading voice, unless it has a language of its own, or words for its signs."""
    texts = language_of(element)
    if element.tag == "abbr" and (title := element.get("title")):
        texts["E"] = title
    if element.get("role") == "img" and (label := element.get("aria-label")):
        texts["Alt"] = label
    flow.fill(element, node.add("Span", **texts) if texts else node)


def _set_aside(flow: Flow, element: Element, node: Node) -> None:
    """A box is a section with a title."""
    title = next((each for each in element.iter() if "box-title" in each.get("class", "").split()), None)
    name = element.get("aria-label", "") if title is None else plain_text(title)
    flow.fill(element, node.add("Sect", **language_of(element), **({"T": name} if name else {})), takes_text=False)


def _set_figure(flow: Flow, element: Element, node: Node) -> None:
    """Picture and caption stand side by side: a picture's `Alt` is read in place of all that is in it."""
    has_caption = any(child.tag == "figcaption" for child in element)
    flow.fill(element, node.add("Div", **language_of(element)) if has_caption else node, takes_text=False)


def _set_picture(flow: Flow, element: Element, node: Node) -> None:
    """A picture without words is decoration; so is one whose words are missing, which is said elsewhere."""
    picture = flow.painted.pictures.get(element)
    if picture is None:  # it could not be printed: its words are set in its place
        flow.fill(element, node)
        return
    if not (words := _alternative(element)) or element.get("role") == "presentation":
        flow.painted.decorations[picture.piece.page].add(picture.piece.number)
        return
    figure = node.add("Figure", Alt=words, **language_of(element))
    placement = "/Block" if picture.is_block else "/Inline"
    figure.attributes = {"O": "/Layout", "Placement": placement, "BBox": list(picture.frame_pt)}
    figure.kids.append(picture.piece)


def _alternative(element: Element) -> str:
    if element.tag == "img":
        return " ".join(element.get("alt", "").split())
    title = element.find(f"{_SVG}title")
    return element.get("aria-label", "") if title is None else plain_text(title)


def _set_link(flow: Flow, element: Element, node: Node) -> None:
    """An `a` that leads nowhere on paper is plain text."""
    areas = flow.painted.links.get(element)
    if not areas:
        _set_inline(flow, element, node)
        return
    flow.put("Link", element, node).kids.extend(areas)


def _set_mark(flow: Flow, element: Element, node: Node) -> None:
    _set_link(flow, element, node.add("Reference"))


def _set_footnote(flow: Flow, element: Element, node: Node) -> None:
    """The note behind its mark, wherever on the page it stands."""
    node.add("Reference").add("Lbl").kids.extend(flow.generated(element, "footnote-call"))
    note = node.add("Note", **_name_of(element), **language_of(element))
    note.add("Lbl").kids.extend(flow.generated(element, "footnote-marker"))
    flow.fill(element, note)


def _set_note(flow: Flow, element: Element, node: Node) -> None:
    flow.fill(element, node.add("Note", **_name_of(element), **language_of(element)), takes_text=False)


def _name_of(element: Element) -> dict[str, str]:
    """Ids are unique in the whole book already (docs/galley.md, "In print")."""
    return {"ID": element.get("id", f"note-{element.get('data-block', '')}")}


def _set_stanza(flow: Flow, element: Element, node: Node) -> None:
    """One paragraph of verses."""
    stanza = node.add("P", **language_of(element))
    for line in element:
        flow.put("Span", line, stanza)


def _set_formula(flow: Flow, element: Element, node: Node) -> None:
    formula = node.add("Formula", Alt=element.get("alttext") or plain_text(element), **language_of(element))
    _take_all(flow, element, formula)


def _take_all(flow: Flow, element: Element, node: Node) -> None:
    for part in flow.parts(element):
        if isinstance(part, Element):
            _take_all(flow, part, node)
        else:
            node.kids.extend(part)


def _set_nothing(_flow: Flow, _element: Element, _node: Node) -> None:
    """Rules between sections are painted as decoration."""


_INLINE = Rule(_set_inline, is_block=False)
_BLOCKS = Rule(_set_blocks)
_OF_TAG: Mapping[str, Rule] = {
    **{f"h{level}": Rule(_set_heading) for level in range(1, 7)},
    **dict.fromkeys(("body", "div", "header", "footer", "main", "hgroup", "details", "address", "search"), _BLOCKS),
    **dict.fromkeys(("ul", "ol", "menu"), Rule(set_list)),
    **dict.fromkeys(("section", "nav"), Rule(_node("Sect", takes_text=False))),
    **dict.fromkeys(("head", "hr"), Rule(_set_nothing)),
    **dict.fromkeys(("p", "pre", "summary"), Rule(_node("P", takes_text=True))),
    **dict.fromkeys(("figcaption", "caption"), Rule(_node("Caption", takes_text=True))),
    **dict.fromkeys(("code", "kbd", "samp"), Rule(_node("Code", takes_text=True), is_block=False)),
    **dict.fromkeys(("img", f"{_SVG}svg"), Rule(_set_picture, is_block=False)),
    **dict.fromkeys(("math", f"{_MATHML}math"), Rule(_set_formula, is_block=False)),
    "article": Rule(_node("Art", takes_text=False)),
    "blockquote": Rule(_node("BlockQuote", takes_text=False)),
    "aside": Rule(_set_aside),
    "figure": Rule(_set_figure),
    "dl": Rule(set_definitions),
    "table": Rule(set_table),
    "a": Rule(_set_link, is_block=False),
    "q": Rule(_node("Quote", takes_text=True), is_block=False),
}
_LABEL = Rule(_node("Lbl", takes_text=True), is_block=False)
_OF_CLASS: Mapping[str, Mapping[str, Rule]] = {
    "span": {"footnote": Rule(_set_footnote, is_block=False), "note-number": _LABEL},
    "a": {"noteref": Rule(_set_mark, is_block=False)},
    "aside": {"note": Rule(_set_note)},
    "nav": {"contents": Rule(set_contents)},
    "div": {"stanza": Rule(_set_stanza)},
}
