"""An entry point and all it imports → one `Stylesheet`: syntax checked, custom properties and addresses written out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import tinycss2

from lalabook.findings import Finding, Place, Severity
from lalabook.stylesheet.model import (
    HOLD_DECLARATIONS,
    HOLD_RULES,
    PAGE_AREAS,
    Declaration,
    Rule,
    Shelf,
    Source,
    Stylesheet,
)

Node: TypeAlias = Any
"""A node of tinycss2's tree; the library has no types of its own."""
_tinycss2: Any = tinycss2
_FULL_STOP = "\n@lalabook-end;"
"""Added to every file: where it is not the last statement, something before it was never closed."""
_DEEPEST = 50
"""Brackets inside brackets, custom properties written out: nobody needs more, and every reader of CSS has an end."""


def read_stylesheet(entry: Source, shelf: Shelf) -> Stylesheet:
    """Read an entry point with all it imports. Faults are findings of the value; nothing is raised for them."""
    reading = _Reading(shelf)
    statements = list(reading.statements(entry, ()))
    reading.collect_tokens(statements)
    rules = tuple(rule for each in statements if (rule := reading.statement(each)) is not None)
    return Stylesheet(rules, tuple(sorted(set(reading.findings))))


@dataclass(frozen=True)
class _Statement:
    """A rule as parsed, with the file it stands in and the media its import was limited to."""

    path: str
    node: Node
    media: str = ""


