"""Typewriter's marks in the prose → quotes, dashes, ellipses and unbreakable spaces of the language in force.

Never in code, mathematics or addresses; a mark that is typographic already stays as it is.
"""

from __future__ import annotations

import re

from lalabook.book.constructs.punctuation import NARROW, punctuation_for
from lalabook.book.constructs.quotes import set_quotes
from lalabook.book.constructs.runs import Run, runs
from lalabook.book.constructs.setting import Setting
from lalabook.findings import Finding
from lalabook.xhtml import Element, build

_FIXED = re.compile(
    # $…$ as pandoc knows it: no space inside the dollars, no digit behind the second one ("$5 and $6" is money).
    r"\$\$.+?\$\$|\$(?=\S)[^$\n]*?(?<=[^\s\\$])\$(?!\d)"
    r"|\b[a-z][a-z0-9+.\-]*://\S+|\bwww\.\S+",
    re.DOTALL | re.IGNORECASE,
)
_DASHES = re.compile(r"(?<![-<!])(-{2,3})(?![->])")
_DOTS = re.compile(r"(?<!\.)(\.{3,4})(?!\.)")
_SPACED = re.compile(r"(?<=\S) (?=([;!?:»])[;!?:»]*(?:[\s)\]}\"'”’.,…—–]|$))")
_AFTER_GUILLEMET = re.compile(r"(?<=«) (?=\S)")
_DASH = {2: "–", 3: "—"}


def typography(root: Element, setting: Setting) -> list[Finding]:
    """Set every run of the division, unless book.toml says that the author does it alone."""
    if setting.config.smart_typography:
        set_tree(root, setting.language)
    return []


def set_tree(root: Element, language: str) -> None:
    """Set every run inside an element."""
    for run in runs(root, language):
        _set(run)


def set_words(text: str, language: str) -> str:
    """A title or another line without markup, set as the text of the book is."""
    holder = build("p", text)
    set_tree(holder, language)
    return holder.text or ""


def _set(run: Run) -> None:
    text = "".join(piece.text for piece in run)
    made = _replacements(run, text)
    if not made:
        return
    start = 0
    for piece in run:
        end = start + len(piece.text)
        if any(start <= at < end for at in made):
            piece.put("".join(made.get(at, text[at]) for at in range(start, end)))
        start = end


def _replacements(run: Run, text: str) -> dict[int, str]:
    """Position in the run → what stands there instead."""
    points = [point for piece in run for point in [punctuation_for(piece.language)] * len(piece.text)]
    fixed = _fixed_positions(run, text)
    made = set_quotes(text, points, fixed)
    for found in _DASHES.finditer(text):
        made |= _as_one(found, _DASH[len(found[1])])
    for found in _DOTS.finditer(text):
        made |= _as_one(found, "…" if len(found[1]) == 3 else "….")
    for found in _SPACED.finditer(text):
        space = dict(points[found.start()].space_before).get(found[1])
        if space:
            made[found.start()] = space
    for found in _AFTER_GUILLEMET.finditer(text):
        if points[found.start()].space_before:
            made[found.start()] = NARROW
    return {at: mark for at, mark in made.items() if at not in fixed}


def _as_one(found: re.Match[str], mark: str) -> dict[int, str]:
    return {found.start(): mark} | dict.fromkeys(range(found.start() + 1, found.end()), "")


def _fixed_positions(run: Run, text: str) -> set[int]:
    fixed = {at for found in _FIXED.finditer(text) for at in range(*found.span())}
    start = 0
    for piece in run:
        if piece.owner is None:
            fixed |= set(range(start, start + len(piece.text)))
        start += len(piece.text)
    return fixed
