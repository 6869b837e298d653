"""What only EPUBCheck sees: content models, which our catalogue does not repeat. Run by `make conformance`: needs Java.

Each breakage is one that `lalabook check` passes, with the reason why it is left to EPUBCheck. lalabook's own
editions cannot have them, because it writes the elements itself and lets only sound raw HTML through.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from epub_breakages import NAV, OPF, WINTER, swap, text
from good_epub import Break, Sample, good_epub
from lalabook.checks.conformance import check, epubcheck_command
from lalabook.checks.epub import check_epub

HTML = "which HTML element may stand where is a grammar of its own"
PACKAGE = "which property the package may have is a list of EPUBCheck's"

ONLY_EPUBCHECK: tuple[tuple[str, Break, str], ...] = (
    ("a block inside a phrase", text("<p>a <em><div>block</div></em></p>"), HTML),
    ("a line of a list without its list", text("<li>alone</li>"), HTML),
    ("a link inside a link", text('<p><a href="winter.xhtml">a <a href="spring.xhtml">b</a></a></p>'), HTML),
    ("an element of former times", text("<p><font>old</font></p>"), HTML),
    ("an element that nobody knows", text("<p><blink>new</blink></p>"), HTML),
    ("an attribute that nobody knows", text('<p colour="red">red</p>'), HTML),
    ("a cell without a row", text("<table><th scope='col'>a</th></table>"), HTML),
    ("an id with a space", text('<p id="a b">a</p>'), HTML),
    ("a picture without an address", text('<p><img alt="A lamp"/></p>'), HTML),
    ("a label that is not there", text('<section aria-labelledby="nothing"><p>a</p></section>'), HTML),
    ("a half fraction", swap(WINTER, "<mn>2</mn></mfrac>", "</mfrac>"), "so is which formula may hold what"),
    ("a paragraph among the contents", swap(NAV, "</ol></nav>", "</ol><p>x</p></nav>"), "so is the navigation's"),
    ("a property of no vocabulary", swap(OPF, 'property="file-as"', 'property="file-under"'), PACKAGE),
    ("a prefix that is declared nowhere", swap(OPF, 'property="title-type">sub', 'property="x:type">sub'), PACKAGE),
    (
        "a document that is neither in nor out",
        swap(OPF, '"text-spring.xhtml"/>', '"text-spring.xhtml" linear="x"/>'),
        PACKAGE,
    ),
)


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_epub(str(tmp_path_factory.getbasetemp()))


def test_epubcheck_is_silent_on_the_book_that_is_broken_here(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.epub"
    path.write_bytes(good)

    assert check(path, epubcheck_command()).is_clean


@pytest.mark.parametrize(("what", "how", "why"), ONLY_EPUBCHECK, ids=[what for what, _, _ in ONLY_EPUBCHECK])
def test_epubcheck_catches_what_the_catalogue_leaves_to_it(
    good: bytes, tmp_path: Path, what: str, how: Break, why: str
) -> None:
    sample = Sample(good)
    how(sample)
    path = tmp_path / "broken.epub"
    path.write_bytes(sample.pack())

    assert check_epub(path.read_bytes()) == (), "the catalogue sees it too: strike it from this list"
    assert not check(path, epubcheck_command()).is_clean
