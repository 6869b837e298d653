"""An element of the copy → nodes of the structure tree, by the rule for its kind.

A rule sets one element, with all in it, into the node around it. Rules know how their own construct is built and leave
what is inside to `Flow.fill`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from lalabook.editions.print.gather.tags.nodes import Node, Piece
from lalabook.editions.print.gather.tags.painted import Painted


@dataclass
class Flow:
    """What rules have at hand."""

    painted: Painted
    rule_of: Callable[[Element], Rule]
    list_style: Callable[[Element], str]
    """The `list-style-type` that the design gives an element."""
    level: int = 0
    """Of the last heading."""

    def fill(self, element: Element, node: Node, *, takes_text: bool = True) -> None:
        """Set all that is in an element into a node.

        A node that groups blocks (a section, a quotation) takes no text: text that stands in it without a paragraph,
        and what stands in the same line, is given one (ISO 32000-1, 14.8.4.2).
        """
        line = node if takes_text else None
        for part in self.parts(element):
            if isinstance(part, Element):
                rule = self.rule_of(part)
                if rule.is_block or (line is None and part.tag == "img"):
                    rule.set(self, part, node)
                    line = node if takes_text else None
                else:
                    line = line or node.add("P")
                    rule.set(self, part, line)
            elif line is not None:
                line.kids.extend(part)
            elif not all(piece.is_blank for piece in part):
                line = node.add("P")
                line.kids.extend(part)

    def parts(self, element: Element) -> Iterator[Element | Sequence[Piece]]:
        """Text and children of an element in order, and what the design sets before and after them."""
        texts = self.painted.texts.get(element, {})
        if before := self.painted.generated.get((element, "before")):
            yield before
        if 0 in texts:
            yield texts[0]
        for place, child in enumerate(element, 1):
            yield child
            if place in texts:
                yield texts[place]
        if after := self.painted.generated.get((element, "after")):
            yield after

    def put(self, kind: str, element: Element, node: Node, *, takes_text: bool = True) -> Node:
        """One node for one element, and all in it."""
        made = node.add(kind, **language_of(element))
        self.fill(element, made, takes_text=takes_text)
        return made

    def generated(self, element: Element, pseudo: str) -> Sequence[Piece]:
        return self.painted.generated.get((element, pseudo), ())


@dataclass(frozen=True)
class Rule:
    """How elements of one kind are set."""

    set: Setter
    is_block: bool = True


Setter: TypeAlias = Callable[[Flow, Element, Node], None]


def language_of(element: Element) -> dict[str, str]:
    language = element.get("lang")
    return {"Lang": language} if language else {}


def plain_text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
