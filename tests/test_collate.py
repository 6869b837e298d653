"""Gatherings put in order: what a reader, a screen reader and a printer find in the one PDF they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from lalabook.book.model import Book, Entry, Galley
from lalabook.config import Contributor, Metadata
from lalabook.editions.print.collate import Collated, collate
from lalabook.editions.print.furniture import furniture_sheets
from lalabook.editions.print.gather import Press, gather, print_plain
from lalabook.editions.print.model import Gathering, Job, TypeCase
from lalabook.editions.print.pagination import opening_sides, paginate
from lalabook.findings import Severity
from lalabook.manuscript import Division
from lalabook.terms import Role

HOUSE = "https://book.invalid/"
FLOW = """
@font-face { font-family: "Serif"; src: url(serif.ttf) }
@page { size: 200pt 300pt; margin: 40pt; bleed: 9pt }
@page :right { bleed-left: 0 }
@page :left { bleed-right: 0 }
html { font: 10pt/14pt "Serif" }
.new { break-before: page }
"""
PAGES = FLOW + '@page chapter { @bottom-center { content: "folio " counter(page) } }'
METADATA = Metadata(
    "La La <Land> & Co",
    authors=(Contributor("Mia Dolan"), Contributor("Sébastien Wilder"), Contributor("Keith", role="ill")),
    description="Two dreamers",
    language="en-GB",
    subjects=("film", "jazz"),
    modified="2026-11-23T08:00:00Z",
)


@pytest.fixture(scope="module")
def press() -> Press:
    font = files("lalabook").joinpath("theme", "fonts/source-serif/SourceSerif4-Regular.ttf").read_bytes()
    return Press(TypeCase(FLOW, PAGES, (("serif.ttf", font),)))


def galley(id_: str, role: Role = Role.CHAPTER, title: str = "") -> Galley:
    division = Division(id=id_, path=f"{id_}.md", role=role, region=role.term.region)
    return Galley(division, '<div class="division"></div>', title or id_.title(), "en-GB")


def link(target: str, text: str = "there") -> str:
    division = target.partition("#")[0]
    return f'<a href="{HOUSE}{division}.xhtml{target.removeprefix(division)}">{text}</a>'


TABLE = "<table><tr><th>Film</th><th>Year</th></tr><tr><td>Babylon</td><td>2022</td></tr></table>"
PAGE_TWO = '<p class="new">Second page.</p>'

COPY = {
    "title": "<p>La La Land</p>",
    "contents": f"<h1>Contents</h1><p>{link('winter')} {link('spring#piano')}</p>",
    "winter": f"<h1>Winter</h1><h2>Snow</h2><p>See {link('spring#piano')} or {{own:ice}}.</p>{TABLE}"
    f'<h2 class="new" {{id:ice}}>Ice</h2><h3>Thin</h3><p><a href="https://example.org/">web</a></p>'
    f"{PAGE_TWO}",
    "spring": f"<h1>Spring</h1><p {{id:piano}}>The piano, back to {link('winter#ice')}.</p>{TABLE}",
}


def written(division: str, copy: str) -> str:
    """The copy as `page_copy` writes it: ids and own links with the division's name."""
    words = copy.split("{")
    for at, word in enumerate(words[1:], 1):
        order, _, rest = word.partition("}")
        kind, _, name = order.partition(":")
        anchor = f"{division}.xhtml#{name}"
        words[at] = (f'id="{anchor}"' if kind == "id" else f'<a href="#{anchor}">here</a>') + rest
    return f'<div class="division" id="{division}.xhtml" data-block="0">{"".join(words)}</div>'


def job(division: str, side: str, copy: str) -> Job:
    return Job(division, written(division, copy), "en-GB", division.title(), side)


def laid_out(press: Press, book: Book, copy: dict[str, str]) -> list[Gathering]:
    sides = opening_sides([galley.division for galley in book.galleys], {})
    gatherings = [gather(job(galley.id, sides[galley.id], copy[galley.id]), press) for galley in book.galleys]
    remarks = [remark for gathering in gatherings for remark in gathering.remarks]
    assert [remark for remark in remarks if remark.severity is not Severity.ADVICE] == []
    return gatherings


