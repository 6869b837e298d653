"""The EPUB edition, read back as a reader's machine would read it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from ebooklib import epub as ebooklib_epub
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from lalabook.book.model import Book, Entry, Galley, Landmark
from lalabook.cache import Cache
from lalabook.config import Contributor, Metadata
from lalabook.editions.design import EpubDesign, FontFile
from lalabook.editions.epub import make_epub
from lalabook.findings import BookError, Severity
from lalabook.manuscript import Division
from lalabook.terms import Role

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PLAIN = EpubDesign("p { margin: 0 }\n", ())
ABOUT = Metadata(
    title='Fools & <Dreamers> "again"',
    subtitle="A year",
    authors=(Contributor("Mia Dolan", file_as="Dolan, Mia"), Contributor("Seb Wilder", "ill")),
    description="x & y",
    publisher="Egg & Co",
    isbn="978-3-16-148410-0",
    subjects=("Film", "Music & more"),
    series="Years",
    series_number="2",
    date="2026-11",
    modified="2026-11-23T00:00:00Z",
)


def galley(id_: str, role: Role, title: str, inside: str, *pictures: str, language: str = "en") -> Galley:
    division = Division(id_, f"body/{id_}.md", role, role.term.region)
    return Galley(division, f'<div class="division" data-line="1">{inside}</div>', title, language, 0, pictures)


def chapter(inside: str, *pictures: str, language: str = "en") -> Galley:
    return galley("winter", Role.CHAPTER, "Winter", inside, *pictures, language=language)


def book(*galleys: Galley, about: Metadata = ABOUT, **more) -> Book:
    contents = tuple(Entry(each.title, f"{each.id}.xhtml") for each in galleys)
    return Book(about, galleys, more.pop("contents", contents), **more)


def picture(colour: str, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 5), colour).save(written, kind)
    return written.getvalue()


SVG = (
    b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    b'\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5"/></svg>'
)


class Read:
    """An EPUB taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}
        self.opf = etree.fromstring(self.files["EPUB/content.opf"])
        self.items = {item.get("id"): item for item in self.opf.iter(f"{OPF}item")}

    @property
    def spine(self) -> list[str]:
        return [self.items[each.get("idref")].get("href") for each in self.opf.iter(f"{OPF}itemref")]

    def tree(self, name: str):
        return etree.fromstring(self.files[f"EPUB/{name}"])

    def text(self, name: str) -> str:
        return self.files[f"EPUB/{name}"].decode()

    def metadata(self, name: str) -> list[str | None]:
        return [each.text for each in self.opf.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]

    def properties(self, name: str) -> str:
        return next(item.get("properties", "") for item in self.items.values() if item.get("href") == name)

    @property
    def winter(self):
        return self.tree("text/winter.xhtml").find(f"{XHTML}body/{XHTML}section")


def made(*galleys: Galley, pictures: dict[str, bytes] | None = None, cover: str = "", design=PLAIN, **more) -> Read:
    return Read(make_epub(book(*galleys, **more), design, pictures or {}, cover).data)


