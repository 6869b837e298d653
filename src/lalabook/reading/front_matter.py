"""The YAML between two `---` lines at a file's head → `FrontMatter`; the only room that knows PyYAML.

Values are read as text (YAML's own rules would turn `lang: no`, Norwegian, into false) and understood here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from lalabook.findings import Finding, Place, Severity
from lalabook.nearest import did_you_mean
from lalabook.reading.lines import Line
from lalabook.terms import Role
from lalabook.values import is_language_tag, unprintable

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_KEY_LINE = re.compile(r"[A-Za-z][\w-]*:(\s|$)")
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_KEYS = ("title", "subtitle", "role", "lang", "id", "number", "epigraph", "epigraph-source")
_QUOTE_IT = 'put the value between quotes, like title: "Winter: a beginning"'


@dataclass(frozen=True)
class FrontMatter:
    """What a division's author says about it; empty where he says nothing."""

    title: str = ""
    subtitle: str = ""
    role: Role | None = None
    language: str = ""
    id: str = ""
    id_place: Place | None = None
    is_numbered: bool = True
    epigraph: str = ""
    epigraph_source: str = ""


@dataclass(frozen=True)
class _Said:
    """One value and where it stands."""

    text: str
    place: Place


def split_front_matter(lines: tuple[Line, ...]) -> tuple[FrontMatter, tuple[Line, ...], list[Finding]]:
    """The front matter, the lines below it, and what is wrong with it."""
    if not lines or lines[0].text.rstrip() != "---":
        return FrontMatter(), lines, []
    end = next((at for at, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")), 0)
    if not end:
        if len(lines) > 1 and _KEY_LINE.match(lines[1].text):
            hint = "close it with a line --- below the last key"
            return FrontMatter(), lines, [Finding(lines[0].place(), "M008", "the front matter has no end", hint)]
        return FrontMatter(), lines, []
    try:
        node = yaml.compose("\n".join(line.text for line in lines[1:end]), Loader=yaml.BaseLoader)
    except yaml.YAMLError as fault:
        return FrontMatter(), lines[end + 1 :], [_not_yaml(fault, lines)]
    if node is not None and not isinstance(node, yaml.MappingNode):
        # Text between two section breaks, not ours.
        return FrontMatter(), lines, []
    front_matter, findings = _understood(node, lines[0].path)
    return front_matter, lines[end + 1 :], findings


def _not_yaml(fault: yaml.YAMLError, lines: tuple[Line, ...]) -> Finding:
    place, reason = lines[0].place(), str(fault)
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark:
        place = Place(lines[0].path, fault.problem_mark.line + 2, fault.problem_mark.column + 1)
        reason = fault.problem or reason
    return Finding(place, "M008", f"the front matter is not YAML: {reason}", _QUOTE_IT)


def _understood(node: yaml.MappingNode | None, path: str) -> tuple[FrontMatter, list[Finding]]:
    said, findings = _said(node, path)
    role, number = said.get("role"), said.get("number")
    language, own_id = said.get("lang"), said.get("id")
    if role and role.text not in set(Role):
        hint = did_you_mean(role.text, Role) or f"roles are {', '.join(Role)}"
        findings.append(Finding(role.place, "M009", f'"{role.text}" is no role', hint))
    if number and number.text.lower() not in _YES:
        findings.append(Finding(number.place, "M011", f'number is "{number.text}"', "write true or false"))
    if language and not is_language_tag(language.text):
        findings.append(
            Finding(language.place, "M011", f'"{language.text}" is no language tag', 'write "en-GB" or "fr"')
        )
    if own_id and not _ID.fullmatch(own_id.text):
        hint = "begin with a small letter, then small letters, digits and hyphens"
        findings.append(Finding(own_id.place, "M011", f'"{own_id.text}" cannot be an id', hint))
    text = {key: value.text for key, value in said.items()}
    front_matter = FrontMatter(
        title=text.get("title", ""),
        subtitle=text.get("subtitle", ""),
        role=Role(role.text) if role and role.text in set(Role) else None,
        language=text.get("lang", ""),
        id=text.get("id", ""),
        id_place=own_id.place if own_id else None,
        is_numbered=_YES.get(text.get("number", "").lower(), True),
        epigraph=text.get("epigraph", ""),
        epigraph_source=text.get("epigraph-source", ""),
    )
    return front_matter, findings


def _said(node: yaml.MappingNode | None, path: str) -> tuple[dict[str, _Said], list[Finding]]:
    """Key → value, for the keys we know; the others are noted."""
    said: dict[str, _Said] = {}
    findings: list[Finding] = []
    for key_node, value_node in node.value if node else ():
        key, place = str(key_node.value), _place(key_node, path)
        if not isinstance(key_node, yaml.ScalarNode):
            findings.append(Finding(place, "M008", "a key of the front matter must be a word", _QUOTE_IT))
        elif key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"known are {', '.join(_KEYS)}"
            findings.append(Finding(place, "M010", f'"{key}" says nothing to lalabook', hint, Severity.WARNING))
        elif key in said:
            hint = f"it is set at line {said[key].place.line} already"
            findings.append(Finding(place, "M008", f'"{key}" stands here a second time', hint))
        elif not isinstance(value_node, yaml.ScalarNode):
            findings.append(Finding(_place(value_node, path), "M011", f'"{key}" must be text', _QUOTE_IT))
        elif character := unprintable(value_node.value):
            message = f'"{key}" holds a control character, {character}'
            findings.append(Finding(_place(value_node, path), "M011", message, "remove it"))
        # An empty value is as good as none.
        elif value_node.value.strip() not in ("", "~", "null"):
            said[key] = _Said(value_node.value.strip(), _place(value_node, path))
    return said, findings


def _place(node: yaml.Node, path: str) -> Place:
    return Place(path, node.start_mark.line + 2, node.start_mark.column + 1)
