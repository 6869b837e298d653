"""The printed book's pages in the e-book: at the exact word, listed in order, named after the layout they come from."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from lalabook import build, xhtml
from lalabook.editions.epub.page_breaks import mark_pages
from lalabook.editions.page_marks import PageStart
from lalabook.editions.print.model import Gathering, Leaf, Page, Pagination
from lalabook.editions.print.page_starts import page_marks
from lalabook.editions.print.workshop import Workshop
from lalabook.findings import BookError

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def marked(inside: str, *places: tuple[int, int]) -> str:
    """The matter of a division with a bar for each page that begins there; places are (block, offset)."""
    root = xhtml.parse(f'<div class="division">{inside}</div>')
    mark_pages(root, [PageStart(str(number), *place) for number, place in enumerate(places, 1)])
    text = xhtml.serialise(root).removeprefix('<div class="division">').removesuffix("</div>")
    return re.sub(r'<span [^>]*role="doc-pagebreak"[^>]*></span>', "|", text)


@pytest.mark.parametrize(
    ("inside", "place", "expected"),
    [
        ("<p>one two</p>", (1, 0), "<p>|one two</p>"),
        ("<p>one two</p>", (1, 4), "<p>one |two</p>"),
        ("<p>one\n  two</p>", (1, 3), "<p>one\n  |two</p>"),
        ("<p>one <em>two</em> three</p>", (1, 4), "<p>one |<em>two</em> three</p>"),
        ("<p>one <em>two</em> three</p>", (1, 8), "<p>one <em>two</em> |three</p>"),
        ("<p>one <em>two three</em></p>", (1, 8), "<p>one <em>two |three</em></p>"),
        ("<p><em>one</em> two</p>", (1, 0), "<p>|<em>one</em> two</p>"),
    ],
)
def test_a_page_begins_at_the_exact_word(inside: str, place: tuple[int, int], expected: str) -> None:
    assert marked(inside, place) == expected


@pytest.mark.parametrize(
    ("inside", "offset", "expected"),
    [
        ("<p>unhappily ever</p>", 2, "<p>unhappily |ever</p>"),
        ("<p>un<b>happily</b> ever</p>", 2, "<p>un<b>happily</b> |ever</p>"),
        ("<p>well-known song</p>", 5, "<p>well-known |song</p>"),
        ("<p>a unhappily</p><p>ever</p>", 4, "<p>a unhappily|</p><p>ever</p>"),
        ("<p>yes—no</p>", 4, "<p>yes—|no</p>"),
        ("<p>東京物語</p>", 2, "<p>東京|物語</p>"),
        ("<p>one<br/>two</p>", 3, "<p>one<br/>|two</p>"),
    ],
)
def test_a_word_is_never_parted(inside: str, offset: int, expected: str) -> None:
    assert marked(inside, (1, offset)) == expected


def test_a_note_mark_is_not_opened_and_does_not_count() -> None:
    inside = '<p>one<a class="noteref" href="#n">1</a> two</p>'

    assert marked(inside, (1, 4)) == '<p>one<a class="noteref" href="#n">1</a> |two</p>'


def test_a_link_is_not_opened_at_its_edge() -> None:
    assert marked('<p>see <a href="#x">two words</a></p>', (1, 4)) == '<p>see |<a href="#x">two words</a></p>'


def test_words_that_only_one_edition_has_do_not_count() -> None:
    inside = '<p><span class="by-link">In Chapter 3</span><span class="by-folio"></span> and more</p>'

    assert marked(inside, (1, 5)).endswith("and |more</p>")


@pytest.mark.parametrize(
    ("inside", "place", "expected"),
    [
        ("<h1><span>Chapter 1</span> Winter</h1>", (1, 0), "|<h1><span>Chapter 1</span> Winter</h1>"),
        ("<p>a</p><h2><em>Two</em></h2>", (2, 0), "<p>a</p>|<h2><em>Two</em></h2>"),
        ('<figure><img src="a"/><figcaption>C</figcaption></figure>', (1, 0), None),
        ("<figure><pre><code>fn</code></pre></figure>", (2, 0), None),
        ('<div class="table"><table><thead><tr><th>A</th></tr></thead></table></div>', (4, 0), None),
        ('<aside class="box"><header><p>Fact</p><h3>T</h3></header><p>b</p></aside>', (3, 0), None),
        ('<aside class="box"><header><p>Fact</p><h3>T</h3></header><p>b</p></aside>', (4, 0), None),
    ],
)
def test_a_title_a_box_a_figure_a_table_has_the_marker_before_it(
    inside: str, place: tuple[int, int], expected: str | None
) -> None:
    assert marked(inside, place) == (expected or f"|{inside}")


def test_a_page_may_begin_inside_a_table_a_list_a_listing() -> None:
    row = "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    code = "<pre><code>fn a()\n  fn b()\n</code></pre>"

    assert marked(row, (5, 0)) == row.replace("<td>b", "<td>|b")
    assert marked("<ul><li>a</li><li><p>b</p></li></ul>", (4, 0)) == "<ul><li>a</li><li><p>|b</p></li></ul>"
    assert marked(code, (1, 9)) == code.replace("fn b", "|fn b")


def test_a_page_that_begins_with_the_note_of_a_box_begins_behind_the_box() -> None:
    box = '<aside class="box"><p>b<a class="noteref" href="#n">1</a></p></aside><p>after</p>'
    notes = '<section class="notes"><aside class="note" id="n"><p>text</p></aside></section>'

    assert marked(box + notes, (6, 0)) == box.replace("</aside>", "</aside>|") + notes


def test_pages_that_begin_in_one_paragraph_stand_in_their_order() -> None:
    root = xhtml.parse('<div><p id="page-2">one two three <b>four</b> five</p></div>')

    labels = mark_pages(root, [PageStart("1", 1, 4), PageStart("2", 1, 8), PageStart("3", 1, 19)])

    assert [label for label, _ in labels] == ["1", "2", "3"]
    assert len({id_ for _, id_ in labels} | {"page-2"}) == 4
    assert xhtml.text_of(root) == "one two three four five"


def pagination(*labels: str) -> Pagination:
    return Pagination((Leaf("a", 0, labels),), labels, ())


def gathering(*starts: tuple[int, int] | None) -> Gathering:
    return Gathering("a", b"%PDF", tuple(Page((), starts_at=start) for start in starts))


def test_blank_pages_begin_nowhere() -> None:
    marks = page_marks([gathering((0, 0), None, (1, 4))], pagination("1", "2", "3"))

    assert [start.label for start in marks.of("a")] == ["1", "3"]


def test_the_source_is_the_printed_books_isbn_or_a_fingerprint_of_its_pages() -> None:
    here, there = gathering((0, 0), (1, 4)), gathering((0, 0), (1, 9))
    fingerprint = page_marks([here], pagination("1", "2")).source

    assert page_marks([here], pagination("1", "2"), "978-3-16-148410-0").source == "urn:isbn:9783161484100"
    assert fingerprint.startswith("urn:uuid:")
    assert page_marks([here], pagination("1", "2")).source == fingerprint
    assert page_marks([there], pagination("1", "2")).source != fingerprint


TOML = '[book]\ntitle = "Tiny"\nauthors = ["A. Writer"]\nlanguage = "en-GB"\ndate = "2026-11-23"\n'
PROSE = (
    "The piano stood by the window, and nobody had played it since the uncommonly disappointing winter. She "
    "remembered an extraordinarily well-known overture, its unforgettable counterpoint, and *every single rehearsal* "
    "that had been interrupted by thunderstorms[^1]. "
)
NAMES = [f"{first}{second}" for first in "pqrs" for second in "abcdefghijkl"]
CHAPTER = (
    "# {title}\n\n{prose}\n\n[^1]: A note on thunder.\n\n## Later\n\n- a list of *things*\n- and another\n\n{prose}\n\n"
    "/// fact | The piano\nKeys, strings and a lid.\n///\n\n{prose}\n\n"
    "| Name | What |\n|---|---|\n"
    + "".join(f"| {name} | a row of the table |\n" for name in NAMES[:30])
    + "\n\n```\n"
    + "".join(f"{name} = of(code)\n" for name in NAMES)
    + "```\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A book of two chapters and a preface, built."""
    root = tmp_path_factory.mktemp("tiny")
    for path, text in (
        ("book.toml", TOML),
        ("manuscript/front/preface.md", "---\nrole: preface\n---\n# Preface\n\n" + PROSE.replace("[^1]", "") * 9),
        ("manuscript/body/1.md", CHAPTER.format(title="Winter", prose=PROSE * 12)),
        ("manuscript/body/2.md", CHAPTER.format(title="Spring", prose=PROSE * 5)),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    build(root)
    return root


class Epub:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.opf = self.tree("content.opf")
        items = {each.get("id"): each.get("href") for each in self.opf.iter(f"{OPF}item")}
        self.spine = [items[each.get("idref")] for each in self.opf.iter(f"{OPF}itemref")]

    def tree(self, name: str):
        return etree.fromstring(self.files[f"EPUB/{name}"])

    def said(self, name: str) -> list[str]:
        return [each.text for each in self.opf.iter(f"{OPF}meta") if each.get("property") == name]

    @property
    def page_list(self) -> list[tuple[str, str]]:
        navs = [each for each in self.tree("nav.xhtml").iter(f"{XHTML}nav") if each.get("role") == "doc-pagelist"]
        return [(link.text, link.get("href")) for nav in navs for link in nav.iter(f"{XHTML}a")]

    def markers(self) -> Iterator[tuple[str, str, str]]:
        """Label, href, and the text that follows in the same document, notes' marks left out."""
        for name in self.spine:
            pieces = list(_pieces(self.tree(name).find(f"{XHTML}body")))
            for at, piece in enumerate(pieces):
                if not isinstance(piece, str):
                    after = "".join(each for each in pieces[at:] if isinstance(each, str))
                    yield piece.get("aria-label"), f"{name}#{piece.get('id')}", after


def _pieces(element) -> Iterator:
    if element.get("role") == "doc-pagebreak":
        yield element
    elif element.get("class") not in ("noteref", "backlink"):
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""


def epub_of(folder: Path) -> Epub:
    return Epub((folder / "build" / "Tiny.epub").read_bytes())


def letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text).casefold() if each.isalpha())


