"""What an author says, where he put a file and how he called it → the role and region of each division."""

from __future__ import annotations

import posixpath
import re

from lalabook.reading.order import Entry
from lalabook.terms import Region, Role

_LEADING_NUMBER = re.compile(r"^\d+[-_. ]*")

# File names, without a number before them, that tell what the file is.
_BY_NAME = {
    "acknowledgements": Role.ACKNOWLEDGMENTS,
    "copyright": Role.IMPRINT,
    "title": Role.TITLE_PAGE,
} | {
    role.value: role
    for role in Role
    # index.md is a folder's page, notes.md may be anything.
    if role not in (Role.PART, Role.CHAPTER, Role.APPENDIX, Role.INDEX, Role.NOTES)
}
_BY_REGION = {Region.FRONT: Role.PREFACE, Region.BODY: Role.CHAPTER, Region.BACK: Role.APPENDIX}
_ALSO_BACK = (Role.ACKNOWLEDGMENTS, Role.IMPRINT, Role.CONCLUSION, Role.EPILOGUE)
_APPENDIX = re.compile(r"appendi(x|ces)\b|appendix\d")


def role_of(entry: Entry, said: Role | None) -> Role:
    """The role in the front matter, else by the file's name, else by the region it stands in."""
    if said:
        return said
    if entry.is_part:
        return Role.PART
    guess = _by_name(entry.path) if entry.depth == 0 else None
    return guess or _BY_REGION[entry.region]


def regions(entries: tuple[Entry, ...], roles: tuple[Role, ...]) -> tuple[Region, ...]:
    """The region of each division: where it was put; but what leads the body with a role of the front matter belongs to
    the front, what ends it with one of the back matter to the back. Nested divisions go with the one they are in."""
    found = [entry.region for entry in entries]
    wanted = _with_nested(entries, [role.term.region for role in roles])
    body = [at for at, region in enumerate(found) if region is Region.BODY]
    for at in body:
        if wanted[at] is not Region.FRONT:
            break
        found[at] = Region.FRONT
    for at in reversed(body):
        if wanted[at] is not Region.BACK:
            break
        found[at] = Region.BACK
    return tuple(found)


def settled(role: Role, said: Role | None, region: Region) -> Role:
    """A role that was only guessed from a name must fit where the division came to stand."""
    if said or role is Role.PART:
        return role
    if region is Region.BODY and role.term.region is not Region.BODY:
        return Role.CHAPTER
    if region is Region.BACK and role.term.region is not Region.BACK and role not in _ALSO_BACK:
        return Role.APPENDIX
    return role


def _by_name(path: str) -> Role | None:
    stem = _LEADING_NUMBER.sub("", posixpath.splitext(posixpath.basename(path))[0].casefold())
    return Role.APPENDIX if _APPENDIX.match(stem) else _BY_NAME.get(stem.replace("_", "-").replace(" ", "-"))


def _with_nested(entries: tuple[Entry, ...], wanted: list[Region]) -> list[Region]:
    found: list[Region] = []
    for entry, region in zip(entries, wanted, strict=True):
        found.append(found[-1] if entry.depth and found else region)
    return found
