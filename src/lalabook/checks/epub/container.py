"""The zip itself: what comes first, how it is packed, what its files are called (EPUB 3.3 §4)."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.view import EpubView
from lalabook.findings import Finding

_MIMETYPE = b"application/epub+zip"
_PORTABLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_JUNK = re.compile(
    r"(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|\.git|[^/]*(?:~|\.bak|\.tmp|\.swp))(?:/|$)", re.I
)
_TEXT = (".xhtml", ".html", ".css", ".opf", ".ncx", ".xml", ".svg")
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 255
_DEFLATED = 8


def mimetype_comes_first(view: EpubView) -> Iterator[Finding]:
    """By it a machine knows an EPUB from any other zip, without unpacking (EPUB 3.3 §4.2.3)."""
    head = view.data[:58]
    hint = 'write "mimetype" first, not compressed and without extra fields'
    if len(head) < 58 or head[30:38] != b"mimetype":
        yield fault("mimetype", 0, "Q002", "the file does not begin with its media type", hint)
        return
    method, extra = struct.unpack("<H", head[8:10])[0], struct.unpack("<H", head[28:30])[0]
    if method or extra:
        wrong = "compressed" if method else "followed by an extra field"
        yield fault("mimetype", 0, "Q002", f"mimetype is {wrong}", hint)
    elif view.files.get("mimetype") != _MIMETYPE:
        yield fault("mimetype", 0, "Q002", f"mimetype does not say {_MIMETYPE.decode()}", hint)


def entries_have_no_date(view: EpubView) -> Iterator[Finding]:
    """The same book built twice is the same file, byte for byte."""
    dated = [entry for entry in view.entries if entry.stamp != _NO_DATE]
    if dated:
        first = dated[0]
        when = "{:04}-{:02}-{:02} {:02}:{:02}:{:02}".format(*first.stamp)
        message = f"{len(dated)} files in the zip carry the time they were written ({when})"
        yield remark(first.name, 0, "Q004", message, "stamp all alike, with 1980-01-01")


def names_are_portable(view: EpubView) -> Iterator[Finding]:
    """Kobo and old readers open nothing but ASCII letters, digits, hyphens, points and underscores."""
    seen: dict[str, str] = {}
    for name in dict.fromkeys(entry.name for entry in view.entries):
        if not name.endswith("/") and (not _PORTABLE.fullmatch(name) or len(name) > _LONGEST_NAME):
            hint = "letters A to Z, digits, hyphens, points and underscores, at most 255 in all"
            yield fault(name, 0, "Q005", "a name that not every reader can open", hint)
        other = seen.setdefault(name.lower(), name)
        if other != name:
            yield fault(name, 0, "Q005", f"differs from {other} only in capitals", "rename one of the two")


def names_stand_once(view: EpubView) -> Iterator[Finding]:
    for name, times in Counter(entry.name for entry in view.entries).items():
        if times > 1:
            yield fault(name, 0, "Q006", f"stands in the zip {times} times", "keep one")


def zip_holds_what_the_manifest_lists(view: EpubView) -> Iterator[Finding]:
    """Nothing else, and nothing less."""
    listed = {item.path for item in view.items}
    for entry in view.entries:
        is_of_the_container = entry.name == "mimetype" or entry.name.startswith("META-INF/")
        if not is_of_the_container and not entry.name.endswith("/") and entry.name not in listed | {view.package_path}:
            yield fault(entry.name, 0, "Q007", "is not in the manifest", "list it, or leave it out of the zip")
    for item in view.items:
        if item.path not in view.files and "://" not in item.href:
            message = f"the manifest lists {item.href}, which is not there"
            yield fault(view.package_path, item.line, "Q008", message, "add the file, or take out the line")


def nothing_was_left_behind(view: EpubView) -> Iterator[Finding]:
    for entry in view.entries:
        if _JUNK.search(entry.name) or entry.name.endswith("/"):
            yield remark(entry.name, 0, "Q009", "does not belong in a book", "leave it out of the zip")
        elif not entry.data:
            yield fault(entry.name, 0, "Q009", "is empty", "fill it, or leave it out of the zip")


def text_is_plain_utf8(view: EpubView) -> Iterator[Finding]:
    for entry in view.entries:
        if not entry.name.endswith(_TEXT):
            continue
        try:
            entry.data.decode("utf-8")
        except UnicodeDecodeError as wrong:
            yield fault(
                entry.name, entry.data[: wrong.start].count(b"\n") + 1, "Q010", "is not UTF-8", "save it as UTF-8"
            )
            continue
        if entry.data.startswith(b"\xef\xbb\xbf"):
            yield remark(entry.name, 1, "Q010", "begins with a byte order mark", "save it without")


def files_are_packed_so_that_all_can_unpack(view: EpubView) -> Iterator[Finding]:
    """Stored or deflated, neither encrypted nor split (EPUB 3.3 §4.2.2)."""
    for entry in view.entries:
        if entry.method not in (0, _DEFLATED):
            yield fault(entry.name, 0, "Q011", "is packed in a way that readers do not know", "store or deflate it")
    if "META-INF/encryption.xml" in view.files or "META-INF/rights.xml" in view.files:
        message = "the book says that parts of it are encrypted"
        yield remark("META-INF/encryption.xml", 0, "Q011", message, "leave fonts as they are: a licence is enough")
