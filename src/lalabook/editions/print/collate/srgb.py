"""The definition of sRGB (IEC 61966-2-1) → an ICC profile (ICC.1:2004-10), byte for byte the same everywhere."""

from __future__ import annotations

import struct
from collections.abc import Iterable

NAME = "sRGB IEC61966-2-1"

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {"r": (0.43607, 0.22249, 0.01392), "g": (0.38515, 0.71687, 0.09708), "b": (0.14307, 0.06061, 0.71410)}
"""Adapted to D50."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)
"""From D65, sRGB's own white, to D50 (Bradford)."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_POWER_WITH_LINEAR_START = 3
_HEADER_BYTES = 128


def srgb_profile() -> bytes:
    """The profile: three primaries and a curve."""
    curve = b"para" + bytes(4) + struct.pack(">HH", _POWER_WITH_LINEAR_START, 0) + _fixed(_CURVE)
    tags = {
        "desc": _text(NAME),
        "cprt": _text("No copyright, use freely"),
        "wtpt": _xyz(_D50),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        **{f"{name}XYZ": _xyz(colour) for name, colour in _PRIMARIES.items()},
        **{f"{name}TRC": curve for name in _PRIMARIES},
    }
    directory, body = struct.pack(">I", len(tags)), b""
    start = _HEADER_BYTES + len(directory) + 12 * len(tags)
    for name, content in tags.items():
        directory += struct.pack(">4sII", name.encode(), start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return _header(start + len(body)) + directory + body


def _header(size_bytes: int) -> bytes:
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    kinds = b"mntr" + b"RGB " + b"XYZ "
    head = struct.pack(">I4sI", size_bytes, bytes(4), 0x04200000) + kinds + made + b"acsp"
    return (head + bytes(28) + _fixed(_D50)).ljust(_HEADER_BYTES, b"\0")


def _xyz(colour: Iterable[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(colour)


def _fixed(numbers: Iterable[float]) -> bytes:
    """Numbers with sixteen bits behind the point."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _text(words: str) -> bytes:
    written = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(written), 28) + written
