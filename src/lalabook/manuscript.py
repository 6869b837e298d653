"""What the author wrote: divisions in reading order, with their front matter and the lines they stand on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from lalabook.findings import Finding, Place
from lalabook.terms import Region, Role


@dataclass(frozen=True)
class LineRun:
    """From `first_line` of a division's text on, lines come from `path`, starting there at `line`."""

    first_line: int
    path: str
    line: int
    column_shift: int = 0


@dataclass(frozen=True)
class Division:
    """One titled unit that starts on its own page: a chapter, a dedication, a colophon."""

    id: str
    """Unique in the book, lower-case ASCII, safe as a file name and as an XML id ("03-spring" becomes "d-03-spring")"""
    path: str
    """The author's file inside the book's folder; empty for a division that lalabook makes."""
    role: Role
    region: Region
    depth: int = 0
    """How deep it is nested in a list of chapters: 0 for a part and every top chapter, also for those behind a part's
    page; 1 for a chapter nested under a top chapter. A part holds all divisions up to the next part or region."""
    number: str = ""
    """ "3" or "3.2" where chapters are numbered; empty where they are not."""
    title: str = ""
    """From front matter or SUMMARY.md, Markdown allowed; empty: the first heading gives it."""
    subtitle: str = ""
    language: str = ""
    """BCP 47 tag where it differs from the book's."""
    epigraph: str = ""
    """Markdown of the epigraph in the front matter."""
    epigraph_source: str = ""
    text: str = ""
    """Markdown without front matter, includes expanded, lines ended by \\n."""
    lines: tuple[LineRun, ...] = ()

    def place(self, line: int, column: int = 0) -> Place:
        """The author's file and line for a line (from 1) of `text`."""
        if not self.lines or line < 1:
            return Place(self.path)
        run = self.lines[max(0, bisect_right([each.first_line for each in self.lines], line) - 1)]
        return Place(run.path, run.line + line - run.first_line, column + run.column_shift if column else 0)


@dataclass(frozen=True)
class Work:
    """One entry of the watch-next data: a film, a book, an album, a recipe."""

    key: str
    title: str
    place: Place
    """Where the entry begins in the data file."""
    facts: tuple[tuple[str, str], ...] = ()
    """Field and value, in the file's order, without key, title, group, why and look_for; lists joined by ", "."""
    group: str = ""
    """Where it sits in the list ("before", "beside", "after"): entries are shown by group."""
    why: str = ""
    """Markdown."""
    look_for: str = ""
    """Markdown."""


@dataclass(frozen=True)
class WorkGroup:
    """A heading of the appendix."""

    key: str
    label: str
    introduction: str = ""


@dataclass(frozen=True)
class WatchList:
    """The data file of works, checked."""

    path: str = ""
    title: str = ""
    introduction: str = ""
    """Markdown, before the first group."""
    groups: tuple[WorkGroup, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """Field name → how it is called in print ("running_time" → "Running time")."""
    works: tuple[Work, ...] = ()
    """In the order they are shown."""


@dataclass(frozen=True)
class Manuscript:
    """All the copy, in reading order; generated divisions stand in it too, empty unless the author wrote some."""

    divisions: tuple[Division, ...]
    watch: WatchList = field(default_factory=WatchList)
    findings: tuple[Finding, ...] = ()
