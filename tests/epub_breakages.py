"""Ways to break a good EPUB: the code that must tell of each, what it does to a reader, and how it is done."""

from __future__ import annotations

import io
import zipfile

from fontTools.ttLib import TTFont
from PIL import Image

from good_epub import Break, Sample

WINTER, SPRING, NAV, NCX, OPF, CSS = (
    "text/winter.xhtml",
    "text/spring.xhtml",
    "nav.xhtml",
    "toc.ncx",
    "content.opf",
    "styles/book.css",
)
FONT = "styles/fonts/SourceSans3-Regular.ttf"
MARK = '<a class="noteref" id="ref-b" href="#note-b" epub:type="noteref" role="doc-noteref">2</a>'
IMG = '<img src="../images/map.png" alt="A street that climbs to a lamp"/>'


def swap(name: str, old: str, new: str, times: int = 1) -> Break:
    return lambda sample: sample.swap(name, old, new, times)


def cut(name: str, pattern: str) -> Break:
    return lambda sample: sample.cut(name, pattern)


def css(rule: str) -> Break:
    """One more rule at the stylesheet's end."""
    return lambda sample: sample.files.__setitem__(f"EPUB/{CSS}", sample.files[f"EPUB/{CSS}"] + rule.encode())


def text(markup: str) -> Break:
    """More markup at the end of a chapter's text."""
    return swap(SPRING, "look for a car.</p>", f"look for a car.</p>{markup}")


def add(name: str, data: bytes, media_type: str = "") -> Break:
    return lambda sample: sample.add(name, data, media_type)


def all_of(*breaks: Break) -> Break:
    def run(sample: Sample) -> None:
        for each in breaks:
            each(sample)

    return run


def _mimetype_last(sample: Sample) -> None:
    sample.files["mimetype"] = sample.files.pop("mimetype")


def _mimetype_wrong(sample: Sample) -> None:
    sample.files["mimetype"] = b"application/epub+zap"


def _mimetype_packed(sample: Sample) -> None:
    sample.mimetype_method = zipfile.ZIP_DEFLATED


def _no_container(sample: Sample) -> None:
    del sample.files["META-INF/container.xml"]


def _dated(sample: Sample) -> None:
    sample.stamp = (2026, 11, 23, 10, 20, 30)


def _strangely_packed(sample: Sample) -> None:
    sample.method = zipfile.ZIP_BZIP2


def _twice(sample: Sample) -> None:
    sample.twice = f"EPUB/{WINTER}"


def _lost_file(sample: Sample) -> None:
    del sample.files[f"EPUB/{WINTER}"]


def _latin(sample: Sample) -> None:
    sample.files[f"EPUB/{CSS}"] += "/* caf\u00e9 */".encode("latin-1")


def _rename(old: str, new: str) -> Break:
    def run(sample: Sample) -> None:
        sample.files[f"EPUB/{new}"] = sample.files.pop(f"EPUB/{old}")
        for name in (OPF, NAV, NCX, WINTER, SPRING, "text/contents.xhtml"):
            whole = sample.files[f"EPUB/{name}"].decode()
            sample.files[f"EPUB/{name}"] = whole.replace(old.split("/")[-1], new.split("/")[-1]).encode()

    return run


def _no_spine_line(sample: Sample) -> None:
    sample.cut(OPF, r'<itemref idref="text-winter\.xhtml"/>')


def _font(change) -> Break:
    def run(sample: Sample) -> None:
        with TTFont(io.BytesIO(sample.files[f"EPUB/{FONT}"])) as font:
            change(font)
            written = io.BytesIO()
            font.save(written)
        sample.files[f"EPUB/{FONT}"] = written.getvalue()

    return run


def _restrict(font: TTFont) -> None:
    font["OS/2"].fsType = 2


def _unlicense(font: TTFont) -> None:
    for name_id in (13, 14):
        font["name"].removeNames(nameID=name_id)