NASTY = chapter(
    '<h1 id="winter" class="title"><span class="title-label">Chapter 1</span> Win&amp;ter '
    '<a class="noteref" id="ref-a" href="#note-a" data-line="1" data-column="3">1</a></h1>'
    '<p data-line="3">A <b>bold</b><i>italic</i> <a class="noteref" id="ref-b.2" href="#note-b.2">2</a>, again '
    '<a class="noteref" id="ref-a-2" href="#note-a">1</a>; see <a class="ref" href="spring.xhtml#box.1">Fact box 1</a>'
    '<span class="folio-ref" data-folio-of="spring.xhtml#box.1"></span>. <span lang="he">שלום</span>'
    '<span class="index-mark" id="index-1" data-index="x"></span></p>'
    '<h2 id="über.uns">Über</h2>'
    '<figure class="figure" id="f"><img src="pictures/Grüße aus.png" alt="Hi"/><figcaption>Cap</figcaption></figure>'
    '<figure class="figure plain"><img src="pictures/map.svg" alt=""/></figure>'
    '<div class="table"><table><thead><tr><th scope="col">A</th></tr></thead>'
    "<tbody><tr><td>1</td></tr></tbody></table></div>"
    '<ul><li>one<ul><li>two<ol start="3"><li>three</li></ol></li></ul></li></ul>'
    '<pre class="code" data-language="rust"><code>fn  main()\n  {}\n</code></pre>'
    '<section class="notes"><aside class="note" id="note-a" data-number="1"><p>Note <em>one</em></p><p>more</p></aside>'
    '<aside class="note" id="note-b.2" data-number="2"><ul><li>listed</li></ul></aside></section>',
    "pictures/Grüße aus.png",
    "pictures/map.svg",
)
SPRING = galley(
    "spring",
    Role.CHAPTER,
    'Spring "quoted"',
    '<h1 id="spring" class="title">Spring "quoted"</h1><aside class="box box-fact" id="box.1" data-kind="fact" '
    'aria-labelledby="t"><header class="box-header"><h2 class="box-title" id="t">T</h2></header><div class="box-body">'
    '<p>Same map <img src="pictures/copy/map.svg" alt="map"/></p></div></aside>',
    "pictures/copy/map.svg",
)
PICTURES = {"pictures/Grüße aus.png": picture("red"), "pictures/map.svg": SVG, "pictures/copy/map.svg": SVG}


@pytest.fixture(scope="module")
def nasty() -> Read:
    contents = (
        Entry("Winter & ice", "winter.xhtml", "Chapter 1", entries=(Entry("Über", "winter.xhtml#über.uns"),)),
        Entry('Spring "quoted"', "spring.xhtml", "Chapter 2"),
    )
    landmarks = (Landmark("bodymatter", "Beginning", "winter.xhtml"),)
    return made(NASTY, SPRING, pictures=PICTURES, contents=contents, landmarks=landmarks)


def test_the_container_begins_with_its_type_uncompressed_and_holds_what_the_manifest_lists(nasty: Read) -> None:
    first = nasty.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert nasty.files["mimetype"] == b"application/epub+zip"
    listed = {f"EPUB/{item.get('href')}" for item in nasty.items.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/content.opf"} == set(nasty.files)
    assert all(re.fullmatch(r"[A-Za-z0-9./_-]+", name) for name in nasty.files)
    assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in nasty.entries)


def test_the_spine_is_the_order_of_the_book_after_the_cover(nasty: Read) -> None:
    assert nasty.spine == ["cover.xhtml", "nav.xhtml", "text/winter.xhtml", "text/spring.xhtml"]


def test_every_link_lands(nasty: Read) -> None:
    ids = {
        name: {each.get("id") for each in etree.fromstring(data).iter() if each.get("id")}
        for name, data in nasty.files.items()
        if name.endswith((".xhtml", ".svg", ".ncx"))
    }
    lost = []
    for name in ids:
        for element in etree.fromstring(nasty.files[name]).iter():
            for target in filter(None, (element.get("href"), element.get("src"))):
                path, _, fragment = target.partition("#")
                file = normpath(join(dirname(name), path)) if path else name
                if file not in nasty.files or (fragment and fragment not in ids[file]):
                    lost.append((name, target))
    assert lost == []


def test_all_the_words_of_a_galley_arrive_in_their_order(nasty: Read) -> None:
    for given in (NASTY, SPRING):
        root = etree.fromstring(given.xhtml)
        arrived = nasty.tree(f"text/{given.id}.xhtml").find(f"{XHTML}body/{XHTML}section")
        for link in list(arrived.iter(f"{XHTML}a")):
            if link.get("role") == "doc-backlink":
                link.tail = link.tail.removeprefix(" ")
                link.text = ""
        # Blocks begin lines of their own, which shows nowhere.
        assert "".join(arrived.itertext()).replace("\n", "") == "".join(root.itertext()).replace("\n", "")


