"""What is a picture of the book, and what a file that only looks like one is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from lalabook.pictures import NoPicture, Picture, Pictures, look_into
from lalabook.sources import Folder

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">{}</svg>'


def image_bytes(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 6)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_known_by_its_bytes_not_by_its_name(kind):
    found = look_into("map.txt", image_bytes(kind))

    assert isinstance(found, Picture)
    assert (found.media_type, found.width_px, found.height_px) == (f"image/{kind.lower()}", 8, 6)


@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>\n', "<!-- made by hand -->", "<!DOCTYPE svg>\n"])
def test_an_svg_has_its_size_from_its_view_box(prolog):
    found = look_into("map.svg", (prolog + SVG.format('<path d="M0 0"/>')).encode())

    assert isinstance(found, Picture)
    assert (found.media_type, found.width_px, found.height_px) == ("image/svg+xml", 40, 30)


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<image xlink:href="data:image/png;base64,AA"/>',
        '<rect fill="url(#g)" style="mask: url(\'#m\')"/>',
        '<a href="https://a.org"><text>A</text></a>',
        "<style>rect { fill: red }</style>",
    ],
)
def test_an_svg_may_refer_to_itself(inside):
    assert isinstance(look_into("map.svg", SVG.format(inside).encode()), Picture)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>1</script>", "script"),
        ('<rect onload="x()"/>', "event handler"),
        ('<a href="javascript:x()"/>', "script"),
        ('<image href="https://a.org/x.png"/>', "refers to https://a.org/x.png"),
        ('<image xlink:href="beside.png"/>', "refers to beside.png"),
        ('<rect style="fill: url(https://a.org/x)"/>', "outside"),
        ("<style>@import 'x.css';</style>", "styles"),
        ("<g>", "not well-formed"),
        ("&undefined;", "not well-formed"),
    ],
)
def test_an_svg_that_runs_or_loads_something_is_refused(inside, reason):
    found = look_into("map.svg", SVG.format(inside).encode())

    assert isinstance(found, NoPicture)
    assert reason in found.reason
    assert found.hint


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", image_bytes("PNG")[:40], b"<html></html>", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_or_half_a_one_is_refused(data):
    found = look_into("map.png", data)

    assert isinstance(found, NoPicture)
    assert "map.png is not a picture, or a broken one" in found.reason


def test_a_missing_picture_is_told_which_file_was_meant(tmp_path: Path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "Map.png").write_bytes(image_bytes("PNG"))
    door = Pictures(Folder(tmp_path))

    case, misspelt, gone = (door(f"pictures/{name}.png") for name in ("map", "Maps", "piano"))

    assert isinstance(door("pictures/Map.png"), Picture)
    assert isinstance(case, NoPicture) and case.hint == "write Map.png: capitals count"
    assert isinstance(misspelt, NoPicture) and misspelt.hint == "did you mean Map.png?"
    assert isinstance(gone, NoPicture) and gone.reason == "there is no pictures/piano.png"


def test_a_jpeg_that_was_cut_off_is_broken_whatever_preview_it_holds() -> None:
    whole = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(whole, "JPEG")
    preview = whole.getvalue()
    segment = b"\xff\xe5" + (len(preview) + 2).to_bytes(2) + preview
    data = preview[:2] + segment + preview[2:]

    assert isinstance(look_into("a.jpg", data), Picture)
    assert isinstance(look_into("a.jpg", data[:-200]), NoPicture)
