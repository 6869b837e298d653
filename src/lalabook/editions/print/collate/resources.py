"""A PDF → every dictionary of resources in it, each once: those of its pages, and of what they draw with."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Object, Pdf, Stream


def resources_of(pdf: Pdf) -> tuple[Object, ...]:
    """In the order of the pages. The gatherings' pages share theirs, and forms and patterns have their own."""
    seen: set[tuple[int, int]] = set()
    found: list[Object] = []
    todo: list[Object] = [page.obj for page in reversed(pdf.pages)]
    while todo:
        resources = todo.pop().get("/Resources")
        if resources is None or (resources.is_indirect and resources.objgen in seen):
            continue
        if resources.is_indirect:
            seen.add(resources.objgen)
        found.append(resources)
        for content in _contents(resources):
            if content.objgen not in seen:
                seen.add(content.objgen)
                todo.append(content)
    return tuple(found)


def _contents(resources: Object) -> Iterator[Object]:
    """The forms, patterns and soft masks that resources name."""
    for kind in ("/XObject", "/Pattern"):
        yield from (each for each in _values(resources, kind) if isinstance(each, Stream))
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            yield mask.G


def _values(resources: Object, kind: str) -> list[Object]:
    return [value for _, value in resources.get(kind, Dictionary()).items()]