def test_nothing_that_is_ours_or_for_print_only_reaches_the_reader(nasty: Read) -> None:
    content = nasty.text("text/winter.xhtml") + nasty.text("text/spring.xhtml")
    assert "data-" not in content
    assert "folio-ref" not in content
    assert "ns0:" not in content + nasty.text("nav.xhtml")
    assert not re.search(r"<(span|a|p|div|td|section)\b[^>]*/>", content)


def test_a_division_says_what_it_is_in_both_vocabularies(nasty: Read) -> None:
    winter = nasty.winter
    assert (winter.get(EPUB_TYPE), winter.get("role")) == ("chapter", "doc-chapter")
    assert winter.get("aria-labelledby") == "winter"
    assert {"division", "role-chapter", "region-bodymatter"} <= set(winter.get("class").split())


def test_a_division_without_a_title_of_its_own_is_labelled_all_the_same() -> None:
    section = made(galley("d", Role.DEDICATION, "Dedication", "<p>To fools</p>")).tree("text/d.xhtml")[1][0]
    assert section.get("aria-label") == "Dedication"
    assert section.get("aria-labelledby") is None


def test_a_note_and_its_first_mark_lead_to_each_other(nasty: Read) -> None:
    marks = [each for each in nasty.winter.iter(f"{XHTML}a") if each.get("role") == "doc-noteref"]
    notes = {each.get("id"): each for each in nasty.winter.iter(f"{XHTML}aside")}
    assert [mark.get("href") for mark in marks] == ["#note-a", "#note-b.2", "#note-a"]
    assert all(mark.get(EPUB_TYPE) == "noteref" and not len(mark) for mark in marks)
    for note_id, mark_id, number in (("note-a", "ref-a", "1."), ("note-b.2", "ref-b.2", "2.")):
        note = notes[note_id]
        assert (note.get(EPUB_TYPE), note.get("role")) == ("footnote", "doc-footnote")
        first = note[0][0]
        assert note[0].tag == f"{XHTML}p"
        assert not note[0].text
        assert (first.get("href"), first.text, first.get("role")) == (f"#{mark_id}", number, "doc-backlink")


def test_pictures_get_portable_names_and_the_same_picture_is_there_once(nasty: Read) -> None:
    images = sorted(name for name in nasty.files if name.startswith("EPUB/images/"))
    assert images == ["EPUB/images/cover.jpg", "EPUB/images/grue-aus.png", "EPUB/images/map.svg"]
    assert nasty.files["EPUB/images/grue-aus.png"] == PICTURES["pictures/Grüße aus.png"]
    assert b"DOCTYPE" not in nasty.files["EPUB/images/map.svg"]
    assert 'src="../images/map.svg"' in nasty.text("text/spring.xhtml")


def test_two_pictures_of_one_name_stay_two() -> None:
    pictures = {"a/p.png": picture("red"), "b/p.png": picture("blue"), "b/P!.png": picture("green")}
    images = "".join(f'<p><img src="{path}" alt="x"/></p>' for path in pictures)
    read = made(chapter(images, *pictures), pictures=pictures)
    shown = [normpath(join("EPUB/text", src)) for src in re.findall(r'src="([^"]+)"', read.text("text/winter.xhtml"))]
    assert [read.files[name] for name in shown] == list(pictures.values())


def test_a_picture_that_is_none_stops_the_press_with_all_the_others() -> None:
    one = chapter("<p>x</p>", "a.png", "b.png")
    with pytest.raises(BookError) as caught:
        make_epub(book(one), PLAIN, {"a.png": b"not a picture"})
    assert [(each.code, each.place.path) for each in caught.value.findings] == [("E001", "a.png"), ("E001", "b.png")]


