"""Divisions by file → their ids and numbers.

An id is made from the file's name, with its folders in front where two files would have the same one.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from lalabook.terms import Region, Role

# Names of files that an edition makes itself.
_TAKEN = frozenset({"nav", "toc"})


def ids(paths: Iterable[str], given: Iterable[str], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """One id for each path (inside `src`); `given` holds the id an author or a role has set for it, or is empty."""
    pairs = list(zip(paths, given, strict=True))
    used = {own for _, own in pairs if own} | set(reserved)
    wanted = _apart([path for path, own in pairs if not own])
    found: list[str] = []
    for path, own in pairs:
        found.append(own or _free(wanted[path], used))
        used.add(found[-1])
    return tuple(found)


def slug(words: str) -> str:
    """Lower-case ASCII that may be an XML id and a file name; empty where nothing is left of the words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")
    return plain if not plain or plain[0].isalpha() else f"d-{plain}"


def chapter_numbers(
    roles: tuple[Role, ...], regions: tuple[Region, ...], depths: tuple[int, ...], opted_out: tuple[bool, ...]
) -> tuple[str, ...]:
    """Chapters of the body are 1, 2 …, nested ones 2.1 …; parts are 1, 2 …; appendices A, B … if there are several."""
    tops = [role for role, depth in zip(roles, depths, strict=True) if depth == 0]
    has_letters = tops.count(Role.APPENDIX) > 1
    counts: Counter[Role] = Counter()
    # The numbers of the divisions that are open, by depth; an empty one keeps those inside from having numbers.
    above: list[str] = []
    below: Counter[str] = Counter()
    found = []
    for role, region, depth, is_out in zip(roles, regions, depths, opted_out, strict=True):
        number = ""
        if not is_out and depth == 0:
            number = _top_number(role, region, counts, has_letters)
        elif not is_out and depth <= len(above) and above[depth - 1]:
            below[above[depth - 1]] += 1
            number = f"{above[depth - 1]}.{below[above[depth - 1]]}"
        above[depth:] = [number]
        found.append(number)
    return tuple(found)


def _top_number(role: Role, region: Region, counts: Counter[Role], has_letters: bool) -> str:
    is_counted = role is Role.PART or (role is Role.CHAPTER and region is Region.BODY)
    if not is_counted and not (role is Role.APPENDIX and has_letters):
        return ""
    counts[role] += 1
    return _letter(counts[role]) if role is Role.APPENDIX else str(counts[role])


def _letter(number: int) -> str:
    """A … Z, AA, AB …"""
    word = ""
    while number:
        number, at = divmod(number - 1, 26)
        word = chr(ord("A") + at) + word
    return word


def _apart(paths: list[str]) -> dict[str, str]:
    """An id for each path: the name alone, with one folder more as long as others want the same."""
    length = dict.fromkeys(paths, 1)
    while True:
        wanted = {path: _id_of(path, length[path]) for path in paths}
        count = Counter(wanted.values())
        longer = [path for path in paths if count[wanted[path]] > 1 and length[path] <= path.count("/")]
        if not longer:
            return wanted
        for path in longer:
            length[path] += 1


def _id_of(path: str, length: int) -> str:
    words = posixpath.splitext(path)[0].split("/")
    if len(words) > 1 and words[-1].lower() in ("index", "readme"):
        # A folder's own page is called as the folder is.
        words.pop()
    words = words[-length:]
    found = "-".join(filter(None, (slug(word) for word in words)))
    if not found:
        # Nothing of a name in another script is left; the path still tells one from the other.
        return f"d-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
    return f"d-{found}" if found in _TAKEN else found


def _free(wanted: str, used: set[str]) -> str:
    if wanted not in used:
        return wanted
    return next(f"{wanted}-{at}" for at in range(2, len(used) + 3) if f"{wanted}-{at}" not in used)
