"""What EPUBCheck's report is taken for, and what stands in its way. None of this starts Java."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lalabook.checks import conformance

LOST_LINK = {
    "ID": "RSC-012",
    "severity": "ERROR",
    "message": "Fragment identifier is not defined.",
    "additionalLocations": 2,
    "locations": [{"path": "EPUB/text/winter.xhtml", "line": 12, "column": 239}],
}
OLD_ELEMENT = {
    "ID": "RSC-005",
    "severity": "WARNING",
    "message": 'element "center" not allowed here; expected the element end-tag, text, element "a"',
    "additionalLocations": 0,
    "locations": [],
}
FONT = {"ID": "CSS-028", "severity": "USAGE", "message": "Use of Font-face declaration.", "locations": []}


def report(*messages: dict[str, object]) -> str:
    def count(severity: str) -> int:
        return sum(message["severity"] == severity for message in messages)

    counts = {f"n{name.title()}": count(name) for name in ("FATAL", "ERROR", "WARNING", "USAGE")}
    return json.dumps({"checker": {"checkerVersion": "5.3.0", **counts}, "messages": messages})


def test_a_book_with_nothing_but_remarks_is_clean() -> None:
    verdict = conformance.verdict_of(report(FONT))
    assert verdict.is_clean
    assert str(verdict) == "EPUBCheck 5.3.0: 0 fatal, 0 errors, 0 warnings, 1 remarks on usage"


@pytest.mark.parametrize("fault", [LOST_LINK, OLD_ELEMENT])
def test_one_error_or_warning_is_enough_to_fail(fault: dict[str, object]) -> None:
    assert not conformance.verdict_of(report(fault, FONT)).is_clean


def test_every_fault_is_told_with_its_place() -> None:
    assert conformance.verdict_of(report(LOST_LINK, OLD_ELEMENT)).faults == (
        "ERROR RSC-012 EPUB/text/winter.xhtml:12:239: Fragment identifier is not defined.",
        "ERROR RSC-012: and 2 places more",
        'WARNING RSC-005: element "center" not allowed here',
    )


def test_a_folder_stands_for_the_epubs_in_it(tmp_path: Path) -> None:
    for name in ("b.epub", "a.epub", "a.pdf"):
        tmp_path.joinpath(name).write_bytes(b"")
    assert [path.name for path in conformance.epubs([str(tmp_path)])] == ["a.epub", "b.epub"]


def test_without_java_the_way_to_install_it_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert conformance.main([str(tmp_path)]) == 2
    assert "sudo apt-get install default-jre-headless" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_misuse(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(conformance, "epubcheck_command", lambda: ("epubcheck",))
    assert conformance.main([str(tmp_path / "none.epub")]) == 2
    assert "there is no EPUB at" in capsys.readouterr().err


def ace_report(*violations: dict[str, object]) -> str:
    documents = [{"earl:testSubject": {"url": "text/winter.xhtml"}, "assertions": violations}]
    release = {"doap:release": {"doap:revision": "1.4.6"}}
    return json.dumps({"earl:assertedBy": release, "assertions": documents if violations else []})


def test_what_ace_asserts_is_a_violation_with_its_place() -> None:
    nameless = {
        "earl:test": {"dct:title": "image-alt", "earl:impact": "critical"},
        "earl:result": {"html": '<img src="a.png"/>'},
    }
    verdict = conformance.verdict_of_ace(ace_report(nameless))

    assert not verdict.is_clean
    assert str(verdict) == ('Ace 1.4.6: 1 violations\n    CRITICAL image-alt text/winter.xhtml: <img src="a.png"/>')


def test_a_book_that_ace_has_nothing_against_is_clean() -> None:
    verdict = conformance.verdict_of_ace(ace_report())

    assert (verdict.is_clean, str(verdict)) == (True, "Ace 1.4.6: 0 violations")


def test_where_ace_is_not_installed_the_way_to_install_it_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(conformance, "epubcheck_command", lambda: ("epubcheck",))
    tmp_path.joinpath("a.epub").write_bytes(b"")

    assert conformance.main(["--ace", str(tmp_path / "ace"), str(tmp_path)]) == 2
    assert "npm ci" in capsys.readouterr().err