def test_the_navigation_is_the_books_contents_in_plain_words(nasty: Read) -> None:
    toc = nasty.tree("nav.xhtml").find(f".//{XHTML}nav")
    assert (toc.get(EPUB_TYPE), toc.get("role")) == ("toc", "doc-toc")
    links = [(a.text, a.get("href"), len(a)) for a in toc.iter(f"{XHTML}a")]
    assert links == [
        ("Chapter 1 Winter & ice", "text/winter.xhtml", 0),
        ("Über", "text/winter.xhtml#über.uns", 0),
        ('Chapter 2 Spring "quoted"', "text/spring.xhtml", 0),
    ]


def test_landmarks_name_cover_contents_and_where_the_text_begins(nasty: Read) -> None:
    landmarks = nasty.tree("nav.xhtml").findall(f".//{XHTML}nav")[1]
    assert [(a.get(EPUB_TYPE), a.get("href")) for a in landmarks.iter(f"{XHTML}a")] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "text/winter.xhtml"),
    ]
    guide = [(each.get("type"), each.get("href")) for each in nasty.opf.iter(f"{OPF}reference")]
    assert guide == [("cover", "cover.xhtml"), ("toc", "nav.xhtml"), ("text", "text/winter.xhtml")]


def test_a_book_with_a_contents_page_keeps_the_navigation_document_out_of_its_pages() -> None:
    lines = (
        '<h1 id="contents" class="title">Contents</h1><nav class="contents" aria-labelledby="contents"><ol>'
        '<li class="entry"><a href="winter.xhtml">Winter</a>'
        '<span class="folio-of" data-folio-of="winter.xhtml"></span></li></ol></nav>'
    )
    landmarks = (Landmark("toc", "Contents", "contents.xhtml"),)
    read = made(galley("contents", Role.CONTENTS, "Contents", lines), chapter("<p>x</p>"), landmarks=landmarks)
    assert read.spine == ["cover.xhtml", "text/contents.xhtml", "text/winter.xhtml"]
    section = read.tree("text/contents.xhtml")[1][0]
    assert (section.get(EPUB_TYPE), section.get("role")) == ("toc", "doc-toc")
    assert section.find(f".//{XHTML}nav") is None
    assert "folio-of" not in read.text("text/contents.xhtml")
    assert read.text("nav.xhtml").count('epub:type="toc"') == 2  # the list, and the landmark to the page


def test_old_readers_get_two_levels_under_the_same_identifier(nasty: Read) -> None:
    deep = Entry("h3", "winter.xhtml#c")
    contents = (Entry("Part", "winter.xhtml", entries=(Entry("Winter", "winter.xhtml#a", entries=(deep,)),)),)
    read = made(chapter('<p id="a">x</p><p id="c">y</p>'), contents=contents)
    ncx = read.tree("toc.ncx")
    namespace = "{http://www.daisy.org/z3986/2005/ncx/}"
    assert [each.text for each in ncx.iterfind(f"{namespace}navMap//{namespace}text")] == ["Part", "Winter"]
    heads = {each.get("name"): each.get("content") for each in ncx.iter(f"{namespace}meta")}
    assert (heads["dtb:uid"], heads["dtb:depth"]) == ("urn:isbn:9783161484100", "2")
    assert read.text("nav.xhtml").count("<ol") == 4
    assert read.opf.find(f"{OPF}spine").get("toc") == "ncx"
    assert read.items["ncx"].get("media-type") == "application/x-dtbncx+xml"


def test_a_book_that_lists_nothing_still_has_a_way_in() -> None:
    read = made(galley("d", Role.DEDICATION, "Dedication", "<p>To fools</p>"), contents=())
    assert '<a href="text/d.xhtml">Dedication</a>' in read.text("nav.xhtml")


