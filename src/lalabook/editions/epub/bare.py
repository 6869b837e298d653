"""A picture's bytes → the same picture without what the camera noted: when, where, with what, by whom.

Nothing is compressed anew: the parts that hold notes are left out, those that readers need (colour profile, size) stay.
A photograph that only its notes turn upright is turned; many e-readers would show it lying.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

_EXIF_ORIENTATION = 0x0112
_UPRIGHT = 1
_QUALITY = 95
_JPEG_NOTES = frozenset({0xE1, 0xED, 0xFE})
"""APP1 (Exif, XMP), APP13 (IPTC), comments. APP2 may be a colour profile, APP14 says how colours are coded."""
_START_OF_SCAN, _FILL = 0xDA, 0xFF
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_NOTES = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def bare(media_type: str, data: bytes) -> bytes:
    """The picture without notes; what is neither JPEG nor PNG as it is."""
    if media_type == "image/jpeg":
        return _turned(data) or b"".join(_jpeg_parts(data))
    if media_type == "image/png":
        return b"".join(_png_parts(data))
    return data


def _turned(data: bytes) -> bytes:
    """A photograph that lies on its side, set upright; empty for one that stands."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # how large a picture is, others judge
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            if _orientation(image) == _UPRIGHT:
                return b""
            upright, profile = ImageOps.exif_transpose(image), image.info.get("icc_profile")
            written = io.BytesIO()
            upright.save(written, "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile, exif=b"")
    return b"".join(_jpeg_parts(written.getvalue()))


def _orientation(image: Image.Image) -> int:
    """How its notes say it is to be turned; notes that cannot be read say nothing."""
    try:
        return int(image.getexif().get(_EXIF_ORIENTATION, _UPRIGHT))
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return _UPRIGHT


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Its segments up to the first scan, but the notes; from there on all."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (_START_OF_SCAN, _FILL):
        end = at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        if data[at + 1] not in _JPEG_NOTES:
            yield data[at:end]
        at = end
    yield data[at:]


def _png_parts(data: bytes) -> Iterator[bytes]:
    """Its chunks, but the notes."""
    yield _PNG_HEAD
    at = len(_PNG_HEAD)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if kind not in _PNG_NOTES:
            yield data[at:end]
        at = end