@dataclass
class _Reading:
    """One reading of an entry point: what was noticed, and the custom properties of `:root`."""

    shelf: Shelf
    findings: list[Finding] = field(default_factory=list)
    tokens: dict[str, tuple[str, Node]] = field(default_factory=dict)
    resolved: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    """How many values are being written out just now, one inside the other."""

    def note(self, code: str, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(place, code, message, hint, severity))

    # Files and imports.

    def statements(self, source: Source, chain: tuple[str, ...]) -> Iterator[_Statement]:
        """The rules of a file in order, imported ones in the place of their `@import`."""
        nodes = _tinycss2.parse_stylesheet(source.text + _FULL_STOP, skip_comments=False, skip_whitespace=True)
        if getattr(nodes[-1], "lower_at_keyword", "") != "lalabook-end":
            self.unfinished(nodes[-1], source)
            return
        too_deep = _too_deep(nodes)
        if too_deep is not None:
            self.nested_too_deep(too_deep, source.name)
            return
        imports_are_over = False
        for node in nodes[:-1]:
            keyword = node.lower_at_keyword if node.type == "at-rule" else ""
            if keyword == "import" and not imports_are_over:
                yield from self.imported(source.name, node, (*chain, source.name))
            elif keyword == "import":
                self.note("D003", _place(source.name, node), "this @import stands behind other rules",
                          "move it to the top of the file")  # fmt: skip
            elif keyword != "charset" and node.type != "comment":
                imports_are_over = True
                yield _Statement(source.name, node)

    def unfinished(self, last: Node, source: Source) -> None:
        """Say what swallowed the end of a file."""
        tokens = _tinycss2.parse_component_value_list(source.text)
        stray = [token for token in tokens if token.type == "error" and token.kind in _FAULTS]
        if last.type != "error":
            message, hint = (
                "what is opened here is never closed",
                'add the missing "}" (or "*/", where it is a comment)',
            )
            self.note("D001", _place(source.name, last), message, hint)
        elif stray:
            self.syntax_error(stray[0], source.name)
        else:
            place = _place(source.name, _beginning(tokens, last))
            self.note(
                "D001", place, "this is no rule: nothing stands between braces", 'write "{ … }" behind it, or remove it'
            )

    def nested_too_deep(self, node: Node, path: str) -> None:
        hint = "take brackets away that say nothing, or write the value itself"
        self.note("D001", _place(path, node), f"this is nested more than {_DEEPEST} deep", hint)

    def imported(self, path: str, node: Node, chain: tuple[str, ...]) -> Iterator[_Statement]:
        place = _place(path, node)
        words = [each for each in node.prelude if each.type not in ("whitespace", "comment")]
        address = _address(words[0]) if words else None
        media = _tinycss2.serialize(words[1:] and node.prelude[node.prelude.index(words[0]) + 1 :]).strip()
        if address is None or node.content is not None:
            self.note("D001", place, "this @import names no file", 'write @import "file.css";')
            return
        if media.lower().startswith(("layer", "supports")):
            self.note(
                "D003", place, "layers and conditions of @import are not understood", "import the file as a whole"
            )
            return
        found = self.shelf.stylesheet(address, path, place)
        if isinstance(found, Finding):
            self.findings.append(found)
        elif found.name in chain:
            circle = " → ".join((*chain[chain.index(found.name) :], found.name))
            self.note("D003", place, f"this @import goes round in a circle: {circle}", "take one of them out")
        else:
            for each in self.statements(found, chain):
                yield _Statement(each.path, each.node, " and ".join(filter(None, (media, each.media))))

    # Custom properties.

    def collect_tokens(self, statements: Iterable[_Statement]) -> None:
        """Take the custom properties of every `:root`; a later definition wins over an earlier one."""
        for each in statements:
            if each.node.type != "qualified-rule" or not _is_root(each.node):
                continue
            for node in _inside(each.node):
                if node.type == "declaration" and node.name.startswith("--"):
                    self.tokens[node.name] = (each.path, node)

    def token(self, name: str, path: str, node: Node, via: tuple[str, ...]) -> str | None:
        """The value of a custom property, or None where there is none."""
        if name in self.resolved:
            return self.resolved[name]
        if name not in self.tokens:
            near = difflib.get_close_matches(name, self.tokens, 1)
            hint = f"did you mean {near[0]}?" if near else "define it in :root"
            self.note("D005", _place(path, node), f"the custom property {name} is defined nowhere", hint)
            return None
        if name in via:
            circle = " → ".join((*via[via.index(name) :], name))
            self.note("D006", _place(*self.tokens[name]), f"these custom properties need each other: {circle}",
                      "give one of them a value of its own")  # fmt: skip
            return None
        home, declaration = self.tokens[name]
        value = self.text(declaration.value, home, (*via, name)).strip()
        self.resolved[name] = value
        return value

    def variable(self, node: Node, path: str, via: tuple[str, ...]) -> str:
        """What `var(--name, fallback)` comes to."""
        words = [each for each in node.arguments if each.type not in ("whitespace", "comment")]
        if not words or words[0].type != "ident" or not words[0].value.startswith("--"):
            self.note("D001", _place(path, node), "var() names no custom property", "write var(--name)")
            return ""
        name = words[0].value
        if len(words) > 1 and words[1] == "," and name not in self.tokens:
            fallback = node.arguments[node.arguments.index(words[1]) + 1 :]
            return self.text(fallback, path, via).strip()
        return self.token(name, path, node, via) or ""

    # Rules.

    def statement(self, each: _Statement) -> Rule | None:
        rule = self.rule(each.node, each.path, ())
        if rule is not None and each.media:
            return Rule("media", each.media, rule.place, rules=(rule,))
        return rule

    def rule(self, node: Node, path: str, around: tuple[str, ...]) -> Rule | None:
        place = _place(path, node)
        if node.type == "error":
            self.syntax_error(node, path)
            return None
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        prelude = self.text(node.prelude, path, ()).strip()
        if keyword == "namespace" and node.content is None:
            return Rule(keyword, prelude, place)
        if node.content is None or (not keyword and not prelude):
            self.note(
                "D001", place, f"@{keyword} has nothing between braces" if keyword else "a rule without a selector"
            )
            return None
        if keyword and keyword not in HOLD_RULES | HOLD_DECLARATIONS:
            self.note("D004", place, f"@{keyword} is not understood and left out", severity=Severity.WARNING)
            return None
        if keyword in PAGE_AREAS and around[-1:] != ("page",):
            self.note("D001", place, f"@{keyword} stands outside of @page", "put it between the braces of a @page")
            return None
        if keyword in HOLD_RULES:
            return self.group(node, keyword, prelude, path, around)
        return self.block(node, keyword, prelude, path, around)

    def group(self, node: Node, keyword: str, prelude: str, path: str, around: tuple[str, ...]) -> Rule:
        """A rule that holds rules."""
        nodes = _tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        found = (self.rule(each, path, (*around, keyword)) for each in nodes)
        return Rule(keyword, prelude, _place(path, node), rules=tuple(each for each in found if each is not None))

    def block(self, node: Node, keyword: str, prelude: str, path: str, around: tuple[str, ...]) -> Rule:
        """A rule that holds declarations, and in a page its areas."""
        declarations: list[Declaration] = []
        rules: list[Rule] = []
        is_root = not keyword and not around and _is_root(node)
        for each in _inside(node):
            if each.type == "declaration":
                made = self.declaration(each, path, keyword, is_root)
                declarations += [made] if made is not None else []
            elif each.type == "at-rule" and keyword == "page":
                inner = self.rule(each, path, (*around, keyword))
                rules += [inner] if inner is not None else []
            elif each.type == "error":
                self.syntax_error(_beginning(node.content, each), path)
            else:
                self.note("D001", _place(path, each), "a rule inside a rule: reading systems do not know this yet",
                          "close the rule before it, or write it as a rule of its own")  # fmt: skip
        return Rule(keyword, prelude, _place(path, node), tuple(declarations), tuple(rules))

    def declaration(self, node: Node, path: str, keyword: str, is_root: bool) -> Declaration | None:
        place = _place(path, node)
        if node.name.startswith("--"):
            if not is_root:
                self.note("D004", place, f"{node.name} is set outside of :root and has no effect",
                          "custom properties are written out at build: set it in :root", Severity.WARNING)  # fmt: skip
            return None
        if any(each == ":" for each in node.value):
            self.note("D001", place, f'"{node.lower_name}" has two colons', 'end the declaration before it with ";"')
            return None
        value = self.text(node.value, path, (), is_font=keyword == "font-face").strip()
        if not value and not any(finding.place == place for finding in self.findings):
            if not node.value or all(each.type in ("whitespace", "comment") for each in node.value):
                self.note("D001", place, f'"{node.lower_name}" has no value', "give it one or remove it")
            return None
        return Declaration(node.lower_name, value, place, bool(node.important)) if value else None

    # Values.

    def text(self, nodes: Iterable[Node], path: str, via: tuple[str, ...], *, is_font: bool = False) -> str:
        nodes = list(nodes)
        if nodes and self.depth > _DEEPEST:
            self.nested_too_deep(nodes[0], path)
            return ""
        self.depth += 1
        written = "".join(self.piece(node, path, via, is_font) for node in nodes)
        self.depth -= 1
        return written

    def piece(self, node: Node, path: str, via: tuple[str, ...], is_font: bool) -> str:
        """A node of a value as text: comments dropped, addresses and custom properties written out."""
        if node.type in ("whitespace", "comment"):
            return " "
        if node.type == "error":
            self.syntax_error(node, path)
            return ""
        address = _address(node) if node.type in ("url", "function") else None
        if address is not None:
            return self.address(address, path, node, is_font)
        if node.type == "function":
            if node.lower_name == "var":
                return self.variable(node, path, via)
            return f"{node.name}({self.text(node.arguments, path, via, is_font=is_font)})"
        if node.type in _BRACKETS:
            brackets = _BRACKETS[node.type]
            return brackets[0] + self.text(node.content, path, via, is_font=is_font) + brackets[1]
        return str(node.serialize())

    def address(self, address: str, path: str, node: Node, is_font: bool) -> str:
        if address.startswith("#"):
            return f"url({address})"
        found = self.shelf.file(address, path, _place(path, node), is_font=is_font)
        if isinstance(found, Finding):
            self.findings.append(found)
            return ""
        return f'url("{found}")'

    def syntax_error(self, node: Node, path: str) -> None:
        message, hint = _FAULTS.get(
            getattr(node, "kind", ""),
            ("this is not CSS", 'look for a missing ";", ":", "{" or "}" here or just before'),
        )
        self.note("D001", _place(path, node), message, hint)


