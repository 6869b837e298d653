"""The index in print: every mark is on a page, wherever an author puts it, and the columns lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import lalabook
from lalabook.book.compose import compose
from lalabook.editions.print.gather import Press, clear_away, gather
from lalabook.editions.print.model import Gathering, Job, TypeCase
from lalabook.editions.print.page_copy import page_copy
from lalabook.editions.print.written_folios import fill_folios
from lalabook.manuscript import Division
from lalabook.pictures import Picture
from lalabook.terms import Region, Role
from lalabook.words import words_for
from small_galleys import CONFIG, bound, made

FONT = Path(lalabook.__file__).parent / "theme" / "fonts" / "source-serif" / "SourceSerif4-Regular.ttf"
CSS = """
@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") }
@page { size: 280pt 200pt; margin: 20pt }
html { font: 10pt/14pt "Serif" }
body, p, ul, li, h1, h2 { margin: 0 }
.footnote { float: footnote }
.index-groups { columns: 2; column-gap: 12pt }
.index-short { break-inside: avoid }
"""
TEXT = """# Winter[]{index="in a title"}

## A piano {index="in a heading"}

[]{index="before words"}Words and[]{index="behind words"} [words]{index="around words"}.[^n]

- A list[]{index="in a list"}

| a[]{index="in a head"} | b |
|---|---|
| c[]{index="in a table"} | d |

/// verse
A line[]{index="in verse"}
///

> A quotation[]{index="in a quotation"}

/// fact | A box[]{index="in the title of a box"}
[]{index="in a box"}Words.[^m]
///

![A map](map.svg "A caption[]{index="in a caption"}")

[]{index="alone in a paragraph"}

[^n]: A note[]{index="in a note"}.
[^m]: Another[]{index="in the note of a box"}.
"""


@pytest.fixture(scope="module")
def press():
    """A press has temporary files, which it removes when it is dropped before the interpreter ends."""
    yield Press(TypeCase(CSS, CSS, (("fonts/serif.ttf", FONT.read_bytes()),)))
    clear_away()


def book_of(*texts: str):
    galleys = []
    for number, text in enumerate(texts, 1):
        division = Division(f"c{number}", f"c{number}.md", Role.CHAPTER, Region.BODY, text=text)
        galleys.append(compose(division, CONFIG, lambda path: Picture(path, "image/svg+xml", 10, 10, "0" * 64)))
    return bound(*galleys, made(Role.INDEX))


def laid_out(book, at: int, press: Press, **folios: str) -> Gathering:
    galley = book.galleys[at]
    copy = fill_folios(page_copy(galley).xhtml, folios, words_for("en"))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    return gather(
        Job(galley.id, copy, "en", galley.title, pictures=tuple((each, drawing) for each in galley.pictures)), press
    )


def test_a_mark_is_found_on_its_page_wherever_it_stands(press):
    book = book_of(TEXT)

    found = [
        anchor for page in laid_out(book, 0, press).pages for anchor in page.anchors if anchor.startswith("index-")
    ]

    assert TEXT.count("index=") == 16
    assert sorted(found, key=lambda each: int(each[6:])) == [f"index-{number}" for number in range(1, 17)]


def test_the_columns_of_a_long_index_lose_nothing(press):
    entries = [
        f'[]{{index="{chr(97 + number % 26)}{number}!of words that run over the end of the line"}}'
        for number in range(60)
    ]
    book = book_of("# Winter\n\n" + " ".join(entries))

    index = laid_out(book, 1, press)

    assert len(index.pages) > 4
    assert [remark for remark in index.remarks if remark.code in ("P106", "P107")] == []
