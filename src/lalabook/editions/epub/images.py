"""Paths and bytes of pictures → the EPUB's images: portable names, the same bytes once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from lalabook.editions.epub.bare import bare
from lalabook.editions.epub.model import Resource
from lalabook.findings import Finding, Place
from lalabook.pictures import NoPicture, look_into

FOLDER = "images/"

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL)


class Images:
    """The folder of images, filled picture by picture."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._resources: dict[str, Resource] = {}
        self.findings: list[Finding] = []

    def place(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Path in the book's folder → name in the EPUB; a path that is no picture is a finding and stays out."""
        placed = ((path, self.place_one(path)) for path in sorted(set(paths)))
        return {path: resource.name for path, resource in placed if resource is not None}

    def place_one(self, path: str, *properties: str) -> Resource | None:
        """The resource made of one picture of the book; None where it is none."""
        if path in self._pictures:
            return self.place_bytes(path, self._pictures[path], *properties)
        self.findings.append(Finding(Place(path), "E001", f"the picture {path} is missing", "add it, or mend the path"))
        return None

    def place_bytes(self, path: str, data: bytes, *properties: str) -> Resource | None:
        """The resource made of these bytes, named after `path`; with more properties where it is there already."""
        looked_at = look_into(path, data)
        if isinstance(looked_at, NoPicture):
            self.findings.append(Finding(Place(path), "E001", looked_at.reason, looked_at.hint))
            return None
        known = self._resources.get(looked_at.digest)
        name = known.name if known else self._free_name(path, _SUFFIXES[looked_at.media_type])
        if looked_at.media_type == "image/svg+xml":
            data = _DOCTYPE.sub(b"", data, count=1)  # EPUB 3.3 §3.9: no external entities; SVG needs none
        data = bare(looked_at.media_type, data)
        properties = tuple(sorted({*properties, *(known.properties if known else ())}))
        self._resources[looked_at.digest] = Resource(name, looked_at.media_type, data, properties)
        return self._resources[looked_at.digest]

    @property
    def resources(self) -> tuple[Resource, ...]:
        return tuple(sorted(self._resources.values(), key=lambda resource: resource.name))

    def _free_name(self, path: str, suffix: str) -> str:
        """ASCII letters, digits and hyphens: Kobo and old readers open nothing else."""
        ascii_stem = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", ascii_stem.lower()).strip("-") or "picture"
        taken = {resource.name for resource in self._resources.values()}
        numbered = (f"{FOLDER}{stem}-{number}{suffix}" for number in range(2, len(taken) + 3))
        return next(name for name in (f"{FOLDER}{stem}{suffix}", *numbered) if name not in taken)
