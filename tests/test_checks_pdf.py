"""What is found in a finished PDF: one good book, broken in one way after the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from lalabook import cli, pipeline
from lalabook.checks.pdf import check_pdf
from lalabook.checks.pdf.catalogue import check_view
from lalabook.checks.pdf.reading import read_pdf
from lalabook.checks.pdf.view import PdfView
from lalabook.findings import UsageError

TEXT = "The quarrel at dinner takes seven minutes, and nobody sings. " * 12
CHAPTER = "# {title}\n\n{text}\n\n## The lamp {title}\n\nSee [the quarrel](#quarrel-{other}){{.page}}.\n\n{text}\n"
TOML = '[book]\ntitle = "Winter"\nauthors = ["Mia"]\nlanguage = "en-GB"\n'


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    """A contents page and two chapters that name each other's pages."""
    book = tmp_path_factory.mktemp("book")
    (book / "book.toml").write_text(TOML)
    (book / "manuscript" / "body").mkdir(parents=True)
    for number, (title, other) in enumerate((("Spring", "summer"), ("Summer", "spring")), 1):
        text = (
            CHAPTER.format(title=title, other=other, text=TEXT)
            + f"\n### A quarrel {{#quarrel-{title.lower()}}}\n\n{TEXT}\n"
        )
        (book / "manuscript" / "body" / f"0{number}-{title.lower()}.md").write_text(text)
    built = pipeline.build(book, editions=("pdf",), jobs=1)
    return built.editions[0].path.read_bytes()


@pytest.fixture(scope="module")
def view(good) -> PdfView:
    return read_pdf(good, "winter.pdf")


def broken(good: bytes, breakage: Callable[[Pdf], None]) -> list[str]:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        breakage(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return [finding.code for finding in check_pdf(out.getvalue(), "winter.pdf")]


def fonts(pdf: Pdf) -> list[Dictionary]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Subtype") == "/Type0"]


def links(pdf: Pdf) -> list[Dictionary]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", ()) if note.get("/Dest") is not None]


def test_a_good_book_has_nothing_to_mend(good):
    assert check_pdf(good, "winter.pdf") == ()


def test_text_is_read_as_it_is_printed(view):
    page = next(each for each in view.pages if each.label == "1")

    assert "The quarrel at dinner takes seven minutes" in " ".join(text.text for text in page.texts)
    assert {heading.level for heading in view.headings} == {1, 2, 3}
    assert [bookmark.title for bookmark in view.bookmarks][:2] == ["Contents", "Chapter 1 Spring"]


def not_embedded(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def not_readable(pdf: Pdf) -> None:
    del fonts(pdf)[0]["/ToUnicode"]


def glyph_missing(pdf: Pdf) -> None:
    page = next(each for each in pdf.pages if "/Contents" in each.obj and "/Font" in each.resources)
    name = next(iter(page.resources.Font.keys()))
    page.contents_add(f"BT {name} 10 Tf 1 0 0 1 100 300 Tm <0000> Tj ET".encode(), prepend=False)


def of_another_size(pdf: Pdf) -> None:
    pdf.pages[2].mediabox = pdf.pages[2].trimbox = pdf.pages[2]["/BleedBox"] = Array([0, 0, 300, 648])


def near_the_trim(pdf: Pdf) -> None:
    page = next(each for each in pdf.pages if "/Contents" in each.obj and "/Font" in each.resources)
    name, font = next(iter(page.resources.Font.items()))
    code = font.ToUnicode.read_bytes().split(b"beginbfchar")[1].split(b"<")[3][:4].decode()
    page.contents_add(f"BT {name} 10 Tf 1 0 0 1 4 300 Tm <{code}> Tj ET".encode(), prepend=False)


def coarse(pdf: Pdf) -> None:
    page = next(each for each in pdf.pages if "/Contents" in each.obj)
    picture = pdf.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
    picture.BitsPerComponent, picture.ColorSpace = 8, Name.DeviceGray
    page.add_resource(picture, Name.XObject, Name.Coarse)
    page.contents_add(b"q 72 0 0 72 100 100 cm /Coarse Do Q", prepend=False)


def counted_otherwise(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name("/D"), St=1)]))


