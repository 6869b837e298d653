"""A structure tree → the objects of a PDF: elements, the parent tree, identifiers (ISO 32000-1, 14.7)."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (pydyf's objects have no types)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from lalabook.editions.print.gather.tags.nodes import Kid, LinkArea, Node, Piece

_PRINTED = 4
"""The flag of an annotation that shows on paper too (ISO 32000-1, 12.5.3)."""


def write_structure(pdf: Any, document: Node, counts: Sequence[int]) -> list[set[int]]:
    """Write the tree into a PDF whose pages hold so much marked content; gives, for each page, what found no home."""
    writer = _Writer(pdf, counts)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = pydyf.Array([writer.write(document, root.reference)])
    root["ParentTree"] = writer.parent_tree()
    root["ParentTreeNextKey"] = len(counts) + len(writer.links)
    if writer.names:
        root["IDTree"] = writer.name_tree()
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    return [{number for number, home in enumerate(homes) if home is _HOMELESS} for homes in writer.homes]


_HOMELESS = "null"


class _Writer:
    """A PDF, and what its tree refers to so far."""

    def __init__(self, pdf: Any, counts: Sequence[int]) -> None:
        self.homes: list[list[Any]] = [[_HOMELESS] * count for count in counts]
        """For each page, the element of each piece of marked content."""
        self.links: list[Any] = []
        """The element of each annotation."""
        self.names: list[tuple[str, Any]] = []
        self._pdf = pdf
        self._pages = pdf.page_references

    def write(self, node: Node, around: Any) -> Any:
        """Write a node and all below it; gives the reference to it."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": around})
        self._pdf.add_object(element)
        reference = element.reference
        for key, text in node.texts.items():
            element[key] = pydyf.String(text)
        if node.attributes:
            element["A"] = _dictionary(node.attributes)
        if "ID" in node.texts:
            self.names.append((node.texts["ID"], reference))
        first = next((kid.page for kid in node.kids if isinstance(kid, Piece)), None)
        if first is not None:
            element["Pg"] = self._pages[first]
        element["K"] = pydyf.Array([self._kid(kid, reference, first) for kid in node.kids])
        return reference

    def _kid(self, kid: Kid, reference: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self.write(kid, reference)
        if isinstance(kid, Piece):
            self.homes[kid.page][kid.number] = reference
            if kid.page == page:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.number})
        return self._area(kid, reference)

    def _area(self, area: LinkArea, reference: Any) -> Any:
        area.annotation["StructParent"] = len(self.homes) + len(self.links)
        area.annotation["F"] = _PRINTED
        self.links.append(reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": self._pages[area.page], "Obj": area.annotation.reference})

    def parent_tree(self) -> Any:
        values = [*map(pydyf.Array, self.homes), *self.links]
        tree = pydyf.Dictionary({"Nums": pydyf.Array(each for pair in enumerate(values) for each in pair)})
        self._pdf.add_object(tree)
        return tree.reference

    def name_tree(self) -> Any:
        names = pydyf.Array()
        for name, reference in sorted(self.names):
            names.extend((pydyf.String(name), reference))
        tree = pydyf.Dictionary({"Names": names})
        self._pdf.add_object(tree)
        return tree.reference


def _dictionary(values: dict[str, Any]) -> Any:
    return pydyf.Dictionary(
        {key: pydyf.Array(value) if isinstance(value, list) else value for key, value in values.items()}
    )
