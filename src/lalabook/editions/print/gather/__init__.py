"""A division → its Gathering: pages, and the facts of their layout. Nobody else in the house knows WeasyPrint."""

from __future__ import annotations

import gc
from itertools import count
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from lalabook.editions.print.gather.boxes import Heading, Reading, hidden, read_boxes
from lalabook.editions.print.gather.engine import ENGINE, Pages, Press, listening
from lalabook.editions.print.gather.holes import moved
from lalabook.editions.print.gather.lines import measure
from lalabook.editions.print.gather.marks import plain_text
from lalabook.editions.print.gather.page_map import map_pages
from lalabook.editions.print.gather.proof import proof_read
from lalabook.editions.print.gather.remarks import of_design, of_layout, of_pages, of_tags
from lalabook.editions.print.gather.repair import ROUNDS, repair, rescue
from lalabook.editions.print.gather.sides import mirror_pt
from lalabook.editions.print.model import Gathering, Job, OutlineEntry, Page, PlainPrint, PlainSheet

__all__ = ["ENGINE", "Press", "clear_away", "gather", "print_plain"]


def gather(job: Job, press: Press) -> Gathering:
    """Lay a division out: again, where its boxes show something to mend."""
    root = _document(job)
    body = root[1]
    parents = {child: parent for parent in body.iter() for child in parent}
    for attempt in count():
        with listening() as said:
            pages = press.lay_out(root, job.pictures)
        reading = read_boxes(pages)
        measured = measure(pages)
        is_marked = attempt < ROUNDS and repair(reading, measured, parents, job.language)
        if not is_marked and not rescue(reading, body, parents):
            break
    with listening() as said_later:
        pdf = pages.pdf()
    unseen = set(hidden(pages.style_for, body))
    page_map = map_pages(body, reading.runs, len(pages.pages), unseen, set(moved(body)))
    remarks = (
        *of_design(press.said),
        *of_layout([*said, *said_later], body),
        *of_pages(reading, page_map, parents),
        *of_tags(pages.untagged, parents),
        *proof_read(measured, parents),
    )
    facts = _facts(job, pages, reading, page_map.starts)
    return Gathering(job.division, pdf, facts, _outline(reading), remarks, job.opens, mirror_pt(pages))


def print_plain(sheet: PlainSheet, press: Press) -> PlainPrint:
    """Print an HTML document as it stands, with the design's margin boxes: what is laid over the pages, a cover."""
    with listening() as said:
        root = ElementTree.fromstring(sheet.html)
        pdf = press.lay_out(root, sheet.pictures, is_plain=True).pdf(is_tagged=False)
    return PlainPrint(sheet.name, pdf, (*of_design(press.said), *of_layout(said, root)))


def clear_away() -> None:
    """Free what a layout leaves behind: boxes and styles hold each other, and the collector is off."""
    gc.collect()


def _document(job: Job) -> Element:
    """The division as a whole document; it opens on its side because the root is told to break there."""
    root = Element("html", {"lang": job.language, "style": f"break-before: {job.opens}"})
    head = SubElement(root, "head")
    SubElement(head, "title").text = job.title
    SubElement(root, "body").append(ElementTree.fromstring(job.xhtml))
    return root


def _facts(job: Job, pages: Pages, reading: Reading, starts: tuple[tuple[int, int] | None, ...]) -> tuple[Page, ...]:
    prefix = f"{job.division}.xhtml#"
    sections = _sections(reading.headings, len(pages.pages))
    return tuple(
        Page(
            tuple(anchor.removeprefix(prefix) for anchor in page.anchors if anchor.startswith(prefix)),
            section,
            start,
        )
        for page, section, start in zip(pages.pages, sections, starts, strict=True)
    )


def _sections(headings: list[Heading], pages: int) -> list[str]:
    """For each page its first h2, else the one in force at its top; titles of boxes are not sections."""
    sections, in_force = [], ""
    of_text = [each for each in headings if each.element.tag == "h2" and not _is_box_title(each.element)]
    for number in range(pages):
        here = [plain_text(each.element) for each in of_text if each.page == number]
        sections.append(here[0] if here else in_force)
        in_force = here[-1] if here else in_force
    return sections


def _outline(reading: Reading) -> tuple[OutlineEntry, ...]:
    return tuple(
        OutlineEntry(int(each.element.tag[1]), plain_text(each.element), each.page, round(each.top_pt, 2))
        for each in reading.headings
    )


def _is_box_title(element: Element) -> bool:
    return "box-title" in element.get("class", "").split()