def test_the_package_says_what_the_book_is(nasty: Read) -> None:
    assert nasty.opf.get(XML_LANG) == "en"
    assert nasty.metadata("identifier") == ["urn:isbn:9783161484100"]
    assert nasty.opf.get("unique-identifier") == nasty.opf[0][0].get("id")
    assert nasty.metadata("title") == ['Fools & <Dreamers> "again"', "A year"]
    assert nasty.metadata("creator") == ["Mia Dolan"]
    assert nasty.metadata("contributor") == ["Seb Wilder"]
    assert nasty.metadata("subject") == ["Film", "Music & more"]
    said = {(each.get("property"), each.text) for each in nasty.opf.iter(f"{OPF}meta") if each.get("property")}
    assert {
        ("file-as", "Dolan, Mia"),
        ("role", "ill"),
        ("belongs-to-collection", "Years"),
        ("group-position", "2"),
        ("dcterms:modified", "2026-11-23T00:00:00Z"),
    } <= said


@pytest.mark.parametrize(
    ("isbn", "own", "identifier"),
    [
        ("3-16-148410-X", "", "urn:isbn:316148410X"),
        ("", " tag:egg.example,2026:1 ", "tag:egg.example,2026:1"),
        ("", "", "urn:uuid:5e56ffbe-077c-53a0-929f-cc0454af4a2a"),
    ],
)
def test_a_book_is_known_by_its_isbn_or_its_own_identifier_or_what_it_is(isbn: str, own: str, identifier: str) -> None:
    about = Metadata("Fools", authors=(Contributor("Mia Dolan"),), isbn=isbn, identifier=own, modified=ABOUT.modified)
    read = made(chapter("<p>x</p>"), about=about)
    assert read.metadata("identifier") == [identifier]
    assert f'content="{identifier}"' in read.text("toc.ncx")


def test_control_characters_and_line_ends_in_the_metadata_do_no_harm() -> None:
    read = made(chapter("<p>x</p>"), about=replace(ABOUT, title="Two\nlines\x07", description="a\x00b"))
    assert read.metadata("title")[0] == "Two lines"
    assert read.metadata("description") == ["ab"]


