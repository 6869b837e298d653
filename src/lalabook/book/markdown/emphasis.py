"""Runs of `*`, `_`, `~` → emphasis, strong emphasis, deletions, by CommonMark's delimiter rules (0.31 §6.2).

left-flanking  = not before space, and not before punctuation unless behind space or punctuation
right-flanking = the same, seen from the other side
"_" inside a word neither opens nor closes; "~" opens and closes in equal runs of one or two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lalabook.book.markdown.characters import is_punctuation

_RUN = re.compile(r"\*+|_+|~+")


@dataclass(slots=True, eq=False)
class Run:
    """A delimiter run; what is left of `count` at the end is text."""

    mark: str
    count: int
    length: int
    can_open: bool
    can_close: bool
    opens: list[str] = field(default_factory=list)
    """Tags of the elements that begin here, innermost first."""
    closes: list[str] = field(default_factory=list)
    """Tags of the elements that end here, innermost first."""

    @property
    def text(self) -> str:
        return self.mark * self.count


def read_run(text: str, at: int) -> tuple[Run, int]:
    """The run that begins at `at`, and where it ends."""
    found = _RUN.match(text, at)
    assert found is not None, "called on a delimiter"
    end = found.end()
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    before_is_space, after_is_space = before.isspace(), after.isspace()
    before_is_mark, after_is_mark = is_punctuation(before), is_punctuation(after)
    is_left = not after_is_space and (not after_is_mark or before_is_space or before_is_mark)
    is_right = not before_is_space and (not before_is_mark or after_is_space or after_is_mark)
    mark, length = text[at], end - at
    if mark == "_":
        can_open = is_left and (not is_right or before_is_mark)
        can_close = is_right and (not is_left or after_is_mark)
    elif mark == "~":
        # One "~" before a slash is a home folder, and one between letters is an "about": neither strikes out.
        is_deletion = length == 2 or (length == 1 and not (before.isalnum() and after.isalnum()))
        can_open = is_left and is_deletion and not (length == 1 and after_is_mark)
        can_close = is_right and is_deletion
    else:
        can_open, can_close = is_left, is_right
    return Run(mark, length, length, can_open, can_close), end


def pair(runs: list[Run]) -> None:
    """Find which runs belong together; each learns what opens and closes there."""
    openers: list[Run] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.mark, run.can_open, run.length % 3)
        while run.can_close and run.count:
            floor = floors.get(key, 0)
            at = next((i for i in range(len(openers) - 1, floor - 1, -1) if _fits(openers[i], run)), -1)
            if at < 0:
                floors[key] = len(openers)
                break
            opener = openers[at]
            width = opener.count if run.mark == "~" else min(2, opener.count, run.count)
            tag = "del" if run.mark == "~" else ("em", "strong")[width - 1]
            opener.opens.append(tag)
            run.closes.append(tag)
            opener.count -= width
            run.count -= width
            del openers[at + bool(opener.count) :]
            for each, height in floors.items():
                floors[each] = min(height, len(openers))
        if run.can_open and run.count:
            openers.append(run)


def _fits(opener: Run, closer: Run) -> bool:
    if opener.mark != closer.mark:
        return False
    if opener.mark == "~":
        return opener.count == closer.count
    if opener.can_close or closer.can_open:
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True