BOOK = Book(
    METADATA,
    (galley("title", Role.TITLE_PAGE), galley("contents", Role.CONTENTS), galley("winter"), galley("spring")),
    contents=(
        Entry(
            "Before",
            "winter.xhtml",
            "Chapter 1",
            entries=(Entry("Snow", "winter.xhtml#snow"), Entry("Ice", "winter.xhtml#ice")),
        ),
        Entry("Spring", "spring.xhtml", "Chapter 2"),
    ),
)


@pytest.fixture(scope="module")
def gatherings(press: Press) -> list[Gathering]:
    return laid_out(press, BOOK, COPY)


def collated(gatherings: list[Gathering], press: Press | None = None, book: Book = BOOK) -> Collated:
    pagination = paginate([galley.division for galley in book.galleys], gatherings)
    furniture = {}
    if press is not None:
        sheets = furniture_sheets(book, gatherings, pagination)
        furniture = {sheet.name: print_plain(sheet, press).pdf for sheet in sheets}
    return collate(book, gatherings, furniture, pagination)


@pytest.fixture(scope="module")
def edition(gatherings: list[Gathering], press: Press) -> bytes:
    made = collated(gatherings, press)
    assert made.findings == ()
    return made.pdf


@pytest.fixture
def pdf(edition: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(edition)) as opened:
        yield opened


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An element and all below it."""
    yield element
    kids = element.get("/K", Array())
    for kid in kids.as_list() if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from structure(kid)


def parents_of(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())


def links_of(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, pikepdf.Page]]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()).as_list():
            yield annotation, page


def destinations(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())


# --- pages


def test_pages_stand_in_order_with_blank_versos_between(pdf: pikepdf.Pdf):
    drawn = "".join("." if page.obj.get("/Contents") is None else "x" for page in pdf.pages)

    assert drawn == "x.x.xxx.x"


def test_a_blank_is_cut_like_the_other_versos(pdf: pikepdf.Pdf):
    blank, verso, recto = pdf.pages[1].obj, pdf.pages[5].obj, pdf.pages[4].obj

    for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
        assert blank[box] == verso[box]
    assert blank.MediaBox != recto.MediaBox, "bleed lies on the outer edge"


def test_viewers_count_pages_as_they_are_printed(pdf: pikepdf.Pdf):
    assert [page.label for page in pdf.pages] == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5"]


def test_the_same_gatherings_make_the_same_bytes(gatherings: list[Gathering], press: Press, edition: bytes):
    assert collated(gatherings, press).pdf == edition


def test_a_sound_pdf_with_compressed_objects_is_written(pdf: pikepdf.Pdf, edition: bytes):
    assert pdf.check_pdf_syntax() == []
    assert b"/ObjStm" in edition


# --- tags


def test_all_gatherings_are_sections_of_one_tagged_document(pdf: pikepdf.Pdf):
    root = pdf.Root.StructTreeRoot
    (document,) = root.K.as_list()

    assert (str(document.S), document.P.objgen) == ("/Document", root.objgen)
    assert [(str(kid.S), str(kid.T)) for kid in document.K.as_list()] == [
        ("/Sect", "Title"),
        ("/Sect", "Contents"),
        ("/Sect", "Winter"),
        ("/Sect", "Spring"),
    ]
    assert [str(each.S) for each in structure(document)].count("/Document") == 1


def test_every_element_hangs_on_the_element_that_holds_it(pdf: pikepdf.Pdf):
    for element in structure(pdf.Root.StructTreeRoot.K[0]):
        for kid in element.get("/K", Array()).as_list():
            if isinstance(kid, Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_all_text_of_a_page_finds_its_tag_and_the_tag_its_page(pdf: pikepdf.Pdf):
    parents, reachable = parents_of(pdf), {each.objgen for each in structure(pdf.Root.StructTreeRoot.K[0])}
    keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]

    assert len(keys) == len(set(keys)) == 6
    for page in (page for page in pdf.pages if "/StructParents" in page.obj):
        elements = parents[int(page.obj.StructParents)].as_list()
        marked = [
            int(each.operands[1].MCID)
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
        ]
        assert sorted(marked) == list(range(len(elements)))
        for element in elements:
            assert element.Pg.objgen == page.obj.objgen
            assert element.objgen in reachable


def test_every_link_finds_its_tag_and_the_tag_its_link(pdf: pikepdf.Pdf):
    parents = parents_of(pdf)
    links = [annotation for annotation, _ in links_of(pdf)]

    assert len({int(each.StructParent) for each in links}) == len(links) == 6
    for each in links:
        element = parents[int(each.StructParent)]
        assert str(element.S) == "/Link"
        references = [kid for kid in element.K.as_list() if isinstance(kid, Dictionary) and "/Obj" in kid]
        assert each.objgen in {reference.Obj.objgen for reference in references}


def test_the_chapters_of_a_part_stand_in_it(press: Press):
    roles = {"preface": Role.PREFACE, "two": Role.PART, "summer": Role.CHAPTER, "more": Role.APPENDIX}
    book = Book(METADATA, tuple(galley(id_, role) for id_, role in roles.items()))
    made = collated(laid_out(press, book, dict.fromkeys(roles, "<h1>Here</h1>")), book=book)

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        top = pdf.Root.StructTreeRoot.K[0].K.as_list()
        assert [(str(each.S), str(each.T)) for each in top] == [
            ("/Sect", "Preface"),
            ("/Part", "Two"),
            ("/Sect", "More"),
        ]
        assert [str(each.T) for each in top[1].K.as_list()] == ["Two", "Summer"]


def test_the_notes_of_all_chapters_are_found_by_name(press: Press):
    book = Book(METADATA, (galley("winter"), galley("spring")))
    copy = "<p>Snow.<span class='footnote' {id:note-1}>Ice.</span></p>"
    made = collated(laid_out(press, book, {"winter": copy, "spring": copy}), book=book)

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        notes = dict(pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items())
        assert sorted(notes) == ["spring.xhtml#note-1", "winter.xhtml#note-1"]
        assert all(str(note.S) == "/Note" and str(note.ID) == name for name, note in notes.items())


# --- links


def test_a_link_to_another_division_becomes_an_inner_one(pdf: pikepdf.Pdf):
    names = destinations(pdf)
    inner = {str(each.Dest): names[str(each.Dest)][0] for each, _ in links_of(pdf) if "/Dest" in each}
    pages = {page.obj.objgen: page.label for page in pdf.pages}

    assert {name: pages[page.objgen] for name, page in inner.items()} == {
        "winter.xhtml": "1",
        "spring.xhtml#piano": "5",
        "winter.xhtml#ice": "2",
    }
    assert not any("book.invalid" in str(each.get("/A", "")) for each, _ in links_of(pdf))


def test_a_link_says_where_it_leads(pdf: pikepdf.Pdf):
    said = {str(each.Contents) for each, _ in links_of(pdf)}

    assert said == {"Winter, page 1", "Winter, page 2", "Spring, page 5", "https://example.org/"}


def test_a_link_out_of_the_book_stays_as_it_is(pdf: pikepdf.Pdf):
    (web,) = (each for each, _ in links_of(pdf) if "/A" in each)

    assert str(web.A.URI) == "https://example.org/"


def test_destinations_are_sorted_by_their_bytes(pdf: pikepdf.Pdf):
    names = [bytes(each) for each in pdf.Root.Names.Dests.Names.as_list()[::2]]

    assert names == sorted(names)
    assert b"spring.xhtml#piano" in names


def test_a_link_to_a_place_on_no_page_is_an_error_of_its_file(press: Press):
    book = replace(BOOK, galleys=(galley("winter"),), contents=())
    gatherings = laid_out(press, book, {"winter": f"<p>{link('winter#moon')} and {link('autumn')}</p>"})

    made = collated(gatherings, book=book)

    assert [(each.code, each.place.path, each.severity.value) for each in made.findings] == [
        ("P202", "winter.md", "error"),
        ("P202", "winter.md", "error"),
    ]
    assert "winter.xhtml#moon" in made.findings[0].message
    assert b"book.invalid" not in made.pdf


def test_an_id_that_is_not_ascii_can_be_linked_to(press: Press):
    book = replace(BOOK, galleys=(galley("a"), galley("b")), contents=())
    copy = {"a": f"<p>{link('b#%C3%A9t%C3%A9')} {link('b#%E6%BC%A2')}</p>", "b": "<p {id:été}>x</p><p {id:漢}>y</p>"}

    made = collated(laid_out(press, book, copy), book=book)

    assert made.findings == ()
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        raw = {bytes(each) for each in opened.Root.Names.Dests.Names.as_list()[::2]}
        assert {bytes(each.Dest) for each, _ in links_of(opened)} < raw


def test_a_book_with_many_places_has_a_tree_of_names(press: Press):
    book = replace(BOOK, galleys=(galley("a"),), contents=())
    places = "".join(f"<span {{id:n{number}}}>x</span> " for number in range(200))

    made = collated(laid_out(press, book, {"a": f"<p>{places}</p>"}), book=book)

    with pikepdf.open(BytesIO(made.pdf)) as opened:
        assert len(opened.Root.Names.Dests.Kids) > 1
        assert pikepdf.NameTree(opened.Root.Names.Dests)["a.xhtml#n137"][0].objgen == opened.pages[0].obj.objgen


# --- outline and metadata


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, str | None]]:
    """(depth, title, label of the page)"""
    labels = {page.obj.objgen: page.label for page in pdf.pages}

    def walk(entries: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, str | None]]:
        for entry in entries:
            yield depth, entry.title, labels[entry.destination[0].objgen]
            yield from walk(list(entry.children), depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(list(outline.root), 0))


def test_bookmarks_follow_the_contents_and_the_headings(pdf: pikepdf.Pdf):
    assert bookmarks(pdf) == [
        (0, "Contents", "iii"),
        (0, "Chapter 1 Before", "1"),
        (1, "Snow", "1"),
        (1, "Ice", "2"),
        (2, "Thin", "2"),
        (0, "Chapter 2 Spring", "5"),
    ]


def test_a_part_holds_its_chapters_and_is_open(press: Press):
    galleys = (galley("one", Role.PART), galley("winter"), galley("spring"))
    parts = (
        Entry("One", "one.xhtml", "Part One", Role.PART, (Entry("W", "winter.xhtml"), Entry("S", "spring.xhtml"))),
    )
    book = replace(BOOK, galleys=galleys, contents=parts)
    copy = {"one": "<h1>One</h1>", "winter": "<h1>W</h1><h2>Snow</h2>", "spring": "<h1>S</h1>"}

    with pikepdf.open(BytesIO(collated(laid_out(press, book, copy), book=book).pdf)) as opened:
        assert [(depth, title) for depth, title, _ in bookmarks(opened)] == [
            (0, "Part One One"),
            (1, "W"),
            (2, "Snow"),
            (1, "S"),
        ]
        top = opened.Root.Outlines
        assert (int(top.Count), int(top.First.Count), int(top.First.First.Count)) == (3, 2, -1)


def test_the_pdf_says_what_book_it_is(pdf: pikepdf.Pdf):
    said = {key: str(value) for key, value in pdf.docinfo.items()}

    assert said == {
        "/Title": "La La <Land> & Co",
        "/Author": "Mia Dolan, Sébastien Wilder",
        "/Subject": "Two dreamers",
        "/Keywords": "film, jazz",
        "/Creator": "lalabook",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20261123080000Z",
        "/ModDate": "D:20261123080000Z",
    }
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_xmp_says_the_same_and_claims_accessibility_once(pdf: pikepdf.Pdf):
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "La La <Land> & Co"
        assert xmp["dc:creator"] == ["Mia Dolan", "Sébastien Wilder"]
        assert list(xmp["dc:contributor"]) == ["Keith"]
        assert xmp["dc:description"] == "Two dreamers"
        assert list(xmp["dc:language"]) == ["en-GB"]
        assert xmp["xmp:ModifyDate"] == "2026-11-23T08:00:00Z"
        assert xmp["pdf:Producer"] == "WeasyPrint 70.0"
        assert xmp["pdfuaid:part"] == "1"
    assert pdf.Root.Metadata.read_bytes().count(b"<pdfuaid:part>") == 1


# --- furniture


def artifacts(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The forms that are drawn as artifacts of pagination."""
    inside, forms = False, []
    for each in pikepdf.parse_content_stream(page):
        operator = str(each.operator)
        if operator == "BDC":
            inside = each.operands[0] == Name.Artifact and str(each.operands[1].get("/Type")) == "/Pagination"
        elif operator == "EMC":
            inside = False
        elif operator == "Do" and inside:
            forms.append(page.obj.Resources.XObject[each.operands[0]])
    return forms


