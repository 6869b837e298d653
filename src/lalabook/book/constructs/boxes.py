"""`<aside class="box">` with a title paragraph → header, heading and body; and which kinds of boxes there are.

Aside blocks (`/// aside | Title`) become boxes of the kind "aside": never numbered, without a printed label.
"""

from __future__ import annotations

from lalabook.book.constructs.labels import label_of_kind
from lalabook.config import BoxKind, Config

_FACT = "fact"
_ALERTS = ("note", "tip", "important", "warning", "caution")
ASIDE = "aside"


def box_kinds(config: Config, language: str) -> tuple[BoxKind, ...]:
    """Every kind an author may open: the built-in ones labelled in `language`, and those of book.toml, which win."""
    kinds = {_FACT: BoxKind(_FACT, "")}
    kinds |= {name: BoxKind(name, label_of_kind(name, language), is_numbered=False) for name in _ALERTS}
    return tuple((kinds | {kind.name: kind for kind in config.boxes}).values())
