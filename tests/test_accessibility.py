"""What an e-book says of its own accessibility is what this build has seen, in the book's language."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from lalabook.book.model import Book, Entry, Galley
from lalabook.config import AccessClaims, Metadata
from lalabook.editions.design import EpubDesign
from lalabook.editions.epub import make_epub
from lalabook.editions.page_marks import PageMarks, PageStart
from lalabook.findings import BookError, Place
from lalabook.manuscript import Division, LineRun
from lalabook.terms import Role
from tiny_books import TOML, faults_of, read_book

OPF = "{http://www.idpf.org/2007/opf}"
CSS = "p { margin: 0 }\n"
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
CLAIMS = AccessClaims(STANDARD, "A. Certifier", place=Place("book.toml", 9))
HEAD = '<h1 id="w" class="title" data-line="1">Winter</h1>'
DESCRIBED = '<figure data-line="3"><img src="a.png" alt="A piano by a window"/></figure>'
NAMELESS = '<figure data-line="3"><img src="a.png" alt="image"/></figure>'
FORGOTTEN = '<figure data-line="3"><img src="a.png" alt=""/><figcaption>The piano</figcaption></figure>'
DECORATION = '<figure data-line="3"><img src="a.png" alt=""/></figure>'
HEADLESS = '<div class="table" data-line="5"><table><tbody><tr><td>1</td></tr></tbody></table></div>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}<rect width="1" height="1"/></svg>'
MATH = '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'


def picture(frames: int = 1, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    others = [Image.new("RGB", (4, 4), (90 * colour, 0, 0)) for colour in range(1, frames)]
    Image.new("RGB", (4, 4)).save(written, kind, **({"save_all": True, "append_images": others} if others else {}))
    return written.getvalue()


def galley(inside: str, role: Role = Role.CHAPTER) -> Galley:
    path = "manuscript/winter.md"
    division = Division("winter", path, role, role.term.region, lines=(LineRun(1, path, 1),))
    pictures = ("a.png",) if 'src="a.png"' in inside else ()
    return Galley(division, f'<div class="division" data-line="1">{HEAD}{inside}</div>', "Winter", "en", 0, pictures)


class Said:
    """The package of an EPUB, and what was noticed."""

    def __init__(self, inside: str, *, language="en", css=CSS, data=None, claims=None, marks=None, role=Role.CHAPTER):
        book = Book(Metadata("T", language=language), (galley(inside, role),), (Entry("Winter", "winter.xhtml"),))
        files = {"a.png": data or picture()}
        made = make_epub(book, EpubDesign(css, ()), files, marks=marks, claims=claims or AccessClaims())
        with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
            self.metadata = etree.fromstring(archive.read("EPUB/content.opf"))[0]
        self.findings = [str(each).partition("\n")[0] for each in made.findings]

    def all(self, name: str) -> list[str]:
        return [each.text for each in self.metadata if each.get("property") == name]

    @property
    def features(self) -> set[str]:
        return set(self.all("schema:accessibilityFeature"))

    @property
    def summary(self) -> str:
        return self.all("schema:accessibilitySummary")[0]


def test_a_book_of_words_alone_is_textual_and_harms_nobody() -> None:
    said = Said("<p>Words.</p>")

    assert said.all("schema:accessMode") == ["textual"]
    assert said.all("schema:accessModeSufficient") == ["textual"]
    assert said.all("schema:accessibilityHazard") == ["none"]
    assert said.features == {"tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"}
    assert said.findings == []


def test_pictures_with_words_for_them_need_no_eyes() -> None:
    said = Said(DESCRIBED)

    assert said.all("schema:accessMode") == ["textual", "visual"]
    assert said.all("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in said.features


@pytest.mark.parametrize("figure", [NAMELESS, FORGOTTEN, '<p data-line="3"><img src="a.png"/></p>', SVG.format("")])
def test_one_picture_without_words_is_enough_not_to_claim_them(figure: str) -> None:
    said = Said(DESCRIBED + figure)

    assert said.all("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in said.features
    assert "no text alternative" in said.summary


def test_decoration_asks_for_no_eyes() -> None:
    said = Said(DECORATION)

    assert said.all("schema:accessMode") == ["textual"]
    assert "alternativeText" not in said.features


def test_what_an_author_could_mend_is_told_with_its_line_and_not_twice() -> None:
    assert Said(HEADLESS).findings == ["manuscript/winter.md:5: warning E006: a table without header cells"]
    assert Said(f'<div data-line="7">{SVG.format("")}</div>').findings == [
        "manuscript/winter.md:7: warning E007: a drawing in the text without a name"
    ]
    assert Said('<h3 data-line="4">Deep</h3>').findings == [
        'manuscript/winter.md:4: warning E008: the heading "Deep" is of level 3 under one of level 1'
    ]
    assert Said(NAMELESS).findings == []  # compose has said B209


def test_headings_that_skip_a_level_are_no_structure() -> None:
    assert "structuralNavigation" not in Said("<h3>Deep</h3>").features


def test_a_drawing_with_a_title_is_described() -> None:
    assert "alternativeText" in Said(SVG.format("<title>A square</title>")).features


def test_formulas_ruby_index_and_pages_are_claimed_only_where_they_are() -> None:
    starts = PageMarks((("winter", (PageStart("1", 0, 0),)),), "urn:isbn:9783161484100")
    extras = {"MathML", "rubyAnnotations", "index", "pageNavigation", "pageBreakMarkers"}
    ruby = "<p><ruby>東<rt>とう</rt></ruby></p>"

    assert not extras & Said("<p>Words.</p>").features
    assert Said(MATH).features & extras == {"MathML"}
    assert Said(ruby).features & extras == {"rubyAnnotations"}
    assert Said('<p><a href="#w">Gosling</a></p>', role=Role.INDEX).features & extras == {"index"}
    assert Said("<p>No entries.</p>", role=Role.INDEX).features & extras == set()
    assert Said("<p>Words.</p>", marks=starts).features & extras == {"pageNavigation", "pageBreakMarkers"}
    assert Said("<p>Words.</p>", marks=starts).all("pageBreakSource") == ["urn:isbn:9783161484100"]


@pytest.mark.parametrize("css", ["p { font-size: 12pt }", "p { color: red !important }"])
def test_a_style_that_takes_the_readers_choice_is_not_called_adaptable(css: str) -> None:
    assert "displayTransformability" not in Said("<p>Words.</p>", css=css).features


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_is_an_unknown_hazard_until_somebody_has_looked(kind: str) -> None:
    data = picture(3, kind)
    silent, said = Said(DESCRIBED, data=data), Said(DESCRIBED, data=data, claims=AccessClaims(hazards=("flashing",)))

    assert silent.all("schema:accessibilityHazard") == ["unknown"]
    assert [each.partition(": the")[0] for each in silent.findings] == ["manuscript/winter.md:3: warning E009"]
    assert said.all("schema:accessibilityHazard") == ["flashing"]
    assert said.findings == []


def test_a_style_that_moves_is_no_proof_of_harmlessness() -> None:
    said = Said("<p>Words.</p>", css="p { animation: blink 1s infinite }")

    assert said.all("schema:accessibilityHazard") == ["unknown"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-AT", "Inhaltsverzeichnis"),
        ("fr", "table des matières"),
        ("es", "índice"),
        ("it", "indice"),
        ("nl", "inhoud"),
    ],
)
def test_the_summary_speaks_the_books_language(language: str, words: str) -> None:
    assert words in Said("<p>Words.</p>", language=language).summary


def test_a_summary_in_another_language_than_the_books_says_so() -> None:
    summary = next(
        each for each in Said("<p>Słowa.</p>", language="pl").metadata if "ummary" in each.get("property", "")
    )

    assert summary.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_the_authors_own_summary_comes_first() -> None:
    assert Said("<p>W.</p>", claims=AccessClaims(summary="Read by two people.")).summary.startswith(
        "Read by two people. "
    )


def test_conformance_is_said_only_where_the_author_vouches_for_it() -> None:
    claims = replace(CLAIMS, credential="A credential", report="https://certifier.example/report")
    said = Said(DESCRIBED, claims=claims)

    assert Said(DESCRIBED).all("dcterms:conformsTo") == []
    assert said.all("dcterms:conformsTo") == [STANDARD]
    assert said.all("a11y:certifiedBy") == ["A. Certifier"]
    assert said.all("a11y:certifierCredential") == ["A credential"]
    assert [each.get("href") for each in said.metadata.iter(f"{OPF}link")] == ["https://certifier.example/report"]


@pytest.mark.parametrize("inside", [NAMELESS, FORGOTTEN, HEADLESS, "<h3>Deep</h3>"])
def test_a_claim_that_the_book_does_not_meet_is_refused(inside: str) -> None:
    with pytest.raises(BookError) as refused:
        Said(inside, claims=CLAIMS)

    errors = [str(each) for each in refused.value.findings if each.is_error]
    assert len(errors) == 1
    assert errors[0].startswith(
        f'book.toml:9: error E010: the book claims "{STANDARD}", but does not meet it: manuscript'
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('conforms-to = "WCAG 2.2 AA"\ncertified-by = "Me"', "C004: accessibility.conforms-to"),
        (f'conforms-to = "{STANDARD}"', "C004: accessibility.certified-by is missing"),
        ('certified-by = "Me"', "C004: accessibility.conforms-to is missing"),
        ('hazards = ["flashin"]', '"flashin" is none → did you mean "flashing"?'),
        ('hazards = ["none", "flashing"]', "contradict each other"),
        ('certifier-report = "report.html"', "no web address"),
        ('conform-to = "x"', 'C001: accessibility.conform-to: no such key → did you mean "conforms-to"?'),
    ],
)
def test_a_claim_in_other_words_than_readers_know_is_refused(tmp_path, lines: str, fault: str) -> None:
    faults = faults_of(tmp_path, {"1.md": "# One\n\nText.\n"}, f"{TOML}[accessibility]\n{lines}\n")

    assert [fault in each for each in faults] == [True]


def test_the_claims_of_book_toml_arrive(tmp_path) -> None:
    toml = (
        f'{TOML}[accessibility]\nconforms-to = "{STANDARD}"\ncertified-by = "Me"\n[print]\nisbn = "978-3-16-148410-0"\n'
    )

    config = read_book(tmp_path, {"1.md": "# One\n\nText.\n"}, toml).config

    assert (config.accessibility.conforms_to, config.accessibility.certified_by) == (STANDARD, "Me")
    assert config.accessibility.place == Place("book.toml", 4, 1)
    assert config.print_isbn == "978-3-16-148410-0"


@pytest.mark.parametrize("isbn", ["978-3-16-148410-1", "9783161484100"])
def test_the_printed_book_has_a_good_isbn_of_its_own(tmp_path, isbn: str) -> None:
    toml = f'{TOML}isbn = "978-3-16-148410-0"\n[print]\nisbn = "{isbn}"\n'

    assert [each.partition(" error C004: ")[0] for each in faults_of(tmp_path, {"1.md": "# One\n"}, toml)] == [
        "book.toml:5:1:"
    ]