@pytest.mark.parametrize(("colour", "is_kept"), [("black", True), ("device-cmyk(0 0 0 1)", False)])
def test_a_book_can_be_archived_unless_it_is_printed_in_inks(press: Press, colour: str, *, is_kept: bool):
    book = Book(METADATA, (galley("winter"),))
    made = collated(laid_out(press, book, {"winter": f"<p style='color: {colour}'>Snow.</p>"}), book=book)

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert (b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()) == is_kept
        assert ("/OutputIntents" in pdf.Root) == is_kept


def test_heads_and_folios_are_artifacts_that_hold_no_tags(pdf: pikepdf.Pdf):
    with_furniture = {page.label: artifacts(page) for page in pdf.pages if "/Contents" in page.obj}

    assert {label: len(forms) for label, forms in with_furniture.items()} == {
        "i": 0,
        "iii": 0,
        "1": 1,
        "2": 1,
        "3": 1,
        "5": 1,
    }
    for (form,) in (forms for forms in with_furniture.values() if forms):
        operators = {str(each.operator) for each in pikepdf.parse_content_stream(form)}
        assert "TJ" in operators
        assert not operators & {"BDC", "BMC", "EMC"}


def test_what_is_laid_over_a_page_leaves_its_own_content_as_it_was(pdf: pikepdf.Pdf, gatherings: list[Gathering]):
    with pikepdf.open(BytesIO(gatherings[2].pdf)) as alone:
        own = alone.pages[0].obj.Contents.read_bytes()

    before, content, _ = pdf.pages[4].obj.Contents.as_list()
    assert before.read_bytes().strip() == b"q"
    assert content.read_bytes() == own


