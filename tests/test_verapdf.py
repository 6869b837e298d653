"""What veraPDF says of a PDF, as lalabook hands it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from lalabook.checks.verapdf import main, verdicts_of

SAID = """profile\tua1\t97214\tfalse
rule\t7.2-19\t14\tL element may contain only L, LI and Caption elements\troot/document[0]
profile\t3a\t299507\ttrue
"""


def test_each_broken_rule_is_told_with_how_often_and_where_first():
    accessible, archivable = verdicts_of(SAID)

    assert str(accessible).splitlines() == [
        "PDF/UA-1: 97214 checks, 1 rules broken",
        "    7.2-19 ×14: L element may contain only L, LI and Caption elements (root/document[0])",
    ]
    assert (accessible.keeps_all, archivable.keeps_all) == (False, True)


def test_without_verapdf_it_says_how_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "sh tools/conformance/fetch.sh" in capsys.readouterr().err
