"""The plan of the house (docs/architecture.md): imports go downstairs, and each foreign library has one room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "lalabook"

FLOORS: dict[str, int] = {
    "__main__": 12,
    "cli": 11,
    "__init__": 10,  # a face: hands on names of the rooms below, on first use
    "pipeline": 9,
    "checks": 8,
    "editions.print": 7,
    "editions.epub": 7,
    "editions.design": 6,
    "editions": 6,
    "book.compose": 5,
    "book.bind": 5,
    "book": 5,
    "reading": 4,
    "manuscript": 4,
    "config": 3,
    "pictures": 2,
    "stylesheet": 2,
    "template": 2,
    "sources": 2,
    "tables": 2,
    "toml_places": 2,
    "xhtml": 2,
    "cache": 1,
    "findings": 1,
    "freshness": 1,
    "nearest": 1,
    "progress": 1,
    "terms": 1,
    "values": 1,
    "words": 1,
}

FOREIGN: dict[str, tuple[str, ...]] = {
    "ebooklib": ("editions.epub.container",),
    "weasyprint": ("editions.print.gather",),
    "markdown": ("book.markdown",),
    "pymdownx": ("book.markdown",),
    "pygments": ("book.markdown",),
    "tinyhtml5": ("book.markdown",),
    "jinja2": ("template",),
    "lxml": ("xhtml",),
    "PIL": ("pictures", "editions.epub"),
    "tinycss2": ("stylesheet",),
    "cssselect2": ("stylesheet", "editions.print.gather"),
    "yaml": ("reading.front_matter",),
    "pikepdf": ("editions.print", "checks.pdf"),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(HOUSE.rglob("*.py")):
        dotted = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        name = dotted if dotted == "__init__" else dotted.removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module a file imports, `TYPE_CHECKING` blocks and imports inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(name: str) -> int:
    while name:
        if name in FLOORS:
            return FLOORS[name]
        name = name.rpartition(".")[0]
    raise KeyError(name)


def rooms_of(tree: ast.Module) -> set[str]:
    inside = {name.removeprefix("lalabook.") for name in imported(tree) if name.startswith("lalabook.")}
    return {name for name in inside if (HOUSE / name.replace(".", "/")).with_suffix(".py").exists()}


def test_every_room_has_a_floor() -> None:
    homeless = [
        name for name, _ in modules() if not any(name == room or name.startswith(f"{room}.") for room in FLOORS)
    ]

    assert homeless == []


def test_imports_go_down_the_floors() -> None:
    upward = [
        f"{name} (floor {floor(name)}) imports {room} (floor {floor(room)})"
        for name, tree in modules()
        for room in rooms_of(tree)
        if floor(room) > floor(name)
    ]

    assert upward == []


def test_no_two_rooms_import_each_other() -> None:
    graph = {name: rooms_of(tree) for name, tree in modules()}

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        return any(
            step == goal or (step not in seen and reaches(step, goal, seen | {step}))
            for step in graph.get(start, set())
        )

    assert [name for name in graph if reaches(name, name, set())] == []


@pytest.mark.parametrize("library", sorted(FOREIGN))
def test_a_foreign_library_is_known_to_one_room_only(library: str) -> None:
    users = {name for name, tree in modules() if any(each.split(".")[0] == library for each in imported(tree))}
    strangers = {name for name in users if not any(f"{name}.".startswith(f"{room}.") for room in FOREIGN[library])}

    assert users, f"nothing imports {library}: strike it from the list"
    assert strangers == set()


def test_every_room_says_in_its_first_sentence_what_it_is_for() -> None:
    silent = [name for name, tree in modules() if tree.body and not ast.get_docstring(tree)]

    assert silent == []


def test_no_room_is_longer_than_400_lines_and_no_function_longer_than_60() -> None:
    too_long = [name for name, tree in modules() if tree.body and (tree.body[-1].end_lineno or 0) > 400]
    too_long += [
        f"{name}.{node.name}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60
    ]

    assert too_long == []


def test_every_code_a_finding_can_have_is_documented_once() -> None:
    code = re.compile(r'"([A-Z]\d{3})"')
    used = {found for path in HOUSE.rglob("*.py") for found in code.findall(path.read_text(encoding="utf-8"))}
    table = (HOUSE.parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| ([A-Z]\d{3}) \|", table, re.MULTILINE)

    assert sorted(used) == sorted(documented)
    assert len(documented) == len(set(documented))


def test_the_unchanged_path_imports_nothing_that_starts_slowly() -> None:
    allowed = {"hashlib", "os", "sys", "__future__", "collections"}  # collections.abc for the type checker only
    tree = dict(modules())["freshness"]

    assert {name.split(".")[0] for name in imported(tree)} <= allowed