def printed_pages(path: Path) -> dict[str, str]:
    """Label → the letters that a page draws, in order, without running heads and folios, which are forms."""
    pages = {}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            fonts = {str(name): _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
            drawn, font = [], {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = fonts[str(operands[0])]
                elif str(operator) in ("TJ", "Tj"):
                    shown = operands[0] if str(operator) == "TJ" else operands
                    codes = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String)).hex()
                    drawn += [font.get(codes[at : at + 4], "") for at in range(0, len(codes), 4)]
            pages[page.label] = letters("".join(drawn))
    return pages


def _unicode(font) -> dict[str, str]:
    """What glyphs stand for, as the font's ToUnicode table says."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", table, re.MULTILINE)
    return {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def test_the_words_after_each_marker_are_the_first_words_of_that_printed_page(folder: Path) -> None:
    pages, markers = printed_pages(folder / "build" / "Tiny.pdf"), list(epub_of(folder).markers())

    assert len(markers) > 12
    for label, _, after in markers:
        first = letters(after)[: 24 if label.isdecimal() else 8]  # in print the contents go on with page numbers
        # A word's tail may come first: the marker waits for the next whole word; so may a table's repeated head.
        assert -1 < pages[label].find(first) <= 14, (label, after[:60], pages[label][:60])
    assert [label for label, text in pages.items() if text] == [label for label, _, _ in markers]


def test_the_list_of_pages_is_complete_and_in_the_order_of_the_text(folder: Path) -> None:
    epub = epub_of(folder)
    targets = list(epub.tree("toc.ncx").iter(f"{NCX}pageTarget"))

    assert epub.page_list == [(label, href) for label, href, _ in epub.markers()]
    assert [each.find(f"{NCX}content").get("src") for each in targets] == [href for _, href in epub.page_list]
    assert {each.get("type") for each in targets} == {"front", "normal"}
    assert epub.said("pageBreakSource")[0].startswith("urn:uuid:")
    assert {"pageNavigation", "pageBreakMarkers"} <= set(epub.said("schema:accessibilityFeature"))


def test_the_epub_alone_is_the_same_as_the_epub_with_its_pdf(folder: Path) -> None:
    together = (folder / "build" / "Tiny.epub").read_bytes()

    alone = build(folder, editions=["epub"])

    assert (folder / "build" / "Tiny.epub").read_bytes() == together
    assert alone.laid_out == ()


def test_without_a_page_list_nothing_is_laid_out_and_nothing_claims_pages(folder: Path, tmp_path, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("a worker was woken")

    monkeypatch.setattr(Workshop, "start", refuse)

    made = build(folder, editions=["epub"], output=tmp_path, page_list=False)

    epub = Epub((tmp_path / "Tiny.epub").read_bytes())
    assert (made.pages, made.laid_out) == (0, ())
    assert not list(epub.markers())
    assert epub.page_list == []
    assert not [name for name, data in epub.files.items() if b"ageBreak" in data or b"pageList" in data]


def test_where_print_cannot_be_laid_out_the_way_without_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(TOML)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "1.md").write_text("# One\n\nA letter that no font has: \ue123.\n")

    with pytest.raises(BookError) as refused:
        build(tmp_path, editions=["epub"])

    assert {"P101", "E011"} <= {finding.code for finding in refused.value.findings}
    assert any("--no-page-list" in finding.hint for finding in refused.value.findings)
    assert build(tmp_path, editions=["epub"], page_list=False).editions
