"""A division's structure tree: what a screen reader is told, in which order, and what it never meets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Pdf

import lalabook
from lalabook.editions.print.gather import Press, clear_away, gather
from lalabook.editions.print.model import Job, TypeCase

FONTS = Path(lalabook.__file__).parent / "theme" / "fonts"
SERIF = (FONTS / "source-serif" / "SourceSerif4-Regular.ttf").read_bytes()
CSS = """
@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") }
@page { size: 240pt 120pt; margin: 5pt }
html { font: 10pt/14pt "Serif"; orphans: 1; widows: 1 }
body, p, h1, h2, div, table { margin: 0; font: inherit; break-after: auto }
.footnote { float: footnote } ::footnote-call { content: counter(footnote) }
::footnote-marker { content: counter(footnote) ". " }
hr.break::before { content: "* * *" } .folio-of::before { content: leader(".") }
"""
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'
)
_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


@pytest.fixture(scope="module", autouse=True)
def clean():
    yield
    press.cache_clear()
    clear_away()


@cache
def press() -> Press:
    return Press(TypeCase(CSS, CSS, (("fonts/serif.ttf", SERIF),)))


def laid_out(inside: str) -> Pdf:
    xhtml = f'<div class="division" id="winter.xhtml" data-block="0">{inside}</div>'
    made = gather(Job("winter", xhtml, "en-GB", "Winter", pictures=(("p.svg", PICTURE),)), press())
    assert [remark for remark in made.remarks if remark.code == "P113"] == []
    return pikepdf.open(io.BytesIO(made.pdf))


def lines_of(count: int, word: str = "Snow") -> str:
    return "<br/>".join(f"{word} {number}." for number in range(1, count + 1))


# --- the tree as text: P(…), Table(…); words of a screen reader in quotes


def drawn(pdf: Pdf) -> str:
    """The tree below the document, as `H1"Winter" P"Snow." Figure[A hill]`."""
    said = [_painted(page) for page in pdf.pages]
    number = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    return " ".join(_drawn(kid, said, number, None) for kid in _kids(pdf.Root.StructTreeRoot.K[0]))


def _drawn(element: Object, said: list[dict[int, str]], number: dict[tuple[int, int], int], page: Object | None) -> str:
    page = element.get("/Pg", page)
    parts: list[str] = []
    for kid in _kids(element):
        if isinstance(kid, int) or "/MCID" in kid:
            at, mcid = (page, kid) if isinstance(kid, int) else (kid.Pg, int(kid.MCID))
            words = said[number[at.objgen]][mcid]
            if parts and parts[-1].startswith('"'):
                parts[-1] = f'{parts[-1][:-1]}{words}"'
            elif words:
                parts.append(f'"{words}"')
        elif "/Obj" in kid:
            parts.append("@")
        else:
            parts.append(_drawn(kid, said, number, page))
    name = str(element.S)[1:] + (f"[{element.Alt}]" if "/Alt" in element else "")
    inside = " ".join(parts)
    return name + (inside if len(parts) == 1 and inside.startswith('"') else f"({inside})" if inside else "")


def _kids(element: Object) -> list[Object]:
    return list(element.get("/K", Array()).as_list())


def _painted(page: pikepdf.Page) -> dict[int, str]:
    """The words of each piece of marked content on a page; what is marked as an artifact is none."""
    texts = {name: _characters(font) for name, font in page.obj.Resources.get("/Font", Dictionary()).items()}
    said: dict[int, str] = {}
    inside: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            mcid = operands[1].get("/MCID") if len(operands) > 1 else None
            inside.append(None if mcid is None else int(mcid))
            if mcid is not None:
                said[int(mcid)] = ""
        elif str(operator) == "EMC":
            inside.pop()
        elif str(operator) == "Tf":
            font = texts[str(operands[0])]
        elif str(operator) == "TJ" and inside and inside[-1] is not None:
            glyphs = b"".join(bytes(each) for each in operands[0].as_list() if isinstance(each, pikepdf.String))
            said[inside[-1]] += "".join(
                font[int.from_bytes(glyphs[at : at + 2], "big")] for at in range(0, len(glyphs), 2)
            )
    return said


def _characters(font: Object) -> dict[int, str]:
    pairs = _CHARACTER.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def elements(pdf: Pdf, kind: str) -> list[Object]:
    def walk(element: Object) -> Iterator[Object]:
        yield element
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [each for each in walk(pdf.Root.StructTreeRoot.K[0]) if str(each.S) == f"/{kind}"]


# --- order


def test_a_chapter_is_read_in_the_order_it_was_written():
    pdf = laid_out(
        "<h1>Winter</h1><p>Snow<span class='footnote' id='n'>Ice.</span> falls.</p>"
        "<aside class='box'><header><p>Fact box 1</p><h2 class='box-title'>Cold</h2></header><p>Very.</p></aside>"
        "<table><caption>Days</caption><thead><tr><th>Day</th></tr></thead><tbody><tr><td>One</td></tr></tbody></table>"
        "<figure><img src='p.svg' alt='A hill'/><figcaption>The hill</figcaption></figure><p>The end.</p>"
    )

    assert drawn(pdf) == (
        'H1"Winter" P("Snow" Reference(Lbl"1") Note(Lbl"1. " "Ice.") " falls.") '
        'Sect(P"Fact box 1" H2"Cold" P"Very.") '
        'Table(Caption"Days" THead(TR(TH"Day")) TBody(TR(TD"One"))) '
        'Div(Figure[A hill] Caption"The hill") P"The end."'
    )


def test_a_paragraph_over_three_pages_is_one_paragraph():
    pdf = laid_out(f"<p>{lines_of(20)}</p><p>Thaw.</p>")

    assert len(pdf.pages) == 3
    assert drawn(pdf) == f'P"{lines_of(20).replace("<br/>", "")}" P"Thaw."'


def test_a_note_is_read_at_its_mark_wherever_it_stands_on_the_page():
    pdf = laid_out(
        "<p>One<span class='footnote' id='a'>first</span> two<span class='footnote' id='b'>second</span>.</p>"
    )

    assert drawn(pdf) == (
        'P("One" Reference(Lbl"1") Note(Lbl"1. " "first") " two" Reference(Lbl"2") Note(Lbl"2. " "second") ".")'
    )
    assert [str(note.ID) for note in elements(pdf, "Note")] == ["a", "b"]


def test_the_head_of_a_long_table_is_read_once():
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(1, 20))
    pdf = laid_out(f"<table><thead><tr><th>Day</th></tr></thead><tbody>{rows}</tbody></table>")

    assert len(pdf.pages) > 1
    assert drawn(pdf).startswith('Table(THead(TR(TH"Day")) TBody(TR(TD"1") TR(TD"2")')
    assert drawn(pdf).count("Day") == 1


# --- constructs


def test_lists_have_labels_bodies_and_a_numbering():
    pdf = laid_out("<ul><li>Snow<ul><li>fresh</li></ul></li><li><p>Ice</p></li></ul>")

    assert drawn(pdf) == ('L(LI(Lbl"• " LBody("Snow" L(LI(Lbl"◦ " LBody"fresh")))) LI(Lbl"• " LBody(P"Ice")))')
    assert [str(each.A.ListNumbering) for each in elements(pdf, "L")] == ["/Disc", "/Circle"]


def test_terms_that_share_a_meaning_are_one_item():
    pdf = laid_out("<dl><dt>Snow</dt><dt>Ice</dt><dd>Water.</dd><dt>Fog</dt><dd>Air.</dd></dl>")

    assert drawn(pdf) == ('L(LI(Lbl(Span"Snow" Span"Ice") LBody(P"Water.")) LI(Lbl(Span"Fog") LBody(P"Air.")))')


def test_contents_are_read_without_their_leaders():
    pdf = laid_out(
        "<nav class='contents'><ol><li><a href='#winter.xhtml'>Winter</a><span class='folio-of'>3</span>"
        "<ol><li><a href='#winter.xhtml'>Ice</a><span class='folio-of'>4</span></li></ol></li></ol></nav>"
    )

    assert drawn(pdf) == (
        'TOC(TOCI(Lbl"1. " Reference(Link("Winter" @) "3") TOC(TOCI(Lbl"1. " Reference(Link("Ice" @) "4")))))'
    )


def test_table_heads_say_what_they_head_and_short_rows_are_filled_up():
    pdf = laid_out(
        "<table><tr><th>Day</th><th colspan='2'>Weather</th></tr><tr><th>One</th><td rowspan='2'>Snow</td>"
        "<td>Ice</td></tr><tr><th>Two</th></tr></table>"
    )

    assert drawn(pdf) == 'Table(TBody(TR(TH"Day" TH"Weather") TR(TH"One" TD"Snow" TD"Ice") TR(TH"Two" TD)))'
    assert [str(each.A.Scope) for each in elements(pdf, "TH")] == ["/Column", "/Column", "/Row", "/Row"]


def test_a_heading_level_is_never_left_out():
    assert drawn(laid_out("<h2>Snow</h2><h4>Ice</h4><h2>Fog</h2>")) == 'H1"Snow" H2"Ice" H2"Fog"'


def test_a_span_of_another_language_says_which():
    pdf = laid_out("<p>Say <span lang='fr'>neige</span>.</p>")
    (span,) = elements(pdf, "Span")

    assert str(span.Lang) == "fr"


def test_text_without_a_paragraph_gets_one_with_all_that_stands_in_its_line():
    pdf = laid_out("<blockquote>Snow <em>and</em> ice<p>melt</p>again</blockquote>")

    assert drawn(pdf) == 'BlockQuote(P"Snow and ice" P"melt" P"again")'


def test_a_link_over_two_lines_has_two_areas_and_one_tag():
    words = "a very long link that surely does not fit into one line of this narrow page"
    pdf = laid_out(f"<p>See <a href='https://example.org/'>{words}</a>.</p>")

    assert drawn(pdf) == f'P("See " Link("{words}" @ @) ".")'.replace("one line", "oneline")
    assert [int(each.F) for page in pdf.pages for each in page.obj.Annots.as_list()] == [4, 4]


def test_the_frame_of_a_picture_is_where_it_stands_on_the_page():
    pdf = laid_out("<figure><img src='p.svg' alt='A hill'/></figure>")
    (figure,) = elements(pdf, "Figure")

    left, bottom, right, top = (float(edge) for edge in figure.A.BBox.as_list())
    assert (round(right - left), round(top - bottom)) == (30, 15)
    assert 0 < bottom < top <= 115


def test_a_box_without_a_title_and_the_box_of_a_task_are_called_what_they_are():
    pdf = laid_out(
        "<aside class='box' aria-label='Note'><p>Cold.</p></aside>"
        "<ul><li class='task'><span class='task-box' role='img' aria-label='done'>x</span> Snow</li></ul>"
    )

    assert [str(each.T) for each in elements(pdf, "Sect")] == ["Note"]
    assert 'Span[done]"x"' in drawn(pdf)


# --- decoration


def test_ornaments_and_pictures_without_words_are_decoration():
    pdf = laid_out("<p>Snow.</p><hr class='break'/><p><img src='p.svg' alt=''/>Ice.</p>")

    assert drawn(pdf) == 'P"Snow." P"Ice."'


def test_all_marked_content_is_reached_from_the_tree():
    pdf = laid_out(
        "<h1>Winter</h1><ul><li>a <img src='p.svg' alt=''/></li></ul><hr/><pre><code>x\n  y</code></pre>"
        f"<div><p>{lines_of(12)}</p> </div><details><summary>More</summary>less</details>"
    )
    homes = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)

    for page in pdf.pages:
        own = homes[int(page.obj.StructParents)].as_list()
        assert all(own[mcid] is not None for mcid in _painted(page))
