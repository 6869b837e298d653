"""A galley → a `Sheet`, opened for binding: its tree, its anchors, the names its parts are given; and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lalabook import xhtml
from lalabook.book.model import Galley
from lalabook.book.titles import plain_title, title_markup
from lalabook.findings import Place
from lalabook.terms import Role
from lalabook.xhtml import Element


@dataclass(frozen=True)
class Sheet:
    """One division on the binder's bench. Its tree and dictionaries change while the book is bound, and stay here."""

    galley: Galley
    root: Element
    given_title: str = ""
    """The title that contents show where it is not what the division's heading says; empty where it is."""
    label: str = ""
    """What stands before its title, here and in the contents ("Chapter 3", "3.2"); empty where it has no number."""
    anchors: dict[str, Element] = field(default_factory=dict)
    """Every id of the division."""
    names: dict[str, str] = field(default_factory=dict)
    """Id of a numbered box, figure or table → what it is called ("Fact box 7")."""

    @property
    def id(self) -> str:
        return self.galley.id

    @property
    def role(self) -> Role:
        return self.galley.role

    @property
    def file(self) -> str:
        return f"{self.galley.id}.xhtml"

    @property
    def heading(self) -> Element | None:
        """The division's own title."""
        return self.root.find("h1")

    @property
    def title(self) -> str:
        """What contents call it: plain text, without the label."""
        heading = self.heading
        return self.given_title or (plain_title(heading) if heading is not None else "") or self.galley.title

    @property
    def titled(self) -> Element:
        """The same as a `span`, with the markup of the heading."""
        heading = self.heading
        if heading is None or self.given_title:
            return xhtml.build("span", self.title)
        return title_markup(heading)

    @property
    def is_blank(self) -> bool:
        """Nothing of the author's stands in it."""
        return not xhtml.text_of(self.root) and next(self.root.iter("img"), None) is None

    def address(self, id_: str = "") -> str:
        """The way here from another division."""
        return f"{self.file}#{id_}" if id_ else self.file

    def place(self, element: Element) -> Place:
        """Where the author wrote this element, as near as is known."""
        for each in (element, *element.iterancestors()):
            if line := each.get("data-line"):
                return self.galley.division.place(int(line), int(each.get("data-column", "0")))
            if said := each.get("data-place"):
                return _written_place(said)
        return Place(self.galley.division.path)

    def written_in(self, element: Element) -> str:
        """The file that paths in this element are relative to: the division's own, or the data file of works."""
        said = next((each.get("data-place") for each in element.iterancestors() if each.get("data-place")), None)
        return _written_place(said).path if said else self.galley.division.path

    def name(self, element: Element, id_: str) -> str:
        """Give an element this id, or leave it the one it has; the id it then has."""
        given = element.get("id") or id_
        element.set("id", given)
        self.anchors[given] = element
        return given

    def append(self, matter: str) -> None:
        """Put the children of a made fragment behind what the author wrote."""
        made = list(xhtml.parse(matter))
        self.root.extend(made)
        for top in made:
            self.anchors.update((each.get("id", ""), each) for each in identified(top))


def open_sheet(galley: Galley, label: str) -> Sheet:
    root = xhtml.parse(galley.xhtml)
    heading = root.find("h1")
    is_said = heading is not None and plain_title(heading) == galley.title
    anchors = {each.get("id", ""): each for each in identified(root)}
    return Sheet(galley, root, "" if is_said else galley.title, label, anchors)


def close_sheet(sheet: Sheet) -> Galley:
    """The galley as bound."""
    shown = {src for img in sheet.root.iter("img") if (src := img.get("src")) and ":" not in src}
    pictures = tuple(sorted(shown.union(sheet.galley.pictures)))
    return replace(sheet.galley, xhtml=xhtml.serialise(sheet.root), title=sheet.title, pictures=pictures)


def _written_place(said: str) -> Place:
    """`data-place`, which matter from the data file of works has in place of a line of the division."""
    path, _, line = said.rpartition(":")
    return Place(path, int(line))


def identified(root: Element) -> Iterator[Element]:
    return (each for each in xhtml.elements(root) if each.get("id"))


def prepend(parent: Element, child: Element, between: str = "") -> None:
    """Put a child before everything in an element, its text included, with `between` behind it."""
    child.tail = between + (parent.text or "").lstrip()
    parent.text = None
    parent.insert(0, child)
