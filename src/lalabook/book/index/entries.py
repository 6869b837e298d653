"""Index marks → entries: each heading once, in the reader's order, with its places and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lalabook.book.constructs.setting import slug
from lalabook.book.index.collation import Collation, is_title
from lalabook.book.index.model import Entry, Heading, Mark, Path


@dataclass
class _Node:
    """A heading while marks are being sorted into the tree."""

    heading: Heading
    marks: list[Mark] = field(default_factory=list)
    below: dict[str, _Node] = field(default_factory=dict)


def make_entries(marks: Iterable[Mark], collation: Collation, taken: Iterable[str] = ()) -> tuple[Entry, ...]:
    """The index as a tree. `taken` are ids that stand in its division already."""
    root: dict[str, _Node] = {}
    for mark in marks:
        level, node = root, None
        for heading in mark.headings:
            node = level.setdefault(str(heading.markup), _Node(heading))
            if heading.filed_as:
                node.heading = heading
            level = node.below
        assert node is not None, "a mark names an entry"
        node.marks.append(mark)
    return tuple(_entries(root, (), "", collation, set(taken)))


def walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    """All entries and sub-entries, in order."""
    for entry in entries:
        yield entry
        yield from walk(entry.entries)


def _entries(
    nodes: dict[str, _Node], above: Path, letter: str, collation: Collation, taken: set[str]
) -> Iterator[Entry]:
    keyed = [(_key(node.heading, bool(above), collation), markup, node) for markup, node in nodes.items()]
    for key, _, node in sorted(keyed, key=lambda each: each[:2]):
        path = (*above, node.heading.words)
        own_letter = letter if above else collation.letter(key)
        own_id = _free_id(path, taken)
        below = tuple(_entries(node.below, path, own_letter, collation, taken))
        yield Entry(node.heading, path, own_letter, own_id, tuple(node.marks), below)


def _key(heading: Heading, is_sub_entry: bool, collation: Collation) -> tuple[str, str, str]:
    if heading.filed_as:
        return collation.key(heading.filed_as)
    return collation.key(heading.words, is_title=is_title(heading.markup), is_sub_entry=is_sub_entry)


def _free_id(path: Sequence[str], taken: set[str]) -> str:
    """ "entry-gosling-ryan-piano"; with a number where that is taken."""
    stem = "-".join(filter(None, ("entry", *map(slug, path))))
    number, id_ = 1, stem
    while id_ in taken:
        number += 1
        id_ = f"{stem}-{number}"
    taken.add(id_)
    return id_
