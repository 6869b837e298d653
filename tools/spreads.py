"""The printed book → six of its spreads as pictures in docs/spreads/: `make spreads`. Needs poppler's pdftoppm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

PAGE_WIDTH_PX = 690
EDGE_PX = 14
DESK, FOLD = (222, 221, 217), (205, 205, 202)
COLOURS = 48

SPREADS = (
    ("1-part", "part-spring.xhtml", 0),
    ("2-chapter", "weightless.xhtml", 0),
    ("3-boxes", "hill.xhtml#half-an-hour", 0),
    ("4-figure", "envelope.xhtml#awards", 0),
    ("5-watch-next", "watch-next.xhtml", 1),
    ("6-index", "index.xhtml", 1),
)
"""Name of the picture, a place in the book, and how many pages further on."""


def main(pdf: Path, folder: Path) -> int:
    """Draw the spreads of `pdf` into `folder`. 1 where a place is not in the book any more."""
    with pikepdf.open(pdf) as document:
        places = _places(document)
        last = len(document.pages)
    if missing := [place for _, place, _ in SPREADS if place not in places]:
        sys.stderr.write(f"{pdf} has no {', '.join(missing)}: mend SPREADS in {sys.argv[0]}\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    for name, place, further in SPREADS:
        verso = (places[place] + further) // 2 * 2
        pages = [_page(pdf, number) for number in (verso, verso + 1) if 1 <= number <= last]
        picture = _spread(pages)
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
        sys.stdout.write(f"{folder}/{name}.png\n")
    return 0


def _places(document: pikepdf.Pdf) -> dict[str, int]:
    """Named destinations → number of the page, from 1: versos are even."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    found: dict[str, int] = {}
    for name, target in pikepdf.NameTree(document.Root.Names.Dests).items():
        where = target.D if isinstance(target, pikepdf.Dictionary) else target
        found[str(name)] = numbers[where[0].objgen]
    return found


def _page(pdf: Path, number: int) -> Image.Image:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "page")
        pages = ["-f", str(number), "-l", str(number), "-singlefile"]
        size = ["-scale-to-x", str(PAGE_WIDTH_PX), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", *pages, *size, "-png", str(pdf), str(root)], check=True, stderr=subprocess.DEVNULL)
        with Image.open(root.with_suffix(".png")) as page:
            return page.convert("RGB")


def _spread(pages: list[Image.Image]) -> Image.Image:
    """Two facing pages on a desk, a line where they are bound."""
    height = pages[0].height
    picture = Image.new("RGB", (2 * PAGE_WIDTH_PX + 2 * EDGE_PX, height + 2 * EDGE_PX), DESK)
    for number, page in enumerate(pages):
        picture.paste(page, (EDGE_PX + number * PAGE_WIDTH_PX, EDGE_PX))
    fold = EDGE_PX + PAGE_WIDTH_PX
    ImageDraw.Draw(picture).line((fold, EDGE_PX, fold, EDGE_PX + height - 1), fill=FOLD)
    return picture


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
