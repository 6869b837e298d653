"""Running heads and folios, as they come off the press."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from lalabook.book.model import Book, Galley
from lalabook.config import Metadata
from lalabook.editions.print.furniture import furniture_sheets, page_name
from lalabook.editions.print.gather import Press, print_plain
from lalabook.editions.print.model import Gathering, Page, TypeCase
from lalabook.editions.print.pagination import paginate
from lalabook.manuscript import Division
from lalabook.terms import Region, Role

FONT = "fonts/source-serif/SourceSerif4-Regular.ttf"

# Letters stand for what they show, so that a page can be read off as a string.
CSS = """
@font-face { font-family: "Serif"; src: url(serif.ttf) }
@page { size: 300pt 400pt; margin: 60pt; background: #eee; font: 10pt "Serif" }
@page chapter:left { @top-left { content: counter(page) } @top-right { content: string(book) } }
@page chapter:right { @top-left { content: string(chapter) "/" string(section) } @top-right { content: counter(page) } }
@page :nth(1 of chapter) { @top-left { content: none } @top-right { content: none } }
@page :nth(1 of chapter) { @bottom-center { content: "drop " string(folio) } }
@page chapter:blank { @top-left { content: "never" } @top-right { content: none } @bottom-center { content: none } }
@page front { @bottom-center { content: counter(page, lower-roman) } }
"""


@pytest.fixture(scope="module")
def press() -> Press:
    from importlib.resources import files

    return Press(TypeCase("", CSS, (("serif.ttf", files("lalabook").joinpath("theme", FONT).read_bytes()),)))


def galley(id_: str, role: Role = Role.CHAPTER, title: str = "Winter") -> Galley:
    division = Division(id=id_, path=f"{id_}.md", role=role, region=role.term.region)
    return Galley(division, '<div class="division"></div>', title, "en")


def texts(pdf: bytes) -> list[str]:
    """What each page shows, read through the fonts' ToUnicode maps; pieces are divided by a stroke."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return ["|".join(_pieces(page)) for page in document.pages]


def _pieces(page: pikepdf.Page) -> list[str]:
    pieces, names = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            cmap = page.obj.Resources.Font[operands[0]].ToUnicode.read_bytes().decode()
            pairs = (line.split() for line in cmap.splitlines() if line.startswith("<") and len(line.split()) == 2)
            names = {glyph: bytes.fromhex(text[1:-1]).decode("utf-16-be") for glyph, text in pairs}
        elif str(operator) == "TJ":
            glyphs = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)).hex()
            pieces.append("".join(names[f"<{glyphs[at : at + 4]}>"] for at in range(0, len(glyphs), 4)))
    return pieces


def printed(press: Press, *parts: tuple[Galley, tuple[Page, ...]]) -> list[list[str]]:
    galleys = [galley for galley, _ in parts]
    gatherings = [Gathering(galley.id, b"%PDF", pages) for galley, pages in parts]
    book = Book(Metadata("La La Land"), tuple(galleys))
    pagination = paginate([galley.division for galley in galleys], gatherings)
    sheets = furniture_sheets(book, gatherings, pagination)
    prints = [print_plain(sheet, press) for sheet in sheets]
    assert [made.remarks for made in prints] == [()] * len(prints)
    return [texts(made.pdf) for made in prints]


def full(section: str = "") -> Page:
    return Page((), section, (1, 0))


BLANK = Page(())


def test_an_opening_page_has_a_drop_folio_and_the_others_their_running_heads(press: Press):
    (chapter,) = printed(press, (galley("a"), (full(), full("Snow"), full("Snow"), full("Ice"))))

    assert chapter == ["drop 1", "2|La La Land", "Winter/Snow|3", "4|La La Land"]


def test_the_second_chapter_goes_on_counting(press: Press):
    _, second = printed(
        press, (galley("a"), (full(),) * 3), (galley("b", title="Spring"), (full("Rain"), full("Rain"), full("Rain")))
    )

    assert second == ["drop 5", "6|La La Land", "Spring/Rain|7"]


def test_a_division_that_opens_on_a_verso_has_its_heads_on_the_right_sides(press: Press):
    nested = Galley(
        Division(id="b", path="b.md", role=Role.CHAPTER, region=Region.BODY, depth=1), "<div></div>", "B", "en"
    )

    _, second = printed(press, (galley("a"), (full(),)), (nested, (full(), full("Rain"), full())))

    assert second == ["drop 2", "B/Rain|3", "4|La La Land"]


def test_front_matter_has_roman_folios_and_a_title_page_has_none(press: Press):
    title, preface = printed(press, (galley("t", Role.TITLE_PAGE), (full(),)), (galley("p", Role.PREFACE), (full(),)))

    assert (title, preface) == ([""], ["iii"])


def test_a_blank_page_inside_a_division_stays_blank(press: Press):
    (chapter,) = printed(press, (galley("a"), (full(), full(), full("S"), BLANK, full("S"), BLANK)))

    assert chapter == ["drop 1", "2|La La Land", "Winter/S|3", "never", "Winter/S|5"]


def test_the_page_with_a_note_only_is_not_blank(press: Press):
    (chapter,) = printed(press, (galley("a"), (full(), Page(("note-1",)))))

    assert chapter == ["drop 1", "2|La La Land"]


def test_furniture_covers_nothing_of_the_page_below(press: Press):
    sheet = furniture_sheets(
        Book(Metadata("B"), (galley("t", Role.TITLE_PAGE),)),
        [Gathering("t", b"%PDF", (full(),))],
        paginate([galley("t", Role.TITLE_PAGE).division], [Gathering("t", b"%PDF", (full(),))]),
    )[0]

    with pikepdf.open(BytesIO(print_plain(sheet, press).pdf)) as document:
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(document.pages[0])}

    assert not operators & {"f", "F", "f*", "S", "s", "B", "b", "Do", "sh"}


def test_titles_are_printed_as_they_are_written(press: Press):
    (chapter,) = printed(press, (galley("a", title='Q & A: "Why?" <now>'), (full(), full(), full("R & D"))))

    assert chapter[2] == 'Q & A: "Why?" <now>/R & D|3'


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.HALF_TITLE, "plain"),
        (Role.COLOPHON, "plain"),
        (Role.CONTENTS, "front"),
        (Role.PART, "part"),
        (Role.CHAPTER, "chapter"),
        (Role.WATCH_NEXT, "back"),
    ],
)
def test_a_division_is_set_on_the_page_its_role_asks_for(role: Role, name: str):
    assert page_name(galley("a", role).division) == name


def test_a_design_may_give_a_part_pages_of_its_own():
    from importlib.resources import files

    css = CSS + '.part-2 { page: summer } @page summer:left { @left-top { content: "tab" } }'
    serif = files("lalabook").joinpath("theme", FONT).read_bytes()
    inside = Galley(
        Division(id="b", path="b.md", role=Role.CHAPTER, region=Region.BODY),
        '<div class="division part-2"></div>',
        "Summer",
        "en",
    )

    (pages,) = printed(Press(TypeCase("", css, (("serif.ttf", serif),))), (inside, (full(), full())))

    assert pages == ["", "tab"]
