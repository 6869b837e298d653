"""The gatherings' tag trees → one tree under one Document, each gathering a section of it.

ISO 32000-1, 14.7: the parent tree finds the element of a piece of content by a number that its page or annotation
holds, so the numbers of each gathering are shifted behind those of the one before. Identifiers get the name of their
division.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from lalabook.book.model import Book
from lalabook.editions.print.collate.stack import Laid
from lalabook.editions.print.collate.trees import name_tree, number_tree, read_tree

_MAPS = ("/RoleMap", "/ClassMap")


def join_structure(pdf: Pdf, laid: Sequence[Laid], book: Book) -> None:
    """Write the catalog's `StructTreeRoot`, and shift the keys of all pages and annotations."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    titles = {galley.id: galley.title for galley in book.galleys}
    parents: list[tuple[int, Object]] = []
    ids: list[tuple[bytes, Object]] = []
    for each in laid:
        if "/StructTreeRoot" not in each.source.Root:
            continue
        _name_ids(each)
        tree = pdf.copy_foreign(each.source.Root.StructTreeRoot)
        shift = parents[-1][0] + 1 if parents else 0
        own = sorted((int(key) + shift, value) for key, value in _numbers(tree))
        parents.extend(own)
        _shift_keys(each.pages, shift)
        for kid in _kids(tree):
            _hang(kid, document, titles[each.division], each.source)
        ids.extend((bytes(name), element) for name, element in _named(tree))
        _carry_maps(root, tree)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(number_tree(pdf, parents))
    root.ParentTreeNextKey = parents[-1][0] + 1 if parents else 0
    if ids:
        root.IDTree = pdf.make_indirect(name_tree(pdf, ids))
    pdf.Root.StructTreeRoot = root


def _hang(element: Object, document: Object, title: str, source: Pdf) -> None:
    """Make a gathering's own Document a section of the book's."""
    if element.S == "/Document":
        element.S = Name.Sect
        element.T = String(title)
        if "/Lang" in source.Root and "/Lang" not in element:
            element.Lang = String(str(source.Root.Lang))
    element.P = document
    document.K.append(element)


def _shift_keys(pages: Sequence[Object], shift: int) -> None:
    for page in pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + shift
        for annotation in page.get("/Annots", Array()).as_list():
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift


def _name_ids(laid: Laid) -> None:
    """Write the division before all identifiers of elements, and give the gathering's tree an `IDTree`."""
    prefix = f"{laid.division}:".encode()
    elements = [each for each in laid.source.objects if isinstance(each, Dictionary) and _is_element(each)]
    with_id = [each for each in elements if "/ID" in each]
    if not with_id:
        return
    pairs = Array()
    for element in with_id:
        element.ID = String(prefix + bytes(element.ID))
        pairs.append(element.ID)
        pairs.append(element)
    for element in elements:
        for attributes in _attributes(element):
            if "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + bytes(each)) for each in attributes.Headers.as_list()])
    laid.source.Root.StructTreeRoot.IDTree = Dictionary(Names=pairs)


def _is_element(each: Object) -> bool:
    return "/S" in each and "/P" in each


def _attributes(element: Object) -> list[Object]:
    attributes = element.get("/A")
    if isinstance(attributes, Array):
        return [each for each in attributes.as_list() if isinstance(each, Dictionary)]
    return [attributes] if isinstance(attributes, Dictionary) else []


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
