"""The gatherings' tag trees → one tree under one Document, each gathering a section of it, or of its part.

ISO 32000-1, 14.7: the parent tree finds the element of a piece of content by a number that its page or annotation
holds, so the numbers of each gathering are shifted behind those of the one before. Identifiers are unique in the whole
book already (docs/galley.md, "In print").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from lalabook.book.model import Book, Galley
from lalabook.editions.print.collate.stack import Laid
from lalabook.editions.print.collate.trees import name_tree, number_tree, read_tree
from lalabook.terms import Region, Role

_MAPS = ("/RoleMap", "/ClassMap")


def join_structure(pdf: Pdf, laid: Sequence[Laid], book: Book) -> None:
    """Write the catalog's `StructTreeRoot`, and shift the keys of all pages and annotations."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    galleys = {galley.id: galley for galley in book.galleys}
    around: Object = document
    parents: list[tuple[int, Object]] = []
    ids: list[tuple[bytes, Object]] = []
    for each in laid:
        if "/StructTreeRoot" not in each.source.Root:
            continue
        galley = galleys[each.division]
        around = _around(pdf, document, galley, around)
        tree = pdf.copy_foreign(each.source.Root.StructTreeRoot)
        shift = parents[-1][0] + 1 if parents else 0
        own = sorted((int(key) + shift, value) for key, value in _numbers(tree))
        parents.extend(own)
        _shift_keys(each.pages, shift)
        for kid in _kids(tree):
            _hang(kid, around, galley.title, each.source)
        ids.extend((bytes(name), element) for name, element in _named(tree))
        _carry_maps(root, tree)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(number_tree(pdf, parents))
    root.ParentTreeNextKey = parents[-1][0] + 1 if parents else 0
    if ids:
        root.IDTree = pdf.make_indirect(name_tree(pdf, ids))
    pdf.Root.StructTreeRoot = root


def _around(pdf: Pdf, document: Object, galley: Galley, last: Object) -> Object:
    """What a division stands in: a part holds its own page and all up to the next part or region."""
    if galley.role is Role.PART:
        part = Dictionary(Type=Name.StructElem, S=Name.Part, P=document, T=String(galley.title), K=Array())
        document.K.append(pdf.make_indirect(part))
        return document.K[-1]
    return last if galley.region is Region.BODY else document


def _hang(element: Object, around: Object, title: str, source: Pdf) -> None:
    """Make a gathering's own Document a section of the book's."""
    if element.S == "/Document":
        element.S = Name.Sect
        element.T = String(title)
        if "/Lang" in source.Root and "/Lang" not in element:
            element.Lang = String(str(source.Root.Lang))
    element.P = around
    around.K.append(element)


def _shift_keys(pages: Sequence[Object], shift: int) -> None:
    for page in pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + shift
        for annotation in page.get("/Annots", Array()).as_list():
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift


def _numbers(tree: Object) -> Iterator[tuple[Object, Object]]:
    return read_tree(tree.ParentTree, "/Nums") if "/ParentTree" in tree else iter(())


def _named(tree: Object) -> Iterator[tuple[Object, Object]]:
    return read_tree(tree.IDTree, "/Names") if "/IDTree" in tree else iter(())


def _kids(tree: Object) -> list[Object]:
    kids = tree.get("/K", Array())
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]


def _carry_maps(root: Object, tree: Object) -> None:
    """Roles and classes mean the same in every gathering: one press wrote them."""
    for name in _MAPS:
        if name in tree:
            if name not in root:
                root[name] = Dictionary()
            for key, value in tree[name].items():
                if key not in root[name]:
                    root[name][key] = value
    if "/Namespaces" in tree:
        root.Namespaces = tree.Namespaces
