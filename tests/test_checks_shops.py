"""What a shop would say of a book."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from good_epub import Break, Sample, good_epub
from lalabook.checks.epub import read_epub
from lalabook.checks.shops import SHOPS, Limit, check_shop

TALL = "".join(f"<td>{number}</td>" for number in range(5))
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"><title>x</title>'
    '<image xlink:href="../images/map.png" width="9" height="9"/></svg>'
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_epub(str(tmp_path_factory.getbasetemp()))


def said(data: bytes, shop: str) -> list[str]:
    return [f"{each.severity} {each.code}" for each in check_shop(read_epub(data), SHOPS[shop])]


def cover(width_px: int, height_px: int, kind: str = "JPEG") -> Break:
    written = io.BytesIO()
    Image.new("L", (width_px, height_px)).save(written, kind)
    return lambda sample: sample.files.update({"EPUB/images/cover.jpg": written.getvalue()})


def text(markup: str) -> Break:
    return lambda sample: sample.swap("text/spring.xhtml", "look for a car.</p>", f"look for a car.</p>{markup}")


def no_cover(sample: Sample) -> None:
    sample.swap("content.opf", ' properties="cover-image"', "")


def no_ncx(sample: Sample) -> None:
    sample.cut("content.opf", r'<item href="toc\.ncx"[^>]*/>')


def deep(sample: Sample) -> None:
    sample.swap("nav.xhtml", ">Ice</a>", '>Ice</a><ol><li><a href="text/winter.xhtml#map">Map</a></li></ol>')


def deep_ncx(sample: Sample) -> None:
    point = '<navPoint id="p-9"><navLabel><text>Ice</text></navLabel><content src="text/winter.xhtml#ice"/></navPoint>'
    sample.swap("toc.ncx", '<content src="text/winter.xhtml"/>', f'<content src="text/winter.xhtml"/>{point}')


def no_isbn(sample: Sample) -> None:
    sample.swap("content.opf", "urn:isbn:9783161484100</dc:identifier>", "urn:x</dc:identifier>")


def heavy(sample: Sample) -> None:
    sample.files["EPUB/images/map.png"] += bytes(10 * 1024**2)


@pytest.mark.parametrize("shop", sorted(SHOPS))
def test_a_good_book_is_welcome_everywhere(good: bytes, shop: str) -> None:
    assert said(good, shop) == []


@pytest.mark.parametrize("shop", sorted(SHOPS))
def test_every_shop_wants_a_cover(good: bytes, shop: str) -> None:
    sample = Sample(good)
    no_cover(sample)

    assert said(sample.pack(), shop) == ["error Q202"]


@pytest.mark.parametrize(
    ("shop", "how", "expected"),
    [
        ("kdp", cover(600, 960), ["error Q202"]),
        ("kdp", cover(1000, 1600), ["warning Q202"]),
        ("kdp", cover(1600, 10_001), ["error Q202"]),
        ("kdp", no_ncx, ["error Q206"]),
        ("kdp", deep_ncx, ["warning Q206"]),
        ("apple", cover(1000, 1600), ["warning Q202"]),
        ("apple", cover(2300, 2500), ["error Q203"]),
        ("apple", text(DRAWN), ["warning Q204"]),
        ("kobo", cover(1600, 2560, "GIF"), ["error Q202"]),
        ("kobo", heavy, ["error Q205"]),
        ("kobo", deep, ["warning Q206"]),
        ("kobo", text(f'<table><tr><th scope="row">x</th>{TALL}</tr></table>'), ["warning Q207"]),
        ("kobo", no_isbn, ["warning Q208"]),
        ("google", cover(600, 960), ["error Q202"]),
        ("google", cover(700, 7300), ["error Q202"]),
        ("google", deep, []),
    ],
)
def test_a_shop_tells_what_it_would_refuse(good: bytes, shop: str, how: Break, expected: list[str]) -> None:
    sample = Sample(good)
    how(sample)

    assert said(sample.pack(), shop) == expected


def test_a_file_larger_than_a_shop_takes(good: bytes) -> None:
    narrow = replace(SHOPS["kdp"], most_bytes=Limit(1000, "a door"))

    assert [each.code for each in check_shop(read_epub(good), narrow)] == ["Q201"]


def test_every_limit_is_said_with_its_source(good: bytes) -> None:
    sample = Sample(good)
    cover(600, 960)(sample)
    (finding,) = check_shop(read_epub(sample.pack()), SHOPS["kdp"])

    assert "kdp.amazon.com" in finding.hint


def test_a_file_that_is_no_epub_is_not_offered_to_shops() -> None:
    assert check_shop(read_epub(b"no zip"), SHOPS["kdp"]) == ()
