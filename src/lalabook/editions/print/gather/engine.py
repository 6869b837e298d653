"""A tree of HTML and a type case → laid-out pages and their PDF: WeasyPrint, and nothing but what it is given."""

# mypy: disallow-untyped-calls=False
# ruff: noqa: ANN401  (WeasyPrint's boxes and styles have no types)
from __future__ import annotations

import logging
import mimetypes
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lalabook.editions.print.model import HOUSE_URL, TypeCase

# Fontconfig reads this when it wakes up, which importing WeasyPrint does. With no font of the machine in sight, the
# same copy makes the same pages everywhere, and a character that no font of the book has is reported.
os.environ["FONTCONFIG_FILE"] = str(files(__package__) / "no-fonts.conf")
with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)  # "No fonts configured in FontConfig": so we wish
    import weasyprint
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lalabook.editions.print.gather import hyphens, patches

ENGINE = f"weasyprint {weasyprint.__version__}"

_PRESS_CSS = (files(__package__) / "press.css").read_text("utf-8")
_PAGE_NAMES_CSS = "".join(f".page-{name} {{ page: {name} }} " for name in ("front", "chapter", "part", "back", "plain"))
"""The named page of furniture, where the design gives the division's other classes none of its own."""
_OPTIONS = weasyprint.DEFAULT_OPTIONS | {"pdf_variant": "pdf/ua-1", "presentational_hints": True}

patches.apply()
hyphens.apply()


class Shelf(URLFetcher):
    """Hands out the bytes it was given; asked for anything else, it refuses."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"data"})
        self.contents = contents
        self.pictures: Mapping[str, bytes] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(url.partition("#")[0].partition("?")[0].removeprefix(HOUSE_URL))
        content = self.pictures.get(path, self.contents.get(path))
        if content is None:
            raise ValueError(f"{path} is not among the book's files")
        return URLFetcherResponse(url, content, {"Content-Type": mimetypes.guess_type(path)[0] or "text/plain"})


class Sheet(weasyprint.HTML):
    """A tree that is HTML already: parsing it as text would cost 2 ms a page."""

    style_for: Callable[[Element], Any]
    """The computed style of an element, known once it is laid out."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        self.base_url = HOUSE_URL
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


class Pages(weasyprint.Document):
    """A laid-out document that remembers what it was laid out from, and with which styles."""

    style_for: Any
    sheet: Sheet
    untagged: list[Any]
    """Boxes that were painted and have no place in the structure tree: see `tags.add_tags`."""

    @classmethod
    def _build_layout_context(cls, html: Sheet, *rest: Any) -> Any:
        context = super()._build_layout_context(html, *rest)
        html.style_for = context.style_for
        return context

    @classmethod
    def of(cls, sheet: Sheet, fonts: Any, counters: Any, styles: list[Any]) -> Pages:
        pages: Pages = cls._render(sheet, fonts, counters, {}, _OPTIONS | {"stylesheets": styles})
        pages.style_for, pages.sheet, pages.untagged = sheet.style_for, sheet, []
        return pages

    def pdf(self, *, is_tagged: bool = True) -> bytes:
        # `a::after` and elements inside an `a` would each get a link annotation of their own, one over the other.
        for page in self.pages:
            page.links = [link for link in page.links if link[3].element_tag == "a"]
        pdf: bytes = self.write_pdf(**(_OPTIONS if is_tagged else _OPTIONS | {"pdf_variant": None}))
        return pdf


class Press:
    """WeasyPrint with one type case in it: fonts and styles are read once and serve every division."""

    def __init__(self, case: TypeCase) -> None:
        self._shelf = Shelf(dict(case.files))
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        with listening() as said:
            flow = self._stylesheet(case.flow_css)
            self._plain_styles = [self._stylesheet(_PAGE_NAMES_CSS), self._stylesheet(case.page_css)]
        self.said = tuple(said)
        """What WeasyPrint had to say about fonts and styles."""
        self._styles = [flow, self._stylesheet(_PRESS_CSS)]

    def _stylesheet(self, css: str) -> Any:
        return weasyprint.CSS(
            string=css,
            base_url=HOUSE_URL,
            url_fetcher=self._shelf,
            font_config=self._fonts,
            counter_style=self._counters,
        )

    def lay_out(self, root: Element, pictures: tuple[tuple[str, bytes], ...] = (), *, is_plain: bool = False) -> Pages:
        """The pages of a tree; `is_plain` sets them with the styles of margin boxes."""
        self._shelf.pictures = dict(pictures)
        styles = self._plain_styles if is_plain else self._styles
        return Pages.of(Sheet(root, self._shelf), self._fonts, self._counters, styles)


@contextmanager
def listening() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint says from warnings upward, while the block runs; nobody else hears it."""
    logger = logging.getLogger("weasyprint")
    said: list[logging.LogRecord] = []
    ear = _Ear(said)
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield said
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagates


class _Ear(logging.Handler):
    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record)
