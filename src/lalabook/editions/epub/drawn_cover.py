"""Title, subtitle and authors → a plain typographic cover, JPEG of 1600 × 2560 pixels."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont, features

from lalabook.editions.epub.fonts import covers

_WIDTH_PX, _HEIGHT_PX = 1600, 2560
_MARGIN_PX = 170
_PAPER, _INK, _GOLD = (28, 38, 66), (246, 240, 226), (214, 174, 92)
_FACES = ("source-serif/SourceSerif4Display-Regular.ttf", "dejavu/DejaVuSans.ttf")
"""Of the built-in theme: the first that has every letter is taken."""
_TITLE_SIZES_PX = range(290, 50, -10)
_TITLE_HEIGHT_PX = 1150
_TITLE_MIDDLE_PX = 960
_LAST_AUTHOR_PX = _HEIGHT_PX - 250


@dataclass(frozen=True)
class _Block:
    """Lines of one size, ready to be drawn."""

    lines: tuple[str, ...]
    size_px: int
    leading: float = 1.12

    @property
    def step_px(self) -> int:
        return round(self.size_px * self.leading)

    @property
    def height_px(self) -> int:
        return self.step_px * len(self.lines)


def draw_cover(title: str, subtitle: str, authors: Sequence[str]) -> bytes:
    """The cover as JPEG; empty where no font of the theme can set the words."""
    text = "".join((title, subtitle, *authors))
    face = next((each for each in _FACES if covers(_face(each), text)), None)
    is_rtl = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    if face is None or not title or (is_rtl and not features.check("raqm")):
        return b""
    engine = ImageFont.Layout.RAQM if is_rtl else ImageFont.Layout.BASIC

    def font(size_px: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(_face(face)), size_px, layout_engine=engine)

    picture = Image.new("RGB", (_WIDTH_PX, _HEIGHT_PX), _PAPER)
    _draw(ImageDraw.Draw(picture), title, subtitle, authors, font)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90, subsampling=0, optimize=True)
    return written.getvalue()


def _draw(
    pen: ImageDraw.ImageDraw,
    title: str,
    subtitle: str,
    authors: Sequence[str],
    font: Callable[[int], ImageFont.FreeTypeFont],
) -> None:
    """A frame, the title around the optical middle, a rule, the subtitle, the authors at the foot."""
    inset = 70
    pen.rectangle((inset, inset, _WIDTH_PX - inset, _HEIGHT_PX - inset), outline=_GOLD, width=4)
    heading = _title_block(title, font)
    top = _TITLE_MIDDLE_PX - heading.height_px // 2
    bottom = _write(pen, heading, top, font, _INK)
    rule_y = bottom + 70
    pen.line((_WIDTH_PX // 2 - 110, rule_y, _WIDTH_PX // 2 + 110, rule_y), fill=_GOLD, width=6)
    if subtitle:
        size_px = max(58, min(96, round(heading.size_px * 0.42)))
        below = _Block(_wrapped(subtitle, font(size_px)), size_px, 1.3)
        _write(pen, below, rule_y + 60, font, _INK)
    if authors:
        names = authors if len(authors) <= 3 else (", ".join(authors),)
        size_px = 88 if len(authors) <= 2 else 70
        lines = tuple(line for name in names for line in _wrapped(name, font(size_px)))
        foot = _Block(lines, size_px, 1.3)
        _write(pen, foot, _LAST_AUTHOR_PX - foot.height_px, font, _GOLD)


def _title_block(title: str, font: Callable[[int], ImageFont.FreeTypeFont]) -> _Block:
    """The title as large as it goes without breaking a word; at the smallest size it may break, and run long."""
    block = _Block((), 0)
    for size_px in _TITLE_SIZES_PX:
        lines = _wrapped(title, font(size_px))
        block = _Block(lines, size_px)
        if block.height_px <= _TITLE_HEIGHT_PX and " ".join(lines) == title and len(lines) <= 5:
            break
    return block


def _write(
    pen: ImageDraw.ImageDraw,
    block: _Block,
    top: int,
    font: Callable[[int], ImageFont.FreeTypeFont],
    ink: tuple[int, ...],
) -> int:
    """Draw centred lines from `top`; returns where they end."""
    face = font(block.size_px)
    for number, line in enumerate(block.lines):
        baseline = top + block.step_px * number + block.size_px
        pen.text((_WIDTH_PX / 2, baseline), line, font=face, fill=ink, anchor="ms")
    return top + block.height_px


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> tuple[str, ...]:
    """As few lines as fit, as even as they can be; a word wider than the page is broken."""
    widest = _WIDTH_PX - 2 * _MARGIN_PX
    words = [piece for word in text.split() for piece in _pieces(word, font, widest)]
    fewest = len(_filled(words, font, widest))
    low, high = 0, widest
    while low < high:  # the narrowest measure that takes no more lines
        middle = (low + high) // 2
        lines = _filled(words, font, middle)
        if len(lines) <= fewest and all(font.getlength(line) <= middle for line in lines):
            high = middle
        else:
            low = middle + 1
    return _filled(words, font, high)


def _pieces(word: str, font: ImageFont.FreeTypeFont, widest: int) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and font.getlength(piece + character) > widest:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def _filled(words: Sequence[str], font: ImageFont.FreeTypeFont, measure: int) -> tuple[str, ...]:
    """Lines filled one after the other."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@cache
def _face(name: str) -> bytes:
    return files("lalabook").joinpath("theme", "fonts", name).read_bytes()
