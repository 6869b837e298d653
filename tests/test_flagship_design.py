"""The styles of the book in this repository: whole, and of one piece."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lalabook.config import Config, Metadata
from lalabook.editions.design import load_design
from lalabook.sources import Folder

REPOSITORY = Path(__file__).parents[1]
SEASONS = ("winter", "spring", "summer", "fall", "again", "after")


@pytest.mark.parametrize("styles", ["styles", "styles/essay"])
def test_both_designs_of_the_book_are_without_faults(styles: str):
    design = load_design(Folder(REPOSITORY), Config(Metadata("La La Land"), styles=styles))

    assert [str(finding) for finding in design.findings if not finding.place.path.startswith("theme:")] == []


def test_the_essay_takes_nothing_from_the_other_design():
    design = load_design(Folder(REPOSITORY), Config(Metadata("La La Land"), styles="styles/essay"))

    assert not [font.name for font in design.print.fonts if font.name.startswith(("Vollkorn", "Lato"))]
    assert "winter" not in design.print.flow_css + design.epub.css


@pytest.mark.parametrize("season", SEASONS)
def test_a_seasons_shape_has_the_colour_of_its_rules(season: str):
    tokens = (REPOSITORY / "styles/tokens.css").read_text("utf-8")
    (colour,) = re.findall(rf"--{season}: (#[0-9a-f]{{6}});", tokens)

    assert colour in (REPOSITORY / f"styles/shapes/{season}-screen.svg").read_text("utf-8")
