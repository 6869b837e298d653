"""book.toml → a frozen `Config`; all problems at once, each with its key path and the nearest known key."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lalabook.findings import Finding, Place, UsageError, refuse_errors
from lalabook.nearest import did_you_mean, did_you_mean_file, nearest
from lalabook.sources import Folder
from lalabook.tables import Table, TableCodes
from lalabook.toml_places import read_toml
from lalabook.values import instant, is_day, is_isbn, is_language_tag, path_inside


@dataclass(frozen=True)
class Contributor:
    """Somebody who made the book."""

    name: str
    role: str = "aut"
    """MARC relator code (aut, ill, edt, trl …)."""
    file_as: str = ""
    """Sort name ("Chazelle, Damien"); empty: the name."""


@dataclass(frozen=True)
class BoxKind:
    """One kind of box an author can open with `/// kind | Title`."""

    name: str
    """The word after `///`, also the CSS class `box-<name>`."""
    label: str
    """What is printed over the title ("What to listen for"); may be empty."""
    is_numbered: bool = True
    """Numbered kinds share one sequence ("Fact box 7") and stand in the list of boxes."""


@dataclass(frozen=True)
class Metadata:
    """`[book]`: what the book is. mdBook's names where mdBook has one."""

    title: str
    subtitle: str = ""
    authors: tuple[Contributor, ...] = ()
    description: str = ""
    language: str = "en"
    """BCP 47 tag."""
    publisher: str = ""
    isbn: str = ""
    identifier: str = ""
    """A stable identifier; empty: a UUID made from title, authors and language."""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    series_number: str = ""
    date: str = ""
    """Publication date, ISO 8601 (YYYY, YYYY-MM or YYYY-MM-DD)."""
    modified: str = ""
    """ISO 8601 instant, UTC ("2026-11-23T00:00:00Z"); from `[book] modified`, else SOURCE_DATE_EPOCH, else the date,
    else 2000-01-01."""


@dataclass(frozen=True)
class AccessClaims:
    """`[accessibility]`: what the author vouches for. All else that the EPUB says of its accessibility is computed."""

    conforms_to: str = ""
    """ "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"; empty: no claim."""
    certified_by: str = ""
    credential: str = ""
    report: str = ""
    """Web address of the report."""
    hazards: tuple[str, ...] = ()
    """In the words of schema.org; empty: "none" where nothing moves, else "unknown"."""
    summary: str = ""
    """Put before the summary that is made."""
    place: Place = field(default_factory=lambda: Place("book.toml"))
    """Where the claim stands."""


NO_CLAIMS = AccessClaims()


@dataclass(frozen=True)
class Config:
    """All that book.toml says, checked."""

    metadata: Metadata
    src: str = "manuscript"
    """Folder of the text, inside the book's folder."""
    build_dir: str = "build"
    styles: str = ""
    """`[design] styles`: folder of the theme inside the book's folder; empty: `styles/` if it is one, else the built-in
    theme."""
    cover: str = ""
    """`[design] cover`: picture of the front cover (JPEG, PNG or SVG); empty: a plain one is made."""
    contents_depth: int = 2
    """`[contents] depth`: 1 chapters, 2 also their first-level headings (h2), 3 also h3 …"""
    has_half_title: bool = True
    """`[book] half-title`; the lists: `[contents] list-of-boxes` and so on."""
    has_list_of_boxes: bool = True
    has_list_of_figures: bool = True
    has_list_of_tables: bool = False
    chapter_numbers: bool = True
    """`[book] chapter-numbers`: "Chapter 3" over chapter titles and in the contents."""
    smart_typography: bool = True
    """`[typography] smart`: quotes, dashes, ellipses by the book's language."""
    boxes_name: str = ""
    """`[boxes] name`: what a numbered box is called ("Fact box"); empty: the word of the book's language."""
    boxes: tuple[BoxKind, ...] = ()
    """The author's own kinds (`[boxes.kinds.listen] label = "…"`); one with the name of a built-in kind replaces it."""
    watch_file: str = ""
    """`[watch] file`: the data file of works, inside the book's folder; empty: `watch.toml` beside book.toml or in
    src, if there is one."""
    watch_title: str = ""
    """`[watch] title`: title of the appendix; empty: the word of the book's language ("Watch next")."""
    watch_scheme: str = "watch"
    """`[watch] scheme`: the word before the colon in `[Babylon](watch:babylon)`."""
    watch_fields: tuple[str, ...] = ()
    """`[watch] required`: fields every work must have; empty: the built-in list for films."""
    has_index: bool = True
    """`[index] enabled`: an index is made of the author's marks, where there are any."""
    index_title: str = ""
    """`[index] title`; empty: the word of the book's language ("Index")."""
    opens_on: str = "recto"
    """`[print] chapters-open = "recto" | "any"`."""
    names_places: bool = False
    """`[print] cross-references = "place"`: "on the facing page" in place of its number; else "page"."""
    print_isbn: str = ""
    """`[print] isbn`: the printed book's own."""
    accessibility: AccessClaims = NO_CLAIMS
    tables: frozenset[str] = field(default_factory=frozenset)
    """Names of other tools' tables seen in book.toml and left alone."""