def leads_elsewhere(pdf: Pdf) -> None:
    links(pdf)[0].Dest = Array([pdf.pages[0].obj, Name.Fit])


def leads_nowhere(pdf: Pdf) -> None:
    links(pdf)[0].Dest = pikepdf.String("nowhere")


def bookmark_nowhere(pdf: Pdf) -> None:
    del pdf.Root.Outlines.First["/Dest"]


def bookmark_of_nothing(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String("Autumn")


def title_without_bookmark(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    pdf.Root.Outlines.Last = first
    del first["/Next"]


@pytest.mark.parametrize(
    ("breakage", "code"),
    [
        (not_embedded, "R101"),
        (not_readable, "R102"),
        (glyph_missing, "R103"),
        (of_another_size, "R201"),
        (near_the_trim, "R202"),
        (coarse, "R203"),
        (counted_otherwise, "R301"),
        (leads_elsewhere, "R302"),
        (leads_nowhere, "R401"),
        (bookmark_nowhere, "R402"),
        (bookmark_of_nothing, "R403"),
        (title_without_bookmark, "R404"),
    ],
)
def test_every_breakage_is_found(good, breakage, code):
    assert code in broken(good, breakage)


def test_a_reference_that_names_another_page_is_found(view):
    """ "The quarrel, page 4" in the text, not in the contents."""
    number, page = next((number, page) for number, page in enumerate(view.pages) if page.links and page.label.isdigit())
    moved = replace(page, links=tuple(replace(link, page=0) for link in page.links))
    pages = (*view.pages[:number], moved, *view.pages[number + 1 :])

    findings = check_view(replace(view, pages=pages))
    assert [finding.code for finding in findings] == ["R302"]
    assert "leads to page i" in findings[0].message


def test_a_division_on_a_verso_is_noted_where_others_open_on_rectos(view):
    title = next(heading for heading in view.headings if heading.level == 1 and view.pages[heading.page].label == "1")
    many = [replace(title, mcids=frozenset({at})) for at in range(20)]
    on_verso = replace(title, page=title.page + 1)

    codes = [finding.code for finding in check_view(replace(view, headings=(*many, on_verso), bookmarks=()))]
    assert codes.count("R405") == 1


def test_a_heading_at_the_foot_and_a_page_of_two_lines_are_noted(view):
    page = next(each for each in view.pages if each.label == "1")
    heading = next(each for each in view.headings if each.level == 2)
    on = view.pages[heading.page]
    until = replace(on, texts=on.texts[: max(at for at, text in enumerate(on.texts) if text.mcid in heading.mcids) + 1])
    until = replace(until, texts=tuple(text for text in until.texts if not text.is_artifact), links=())
    short = replace(page, label="9", texts=tuple(text for text in page.texts if not text.is_artifact)[-2:], links=())
    pages = (*view.pages[: heading.page], until, *view.pages[heading.page + 1 :], short)

    codes = [finding.code for finding in check_view(replace(view, pages=pages))]
    assert "R501" in codes
    assert "R502" in codes


def test_the_command_looks_through_any_pdf(good, tmp_path, capsys):
    (tmp_path / "winter.pdf").write_bytes(good)

    assert cli.run(["check", "--pdf", str(tmp_path / "winter.pdf")]) == 0
    assert "no errors" in capsys.readouterr().out
    assert cli.run(["check", "--pdf", str(tmp_path / "none.pdf")]) == 2


def test_what_is_no_pdf_is_refused():
    with pytest.raises(UsageError, match="is not a PDF file"):
        check_pdf(b"not a PDF", "winter.pdf")
