"""PDFs → what veraPDF says of them; run as `python -m lalabook.checks.verapdf LIBRARY FILE-OR-FOLDER …`.

LIBRARY is the folder that `tools/conformance/fetch.sh` fills (`make conformance` has it done). Not part of a build: it
needs Java, and Maven once. It exits with 0 when every PDF keeps all rules, 1 when one breaks one, 2 when it could not
check.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lalabook.findings import UsageError

PROFILES = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}
"""veraPDF's names of what the reader's PDF keeps to, and everybody else's."""

_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF said of one PDF, held against one profile."""

    profile: str
    checks: int
    """How many it made."""
    keeps_all: bool
    faults: tuple[str, ...] = ()
    """One line for each rule that is broken: clause, how often, what it asks, where first."""

    def __str__(self) -> str:
        name = PROFILES.get(self.profile, self.profile)
        head = f"{name}: {self.checks} checks, {len(self.faults)} rules broken"
        return "\n".join([head, *(f"    {fault}" for fault in self.faults)])


def main(words: Sequence[str]) -> int:
    """Check every PDF named, and every one in the folders named."""
    try:
        command = verapdf_command(Path(words[0]) if words else Path())
        keep_all = True
        for path in pdfs(words[1:]):
            for verdict in check(path, command):
                print(f"{path}: {verdict}", flush=True)
                keep_all = keep_all and verdict.keeps_all
    except UsageError as fault:
        print(f"conformance: {fault}", file=sys.stderr)
        return 2
    return 0 if keep_all else 1


def pdfs(words: Sequence[str]) -> tuple[Path, ...]:
    """The PDFs that the words of a command mean. Raises `UsageError` where there are none."""
    paths = [Path(word) for word in words]
    found = [each for path in paths for each in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    missing = [path for path in found if not path.is_file()]
    if missing or not found:
        raise UsageError(f"there is no PDF at {missing[0] if missing else ' '.join(words) or 'nowhere: name one'}")
    return tuple(found)


def verapdf_command(library: Path) -> tuple[str, ...]:
    """How veraPDF is started here. Raises `UsageError` with what is missing."""
    if not (library / "Verify.class").is_file():
        raise UsageError(f"veraPDF is not in {library}: run sh tools/conformance/fetch.sh {library}")
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    java = java or shutil.which("java")
    if java is None:
        raise UsageError("veraPDF needs Java 17 or newer, and there is no java on this machine")
    return (java, *_JVM, "-cp", os.pathsep.join((str(library), str(library / "*"))), "Verify")


def check(path: Path, command: Sequence[str], profiles: Sequence[str] = tuple(PROFILES)) -> tuple[Verdict, ...]:
    """veraPDF's verdict for each profile. Raises `UsageError` where it gave none."""
    told = subprocess.run([*command, str(path), *profiles], capture_output=True, encoding="utf-8", check=False)
    verdicts = verdicts_of(told.stdout)
    if told.returncode != 0 or len(verdicts) != len(profiles):
        raise UsageError(f"veraPDF gave no verdict on {path}:\n{told.stderr or told.stdout}")
    return verdicts


def verdicts_of(said: str) -> tuple[Verdict, ...]:
    """The verdicts in what `tools/conformance/Verify.java` prints."""
    verdicts: list[Verdict] = []
    for line in said.splitlines():
        kind, *fields = line.split("\t")
        if kind == "profile":
            profile, checks, keeps_all = fields
            verdicts.append(Verdict(profile, int(checks), keeps_all == "true"))
        elif kind == "rule" and verdicts:
            clause, count, asks, where = fields
            last, fault = verdicts[-1], f"{clause} ×{count}: {asks} ({where})"
            verdicts[-1] = Verdict(last.profile, last.checks, last.keeps_all, (*last.faults, fault))
    return tuple(verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
