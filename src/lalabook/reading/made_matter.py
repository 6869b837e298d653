"""The author's divisions → the same with the ones that lalabook makes, each in its place.

What the author placed himself stays where he put it.
"""

from __future__ import annotations

from lalabook.config import Config
from lalabook.manuscript import Division, WatchList
from lalabook.terms import Region, Role

# The usual order of the pages before a preface.
_ORDER = (
    Role.COVER,
    Role.HALF_TITLE,
    Role.FRONTISPIECE,
    Role.TITLE_PAGE,
    Role.IMPRINT,
    Role.DEDICATION,
    Role.EPIGRAPH,
    Role.CONTENTS,
    Role.LIST_OF_BOXES,
    Role.LIST_OF_FIGURES,
    Role.LIST_OF_TABLES,
)


def made_roles(config: Config, watch: WatchList) -> tuple[Role, ...]:
    """The roles that this book is to have without the author's doing."""
    asked = {
        Role.HALF_TITLE: config.has_half_title,
        Role.TITLE_PAGE: True,
        Role.CONTENTS: True,
        Role.LIST_OF_BOXES: config.has_list_of_boxes,
        Role.LIST_OF_FIGURES: config.has_list_of_figures,
        Role.LIST_OF_TABLES: config.has_list_of_tables,
        Role.WATCH_NEXT: bool(watch.works),
        Role.INDEX: config.has_index,
    }
    return tuple(role for role, is_asked in asked.items() if is_asked)


def with_made_matter(
    divisions: tuple[Division, ...], roles: tuple[Role, ...], watch: WatchList
) -> tuple[Division, ...]:
    """Put in a division for each role that none of the author's has; ids are the roles' words."""
    found = list(divisions)
    for role in roles:
        if any(each.role is role for each in divisions) or (role is Role.INDEX and not _has_marks(divisions, watch)):
            continue
        title = watch.title if role is Role.WATCH_NEXT else ""
        region = role.term.region
        at = _front_place(found, role) if region is Region.FRONT else _back_place(found, role)
        found.insert(at, Division(role.value, "", role, region, title=title))
    return tuple(found)


def _has_marks(divisions: tuple[Division, ...], watch: WatchList) -> bool:
    """Whether there may be something to put into an index: `bind` knows for certain, and drops one that stays empty."""
    texts = (*(each.text for each in divisions), *(f"{work.why} {work.look_for}" for work in watch.works))
    return any("index=" in text for text in texts)


def _front_place(divisions: list[Division], role: Role) -> int:
    """Behind the last front page that comes before it by custom."""
    before = _ORDER[: _ORDER.index(role)]
    behind = [at for at, each in enumerate(divisions) if each.region is Region.FRONT and each.role in before]
    return behind[-1] + 1 if behind else 0


def _back_place(divisions: list[Division], role: Role) -> int:
    """The index comes last, only a colophon behind it; what else is made opens the back matter."""
    is_index = role is Role.INDEX
    behind = (
        at
        for at, each in enumerate(divisions)
        if each.region is Region.BACK and (each.role is Role.COLOPHON or not is_index)
    )
    return next(behind, len(divisions))
