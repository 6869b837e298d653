"""What a stylesheet is between rooms: a frozen tree of rules that can be looked through and written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from lalabook.findings import Finding, Place

MARGIN_BOXES = frozenset(
    f"{edge}-{at}"
    for edge, places in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for at in places
)
PAGE_AREAS = MARGIN_BOXES | {"footnote", "note-area"}
HOLD_RULES = frozenset({"media", "supports", "keyframes"})
HOLD_DECLARATIONS = frozenset({"page", "font-face", "counter-style", "color-profile"}) | PAGE_AREAS


class Part(Enum):
    """How much of a stylesheet to write."""

    WHOLE = "whole"
    FLOW = "flow"
    """All but the margin boxes of the pages."""
    PAGES = "pages"
    """Only the pages, with their margin boxes, the fonts, and which page a division is set on."""


@dataclass(frozen=True)
class Declaration:
    """`name: value`, custom properties and addresses written out."""

    name: str
    value: str
    place: Place
    is_important: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.value}{' !important' * self.is_important}"


@dataclass(frozen=True)
class Rule:
    """A selector or an at-rule with what stands between its braces."""

    keyword: str
    """The at-rule's name in lower case ("page"); empty for a rule with a selector."""
    prelude: str
    """The selector, or what follows the keyword."""
    place: Place
    declarations: tuple[Declaration, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def head(self) -> str:
        return f"@{self.keyword} {self.prelude}".rstrip() if self.keyword else self.prelude


@dataclass(frozen=True)
class Stylesheet:
    """What an entry point and its imports come to."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()

    def walk(self) -> Iterator[tuple[Rule, tuple[Rule, ...]]]:
        """Every rule in order, with the rules around it, the outermost first."""
        for rule in self.rules:
            yield from _walk(rule, ())

    def css(self, part: Part = Part.WHOLE) -> str:
        """The text, one declaration a line, without comments, imports and custom properties."""
        return "".join(f"{line}\n" for line, _ in self._lines(part))

    def places(self, part: Part = Part.WHOLE) -> tuple[Place, ...]:
        """Where each line of the text was written."""
        return tuple(place for _, place in self._lines(part))

    def _lines(self, part: Part) -> Iterator[tuple[str, Place]]:
        for rule in self.rules:
            yield from _written(rule, part, "")


@dataclass(frozen=True)
class Source:
    """One file of CSS."""

    name: str
    """As findings show it and as the shelf knows it ("styles/print.css")."""
    text: str


class Shelf(Protocol):
    """Where the files that a stylesheet names are found. Both give a finding where there is no such file."""

    def stylesheet(self, address: str, base: str, place: Place) -> Source | Finding: ...

    def file(self, address: str, base: str, place: Place, *, is_font: bool) -> str | Finding:
        """The address that the written stylesheet is to name it by."""
        ...


def _written(rule: Rule, part: Part, indent: str) -> Iterator[tuple[str, Place]]:
    if rule.keyword == "namespace":
        yield f"{rule.head};", rule.place
        return
    if part is Part.FLOW and rule.keyword in MARGIN_BOXES:
        return
    inside = [(f"{indent}  {each};", each.place) for each in rule.declarations if _belongs(rule, each, part)]
    inside += [line for each in rule.rules for line in _written(each, part, indent + "  ")]
    if inside:
        yield f"{indent}{rule.head} {{", rule.place
        yield from inside
        yield f"{indent}}}", rule.place


def _belongs(rule: Rule, declaration: Declaration, part: Part) -> bool:
    """Of a rule with a selector, only the name of the page is said in sheets of pages."""
    return part is not Part.PAGES or bool(rule.keyword) or declaration.name == "page"


def _walk(rule: Rule, around: tuple[Rule, ...]) -> Iterator[tuple[Rule, tuple[Rule, ...]]]:
    yield rule, around
    for each in rule.rules:
        yield from _walk(each, (*around, rule))