FILE = "book.toml"

_OURS = ("book", "design", "contents", "typography", "boxes", "watch", "index", "print", "epub", "accessibility")
_MDBOOKS = ("output", "preprocessor", "build", "rust")
_CODES = TableCodes(unknown_key="C001", wrong_type="C003")
_SYNTAX, _VALUE, _PATH = "C002", "C004", "C005"
_ALERTS = ("note", "tip", "important", "warning", "caution")
_TAKEN_BLOCKS = ("verse", "epigraph", "aside", "caption")
_STANDARD = re.compile(r"EPUB Accessibility \d\.\d - WCAG 2\.\d Level (?:A|AA|AAA)")
"""EPUB Accessibility 1.1 §5.2.2: the string is to be exactly so."""
_HAZARDS = (
    *("none", "unknown", "flashing", "motionSimulation", "sound"),
    *("noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"),
    *("unknownFlashingHazard", "unknownMotionSimulationHazard", "unknownSoundHazard"),
)
_TAKEN_SCHEMES = ("http", "https", "mailto", "tel", "ftp", "file", "data", "javascript")


def load(folder: Folder, source_date_epoch: str = "") -> Config:
    """What `book.toml` says, the defaults where there is none. Raises `BookError` with all its faults.

    `source_date_epoch` is the environment's SOURCE_DATE_EPOCH, empty where it is not set.
    """
    text = folder.read_text(FILE) if folder.has(FILE) or folder.has_folder(FILE) else ""
    top = Table(read_toml(text, FILE, _SYNTAX), _CODES)
    config = _Reading(top, folder).config(source_date_epoch)
    refuse_errors(sorted(top.findings))
    return config