def test_ebooklib_reads_the_book_back(nasty: Read, tmp_path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(make_epub(book(NASTY, SPRING), PLAIN, PICTURES).data)
    read = ebooklib_epub.read_epub(str(path), {"ignore_ncx": True})
    assert read.title == ABOUT.title
    assert [link.title for link in read.toc] == ["Winter", 'Spring "quoted"']
    assert [idref for idref, _ in read.spine] == ["cover.xhtml", "nav.xhtml", "text-winter.xhtml", "text-spring.xhtml"]


def test_the_manifest_says_which_documents_hold_drawings_and_formulas() -> None:
    read = made(
        chapter(
            '<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient id="g"/></svg>'
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'
        ),
        SPRING,
        pictures=PICTURES,
    )
    assert read.properties("text/winter.xhtml") == "mathml svg"
    assert read.properties("text/spring.xhtml") == ""
    assert read.properties("nav.xhtml") == "nav"
    assert "viewBox" in read.text("text/winter.xhtml")
    assert "linearGradient" in read.text("text/winter.xhtml")


def test_a_book_in_arabic_turns_its_pages_the_other_way() -> None:
    about = replace(ABOUT, title="كتاب", language="ar")
    read = made(chapter('<p>x <span lang="en">word</span></p>', language="ar"), about=about)
    assert read.opf.get("dir") == "rtl"
    assert read.opf.find(f"{OPF}spine").get("page-progression-direction") == "rtl"
    html = read.tree("text/winter.xhtml")
    assert (html.get("lang"), html.get(XML_LANG), html.get("dir")) == ("ar", "ar", "rtl")
    span = next(html.iter(f"{XHTML}span"))
    assert (span.get(XML_LANG), span.get("dir")) == ("en", "ltr")


def test_an_address_on_the_web_is_written_as_shops_accept_it() -> None:
    read = made(chapter('<p><a class="web" href="https://a.example/x y](z)%zz?q=[1]#b#c">x</a></p>'))
    link = next(read.winter.iter(f"{XHTML}a"))
    assert link.get("href") == "https://a.example/x%20y%5D(z)%25zz?q=%5B1%5D%23b#c"


def test_a_book_without_a_cover_gets_a_plain_one() -> None:
    read = made(chapter("<p>x</p>"))
    with Image.open(io.BytesIO(read.files["EPUB/images/cover.jpg"])) as cover:
        assert (cover.format, cover.mode, cover.size) == ("JPEG", "RGB", (1600, 2560))
        assert len(cover.getcolors(1600 * 2560) or ()) > 20  # something is written on it
    assert read.properties("images/cover.jpg") == "cover-image"
    meta = next(each for each in read.opf.iter(f"{OPF}meta") if each.get("name") == "cover")
    assert read.items[meta.get("content")].get("href") == "images/cover.jpg"
    image = next(read.tree("cover.xhtml").iter(f"{XHTML}img"))
    assert image.get("alt") == 'Fools & <Dreamers> "again". A year. Mia Dolan'


def test_the_authors_cover_is_taken_as_it_is() -> None:
    front = picture("green", "JPEG")
    read = made(chapter('<img src="c.jpg" alt="also inside"/>', "c.jpg"), pictures={"c.jpg": front}, cover="c.jpg")
    assert read.files["EPUB/images/c.jpg"] == front
    assert read.properties("images/c.jpg") == "cover-image"
    assert [name for name in read.files if "images/" in name] == ["EPUB/images/c.jpg"]


def test_a_cover_drawn_as_svg_is_kept_and_the_author_warned() -> None:
    edition = make_epub(book(chapter("<p>x</p>")), PLAIN, {"c.svg": SVG}, "c.svg")
    assert [(each.code, each.severity) for each in edition.findings] == [("E002", Severity.WARNING)]
    assert Read(edition.data).properties("images/c.svg") == "cover-image"


def test_a_title_that_no_font_can_write_gives_a_book_without_cover_and_a_warning() -> None:
    edition = make_epub(book(chapter("<p>x</p>"), about=replace(ABOUT, title="春")), PLAIN, {})
    assert [each.code for each in edition.findings] == ["E003"]
    assert Read(edition.data).spine == ["nav.xhtml", "text/winter.xhtml"]


def test_a_cover_page_of_the_authors_own_stays_the_only_one() -> None:
    own = galley("cover", Role.COVER, "Cover", '<p><img src="c.png" alt="Hills"/></p>', "c.png")
    read = made(own, chapter("<p>x</p>"), pictures={"c.png": picture("red")})
    assert read.spine == ["text/cover.xhtml", "nav.xhtml", "text/winter.xhtml"]
    assert read.properties("images/c.png") == "cover-image"


BUILD = """
import hashlib, test_epub as t
edition = t.make_epub(t.book(t.NASTY, t.SPRING), t.with_fonts(), t.PICTURES)
print(hashlib.sha256(edition.data).hexdigest())
"""


def theme_font(name: str) -> bytes:
    return files("lalabook").joinpath("theme", "fonts", name).read_bytes()


def with_fonts() -> EpubDesign:
    font = FontFile("Sans.ttf", theme_font("source-sans/SourceSans3-Semibold.ttf"), "OFL")
    return EpubDesign(
        '@font-face { font-family: "S"; src: url("fonts/Sans.ttf") }\n.x::after { content: "\\2192" }', (font,)
    )


def test_the_same_book_gives_the_same_bytes_anywhere_and_at_any_time() -> None:
    here = hashlib.sha256(make_epub(book(NASTY, SPRING), with_fonts(), PICTURES).data).hexdigest()
    there = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(Path(__file__).parent)}
    told = subprocess.run(
        [sys.executable, "-c", BUILD], env=os.environ | there, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == here


def test_fonts_hold_the_books_letters_only_keep_their_licence_and_lose_their_name() -> None:
    read = made(NASTY, SPRING, pictures=PICTURES, design=with_fonts())
    data = read.files["EPUB/styles/fonts/Sans.ttf"]
    font = TTFont(io.BytesIO(data))
    assert {ord("ü"), ord("Ü"), 0x2192, 0x2010} <= set(font.getBestCmap())
    assert ord("ж") not in font.getBestCmap()
    names = font["name"]
    assert names.getDebugName(16) == "Book Face 1"
    assert not any("Source" in record.toUnicode() for record in names.names if record.nameID not in (0, 7, 13, 14))
    assert "SIL Open Font License" in names.getDebugName(13)
    assert len(data) < 60_000
    assert read.properties("styles/fonts/Sans.ttf") == ""
    assert "META-INF/com.apple.ibooks.display-options.xml" in read.files


def test_a_font_takes_the_licence_along_that_lay_beside_it_and_a_closed_one_is_reported() -> None:
    font = TTFont(io.BytesIO(theme_font("source-sans/SourceSans3-It.ttf")))
    font["name"].removeNames(nameID=13)
    font["OS/2"].fsType = 2
    closed = io.BytesIO()
    font.save(closed)
    design = EpubDesign(
        '@font-face { src: url("fonts/A.ttf") }', (FontFile("A.ttf", closed.getvalue(), "My licence\n"),)
    )
    edition = make_epub(book(chapter("<p>x</p>")), design, {})
    names = TTFont(io.BytesIO(Read(edition.data).files["EPUB/styles/fonts/A.ttf"]))["name"]
    assert names.getDebugName(13) == "My licence"
    assert [(each.code, each.severity) for each in edition.findings] == [("E005", Severity.WARNING)]


def test_a_packed_font_is_unpacked_for_older_readers() -> None:
    font = TTFont(io.BytesIO(theme_font("source-sans/SourceSans3-It.ttf")))
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    css = '@font-face { font-family: "S"; src: url("fonts/It.woff2") format("woff2") }'
    read = made(chapter("<p>x</p>"), design=EpubDesign(css, (FontFile("It.woff2", packed.getvalue(), ""),)))
    assert read.files["EPUB/styles/fonts/It.ttf"][:4] == b"\0\1\0\0"
    assert read.text("styles/book.css").strip() == '@font-face { font-family: "S"; src: url("fonts/It.ttf") }'


def test_fonts_cut_down_before_are_found_again_and_are_the_same(tmp_path: Path) -> None:
    def build(letters: str) -> bytes:
        return make_epub(book(chapter(f"<p>{letters}</p>")), with_fonts(), {}, "", Cache(tmp_path), "lalabook 1").data

    first, entries = build("a"), sorted(tmp_path.rglob("*"))
    assert build("a") == first == make_epub(book(chapter("<p>a</p>")), with_fonts(), {}).data
    assert sorted(tmp_path.rglob("*")) == entries
    assert ord("ж") in TTFont(io.BytesIO(Read(build("ж")).files["EPUB/styles/fonts/Sans.ttf"])).getBestCmap()


@pytest.mark.parametrize("damage", [b"\0\1\0\0 broken", b"wOF2" + bytes(60), b"OTTO\0\1\0\0\0\0\0\0"])
def test_a_broken_font_is_a_finding(damage: bytes) -> None:
    with pytest.raises(BookError) as caught:
        make_epub(book(chapter("<p>x</p>")), EpubDesign("", (FontFile("A.ttf", damage, ""),)), {})
    assert [each.code for each in caught.value.findings] == ["E004"]


def test_a_font_with_a_hole_in_it_is_a_finding() -> None:
    whole = theme_font("source-sans/SourceSans3-It.ttf")
    damaged = whole[:20_000] + bytes(len(whole) - 20_000)
    with pytest.raises(BookError) as caught:
        make_epub(book(chapter("<p>x</p>")), EpubDesign("", (FontFile("A.ttf", damaged, ""),)), {})
    assert [each.code for each in caught.value.findings] == ["E004"]
