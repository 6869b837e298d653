"""A colour as CSS writes it → its red, green, blue and alpha; and how well two of them can be told apart."""

from __future__ import annotations

from typing import Any, NamedTuple

from tinycss2 import color4

_color4: Any = color4


class Colour(NamedTuple):
    """A colour of sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, backdrop: Colour) -> Colour:
        """What is seen where this colour lies on an opaque one."""
        mixed = (
            front * self.alpha + back * (1 - self.alpha) for front, back in zip(self[:3], backdrop[:3], strict=True)
        )
        return Colour(*mixed)


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)


def colour_of(value: str) -> Colour | None:
    """The colour; None for `currentColor`, and for what is no colour of sRGB."""
    found = _color4.parse_color(value)
    if found is None or isinstance(found, str):
        return None
    if found.space not in ("srgb", "hsl", "hwb"):
        return None
    return Colour(*(min(max(float(part or 0), 0.0), 1.0) for part in found.to("srgb")))


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black and white), as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