class _Reading:
    """Asks the tables of one book.toml."""

    def __init__(self, top: Table, folder: Folder) -> None:
        self._top, self._folder = top, folder
        self._tables = {name: top.sub_table(name) for name in _OURS}

    def config(self, source_date_epoch: str) -> Config:
        book, contents, watch = self._tables["book"], self._tables["contents"], self._tables["watch"]
        config = Config(
            metadata=self._metadata(source_date_epoch),
            src=self._src(),
            styles=self._path("design", "styles", is_folder=True),
            cover=self._path("design", "cover"),
            contents_depth=self._depth(),
            has_half_title=book.flag("half-title", True),
            has_list_of_boxes=contents.flag("list-of-boxes", True),
            has_list_of_figures=contents.flag("list-of-figures", True),
            has_list_of_tables=contents.flag("list-of-tables", False),
            chapter_numbers=book.flag("chapter-numbers", True),
            smart_typography=self._tables["typography"].flag("smart", True),
            boxes_name=self._tables["boxes"].text("name"),
            boxes=self._boxes(),
            watch_file=self._path("watch", "file"),
            watch_title=watch.text("title"),
            watch_scheme=self._scheme(),
            watch_fields=watch.texts("required"),
            has_index=self._tables["index"].flag("enabled", True),
            index_title=self._tables["index"].text("title"),
            opens_on=self._one_of("chapters-open", ("recto", "any")),
            names_places=self._one_of("cross-references", ("page", "place")) == "place",
            print_isbn=self._print_isbn(),
            accessibility=self._claims(),
            tables=frozenset(self._top.names()) - set(_OURS),
        )
        self._refuse_unknown()
        return config

    def _metadata(self, source_date_epoch: str) -> Metadata:
        book = self._tables["book"]
        isbn, language = book.text("isbn"), book.text("language", "en")
        date, modified = book.text_or_number("date"), book.text_or_number("modified")
        # mdBook has these two; the direction of the text follows from the language.
        book.leave_alone("multilingual", "text-direction")
        self._refuse_unless(is_isbn(isbn), "isbn", isbn, "no ISBN", "10 or 13 digits, the last one checks the others")
        self._refuse_blank_title()
        hint = f'did you mean "{language.replace("_", "-")}"?' if "_" in language else 'write a tag like "en-GB"'
        self._refuse_unless(is_language_tag(language), "language", language, "no language tag", hint)
        self._refuse_unless(is_day(date), "date", date, "no date", 'write it as "2026", "2026-11" or "2026-11-23"')
        self._refuse_unless(instant(modified) != "", "modified", modified, "no date", 'write "2026-11-23T00:00:00Z"')
        return Metadata(
            title=book.text("title"),
            subtitle=book.text("subtitle"),
            authors=self._authors(),
            description=book.text("description"),
            language=language or "en",
            publisher=book.text("publisher"),
            isbn=isbn,
            identifier=book.text("identifier"),
            rights=book.text("rights"),
            subjects=book.texts("subjects"),
            series=book.text("series"),
            series_number=book.text_or_number("series-number"),
            date=date,
            modified=_modified(modified, source_date_epoch, date),
        )

    def _refuse_blank_title(self) -> None:
        """A title that is left out is the first heading; one of white space would name the book after nothing."""
        book = self._tables["book"]
        title = book.value("title")
        if isinstance(title, str) and title and not any(sign.isprintable() and not sign.isspace() for sign in title):
            hint = "write it, or leave the key out: then the first heading is the title"
            self._refuse(book.place("title"), "book.title is blank", hint)

    def _authors(self) -> tuple[Contributor, ...]:
        book, authors = self._tables["book"], []
        for at, each in enumerate(book.entries("authors")):
            if isinstance(each, str):
                authors.append(Contributor(each.strip()))
                continue
            author = book.sub_table("authors", str(at))
            name, role = author.text("name"), author.text("role", "aut")
            if isinstance(each, dict) and not author.has("name"):
                self._refuse(author.place(), f"{author.name()} has no name", 'write { name = "…" }')
            if not re.fullmatch("[a-z]{3}", role):
                self._refuse(
                    author.place("role"), f'"{role}" is no role', "write a MARC relator code: aut, ill, edt, trl"
                )
            authors.append(Contributor(name, role, author.text("file-as")))
            author.refuse_unasked()
        return tuple(authors)

    def _src(self) -> str:
        """mdBook's default is "src"; we look for `manuscript` first, and take the folder itself where neither is."""
        if self._tables["book"].has("src"):
            return self._path("book", "src", is_folder=True) or "."
        self._tables["book"].leave_alone("src")
        return next((name for name in ("manuscript", "src") if self._folder.has_folder(name)), ".")

    def _depth(self) -> int:
        contents = self._tables["contents"]
        depth = contents.number("depth", 2)
        if not 1 <= depth <= 6:
            hint = "1 lists chapters, 2 also their headings, up to 6"
            self._refuse(contents.place("depth"), f"contents.depth is {depth}", hint)
        return depth

    def _one_of(self, key: str, choices: tuple[str, str]) -> str:
        """A choice of two in `[print]`, the first where nothing is said."""
        chosen = self._tables["print"].text(key, choices[0])
        if chosen not in choices:
            hint = f'write "{choices[0]}" or "{choices[1]}"'
            self._refuse(self._tables["print"].place(key), f'print.{key} is "{chosen}"', hint)
        return chosen

    def _print_isbn(self) -> str:
        asked = self._tables["print"]
        isbn, place = asked.text("isbn"), asked.place("isbn")
        if isbn and not is_isbn(isbn):
            hint = "10 or 13 digits, the last one checks the others"
            self._refuse(place, f'print.isbn: "{isbn}" is no ISBN', hint)
        elif isbn and _digits(isbn) == _digits(self._tables["book"].text("isbn")):
            hint = "each edition has its own: book.isbn is the e-book's"
            self._refuse(place, "print.isbn is the same as book.isbn", hint)
        return isbn

    def _claims(self) -> AccessClaims:
        asked = self._tables["accessibility"]
        standard, certifier = asked.text("conforms-to"), asked.text("certified-by")
        report, hazards = asked.text("certifier-report"), asked.texts("hazards")
        place = asked.place("conforms-to")
        if standard and not _STANDARD.fullmatch(standard):
            hint = 'write it exactly so: "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"'
            self._refuse(place, f'accessibility.conforms-to: "{standard}" is no claim that readers know', hint)
        if bool(standard) != bool(certifier):
            said, missing = ("conforms-to", "certified-by") if standard else ("certified-by", "conforms-to")
            hint = "say both what the book conforms to, and who vouches for it"
            self._refuse(asked.place(said), f"accessibility.{missing} is missing", hint)
        if report and not report.startswith(("https://", "http://")):
            self._refuse(asked.place("certifier-report"), f'"{report}" is no web address', "it begins with https://")
        for at, each in enumerate(hazards):
            if each not in _HAZARDS:
                hint = did_you_mean(each, _HAZARDS)
                self._refuse(asked.place("hazards", str(at)), f'accessibility.hazards: "{each}" is none', hint)
        if len(hazards) > 1 and {"none", "unknown"} & set(hazards):
            self._refuse(asked.place("hazards"), "accessibility.hazards contradict each other", '"none" stands alone')
        return AccessClaims(
            standard, certifier, asked.text("certifier-credential"), report, hazards, asked.text("summary"), place
        )

    def _scheme(self) -> str:
        scheme = self._tables["watch"].text("scheme", "watch")
        place = self._tables["watch"].place("scheme")
        if scheme in _TAKEN_SCHEMES:
            self._refuse(place, f'watch.scheme is "{scheme}", which other links use', 'take a word like "read"')
        elif not re.fullmatch("[a-z][a-z0-9+.-]*", scheme):
            self._refuse(place, f'watch.scheme is "{scheme}"', "it must be one word of small letters and digits")
        return scheme

    def _boxes(self) -> tuple[BoxKind, ...]:
        asked, kinds = self._tables["boxes"].sub_table("kinds"), []
        for name in asked.names():
            table = asked.sub_table(name)
            kinds.append(BoxKind(name, table.text("label"), table.flag("numbered", name not in _ALERTS)))
            table.refuse_unasked()
            if name in _TAKEN_BLOCKS:
                self._refuse(table.place(), f'"/// {name}" opens something else than a box', "take another word")
            elif not re.fullmatch("[a-z][a-z0-9-]*", name):
                hint = "use small letters, digits and hyphens"
                self._refuse(table.place(), f'"{name}" cannot name a kind of box', hint)
        return tuple(kinds)

    def _path(self, table_name: str, key: str, is_folder: bool = False) -> str:
        """A file or folder that must be there; empty where it is not named, or refused."""
        table = self._tables[table_name]
        word = table.text(key)
        if not word:
            return ""
        path, place, name = path_inside(word), table.place(key), table.name(key)
        if not path:
            hint = "keep it inside, and name it from there"
            self._refuse(place, f"{name}: {word} lies outside the book's folder", hint, _PATH)
        elif not (self._folder.has_folder(path) if is_folder else self._folder.has(path)):
            beside, last = posixpath.split(path)
            names = [each.rstrip("/") for each in self._folder.names(beside or ".") if each.endswith("/") == is_folder]
            self._refuse(place, f"{name}: there is no {path}", did_you_mean_file(last, names), _PATH)
        return path

    def _refuse_unknown(self) -> None:
        for table in self._tables.values():
            table.refuse_unasked()
        for name in self._top.names():
            if name in _OURS or name in _MDBOOKS:
                continue
            place, code = self._top.place(name), _CODES.unknown_key
            if not self._top.is_table(name):
                self._refuse(place, f"{name}: no such key", f"write it under a table: [book] {name} = …", code)
            elif nearest(name, _OURS, likeness=0.75):
                self._refuse(place, f"[{name}]: no such table", did_you_mean(name, _OURS), code)

    def _refuse_unless(self, is_right: bool, key: str, word: str, message: str, hint: str) -> None:
        """Note a value of `[book]` that is there and not right."""
        if word and not is_right:
            self._refuse(self._tables["book"].place(key), f'book.{key}: "{word}" is {message}', hint)

    def _refuse(self, place: Place, message: str, hint: str, code: str = _VALUE) -> None:
        self._top.findings.append(Finding(place, code, message, hint))


def _digits(isbn: str) -> str:
    return re.sub("[- ]", "", isbn).upper()


def _modified(modified: str, source_date_epoch: str, date: str) -> str:
    """When the book was last changed, as an instant."""
    if modified or not source_date_epoch:
        return instant(modified) or instant(date) or "2000-01-01T00:00:00Z"
    try:
        moment = datetime.fromtimestamp(int(source_date_epoch), UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise UsageError(f'SOURCE_DATE_EPOCH is "{source_date_epoch}", not a number of seconds since 1970') from fault
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
