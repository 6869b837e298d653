"""Pictures in the EPUB say nothing of who took them, and look the same."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from lalabook.editions.epub.bare import bare

PROFILE = b"a colour profile" * 10


def photograph(kind: str, **options) -> bytes:
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 8, 20))
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def notes(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "A camera", orientation
    return exif


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_cameras_notes_go_and_the_picture_stays(kind: str) -> None:
    data = photograph(kind, exif=notes(), icc_profile=PROFILE)

    found = bare(f"image/{kind.lower()}", data)

    assert b"A camera" in data
    assert b"A camera" not in found
    assert opened(found).tobytes() == opened(data).tobytes()
    assert opened(found).info["icc_profile"] == PROFILE


def test_remarks_in_a_png_go_too() -> None:
    remarks = PngInfo()
    remarks.add_text("Author", "Mia")

    assert b"Mia" not in bare("image/png", photograph("PNG", pnginfo=remarks))


def test_a_photograph_lying_on_its_side_is_set_upright() -> None:
    found = opened(bare("image/jpeg", photograph("JPEG", exif=notes(orientation=6), icc_profile=PROFILE)))

    assert found.size == (20, 40)
    assert found.getpixel((10, 2))[1] < 60, "the red side is on top"
    assert found.getpixel((10, 38))[1] > 200
    assert not found.getexif()
    assert found.info["icc_profile"] == PROFILE


def test_a_picture_without_notes_is_left_byte_for_byte() -> None:
    for kind in ("JPEG", "PNG"):
        data = photograph(kind)
        assert bare(f"image/{kind.lower()}", data) == data


def test_other_kinds_of_pictures_are_left_alone() -> None:
    assert bare("image/svg+xml", b"<svg/>") == b"<svg/>"
