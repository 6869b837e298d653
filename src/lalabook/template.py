"""The name of a template and values → text; the only room that knows Jinja2.

Templates live in `lalabook/templates/`. Every value is escaped unless it is `Markup`, which says "this is XHTML".
A name that a template asks for and nobody gave is a fault of the program.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

__all__ = ["Markup", "fill"]

FOLDER = Path(__file__).parent / "templates"


def fill(name: str, /, **values: object) -> str:
    """The template `name` ("contents.xhtml.j2") with its places filled."""
    return _template(name).render(values)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates are our own and do not change while a build runs; no bytecode is written to disk.
        auto_reload=False,
    )
