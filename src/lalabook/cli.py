"""Words typed → one call → one exit code: 0 good, 1 the book has faults, 2 the command was misused."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from lalabook import __version__, freshness
from lalabook.checks.shops import SHOPS
from lalabook.findings import BookError, Finding, UsageError
from lalabook.pipeline import EDITIONS, Built, Order, check_file, check_pdf_file, press
from lalabook.progress import Progress, to_terminal

GOOD, FAULTY, MISUSED, INTERRUPTED = 0, 1, 2, 130

_DESCRIPTION = "Builds an EPUB 3 and a print PDF from one Markdown manuscript."
_EPILOG = """\
examples:
  lalabook build                      both editions of the book in this folder, into build/
  lalabook build my-book -e epub      only the EPUB of the book in my-book/
  lalabook check                      proof-read: everything but writing the editions, then look through the EPUB
  lalabook check --shop kdp           and hold it against the limits of a shop
  lalabook check --epub other.epub    look through any EPUB file, whatever made it
  lalabook check --pdf other.pdf      or any PDF file

A book is a folder with Markdown in it; book.toml names title and authors. Faults are shown as
file:line:column with what to do. Exit codes: 0 good, 1 the book has faults, 2 the command was misused.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command; the value is the exit code."""
    try:
        words = _parser().parse_args(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    if words.command == "check" and words.epub:
        return _check_file(words.epub, lambda: check_file(words.epub, shops=words.shop), is_quiet=words.quiet)
    if words.command == "check" and words.pdf:
        return _check_file(words.pdf, lambda: check_pdf_file(words.pdf), is_quiet=words.quiet)
    progress = Progress() if words.quiet else to_terminal(is_verbose=words.verbose)
    try:
        built = press(_order(words), progress)
    except BookError as refused:
        _show_findings(refused.findings, words.command == "build")
        return FAULTY
    except UsageError as misuse:
        print(f"lalabook: {misuse}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("\nlalabook: interrupted; the editions are as they were", file=sys.stderr)
        return INTERRUPTED
    return _report(list(arguments), built, is_quiet=words.quiet, is_build=words.command == "build")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "lalabook", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"lalabook {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="make the editions", description="Make the editions of a book.")
    check = commands.add_parser(
        "check",
        help="proof-read without writing an edition",
        description="Do all that a build does but write editions, and look through them: contents, links, notes,\n"
        "alternative texts, languages, contrast, fonts, sizes. Needs neither Java nor a network. What each code means\n"
        "stands in docs/findings.md.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for command in (build, check):
        command.add_argument(
            "book", nargs="?", default=".", metavar="BOOK", help="the book's folder (default: this one)"
        )
        command.add_argument("-j", "--jobs", type=int, metavar="N", help="worker processes (default: one a core)")
        command.add_argument("-o", "--output", metavar="DIR", help="where editions and cache go (default: BOOK/build)")
        command.add_argument("-v", "--verbose", action="store_true", help="tell of every division and step")
        command.add_argument("-q", "--quiet", action="store_true", help="show nothing but faults")
    check.add_argument("--epub", metavar="FILE", help="look through this EPUB file; no book is built")
    check.add_argument("--pdf", metavar="FILE", help="look through this PDF file; no book is built")
    check.add_argument(
        "--shop", action="append", choices=tuple(SHOPS), default=[], help="what a shop takes, too; may be given again"
    )
    for command in (build, check):
        command.add_argument(
            "-e", "--edition", choices=(*EDITIONS, "all"), default="all", help="which edition (default: all)"
        )
        command.add_argument(
            "--no-page-list", action="store_true", help="leave the printed book's page numbers out of the EPUB"
        )
    return parser


def _order(words: argparse.Namespace) -> Order:
    return Order(
        book=Path(words.book),
        editions=EDITIONS if words.edition == "all" else (words.edition,),
        jobs=words.jobs,
        output=Path(words.output) if words.output else None,
        writes=words.command == "build",
        source_date_epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
        has_page_list=not words.no_page_list,
        shops=tuple(words.shop) if words.command == "check" else (),
    )


def _check_file(path: str, check: Callable[[], Sequence[Finding]], *, is_quiet: bool) -> int:
    """Look through a file that is there."""
    try:
        findings = check()
    except UsageError as misuse:
        print(f"lalabook: {misuse}", file=sys.stderr)
        return MISUSED
    if any(finding.is_error for finding in findings):
        _show_findings(findings, is_build=False)
        return FAULTY
    sys.stderr.write("".join(f"{finding}\n" for finding in findings))
    if not is_quiet:
        print(f"{path}: {_counted(findings)}")
    return GOOD


def _show_findings(findings: Sequence[Finding], is_build: bool) -> None:
    sys.stderr.write(_faults(findings, is_build=is_build))
    errors = sum(finding.is_error for finding in findings)
    kept = "; the editions on disk are as they were" if is_build else ""
    print(f"lalabook: {errors} error{'s' * (errors != 1)}{kept}", file=sys.stderr)


def _faults(findings: Sequence[Finding], *, is_build: bool) -> str:
    """The findings to be shown; advice is for those who asked for a proof-reader."""
    return "".join(f"{each}\n" for each in sorted(set(findings)) if not (is_build and each.is_advice))


def _report(arguments: list[str], built: Built, *, is_quiet: bool, is_build: bool) -> int:
    faults, summary = _faults(built.findings, is_build=is_build), _summary(built, is_build=is_build)
    sys.stderr.write(faults)
    if not is_quiet:
        sys.stdout.write(summary)
    if is_build:
        freshness.record(
            arguments,
            files=built.files_read,
            looked_for=built.looked_for,
            folders=built.folders_listed,
            editions={edition.path.name: edition.digest for edition in built.editions},
            faults=faults,
            summary=_unchanged(built),
        )
    return GOOD


def _summary(built: Built, *, is_build: bool) -> str:
    lines = [f"{edition.path}  {edition.size_bytes / 1024:,.0f} kB" for edition in built.editions]
    counts = [f"{built.words:,} words"]
    if built.pages:
        counts.append(f"{built.pages} pages")
    counts.append(f"{len(built.composed)} of {built.divisions} divisions composed")
    counts.append(f"{len(built.laid_out)} laid out")
    lines.append(", ".join(counts))
    lines.append(", ".join(f"{verb} {seconds:.2f} s" for verb, seconds in built.seconds.items()))
    if not is_build:
        lines.append(f"proof-read: {_counted(built.findings)}")
    return "\n".join(lines) + "\n"


def _counted(findings: Sequence[Finding]) -> str:
    """What a proof-reading without errors came to."""
    advice = sum(finding.is_advice for finding in findings)
    warnings = len(findings) - advice
    counts = [f"{warnings} warning{'s' * (warnings != 1)}"] if warnings else []
    counts += [f"{advice} piece{'s' * (advice != 1)} of advice"] if advice else []
    return ", ".join(["no errors", *counts])


def _unchanged(built: Built) -> str:
    names = ", ".join(str(edition.path) for edition in built.editions)
    return f"nothing changed: {names} ({built.words:,} words{f', {built.pages} pages' if built.pages else ''})\n"
