"""Fonts and pictures that several gatherings hold: one of each in the book, and nothing on the page looks different."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import Image

from lalabook.book.model import Book, Galley
from lalabook.config import Metadata
from lalabook.editions.print.collate import collate
from lalabook.editions.print.gather import Press, gather
from lalabook.editions.print.model import Gathering, Job, TypeCase
from lalabook.editions.print.pagination import paginate
from lalabook.findings import Severity
from lalabook.manuscript import Division
from lalabook.terms import Role

CSS = """
@font-face { font-family: "Serif"; src: url(serif.ttf) }
@page { size: 200pt 300pt; margin: 40pt }
html { font: 10pt/14pt "Serif" }
i { font-variant-caps: small-caps; font-style: normal }
"""
ROMAN = "source-serif/SourceSerif4-Regular.ttf"
MONO = "source-code-pro/SourceCodePro-Regular.ttf"


def theme_font(name: str) -> bytes:
    return files("lalabook").joinpath("theme/fonts", name).read_bytes()


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(TypeCase(CSS, "", (("serif.ttf", theme_font(ROMAN)),)))


def laid_out(press: Press, text: str, division: str, pictures: tuple[tuple[str, bytes], ...] = ()) -> Gathering:
    xhtml = f'<div class="division" id="{division}.xhtml" data-block="0"><p data-block="1">{text}</p></div>'
    gathering = gather(Job(division, xhtml, "en", division, pictures=pictures), press)
    assert [remark for remark in gathering.remarks if remark.severity is not Severity.ADVICE] == []
    return gathering


def collated(gatherings: Sequence[Gathering]) -> pikepdf.Pdf:
    names = [each.division for each in gatherings]
    divisions = [Division(id=name, path="", role=Role.CHAPTER, region=Role.CHAPTER.term.region) for name in names]
    book = Book(Metadata("B"), tuple(Galley(each, "<div></div>", each.id, "en") for each in divisions))
    made = collate(book, gatherings, {}, paginate(divisions, gatherings))
    return pikepdf.open(BytesIO(made.pdf))


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"]


def file_of(font: pikepdf.Object) -> bytes:
    return font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()


def texts(pdf: pikepdf.Pdf) -> list[str]:
    """What a reader copies from each page."""
    return ["".join(text for text, _, _ in _glyphs(page)) for page in pdf.pages if "/Contents" in page.obj]


def outlines(pdf: pikepdf.Pdf) -> list[list[object]]:
    """What a reader sees of each page: every glyph as it is drawn, and its width."""
    return [[(outline, width) for _, outline, width in _glyphs(page)] for page in pdf.pages if "/Contents" in page.obj]


def _glyphs(page: pikepdf.Page) -> Iterator[tuple[str, tuple[object, ...], float]]:
    names, glyph_set, order, widths = {}, {}, [], {}
    for each in pikepdf.parse_content_stream(page):
        if str(each.operator) == "Tf":
            font = page.obj.Resources.Font[each.operands[0]]
            lines = font.ToUnicode.read_bytes().decode().splitlines()
            pairs = (line.split() for line in lines if line.startswith("<") and len(line.split()) == 2)
            names = {int(glyph[1:-1], 16): bytes.fromhex(text[1:-1]).decode("utf-16-be") for glyph, text in pairs}
            ttfont = TTFont(BytesIO(file_of(font)))
            glyph_set, order = ttfont.getGlyphSet(), ttfont.getGlyphOrder()
            flat = font.DescendantFonts[0].W.as_list()
            widths = {
                int(first) + at: float(width)
                for first, run in zip(flat[::2], flat[1::2], strict=True)
                for at, width in enumerate(run.as_list())
            }
        elif str(each.operator) == "TJ":
            codes = b"".join(bytes(part) for part in each.operands[0] if isinstance(part, pikepdf.String))
            for at in range(0, len(codes), 2):
                glyph = int.from_bytes(codes[at : at + 2], "big")
                pen = DecomposingRecordingPen(glyph_set)
                glyph_set[order[glyph]].draw(pen)
                yield names[glyph], tuple(pen.value), widths[glyph]


LOREM = (
    "The quick brown fox.",
    "ÄÖÜ äöü éèêë ñ ç ř ş: composites of other letters.",
    "ﬁ ﬂ office — “quotes” 1234567890",
    "<i>Small Caps</i> and ordinary ones, Ǻ ǽ Ộ ộ",
    "The quick brown fox, once more.",
)


@pytest.fixture(scope="module")
def gatherings(press: Press) -> list[Gathering]:
    return [laid_out(press, text, f"d{number}") for number, text in enumerate(LOREM)]


def test_a_font_that_all_chapters_use_is_in_the_book_once(gatherings: list[Gathering]):
    with collated(gatherings) as pdf:
        (font,) = fonts(pdf)

    assert str(font.BaseFont).endswith("+Serif")
    assert len(str(font.BaseFont).partition("+")[0]) == 7


def test_every_glyph_of_every_chapter_looks_as_it_did(gatherings: list[Gathering]):
    alone = []
    for gathering in gatherings:
        with pikepdf.open(BytesIO(gathering.pdf)) as pdf:
            alone += outlines(pdf)

    with collated(gatherings) as pdf:
        assert outlines(pdf) == alone
        assert any(len(outline) > 12 for outline, _ in alone[1]), "there is something to see"


def test_the_text_can_be_copied_as_before(gatherings: list[Gathering]):
    alone = []
    for gathering in gatherings:
        with pikepdf.open(BytesIO(gathering.pdf)) as pdf:
            alone += texts(pdf)

    with collated(gatherings) as pdf:
        assert texts(pdf) == alone
    assert alone[0] == LOREM[0]


def test_the_shared_font_is_the_authors_font_with_fewer_glyphs(gatherings: list[Gathering]):
    whole = TTFont(BytesIO(theme_font(ROMAN)))
    with collated(gatherings) as pdf:
        file = file_of(fonts(pdf)[0])
    shared = TTFont(BytesIO(file), checkChecksums=2)

    assert sum(struct.unpack(f">{len(file) // 4}I", file)) & 0xFFFFFFFF == 0xB1B0AFBA, "OpenType 1.9, `head`"
    assert set(shared.keys()) - {"GlyphOrder"} >= {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    cmap = whole.getBestCmap()
    for character in "aäÄéxŞfř":
        glyph = whole.getGlyphID(cmap.get(ord(character), "a"))
        if character in "".join(LOREM):
            mine, theirs = (DecomposingRecordingPen(each.getGlyphSet()) for each in (shared, whole))
            shared.getGlyphSet()[shared.getGlyphOrder()[glyph]].draw(mine)
            whole.getGlyphSet()[whole.getGlyphOrder()[glyph]].draw(theirs)
            assert mine.value == theirs.value != []
            assert shared["hmtx"][shared.getGlyphOrder()[glyph]][0] == whole["hmtx"][whole.getGlyphOrder()[glyph]][0]


def test_the_font_says_how_large_its_glyphs_are(gatherings: list[Gathering]):
    """A limit that is too low makes rasterizers refuse the font."""
    with collated(gatherings) as pdf:
        shared = TTFont(BytesIO(file_of(fonts(pdf)[0])))
    glyf, maxp = shared["glyf"], shared["maxp"]
    drawn = [glyf[name] for name in shared.getGlyphOrder() if glyf[name].numberOfContours]

    assert maxp.numGlyphs == len(shared.getGlyphOrder())
    assert maxp.maxPoints >= max(len(each.coordinates) for each in drawn if not each.isComposite())
    assert maxp.maxContours >= max(each.numberOfContours for each in drawn)
    for name in shared.getGlyphOrder():
        pen = BoundsPen(shared.getGlyphSet())
        shared.getGlyphSet()[name].draw(pen)


def test_a_book_of_one_chapter_keeps_its_fonts_as_they_are(gatherings: list[Gathering]):
    with pikepdf.open(BytesIO(gatherings[0].pdf)) as alone, collated(gatherings[:1]) as pdf:
        assert file_of(fonts(pdf)[0]) == file_of(fonts(alone)[0])


def redrawn(font: bytes, letter: str) -> bytes:
    """The same font, name and widths and all, with one letter drawn higher."""
    opened, written = TTFont(BytesIO(font)), BytesIO()
    opened["glyf"][opened.getBestCmap()[ord(letter)]].coordinates.translate((0, 50))
    opened.save(written)
    return written.getvalue()


def test_two_fonts_that_differ_in_one_letter_stay_two():
    mono = theme_font(MONO)
    one, other = (Press(TypeCase(CSS, "", (("serif.ttf", font),))) for font in (mono, redrawn(mono, "b")))
    mixed = [laid_out(one, "abc", "a"), laid_out(other, "abc", "b"), laid_out(one, "bcd", "c")]

    with collated(mixed) as pdf:
        drawn = outlines(pdf)
        assert len(fonts(pdf)) == 2
        assert len({str(font.BaseFont) for font in fonts(pdf)}) == 2
    assert drawn[0] != drawn[1]
    assert drawn[0][1:] == drawn[2][:2]


def test_sharing_keeps_the_book_small(gatherings: list[Gathering]):
    with collated(gatherings) as pdf:
        shared = len(fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2.read_raw_bytes())
    apart = 0
    for gathering in gatherings:
        with pikepdf.open(BytesIO(gathering.pdf)) as alone:
            apart += len(fonts(alone)[0].DescendantFonts[0].FontDescriptor.FontFile2.read_raw_bytes())

    assert shared < 0.8 * apart


# --- pictures


def picture(colour: tuple[int, ...]) -> bytes:
    written = BytesIO()
    Image.new("RGB" if len(colour) == 3 else "RGBA", (40, 30), colour).save(written, "PNG")
    return written.getvalue()


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]


def with_picture(press: Press, division: str, name: str, colour: tuple[int, ...]) -> Gathering:
    return laid_out(press, f'x <img src="{name}" alt="a square"/>', division, ((name, picture(colour)),))


def test_a_picture_in_two_chapters_is_in_the_book_once(press: Press):
    gatherings = [with_picture(press, name, f"{name}.png", (200, 30, 30)) for name in "abc"]

    with collated(gatherings) as pdf:
        assert len(images(pdf)) == 1


def test_a_transparent_picture_is_shared_with_its_mask(press: Press):
    gatherings = [with_picture(press, name, "star.png", (200, 30, 30, 90)) for name in "ab"]

    with collated(gatherings) as pdf:
        assert len(images(pdf)) == 2, "the picture and its mask"


def test_pictures_of_one_size_that_differ_stay_apart(press: Press):
    gatherings = [with_picture(press, "a", "p.png", (200, 30, 30)), with_picture(press, "b", "p.png", (30, 30, 200))]

    with collated(gatherings) as pdf:
        assert len(images(pdf)) == 2


def test_pictures_that_differ_in_their_mask_only_stay_apart(press: Press):
    gatherings = [
        with_picture(press, "a", "p.png", (200, 30, 30, 90)),
        with_picture(press, "b", "p.png", (200, 30, 30, 10)),
    ]

    with collated(gatherings) as pdf:
        masks = [bytes(each.SMask.read_bytes()) for each in images(pdf) if "/SMask" in each]
    assert len(masks) == 2
    assert masks[0] != masks[1]
