"""Sorted pairs → PDF's name and number trees, and back (ISO 32000-1, 7.9.6 and 7.9.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Object, Pdf, String

_LEAF_SIZE = 64


def name_tree(pdf: Pdf, pairs: Sequence[tuple[bytes, Object]]) -> Dictionary:
    """A name tree. Names are compared as bytes, so they have to be the very bytes others refer to them by."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    if len(ordered) <= _LEAF_SIZE:
        return Dictionary(Names=_flat(ordered))
    kids = []
    for start in range(0, len(ordered), _LEAF_SIZE):
        leaf = ordered[start : start + _LEAF_SIZE]
        limits = Array([String(leaf[0][0]), String(leaf[-1][0])])
        kids.append(pdf.make_indirect(Dictionary(Limits=limits, Names=_flat(leaf))))
    return Dictionary(Kids=Array(kids))


def number_tree(pdf: Pdf, pairs: Sequence[tuple[int, Object]]) -> Dictionary:
    """A number tree; the numbers are sorted already."""
    if len(pairs) <= _LEAF_SIZE:
        return Dictionary(Nums=_flat(pairs))
    kids = []
    for start in range(0, len(pairs), _LEAF_SIZE):
        leaf = pairs[start : start + _LEAF_SIZE]
        kids.append(pdf.make_indirect(Dictionary(Limits=Array([leaf[0][0], leaf[-1][0]]), Nums=_flat(leaf))))
    return Dictionary(Kids=Array(kids))


def read_tree(node: Object, key: str) -> Iterator[tuple[Object, Object]]:
    """The pairs of a tree; `key` is "/Names" or "/Nums"."""
    if key in node:
        flat = list(node[key].as_list())
        yield from zip(flat[::2], flat[1::2], strict=True)
    for kid in node.get("/Kids", Array()).as_list():
        yield from read_tree(kid, key)


def _flat(pairs: Sequence[tuple[bytes | int, Object]]) -> Array:
    flat = Array()
    for key, value in pairs:
        flat.append(String(key) if isinstance(key, bytes) else key)
        flat.append(value)
    return flat