_BRACKETS = {"() block": "()", "[] block": "[]", "{} block": "{}"}
_FAULTS = {
    "bad-string": ("this string is not closed on its line", "add the missing quotation mark"),
    "bad-url": ("this is not an address", 'write url("…")'),
    "eof-in-string": ("this string is never closed", "add the missing quotation mark"),
    "eof-in-url": ("this url( is never closed", 'add the missing ")"'),
    ")": ('a ")" without a "("', "remove it"),
    "]": ('a "]" without a "["', "remove it"),
    "}": ('a "}" without a "{"', "remove it"),
}


def _inside(node: Node) -> list[Node]:
    return list(_tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))


def _too_deep(nodes: Iterable[Node]) -> Node | None:
    """The first bracket of a file that is nested too deep; looked for level by level, without recursion."""
    level = list(nodes)
    for _ in range(_DEEPEST):
        level = [inside for node in level for inside in _held(node)]
    return next((node for node in level if _held(node)), None)


def _held(node: Node) -> list[Node]:
    """What stands right inside a node: between its brackets, and before them."""
    parts = (getattr(node, name, None) for name in ("prelude", "arguments", "content"))
    return [inside for part in parts if part for inside in part]


def _beginning(nodes: Iterable[Node], fault: Node) -> Node:
    """The first word of the statement that a fault was noticed in: tinycss2 places it where it gave up."""
    first = None
    for node in nodes:
        if (node.source_line, node.source_column) >= (fault.source_line, fault.source_column):
            break
        if node == ";" or node.type == "{} block":
            first = None
        elif first is None and node.type not in ("whitespace", "comment"):
            first = node
    return fault if first is None else first


def _is_root(node: Node) -> bool:
    return _tinycss2.serialize(node.prelude).strip() in (":root", "html")


def _place(path: str, node: Node) -> Place:
    return Place(path, node.source_line, node.source_column)


def _address(node: Node) -> str | None:
    """What `url(…)` or a bare string names; None for anything else."""
    if node.type in ("url", "string"):
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        words = [each for each in node.arguments if each.type not in ("whitespace", "comment")]
        return str(words[0].value) if len(words) == 1 and words[0].type == "string" else None
    return None
