"""A division moved to the other side is the division as it would be laid out there."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest

import lalabook
from lalabook import build
from lalabook.editions.print.collate.mirror import mirror
from lalabook.editions.print.gather import Press, clear_away, gather
from lalabook.editions.print.model import Gathering, Job, TypeCase

FONT = (Path(lalabook.__file__).parent / "theme" / "fonts" / "source-serif" / "SourceSerif4-Regular.ttf").read_bytes()
FACE = '@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") } html { font: 10pt/14pt "Serif" }'
PAGE = "@page { size: 300pt 120pt; margin: 20pt } "
TWO_SIDED = PAGE + "@page :left { margin-left: 50pt } @page :right { margin-right: 50pt } "
OTHER_FEET = TWO_SIDED + "@page :left { margin-bottom: 40pt }"
COPY = (
    '<div class="division" id="spring.xhtml" data-block="0">'
    + "".join(
        f'<p data-block="{n}" id="spring.xhtml#p{n}">Paragraph {n}, and <a href="#spring.xhtml%23p1">the first</a>.</p>'
        for n in range(1, 15)
    )
    + "</div>"
)


@pytest.fixture(scope="module", autouse=True)
def clean():
    yield
    press.cache_clear()
    clear_away()


@cache
def press(css: str) -> Press:
    return Press(TypeCase(css, css, (("fonts/serif.ttf", FONT),)))


def laid_out(css: str, opens: str) -> Gathering:
    return gather(Job("spring", COPY, "en", "Spring", opens), press(FACE + css))


def moved(gathering: Gathering, opens: str = "right") -> bytes:
    assert gathering.mirror_pt is not None
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(gathering.pdf)) as pdf:
        mirror(pdf, opens, gathering.mirror_pt)
        pdf.save(written)
    return written.getvalue()


def places(data: bytes) -> tuple[list[list[float]], dict[str, list[float]]]:
    """Where links and destinations are, to a tenth of a point."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [
            [round(float(number), 1) for number in annotation.Rect.as_list()]
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", ())
        ]
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        targets = {
            str(name): [round(float(number), 1) for number in target.as_list()[2:4]] for name, target in names.items()
        }
    return links, targets


def test_a_recto_moved_to_a_verso_has_its_links_and_targets_where_layout_would_put_them() -> None:
    recto, verso = laid_out(TWO_SIDED, "right"), laid_out(TWO_SIDED, "left")

    assert len(recto.pages) > 1
    assert places(recto.pdf) != places(verso.pdf)
    assert places(moved(recto)) == places(verso.pdf)
    assert places(moved(verso, "left")) == places(recto.pdf)


def test_text_moves_as_far_as_the_margins_differ() -> None:
    recto = laid_out(TWO_SIDED, "right")

    assert recto.mirror_pt == pytest.approx(30)
    with pikepdf.open(io.BytesIO(moved(recto))) as pdf:
        moves = [pikepdf.parse_content_stream(page)[1].operands for page in pdf.pages]
    assert [float(operands[4]) for operands in moves] == [30 if n % 2 == 0 else -30 for n in range(len(moves))]


def test_sides_of_different_height_are_not_mirrored() -> None:
    assert laid_out(OTHER_FEET, "right").mirror_pt is None


def test_sides_of_different_width_are_not_mirrored() -> None:
    assert laid_out(PAGE + "@page :left { margin-left: 60pt }", "right").mirror_pt is None


def test_a_chapter_on_a_verso_is_printed_with_its_text_and_its_folio(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (tmp_path / "book.toml").write_text('[book]\ntitle = "Nested"\nlanguage = "en"\n')
    (source / "SUMMARY.md").write_text("- [One](1.md)\n  - [Two](2.md)\n  - [Three](3.md)\n")
    for number in (1, 2, 3):
        (source / f"{number}.md").write_text(f"# Title {number}\n\nText of {number}.\n")

    built = build(tmp_path, editions=("pdf",))

    with pikepdf.open(built.editions[0].path) as pdf:
        drawn = [len(text_shown(page)) for page in pdf.pages[-3:]]
        flat = [not any(isinstance(part, pikepdf.Array) for part in page.Contents) for page in pdf.pages[-3:]]
    assert flat == [True, True, True]
    assert min(drawn) > 10
    assert len([name for name in built.laid_out if name != "contents"]) == len(set(built.laid_out) - {"contents"})


def text_shown(page: pikepdf.Page) -> bytes:
    """What the operators that show text are given, furniture included."""
    shown = b""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("Tj", "TJ"):
            shown += b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
    return shown
