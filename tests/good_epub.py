"""A small EPUB with every construct in it, as lalabook makes it; and the ways to break its parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image

from lalabook.book.model import Book
from lalabook.config import Config, Contributor, Metadata
from lalabook.editions.design import EpubDesign, load_design
from lalabook.editions.epub import make_epub
from lalabook.editions.page_marks import PageMarks, PageStart
from lalabook.sources import Folder
from lalabook.terms import Role
from small_galleys import bound, box, chapter, galley, made

ABOUT = Metadata(
    "The Second Winter",
    subtitle="A companion",
    authors=(Contributor("Mia Dolan", file_as="Dolan, Mia"), Contributor("Seb Wilder", "ill")),
    language="en",
    isbn="978-3-16-148410-0",
    date="2026-11-23",
    modified="2026-11-23T00:00:00Z",
)
NOTES = (
    '<section class="notes"><aside class="note" id="note-a" data-number="1"><p>The first note.</p></aside>\n'
    '<aside class="note" id="note-b" data-number="2"><p>The second note.</p></aside></section>'
)
WINTER = f"""
<p data-line="3">Snow falls<a class="noteref" id="ref-a" href="#note-a" data-line="3">1</a> on the freeway, and then
again<a class="noteref" id="ref-b" href="#note-b" data-line="4">2</a>, as
<span lang="fr" xml:lang="fr">les parapluies</span>.</p>
<h2 id="ice" data-line="6">Ice</h2>
<p data-line="8">A box of its own is <a href="#piano" data-line="8" data-column="2">here</a>, the rest on
<a class="web" href="https://example.org/">the web</a>. The code is <code>main()</code>.</p>
<h2 id="thaw" data-line="10">Thaw</h2>
<figure class="figure" id="map" data-line="11"><img src="pictures/map.png" alt="A street that climbs to a lamp"/>
<figcaption>Where it was filmed</figcaption></figure>
<div class="table" id="dates" data-line="13"><table><caption>Days</caption><thead><tr><th scope="col">Day</th>
<th scope="col">What</th></tr></thead><tbody><tr><td>1</td><td>Traffic</td></tr></tbody></table></div>
<p data-line="15"><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="one half">
<mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>
<p data-line="17"><svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 9 9">
<title>A lamp</title><circle r="3"/></svg></p>
{NOTES}"""
SPRING = f"""
{box("piano", "Two hours a day", "fact")}
<h2 id="pool" data-line="5">The pool</h2>
<p data-line="7">Light fades over the hill while they look for a car.</p>"""
PICTURE = "pictures/map.png"


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(written, "PNG")
    return written.getvalue()


@cache
def good_book() -> Book:
    part = galley("part-one", '<h1 id="part-one" class="title" data-line="1">Snow</h1>', role=Role.PART)
    galleys = (made(Role.CONTENTS), part, chapter("winter", "Winter", WINTER), chapter("spring", "Spring", SPRING))
    with_picture = tuple(
        type(each)(each.division, each.xhtml, each.title, each.language, 0, (PICTURE,) if each.id == "winter" else ())
        for each in galleys
    )
    return bound(*with_picture, config=Config(ABOUT))


@cache
def good_design(folder: str) -> EpubDesign:
    """The built-in theme."""
    return load_design(Folder(Path(folder)), Config(ABOUT)).epub


@cache
def good_epub(folder: str) -> bytes:
    """The EPUB; `folder` is an empty one."""
    starts = (("winter", (PageStart("1", 0, 0), PageStart("2", 5, 0))), ("spring", (PageStart("3", 0, 0),)))
    marks = PageMarks(starts, "urn:isbn:9783161484100")
    return make_epub(good_book(), good_design(folder), {PICTURE: picture()}, marks=marks).data


class Sample:
    """The files of an EPUB, to be broken and packed again."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        self.method = zipfile.ZIP_DEFLATED
        self.mimetype_method = zipfile.ZIP_STORED
        self.stamp = (1980, 1, 1, 0, 0, 0)
        self.twice: str = ""

    def swap(self, name: str, old: str, new: str, times: int = 1) -> None:
        """Write `new` where `old` stands; it must stand there."""
        text = self.files[f"EPUB/{name}"].decode()
        assert old in text, f"{name} does not hold {old}"
        self.files[f"EPUB/{name}"] = text.replace(old, new, times).encode()

    def cut(self, name: str, pattern: str) -> None:
        """Take out the first place that matches."""
        text = self.files[f"EPUB/{name}"].decode()
        assert re.search(pattern, text, re.DOTALL), f"{name} does not match {pattern}"
        self.files[f"EPUB/{name}"] = re.sub(pattern, "", text, count=1, flags=re.DOTALL).encode()

    def add(self, name: str, data: bytes, media_type: str = "") -> None:
        """A further file, listed where it has a media type."""
        self.files[f"EPUB/{name}"] = data
        if media_type:
            line = f'<item href="{name}" id="x-{name.replace("/", "-")}" media-type="{media_type}"/>'
            self.swap("content.opf", "</manifest>", f"{line}</manifest>")

    def line(self, name: str, text: str) -> int:
        """The line on which the text stands last."""
        whole = self.files[f"EPUB/{name}"].decode()
        return whole.count("\n", 0, whole.rindex(text)) + 1

    def pack(self) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name, data in self.files.items():
                for _ in range(1 + (name == self.twice)):
                    entry = zipfile.ZipInfo(name, self.stamp)
                    entry.compress_type = self.mimetype_method if name == "mimetype" else self.method
                    archive.writestr(entry, data)
        return written.getvalue()


Break = Callable[[Sample], None]
