"""Pictures that several gatherings hold → one copy that all of them draw."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from pikepdf import Name, Object, Stream


def share_pictures(resources: Sequence[Object]) -> None:
    """Let equal pictures be one."""
    alike: dict[tuple[str, ...], list[tuple[Object, str, Object]]] = {}
    for drawings, name, picture in _pictures(resources):
        size = tuple(str(picture.get(key)) for key in ("/Width", "/Height", "/Length"))
        alike.setdefault(size, []).append((drawings, name, picture))
    for group in alike.values():
        if len({picture.objgen for _, _, picture in group}) == 1:
            continue
        kept: dict[str, Object] = {}
        for drawings, name, picture in group:
            drawings[name] = kept.setdefault(_digest(picture), picture)


def _pictures(resources: Sequence[Object]) -> Iterator[tuple[Object, str, Object]]:
    for each in resources:
        if "/XObject" in each:
            for name, value in list(each.XObject.items()):
                if value.get("/Subtype") == Name.Image:
                    yield each.XObject, name, value


def _digest(picture: Object) -> str:
    """The same for pictures that look the same; a mask counts by what it holds."""
    digest = hashlib.sha256(picture.read_raw_bytes())
    for key, value in sorted(picture.items()):
        digest.update(key.encode() + b"\0" + _written(value) + b"\0")
    return digest.hexdigest()


def _written(value: object) -> bytes:
    """Numbers and truths come out of pikepdf as Python's own."""
    if isinstance(value, Stream):
        return _digest(value).encode()
    return value.unparse(resolved=True) if isinstance(value, Object) else str(value).encode()
