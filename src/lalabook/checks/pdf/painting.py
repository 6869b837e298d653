"""The content of a page → the text and pictures that are painted, and where (ISO 32000-1, 8.4, 9.4 and 14.6)."""

# ruff: noqa: ANN401  (PDF objects are of any type)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from lalabook.checks.pdf.view import Picture, Text

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_POINTS_PER_INCH = 72
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_DEEPEST_FORM = 8


@dataclass(frozen=True)
class Face:
    """A font as text is read with it: glyph code → character and width."""

    name: str
    bytes_per_code: int
    characters: dict[int, str]
    widths: dict[int, float]
    """In thousandths of the size."""
    default_width: float

    @classmethod
    def of(cls, font: Any) -> Face:
        is_wide = font.get("/Subtype") == "/Type0"
        widths, default = _wide_widths(font.DescendantFonts[0]) if is_wide else _simple_widths(font)
        name = str(font.get("/BaseFont", "/?")).lstrip("/")
        source = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        characters = dict(_characters(source))
        if not is_wide and not characters:
            characters = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
        return cls(name, 2 if is_wide else 1, characters, widths, default)


@dataclass
class _State:
    """The graphics state, as far as text and pictures need it."""

    matrix: Matrix = _IDENTITY
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0
    leading: float = 0.0


@dataclass
class Painter:
    """Follows content streams; what it has seen is in `texts` and `pictures`."""

    faces: dict[Any, Face] = field(default_factory=dict)
    """By object, for all pages of a file."""
    texts: list[Text] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def paint(self, content: Any, resources: Any, matrix: Matrix = _IDENTITY, depth: int = 0, mark: Any = None) -> None:
        """Paint a page or a form."""
        state, kept = _State(matrix), []
        marks: list[tuple[int, bool]] = [mark or (-1, False)]
        text_matrix = line_matrix = _IDENTITY
        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name == "q":
                kept.append(replace(state))
            elif name == "Q":
                state = kept.pop() if kept else state
            elif name == "cm":
                state.matrix = _times(_matrix(operands), state.matrix)
            elif name in ("BDC", "BMC"):
                marks.append(_marked(operands, marks[-1], resources))
            elif name == "EMC":
                marks = marks[:-1] or marks
            elif name == "Do":
                self._paint_object(resources, operands[0], state.matrix, depth, marks[-1])
            elif name == "BT":
                text_matrix = line_matrix = _IDENTITY
            elif name == "Tm":
                text_matrix = line_matrix = _matrix(operands)
            elif name in ("Td", "TD", "T*", "'", '"'):
                if name == "TD":
                    state.leading = -float(operands[1])
                down = (float(operands[0]), float(operands[1])) if name in ("Td", "TD") else (0.0, -state.leading)
                text_matrix = line_matrix = _times((1, 0, 0, 1, *down), line_matrix)
            elif name == "Tf":
                state.face, state.size = self._face(resources, operands[0]), float(operands[1])
            elif name in _NUMBERS:
                setattr(state, _NUMBERS[name], float(operands[0]) * (0.01 if name == "Tz" else 1))
            if name in ("Tj", "TJ", "'", '"') and state.face is not None:
                shown = operands[-1] if name == "TJ" else [operands[-1]]
                text_matrix = self._show(shown, state, state.face, text_matrix, marks[-1])

    def _show(self, shown: Any, state: _State, face: Face, text_matrix: Matrix, mark: tuple[int, bool]) -> Matrix:
        text, missing, width, trailing = "", 0, 0.0, 0.0
        for each in shown:
            if not isinstance(each, pikepdf.String):
                width -= float(each) / 1000 * state.size * state.stretch
                continue
            data = bytes(each)
            for at in range(0, len(data), face.bytes_per_code):
                code = int.from_bytes(data[at : at + face.bytes_per_code])
                character = face.characters.get(code, "")
                missing += _is_missing(code, character, face)
                text += character
                extra = state.spacing + (state.word_spacing if character == " " and face.bytes_per_code == 1 else 0)
                step = (face.widths.get(code, face.default_width) / 1000 * state.size + extra) * state.stretch
                trailing = trailing + step if character == " " else 0.0
                width += step
        whole = _times((1, 0, 0, 1, 0, state.rise), _times(text_matrix, state.matrix))
        left, right = sorted((whole[4], whole[0] * (width - trailing) + whole[4]))
        size = abs(state.size * (whole[3] or whole[1]))
        self.texts.append(Text(text, left, right, whole[5], size, face.name, mark[0], mark[1], missing))
        return _times((1, 0, 0, 1, width, 0), text_matrix)

    def _face(self, resources: Any, name: Any) -> Face:
        font = resources.Font[name]
        at = font.objgen if font.is_indirect else id(font)
        if at not in self.faces:
            self.faces[at] = Face.of(font)
        return self.faces[at]

    def _paint_object(self, resources: Any, name: Any, matrix: Matrix, depth: int, mark: tuple[int, bool]) -> None:
        drawn = resources.XObject[name]
        if drawn.get("/Subtype") == "/Image":
            width, height = _length(matrix[0], matrix[1]), _length(matrix[2], matrix[3])
            if width and height:
                ppi = min(int(drawn.Width) / width, int(drawn.Height) / height) * _POINTS_PER_INCH
                self.pictures.append(Picture(matrix[4], matrix[5], ppi))
        elif depth < _DEEPEST_FORM:
            own = _matrix(drawn.Matrix) if "/Matrix" in drawn else _IDENTITY
            self.paint(drawn, drawn.get("/Resources", resources), _times(own, matrix), depth + 1, mark)


_NUMBERS = {"Tc": "spacing", "Tw": "word_spacing", "Tz": "stretch", "Ts": "rise", "TL": "leading"}


def _marked(operands: Any, around: tuple[int, bool], resources: Any) -> tuple[int, bool]:
    """Marked content: its number in the structure tree, and whether it or what is around it is an artifact."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(properties)
    mcid = int(properties.get("/MCID", -1)) if isinstance(properties, pikepdf.Dictionary) else -1
    return (mcid if mcid >= 0 else around[0]), around[1] or operands[0] == "/Artifact"


def _is_missing(code: int, character: str, face: Face) -> bool:
    return (code == 0 and face.bytes_per_code == 2) or character in ("\ufffd", "\uffff")


def _characters(source: bytes) -> Iterator[tuple[int, str]]:
    """What a ToUnicode map says."""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in _PAIR.findall(block):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            begin = int(text, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                yield code, chr(begin + code - int(first, 16))


def _wide_widths(font: Any) -> tuple[dict[int, float], float]:
    widths: dict[int, float] = {}
    given = list(font.get("/W", ()))
    while given:
        first = int(given.pop(0))
        following = given.pop(0)
        if isinstance(following, pikepdf.Array):
            widths.update({first + at: float(width) for at, width in enumerate(following)})
        else:
            width = float(given.pop(0))
            widths.update(dict.fromkeys(range(first, int(following) + 1), width))
    return widths, float(font.get("/DW", 1000))


def _simple_widths(font: Any) -> tuple[dict[int, float], float]:
    first = int(font.get("/FirstChar", 0))
    return {first + at: float(width) for at, width in enumerate(font.get("/Widths", ()))}, 500.0


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _length(x: float, y: float) -> float:
    return float((x * x + y * y) ** 0.5)
