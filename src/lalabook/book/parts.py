"""Divisions in order → the part each stands in, as a class a design can choose by: `part-3`."""

from __future__ import annotations

from collections.abc import Sequence

from lalabook import xhtml
from lalabook.book.sheets import Sheet
from lalabook.terms import Region, Role


def mark_parts(sheets: Sequence[Sheet]) -> None:
    """Class a part's page and the divisions of the body behind it, counted from 1 up to the end of the body.

    What stands before the first part, and front and back matter, get no class.
    """
    part = 0
    for sheet in sheets:
        part += sheet.role is Role.PART
        is_body = sheet.galley.region is Region.BODY or sheet.role is Role.PART
        if part and is_body:
            xhtml.add_class(sheet.root, f"part-{part}")
