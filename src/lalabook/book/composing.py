"""Divisions → galleys, each from the store where it still holds, else composed anew."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.book.compose import compose, compose_text
from lalabook.book.model import Galley
from lalabook.cache import Cache, key, written
from lalabook.config import Config
from lalabook.findings import Finding, Place
from lalabook.manuscript import Division, Manuscript
from lalabook.pictures import Picture, PictureDoor
from lalabook.terms import Region, Role


@dataclass(frozen=True)
class Composed:
    """The galleys of a manuscript."""

    galleys: tuple[Galley, ...]
    anew: tuple[str, ...]
    """Ids of the divisions that were not in the store."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for galley in self.galleys for finding in galley.findings)


def compose_all(manuscript: Manuscript, config: Config, pictures: PictureDoor, cache: Cache, tool: str) -> Composed:
    """A galley for every division, in order. `tool` is lalabook's own digest, part of every key."""
    settings = written(config)
    galleys: list[Galley] = []
    anew: list[str] = []
    for division in manuscript.divisions:
        name = key("compose", tool, settings, written(division))
        galley = cache.recall(name, Galley)
        if galley is None or not _holds(galley, pictures):
            galley = compose(division, config, pictures)
            cache.keep(name, galley)
            if division.text:
                anew.append(division.id)
        galleys.append(galley)
    return Composed(tuple(galleys), tuple(anew))


def _holds(galley: Galley, pictures: PictureDoor) -> bool:
    """A galley with errors may have missed a file that is there now; one without holds while its pictures are there."""
    return not any(finding.is_error for finding in galley.findings) and all(
        isinstance(pictures(path), Picture) for path in galley.pictures
    )


class Prose:
    """Sets the Markdown of the list of works, and gathers what was noticed."""

    def __init__(self, config: Config, pictures: PictureDoor, path: str) -> None:
        self._config = config
        self._pictures = pictures
        self._division = Division("works", path, Role.WATCH_NEXT, Region.BACK)
        self.findings: list[Finding] = []

    def __call__(self, text: str, place: Place) -> str:
        xhtml, findings = compose_text(text, self._division, self._config, self._pictures, place)
        self.findings += findings
        return xhtml