def test_furniture_of_another_size_is_laid_trim_on_trim(press: Press):
    book = replace(BOOK, galleys=(galley("a"),), contents=())
    gatherings = laid_out(press, book, {"a": "<p>x</p>"})
    pagination = paginate([each.division for each in book.galleys], gatherings)
    (sheet,) = furniture_sheets(book, gatherings, pagination)
    without_bleed = PAGES.replace("bleed: 9pt", "bleed: 0")
    font = files("lalabook").joinpath("theme", "fonts/source-serif/SourceSerif4-Regular.ttf").read_bytes()
    over = print_plain(sheet, Press(TypeCase("", without_bleed, (("serif.ttf", font),)))).pdf
    with pikepdf.open(BytesIO(over)) as moved:
        moved.pages[0].obj.MediaBox = Array([-5, -7, 195, 293])
        moved.pages[0].obj.TrimBox = Array([-5, -7, 195, 293])
        shifted = BytesIO()
        moved.save(shifted)

    made = collate(book, gatherings, {"a": shifted.getvalue()}, pagination)

    with pikepdf.open(BytesIO(made.pdf)) as opened:
        trim = [float(edge) for edge in opened.pages[0].obj.TrimBox.as_list()]
        assert f"1 0 0 1 {trim[0] + 5:g} {trim[1] + 7:g} cm".encode() in opened.pages[0].obj.Contents[-1].read_bytes()


def test_a_book_without_furniture_has_bare_pages(gatherings: list[Gathering]):
    with pikepdf.open(BytesIO(collated(gatherings).pdf)) as opened:
        assert all(artifacts(page) == [] for page in opened.pages if "/Contents" in page.obj)