def _reserve(font: TTFont) -> None:
    font["name"].setName("Copyright 2010 A, with Reserved Font Name 'Source'.", 0, 3, 1, 0x409)
    for name_id in (1, 16):
        font["name"].setName("Source Sans", name_id, 3, 1, 0x409)


def _to_woff2(font: TTFont) -> None:
    font.flavor = "woff2"


def _picture(kind: str, size: tuple[int, int], **options) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, kind, **options)
    return written.getvalue()


def _photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    return _picture("JPEG", (60, 40), exif=exif)


def _replace(name: str, data: bytes) -> Break:
    return lambda sample: sample.files.__setitem__(f"EPUB/{name}", data)


def _flat_contents(sample: Sample) -> None:
    sample.swap(NAV, '<li><a href="text/winter.xhtml#ice">Ice</a></li>', "")
    sample.swap(
        NAV,
        '<li><a href="text/spring.xhtml">',
        '<li><a href="text/winter.xhtml#ice">Ice</a></li><li><a href="text/spring.xhtml">',
    )
    sample.swap(NAV, '<li><a href="text/winter.xhtml#thaw">Thaw</a></li>', "")
    sample.swap(NAV, "<ol></ol>", "")


def _photograph_in(sample: Sample) -> None:
    sample.files["EPUB/images/cover.jpg"] = _photograph()


def _feature(name: str) -> Break:
    return swap(OPF, ">readingOrder<", f">{name}<")


def _meta(line: str) -> Break:
    return swap(OPF, "</metadata>", f"{line}</metadata>")


