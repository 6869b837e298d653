"""Tiny galleys written by hand, as docs/galley.md says, and a short way to bind them."""

from __future__ import annotations

import re
from html import escape

from lalabook import xhtml
from lalabook.book.bind import bind
from lalabook.book.model import Book, Galley
from lalabook.config import Config, Contributor, Metadata
from lalabook.findings import Place
from lalabook.manuscript import Division, LineRun, Manuscript, WatchList, Work
from lalabook.terms import Role

CONFIG = Config(
    Metadata(
        "La La Land",
        subtitle="A companion",
        authors=(Contributor("Mia Dolan"), Contributor("Seb Wilder"), Contributor("Keith", "ill")),
        publisher="Lighthouse",
    )
)


def galley(
    id_: str, matter: str = "", *, role: Role = Role.CHAPTER, title: str = "", path: str | None = None, **about
) -> Galley:
    """A division whose file is `manuscript/<id>.md`, unless another is given."""
    path = f"manuscript/{id_}.md" if path is None else path
    about = {"region": role.term.region} | about
    division = Division(id_, path, role, lines=(LineRun(1, path, 1),), **about)
    root = xhtml.parse(f'<div class="division" data-line="1">{matter}</div>')
    heading = xhtml.parse(re.sub(r'<a class="noteref".*?</a>', "", xhtml.serialise(root))).find("h1")
    named = xhtml.text_of(heading) if heading is not None else ""
    return Galley(division, xhtml.serialise(root), title or named or id_, "en")


def chapter(id_: str, heading: str, matter: str = "", **about) -> Galley:
    slug = re.sub(r"<.*?>", "", heading).lower().replace(" ", "-")
    return galley(id_, f'<h1 id="{slug}" class="title" data-line="1">{heading}</h1>{matter}', **about)


def made(role: Role) -> Galley:
    """A division that lalabook makes by itself."""
    return galley(role.value, role=role, path="")


def box(id_: str, title: str, kind: str = "fact", label: str = "", body: str = "<p>Two hours a day.</p>") -> str:
    kind_label = f'<p class="box-kind">{label}</p>' if label else ""
    heading = f'<h2 class="box-title" id="{id_}-title">{title}</h2>' if title else ""
    return (
        f'<aside class="box box-{kind}" id="{id_}" data-kind="{kind}" aria-labelledby="{id_}-title">'
        f'<header class="box-header">{kind_label}{heading}</header><div class="box-body">{body}</div></aside>'
    )


def figure(id_: str, caption: str) -> str:
    image = '<img src="manuscript/map.svg" alt="A map"/>'
    return f'<figure class="figure" id="{id_}">{image}<figcaption>{caption}</figcaption></figure>'


def table(id_: str, caption: str = "") -> str:
    said = f"<caption>{caption}</caption>" if caption else ""
    return f'<div class="table" id="{id_}"><table>{said}<tbody><tr><td>1</td></tr></tbody></table></div>'


def link(href: str, text: str = "", *, class_: str = "", line: int = 3, column: int = 5) -> str:
    kind = f' class="{class_}"' if class_ else ""
    return f'<a href="{href}"{kind} data-line="{line}" data-column="{column}">{text}</a>'


def mention(key: str, text: str = "", line: int = 3, column: int = 5) -> str:
    return link(f"watch:{key}", text, class_="mention", line=line, column=column)


def film(key: str, title: str, line: int = 1, **about) -> Work:
    return Work(key, title, Place("manuscript/watch.toml", line), **about)


def plain_prose(markdown: str, _place: Place) -> str:
    """Not Markdown: links are written out, and the rest is a paragraph."""
    linked = re.sub(r"\[(.*?)\]\((.*?)\)", lambda found: f'<a href="{found[2]}">{found[1]}</a>', escape(markdown))
    return f"<div><p>{linked}</p></div>"


def bound(*galleys: Galley, config: Config = CONFIG, watch: WatchList | None = None) -> Book:
    divisions = tuple(each.division for each in galleys)
    return bind(Manuscript(divisions, watch or WatchList()), galleys, config, plain_prose)


def page(book: Book, id_: str) -> str:
    """The XHTML of a division of the book."""
    return next(each.xhtml for each in book.galleys if each.id == id_)


def words(fragment: str) -> str:
    return xhtml.text_of(xhtml.parse(fragment))


def said(book: Book) -> list[str]:
    """The findings as one reads them, a line each."""
    return [str(finding).replace("\n    hint: ", " — ") for finding in book.findings]
