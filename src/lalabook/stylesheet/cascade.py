"""Stylesheets and a document → which declaration of a property wins for each element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import cssselect2  # type: ignore[import-untyped]

from lalabook.stylesheet.model import Declaration, Rule, Stylesheet
from lalabook.xhtml import Element

_cssselect2: Any = cssselect2
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark")
_LIGHT = re.compile(r"prefers-color-scheme\s*:\s*light")


@dataclass(frozen=True)
class Styled:
    """An element and the declarations that win for it."""

    element: Element
    declarations: dict[str, Declaration]


class Cascade:
    """The declarations of some properties, as a screen in daylight or at night takes them."""

    def __init__(self, sheets: Iterable[Stylesheet], properties: frozenset[str], *, is_dark: bool = False) -> None:
        self._matcher: Any = _cssselect2.Matcher()
        self._is_empty = True
        for sheet in sheets:
            for rule, around in sheet.walk():
                wanted = [each for each in rule.declarations if each.name in properties]
                if wanted and not rule.keyword and _applies(around, is_dark):
                    self._add(rule, wanted)

    def _add(self, rule: Rule, declarations: list[Declaration]) -> None:
        try:
            selectors = _cssselect2.compile_selector_list(rule.prelude)
        except _cssselect2.SelectorError:
            return  # a selector that readers do not understand either
        for selector in selectors:
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, declarations)
                self._is_empty = False

    def styled(self, root: Element) -> Iterator[Styled]:
        """Every element of the document that one of the properties is declared for, in document order."""
        if self._is_empty:
            return
        for wrapper in _cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
            # Weakest first, as the matcher gives them; what is important then overrides the rest.
            matched = [each for *_, found in self._matcher.match(wrapper) for each in found]
            if matched:
                in_order = sorted(matched, key=lambda declaration: declaration.is_important)
                yield Styled(wrapper.etree_element, {each.name: each for each in in_order})


def _applies(around: Iterable[Rule], is_dark: bool) -> bool:
    return all(_holds(rule.prelude.lower(), is_dark) for rule in around if rule.keyword == "media")


def _holds(media: str, is_dark: bool) -> bool:
    """Does a media query hold on a screen of any width?"""
    if _DARK.search(media):
        return is_dark
    if _LIGHT.search(media):
        return not is_dark
    return not re.match(r"(?:only\s+)?(?:print|speech|tty|tv)\b|not\s+(?:all|screen)\b", media)
