"""What is a picture of the book, and what a file that only looks like one is told."""

from __future__ import annotations

import base64
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


def as_data(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


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
        f'<image xlink:href="{as_data("image/png", image_bytes("PNG"))}"/>',
        f'<image href="{as_data("image/svg+xml", SVG.format("<g/>").encode())}"/>',
        "<image href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\"/>",
        '<g id="a"><path d="M0 0"/></g><use href="#a"/><use href="#a"/>',
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


@pytest.mark.parametrize("missing", [1, 20, 3000])
def test_a_gif_that_was_cut_off_is_broken_whichever_of_its_frames_is(missing: int) -> None:
    frames, whole = [Image.effect_noise((64, 64), 90) for _ in range(2)], io.BytesIO()
    frames[0].save(whole, "GIF", save_all=True, append_images=frames[1:], comment=b"a;b")

    assert isinstance(look_into("a.gif", whole.getvalue()), Picture)
    assert isinstance(look_into("a.gif", whole.getvalue()[:-missing]), NoPicture)


@pytest.mark.parametrize(
    "said",
    [
        'viewBox="0 0 -5 nan" width="-10" height="1e400"',
        'width="-10" height="5"',
        'width="0" height="5"',
        'width="1e400" height="5"',
        'width="nan" height="5"',
        'viewBox="0 0 5"',
        'viewBox="0 0 a 5"',
        'viewBox="inf 0 5 5"',
        'viewBox="nan 0 5 5"',
        'viewBox="0 0 0 5"',
    ],
)
def test_an_svg_of_a_size_that_cannot_be_is_refused(said: str) -> None:
    found = look_into("map.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {said}/>'.encode())

    assert isinstance(found, NoPicture)
    assert found.reason == "map.svg has a size that no picture can have"


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="1.5e2" height="+20."', (150, 20)),
        ('width="100%" height="100%" viewBox="-4,-4,9 8"', (9, 8)),
        ('width="2em" height="auto" viewBox="0 0 9 8"', (9, 8)),
        ('viewBox=""', (0, 0)),
    ],
)
def test_a_size_may_be_said_in_every_way_that_svg_knows(said: str, size: tuple[int, int]) -> None:
    found = look_into("map.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {said}/>'.encode())

    assert isinstance(found, Picture)
    assert (found.width_px, found.height_px) == size


@pytest.mark.parametrize(
    "inside",
    [
        "".join(f'<g id="a{at}">{f"""<use href="#a{at + 1}"/>""" * 10}</g>' for at in range(8)) + '<g id="a8"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        "<g>" * 1500 + "</g>" * 1500,
    ],
    ids=["flood", "circle", "depth"],
)
def test_an_svg_that_draws_itself_again_and_again_is_refused(inside: str) -> None:
    found = look_into("map.svg", SVG.format(inside).encode())

    assert isinstance(found, NoPicture)
    assert "map.svg repeats or nests its parts" in found.reason


def test_a_large_map_that_repeats_little_is_a_picture() -> None:
    paths = '<path d="M0 0"/>' * 101_000

    assert isinstance(look_into("map.svg", SVG.format(f'<g id="a"/>{paths}<use href="#a"/>').encode()), Picture)


@pytest.mark.parametrize(
    "data",
    [
        "data:image/png;base64,AA",
        "data:image/png;base64,A",
        "data:,",
        "data:image/png",
        as_data("image/png", image_bytes("PNG")[:40]),
        as_data("image/svg+xml", SVG.format("<script/>").encode()),
    ],
)
def test_an_svg_with_a_broken_picture_inside_is_named_and_not_what_it_holds(data: str) -> None:
    found = look_into("map.svg", SVG.format(f'<image xlink:href="{data}"/>').encode())

    assert isinstance(found, NoPicture)
    assert found.reason == "map.svg holds a picture that is none, or a broken one"


def test_drawings_inside_drawings_have_an_end() -> None:
    drawing = SVG.format("<g/>")
    for _ in range(9):
        drawing = SVG.format(f'<image href="{as_data("image/svg+xml", drawing.encode())}"/>')

    assert isinstance(look_into("map.svg", drawing.encode()), NoPicture)
