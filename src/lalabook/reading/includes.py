r"""Lines with mdBook's `{{#…}}` directives → lines with the files they name, each with its author's file and number.

    {{#include file}}  {{#include file:2}}  {{#include file:2:10}}  {{#include file::10}}  {{#include file:anchor}}
    {{#rustdoc_include file:2:10}}    the whole file, lines outside the range hidden behind "# "
    {{#playground file words}}        the whole file as a Rust code block
    {{#title Words}}                  the chapter's title
    \{{#include file}}                the directive itself, as text

A path starts from the folder of the file it stands in. Source: mdBook's guide, "mdBook-specific features", and
mdbook-driver, builtin_preprocessors/links.rs.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lalabook.findings import BookError, Finding, Place, Severity
from lalabook.nearest import did_you_mean, did_you_mean_file
from lalabook.reading.excerpts import Excerpt, excerpt
from lalabook.reading.lines import Line, lines_of
from lalabook.sources import Folder
from lalabook.values import path_inside

_DIRECTIVE = re.compile(r"\\\{\{#.*\}\}|\{\{\s*#(?P<verb>[A-Za-z0-9_]+)\s+(?P<rest>[^}]+)\}\}")
_DEEPEST = 10  # as mdBook


@dataclass(frozen=True)
class Expanded:
    """Lines in which nothing is left to include."""

    lines: tuple[Line, ...]
    title: str
    """Of the last `{{#title}}`; empty where there is none."""
    findings: tuple[Finding, ...]


def expand(lines: tuple[Line, ...], folder: Folder) -> Expanded:
    """Put in what the directives name. One that cannot be followed is noted, and stays as it is written."""
    expansion = _Expansion(folder)
    found = tuple(expansion.lines(lines))
    return Expanded(found, expansion.title, tuple(expansion.findings))


class _Expansion:
    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.title = ""
        self.findings: list[Finding] = []
        # The directives that led here, the outermost first.
        self._chain: list[Place] = []
        self._goes_in_circles = False

    def lines(self, lines: tuple[Line, ...]) -> list[Line]:
        done: list[Line] = []
        for line in lines:
            done.extend(self._line(line) if "{{" in line.text else [line])
        return done

    def _line(self, line: Line) -> list[Line]:
        """One line may become many. What stands before a directive stands before each line it brings, as in mdBook."""
        done: list[Line] = []
        last, at = line.with_text(""), 0
        for found in _DIRECTIVE.finditer(line.text):
            last = last.with_text(last.text + line.text[at : found.start()])
            at = found.end()
            brought = self._brought(found, line)
            if isinstance(brought, str):
                last = last.with_text(last.text + brought)
                continue
            pieces = [each.after(last.text) for each in brought] or [last]
            if last.text.strip(" \t>"):
                # The author's own words begin this line.
                pieces[0] = last.with_text(pieces[0].text)
            *complete, last = pieces
            done.extend(complete)
        if line.text[at:].strip():
            last = line.with_text(last.text)
        return [*done, last.with_text(last.text + line.text[at:])]

    def _brought(self, found: re.Match[str], line: Line) -> str | list[Line]:
        """The lines a directive brings, or the text that takes its place on the line."""
        if found["verb"] is None:
            return found[0][1:]
        verb, rest, place = found["verb"], found["rest"].strip(), line.place(found.start() + 1)
        if verb == "title":
            self.title = rest
            return ""
        if verb not in ("include", "rustdoc_include", "playground", "playpen") or not rest:
            return found[0]
        if len(self._chain) >= _DEEPEST and not self._goes_in_circles:
            self._goes_in_circles = True
            hint = f"does {line.path} include itself?"
            self._note(self._chain[-1], "M015", f"files include each other more than {_DEEPEST} deep", hint)
        if self._goes_in_circles and self._chain:
            return found[0]
        target, *words = rest.split()
        lines = self._playground(target, words, line, place) if verb.startswith("play") else None
        if lines is None:
            lines = self._excerpt(target, line, place, hides_rest=verb == "rustdoc_include")
        if lines is None:
            return found[0]
        self._chain.append(place)
        brought = self.lines(lines)
        self._chain.pop()
        return brought

    def _playground(self, target: str, words: list[str], line: Line, place: Place) -> tuple[Line, ...] | None:
        path, lines = self._read(target, line, place)
        if lines is None:
            return None
        info = ",".join(["rust", *words])
        return (Line(f"```{info}", path, 1), *lines, Line("```", path, max(1, len(lines))))

    def _excerpt(self, target: str, line: Line, place: Place, hides_rest: bool) -> tuple[Line, ...] | None:
        name, _, asked = target.partition(":")
        path, lines = self._read(name, line, place)
        if lines is None:
            return None
        wanted = Excerpt.parse(asked)
        taken = excerpt(lines, wanted, hides_rest)
        if taken is None:
            hint = did_you_mean(wanted.anchor, wanted.anchors(lines)) or f"mark it there with ANCHOR: {wanted.anchor}"
            self._note(place, "M013", f"{path} has no anchor {wanted.anchor}", hint)
        elif wanted.starts_after(lines):
            message = f"{path} ends at line {len(lines)}, before line {wanted.first}"
            self.findings.append(Finding(place, "M017", message, "correct the line numbers", Severity.WARNING))
        return taken

    def _read(self, name: str, line: Line, place: Place) -> tuple[str, tuple[Line, ...] | None]:
        """The file a directive names; None where it cannot be read, which is noted."""
        path = "" if name.startswith("/") else path_inside(posixpath.join(posixpath.dirname(line.path), name))
        if not path:
            message, hint = f"{name} lies outside the book's folder and is not included", "keep a copy inside"
            self.findings.append(Finding(place, "M014", message, hint, Severity.WARNING))
            return path, None
        if not self._folder.has(path):
            beside, last = posixpath.split(path)
            names = [each for each in self._folder.names(beside or ".") if not each.endswith("/")]
            self._note(place, "M012", f"there is no {path} to include", did_you_mean_file(last, names))
            return path, None
        try:
            return path, lines_of(self._folder.read_text(path, place), path)
        except BookError as fault:
            self.findings.extend(fault.findings)
            return path, None

    def _note(self, place: Place, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(place, code, message, hint))