BREAKAGES: tuple[tuple[str, str, Break], ...] = (
    # The zip.
    ("Q002", "the media type comes last", _mimetype_last),
    ("Q002", "the media type is compressed", _mimetype_packed),
    ("Q002", "the media type is another", _mimetype_wrong),
    ("Q003", "no container file", _no_container),
    (
        "Q003",
        "the container names another package",
        lambda sample: sample.files.update(
            {"META-INF/container.xml": sample.files["META-INF/container.xml"].replace(b"content.opf", b"package.opf")}
        ),
    ),
    ("Q004", "the hour of the build in the zip", _dated),
    ("Q005", "a name with a space and an umlaut", _rename("images/map.png", "images/kärte 1.png")),
    ("Q005", "two names that differ in capitals", add("styles/Book.css", b"p { margin: 0 }", "text/css")),
    ("Q006", "a chapter twice in the zip", _twice),
    ("Q007", "a file that is not in the manifest", add("images/other.png", _picture("PNG", (9, 9)))),
    ("Q008", "a chapter that is not in the zip", _lost_file),
    ("Q009", "what a file manager left behind", add(".DS_Store", b"x")),
    ("Q009", "an empty file", add("text/empty.txt", b"")),
    ("Q010", "a stylesheet in Latin 1", _latin),
    (
        "Q010",
        "a byte order mark",
        lambda sample: sample.files.update({f"EPUB/{CSS}": b"\xef\xbb\xbf" + sample.files[f"EPUB/{CSS}"]}),
    ),
    ("Q011", "files packed by bzip2", _strangely_packed),
    # The package.
    ("Q020", "a package that is not XML", swap(OPF, "</manifest>", "")),
    ("Q020", "a package of EPUB 2", swap(OPF, 'version="3.0"', 'version="2.0"')),
    ("Q021", "no title", cut(OPF, r"<dc:title.*?</dc:title>.*?<dc:title.*?</dc:title>")),
    ("Q021", "an identifier under another id", swap(OPF, 'identifier id="pub-id"', 'identifier id="other"')),
    ("Q022", "a package without language", swap(OPF, ' xml:lang="en" dir', " dir")),
    ("Q022", "a package in another language than the book", swap(OPF, ' xml:lang="en" dir', ' xml:lang="de" dir')),
    ("Q023", "a language that is none", swap(OPF, "<dc:language>en<", "<dc:language>english<")),
    ("Q024", "no date of the last change", cut(OPF, r'<meta property="dcterms:modified">.*?</meta>')),
    ("Q024", "a last change in local time", swap(OPF, "T00:00:00Z", "T00:00:00+02:00")),
    ("Q025", "a date that is none", swap(OPF, "<dc:date>2026-11-23", "<dc:date>23 November")),
    ("Q026", "an ISBN with a wrong digit", swap(OPF, "urn:isbn:9783161484100</dc:id", "urn:isbn:9783161484101</dc:id")),
    ("Q027", "metadata about nothing", swap(OPF, 'refines="#subtitle"', 'refines="#subtle"')),
    ("Q028", "one id for two files", swap(OPF, 'id="text-spring.xhtml"', 'id="text-winter.xhtml"')),
    ("Q029", "a picture called JPEG that is PNG", swap(OPF, 'media-type="image/png"', 'media-type="image/jpeg"')),
    ("Q029", "a font called a program", swap(OPF, 'media-type="font/ttf"', 'media-type="application/octet-stream"')),
    ("Q030", "formulas that the manifest does not tell of", swap(OPF, 'properties="mathml svg"', 'properties="svg"')),
    ("Q030", "a script that is not there", swap(OPF, 'properties="mathml svg"', 'properties="mathml scripted svg"')),
    ("Q031", "a chapter that is not in the spine", _no_spine_line),
    ("Q031", "a chapter twice in the spine", swap(OPF, "</spine>", '<itemref idref="text-winter.xhtml"/></spine>')),
    ("Q031", "a chapter in the spine that nobody knows", swap(OPF, "</spine>", '<itemref idref="summer"/></spine>')),
    ("Q032", "a picture that is none", _replace("images/map.png", b"\x89PNG nothing")),
    ("Q033", "a cover that older readers do not find", cut(OPF, r'<meta name="cover"[^>]*/>')),
    ("Q033", "no cover", swap(OPF, ' properties="cover-image"', "")),
    ("Q033", "a small cover", _replace("images/cover.jpg", _picture("JPEG", (300, 480)))),
    ("Q034", "a guide that does not lead into the text", cut(OPF, r'<reference type="text"[^>]*/>')),
    (
        "Q034",
        "a guide that leads nowhere",
        swap(OPF, 'href="text/part-one.xhtml"/>\n  </guide>', 'href="text/gone.xhtml"/>\n  </guide>'),
    ),
    ("Q035", "an author without a role", cut(OPF, r'<meta refines="#contributor-1" property="role"[^>]*>.*?</meta>')),
    ("Q040", "a stylesheet that nothing uses", add("styles/old.css", b"p { margin: 0 }", "text/css")),
    # Accessibility.
    ("Q036", "nothing said of hazards", cut(OPF, r'<meta property="schema:accessibilityHazard">.*?</meta>')),
    ("Q037", "a hazard that does not exist", swap(OPF, 'Hazard">none', 'Hazard">nothing')),
    ("Q037", "a feature that does not exist", _feature("readable")),
    ("Q038", "an index claimed that is not there", _feature("index")),
    (
        "Q038",
        "pages claimed that are not marked",
        all_of(*[cut(name, r'<span epub:type="pagebreak".*?</span>') for name in (WINTER, WINTER, SPRING)]),
    ),
    (
        "Q038",
        "alternative texts claimed that are empty",
        swap(WINTER, 'alt="A street that climbs to a lamp"', 'alt=""'),
    ),
    ("Q038", "pictures, and no word of them", cut(OPF, r'<meta property="schema:accessMode">visual</meta>')),
    (
        "Q039",
        "conformance that nobody certified",
        _meta('<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'),
    ),
    (
        "Q039",
        "conformance in other words",
        _meta('<meta property="dcterms:conformsTo">WCAG AA</meta><meta property="a11y:certifiedBy">Me</meta>'),
    ),
    # Navigation.
    ("Q050", "no navigation document", swap(OPF, ' properties="nav"', "")),
    ("Q050", "contents without a line", cut(NAV, r"(?<=</h1>)<ol>.*?</ol>(?=</nav>\n<nav epub:type=\"page-list\")")),
    ("Q051", "markup in the contents", swap(NAV, ">Winter</a>", "><em>Winter</em></a>")),
    ("Q051", "a line without words", swap(NAV, ">Winter</a>", "></a>")),
    ("Q052", "a chapter that the contents leave out", cut(NAV, r'<li><a href="text/spring.xhtml">.*?</ol></li>')),
    ("Q053", "a heading that the contents leave out", cut(NAV, r'<li><a href="text/winter.xhtml#thaw">.*?</li>')),
    (
        "Q054",
        "headings in another order",
        all_of(swap(NAV, "#ice", "#x"), swap(NAV, "#thaw", "#ice"), swap(NAV, "#x", "#thaw")),
    ),
    ("Q055", "a line in other words than the heading", swap(NAV, ">Thaw<", ">Melting<")),
    ("Q056", "a heading beside its chapter", _flat_contents),
    (
        "Q056",
        "chapters beside their part",
        all_of(
            swap(NAV, ">Snow</a><ol>", ">Snow</a></li>"),
            swap(
                NAV,
                '</li></ol></li></ol></nav>\n<nav epub:type="page-list"',
                '</li></ol></nav>\n<nav epub:type="page-list"',
            ),
        ),
    ),
    ("Q057", "a landmark of two kinds", swap(NAV, 'epub:type="bodymatter"', 'epub:type="bodymatter chapter"')),
    ("Q057", "no landmarks", cut(NAV, r'<nav epub:type="landmarks".*?</nav>')),
    ("Q057", "nothing says where the text begins", cut(NAV, r'<li><a epub:type="bodymatter".*?</li>')),
    ("Q058", "old contents for old readers", swap(NCX, "<text>Spring<", "<text>Sping<")),
    ("Q058", "old contents that leave out a chapter", cut(NCX, r'<navPoint id="point-1-2">.*?</navPoint>')),
    ("Q058", "old pages for old readers", cut(NCX, r'<pageTarget id="page-2".*?</pageTarget>')),
    ("Q059", "an NCX of another book", swap(NCX, "9783161484100", "9783161484117")),
    ("Q060", "a page that is not listed", cut(NAV, r'<li><a href="text/winter.xhtml#page-2">2</a></li>')),
    ("Q060", "a page that is not marked", cut(WINTER, r'<span epub:type="pagebreak"[^>]*id="page-2"[^>]*></span>')),
    ("Q060", "pages marked and not listed", cut(NAV, r'<nav epub:type="page-list".*?</nav>')),
    ("Q061", "a page under another number", swap(NAV, '#page-2">2<', '#page-2">12<')),
    (
        "Q062",
        "pages out of order",
        all_of(
            swap(NAV, '#page-2">2<', '#page-1x">1<'),
            swap(NAV, '#page-1">1<', '#page-2">2<'),
            swap(NAV, "#page-1x", "#page-1"),
        ),
    ),
    (
        "Q062",
        "two pages of one number",
        all_of(swap(NAV, '#page-2">2<', '#page-2">1<'), swap(WINTER, 'aria-label="2"', 'aria-label="1"')),
    ),
    ("Q063", "pages of a book without a name", cut(OPF, r'<meta property="pageBreakSource">.*?</meta>')),
    ("Q064", "a page marker without a label", swap(WINTER, ' aria-label="2"', "")),
    ("Q064", "a page marker that shows its number", swap(WINTER, 'aria-label="2"></span>', 'aria-label="2">2</span>')),
    # Documents.
    ("Q070", "a chapter that is not well-formed", swap(WINTER, "</figure>", "")),
    ("Q070", "an entity that XML does not know", text("<p>a&nbsp;b</p>")),
    ("Q071", "a chapter without language", swap(WINTER, ' lang="en" xml:lang="en"', "")),
    (
        "Q071",
        "a phrase in a language for half of the readers",
        swap(WINTER, '<span lang="fr" xml:lang="fr">', '<span xml:lang="fr">'),
    ),
    (
        "Q072",
        "a phrase in a language that is none",
        swap(WINTER, '<span lang="fr" xml:lang="fr">', '<span lang="french" xml:lang="french">'),
    ),
    ("Q073", "a chapter in the wrong language", swap(WINTER, ' lang="en" xml:lang="en"', ' lang="de" xml:lang="de"')),
    ("Q074", "an id twice", swap(WINTER, 'id="thaw"', 'id="ice"')),
    ("Q075", "a link to a place that is not there", swap(WINTER, "spring.xhtml#piano", "spring.xhtml#guitar")),
    ("Q075", "a link to a file that is not there", swap(WINTER, "spring.xhtml#piano", "summer.xhtml")),
    ("Q075", "contents that lead nowhere", swap(NAV, "text/winter.xhtml#ice", "text/winter.xhtml#snow")),
    ("Q075", "a picture that is not there", swap(WINTER, "../images/map.png", "../images/mop.png")),
    ("Q075", "a font that is not there", swap(CSS, "fonts/SourceSans3-It.ttf", "fonts/Source-It.ttf")),
    ("Q075", "a link out of the pages", swap(WINTER, "spring.xhtml#piano", "../images/map.png")),
    ("Q076", "a picture from the network", swap(WINTER, "../images/map.png", "https://example.org/map.png")),
    ("Q076", "a stylesheet from the network", swap(WINTER, "../styles/book.css", "https://example.org/book.css")),
    ("Q076", "a font from the network", css('@font-face { font-family: "X"; src: url("https://example.org/x.ttf") }')),
    ("Q077", "a link to a file of this machine", swap(WINTER, "https://example.org/", "file:///home/mia/notes.html")),
    ("Q077", "an absolute link", swap(WINTER, "https://example.org/", "/text/spring.xhtml")),
    ("Q077", "a space in an address", swap(WINTER, "https://example.org/", "https://example.org/a b")),
    ("Q078", "two titles", text("<h1>Another</h1>")),
    (
        "Q078",
        "a chapter without title",
        all_of(swap(WINTER, '<h1 id="winter"', '<p id="winter"'), swap(WINTER, "</h1>", "</p>")),
    ),
    ("Q079", "a document without a title", swap(WINTER, "<title>Winter</title>", "<title></title>")),
    ("Q079", "two documents of one title", swap(WINTER, "<title>Winter</title>", "<title>Spring</title>")),
    ("Q080", "a level left out", text("<h4>Deep</h4>")),
    ("Q081", "a heading without words", swap(SPRING, ">The pool</h2>", "></h2>")),
    ("Q082", "styles in the text", swap(WINTER, "<figure class", '<figure style="margin: 0" class')),
    ("Q082", "a stylesheet in the text", swap(WINTER, "</head>", "<style>p { margin: 0 }</style></head>")),
    ("Q083", "a script", text("<script>1</script>")),
    ("Q083", "an event handler", swap(WINTER, "<figure class", '<figure onclick="go()" class')),
    ("Q083", "an embedded page", text('<iframe src="winter.xhtml"></iframe>')),
    ("Q084", "an empty paragraph", text("<p>\u00a0</p>")),
    ("Q085", "a chapter that only reading systems know as one", swap(WINTER, ' role="doc-chapter"', "")),
    ("Q085", "a word of former times", text('<aside epub:type="sidebar"><p>x</p></aside>')),
    ("Q086", "an element closed as in XML only", text('<p><span id="here"/>after</p>')),
    ("Q087", "a zero-width space", text("<p>super\u200bcalifragilistic</p>")),
    ("Q088", "Russian that does not say so", text("<p>She says Привет, and leaves.</p>")),
    # Pictures and tables.
    ("Q100", "a picture without alternative text", swap(WINTER, ' alt="A street that climbs to a lamp"', "")),
    (
        "Q101",
        "a file name for an alternative text",
        swap(WINTER, 'alt="A street that climbs to a lamp"', 'alt="map.png"'),
    ),
    (
        "Q101",
        "the word image for an alternative text",
        swap(WINTER, 'alt="A street that climbs to a lamp"', 'alt="Image"'),
    ),
    (
        "Q101",
        "the caption for an alternative text",
        swap(WINTER, 'alt="A street that climbs to a lamp"', 'alt="Figure 1 Where it was filmed"'),
    ),
    ("Q102", "an empty alternative text", swap(WINTER, 'alt="A street that climbs to a lamp"', 'alt=""')),
    ("Q103", "a drawing without a name", swap(WINTER, "<title>A lamp</title>", "")),
    ("Q104", "a formula without words", swap(WINTER, ' alttext="one half"', "")),
    (
        "Q105",
        "a table without headers",
        all_of(swap(WINTER, '<th scope="col">', "<td>", 2), swap(WINTER, "</th>", "</td>", 2)),
    ),
    ("Q106", "a header of who knows what", swap(WINTER, '<th scope="col">', "<th>")),
    ("Q107", "a caption outside of its figure", swap(WINTER, "</figure>", "</figure><figcaption>Lost</figcaption>")),
    # Notes.
    ("Q120", "a mark that leads to no note", swap(WINTER, 'href="#note-b"', 'href="#ice"')),
    ("Q121", "a note that no mark leads to", swap(WINTER, MARK, "")),
    ("Q122", "a note that does not lead back", cut(WINTER, r'<a href="#ref-b" class="backlink".*?</a> ')),
    ("Q122", "a note that leads back to another mark", swap(WINTER, '<a href="#ref-b"', '<a href="#ref-a"')),
    ("Q123", "notes that do not count", swap(WINTER, 'role="doc-noteref">2</a>', 'role="doc-noteref">3</a>')),
    # Styles.
    ("Q130", "a brace that is not closed", css("p { margin: 0")),
    ("Q130", "a colon that is missing", css("p { margin 0 }")),
    ("Q131", "a function that old engines refuse a book for", css("img { max-width: min(100%, 9em) }")),
    ("Q131", "a media query that drops the sheet", css("@media (min-width: 9em) { p { margin: 0 } }")),
    ("Q131", "a grid for engines that know none", css(".box { display: grid }")),
    ("Q131", "a negative margin", css(".box { margin-left: -1em }")),
    ("Q131", "a line height for the whole text", css("body { line-height: 1.6 }")),
    ("Q131", "justified text", css("p { text-align: justify }")),
    ("Q131", "a selector of namespaces", css('[epub|type="x"] { margin: 0 }')),
    ("Q132", "a custom property", css(":root { --ink: #000 } p { border-color: var(--ink) }")),
    ("Q133", "a direction in the stylesheet", css("p { direction: rtl }")),
    ("Q133", "a fixed position", css(".box { position: fixed }")),
    ("Q134", "letters of a fixed size", css(".box { font-size: 12px }")),
    ("Q135", "a fixed height", css(".box { height: 200px }")),
    ("Q136", "grey words", css(".subtitle, p { color: #999 }")),
    ("Q137", "dark blue words at night", css("p { color: #003366 }")),
    ("Q137", "a light box at night, with the night's own ink", css(".box { background: #ffe }")),
    ("Q138", "a ground without an ink", css(".box { background-color: #777 }")),
    # Fonts.
    ("Q150", "a font that is none", _replace(FONT, b"\0\1\0\0 nothing")),
    ("Q151", "a font that may not be embedded", _font(_restrict)),
    ("Q152", "a font that has lost its licence", _font(_unlicense)),
    ("Q153", "a reserved name", _font(_reserve)),
    ("Q154", "a font as WOFF2", _font(_to_woff2)),
    ("Q155", "fonts that Apple is not told of", cut(OPF, r'<meta property="ibooks:specified-fonts">.*?</meta>')),
    # Sizes.
    ("Q160", "a chapter of a megabyte", text("<p>" + "word " * 70000 + "</p>")),
    (
        "Q161",
        "a picture of six megabytes",
        lambda sample: sample.files.update(
            {"EPUB/images/map.png": sample.files["EPUB/images/map.png"] + bytes(6 * 1024**2)}
        ),
    ),
    ("Q162", "a photograph with its camera's notes", _photograph_in),
)
