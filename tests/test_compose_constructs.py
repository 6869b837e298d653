"""Each construct of the text on its own: XHTML as parsed in, XHTML as the galley has it out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lalabook import xhtml
from lalabook.book.constructs.boxes import box_kinds, boxes
from lalabook.book.constructs.epigraph import epigraph
from lalabook.book.constructs.figures import figures
from lalabook.book.constructs.headings import headings
from lalabook.book.constructs.ids import ids
from lalabook.book.constructs.index_marks import index_marks
from lalabook.book.constructs.labels import label_of_kind, name_of_role, title_of_role
from lalabook.book.constructs.lines import lines
from lalabook.book.constructs.pictures import pictures
from lalabook.book.constructs.references import references
from lalabook.book.constructs.runs import count_words
from lalabook.book.constructs.setting import Setting
from lalabook.book.constructs.spans import is_language_tag, spans
from lalabook.book.constructs.tables import tables
from lalabook.book.constructs.title import title
from lalabook.book.constructs.verse import verse
from lalabook.config import BoxKind, Config, Metadata
from lalabook.findings import Finding
from lalabook.manuscript import Division, LineRun
from lalabook.pictures import NoPicture, Picture
from lalabook.terms import Region, Role

MAP = Picture("manuscript/pictures/map.svg", "image/svg+xml", 10, 10, hashlib.sha256(b"").hexdigest())
LABELS = Config(Metadata("A book"), boxes=(BoxKind("listen", "What to listen for"),))


def door(path):
    return MAP if path == MAP.path else NoPicture(path, f"there is no {path}")


def setting(text="", config=LABELS, **facts):
    known = {"id": "winter", "path": "manuscript/body/winter.md", "role": Role.CHAPTER, "region": Region.BODY}
    division = Division(**(known | facts), text=text, lines=(LineRun(1, "manuscript/body/winter.md", 4),))
    kinds = {kind.name: kind for kind in box_kinds(config, "en")}

    def markup(markdown):
        return xhtml.parse(f"<div><p>{markdown}</p></div>"), ()

    def line(markdown):
        return xhtml.parse(f"<span>{markdown}</span>"), ()

    return Setting(division, config, "en", kinds, door, markup, line)


def set_by(construct, inside, *args, **facts):
    """What a construct makes of a division, and what it notices."""
    root = xhtml.parse(f'<div class="division" data-line="1">{inside}</div>')
    findings = construct(root, setting(*args, **facts))
    made = xhtml.serialise(root).removeprefix('<div class="division" data-line="1">').removesuffix("</div>")
    return made, findings


def said(findings: list[Finding]) -> list[str]:
    return [f"{each.place} {each.code}" for each in findings]


# Title and headings


def test_the_first_heading_is_the_title_and_stands_first():
    made, _ = set_by(title, '<p><a id="old"/></p><h2 id="winter" data-line="3">Winter</h2><p>Snow.</p>')

    assert made == ('<h1 id="winter" data-line="3" class="title">Winter</h1><p><a id="old"></a></p><p>Snow.</p>')


def test_a_title_of_the_front_matter_stands_over_a_text_that_opens_with_a_section():
    made, _ = set_by(title, '<h2 id="la" data-line="1">LA</h2>', title="Winter *snow*", subtitle="The coffee shop")

    assert made == (
        '<h1 class="title" id="winter-snow" data-line="1">Winter *snow*</h1>'
        '<p class="subtitle" data-line="1">The coffee shop</p><h2 id="la" data-line="1">LA</h2>'
    )


@pytest.mark.parametrize(
    "heading", ["<h1 id='x' data-line='1'>Longer words</h1>", "<h2 id='x' data-line='1'>Part A: WINTER!</h2>"]
)
def test_what_the_author_wrote_as_a_title_is_not_said_twice(heading):
    made, _ = set_by(title, heading, title="Winter")

    assert made.count("<h") == 1
    assert made.startswith("<h1")


def test_a_preface_without_a_heading_is_called_preface():
    assert set_by(title, "<p>Dear reader.</p>", role=Role.PREFACE)[0].startswith(
        '<h1 class="title" id="preface" data-line="1">Preface</h1>'
    )


def test_a_dedication_stands_without_a_title():
    assert set_by(title, "<p>To her.</p>", role=Role.DEDICATION) == ("<p>To her.</p>", [])


def test_a_chapter_that_nothing_names_is_called_after_its_file_and_says_so():
    made, findings = set_by(title, "<p>Snow.</p>", path="manuscript/body/03-first_snow.md")

    assert ">First snow</h1>" in made
    assert said(findings) == ["manuscript/body/winter.md:4 B202"]


def test_headings_stand_below_the_title_without_gaps():
    made, _ = set_by(headings, '<h1 class="title">T</h1><h4>a</h4><h6>b</h6><h4>c</h4><h2>d</h2><h3>e</h3><h1>f</h1>')

    assert made == '<h1 class="title">T</h1><h2>a</h2><h3>b</h3><h2>c</h2><h2>d</h2><h3>e</h3><h2>f</h2>'


# Boxes


def test_a_box_has_a_header_a_body_and_a_name():
    made, findings = set_by(
        boxes,
        '<aside class="box box-listen" data-kind="listen" id="piano" data-line="5">'
        '<p class="box-title" data-line="5">The <em>piano</em></p><p data-line="6">Keys.</p></aside>',
    )

    assert findings == []
    assert made == (
        '<aside class="box box-listen" data-kind="listen" id="piano" data-line="5" aria-labelledby="piano-title">'
        '<header class="box-header" data-line="5"><p class="box-kind" data-line="5">What to listen for</p>'
        '<h3 class="box-title" data-line="5" id="piano-title">The <em>piano</em></h3></header>'
        '<div class="box-body" data-line="5"><p data-line="6">Keys.</p></div></aside>'
    )


def test_a_fact_box_leaves_room_for_its_number_and_gets_an_id_from_its_title():
    made, _ = set_by(boxes, '<aside class="box box-fact" data-kind="fact"><p class="box-title">The piano</p></aside>')

    assert 'id="fact-the-piano"' in made
    assert "box-kind" not in made


def test_an_untitled_tip_is_named_by_its_kind():
    made, _ = set_by(boxes, '<aside class="box box-tip" data-kind="tip"><p>Look.</p></aside>')

    assert 'aria-label="Tip"' in made
    assert '<p class="box-kind" data-line="1">Tip</p></header>' in made


def test_an_aside_is_a_box_without_label_or_number():
    made, _ = set_by(boxes, '<div class="block block-aside"><p>By the way.</p></div>')

    assert made == (
        '<aside class="box box-aside" data-kind="aside" aria-label="Aside">'
        '<div class="box-body" data-line="1"><p>By the way.</p></div></aside>'
    )


def test_a_box_title_stands_one_below_the_heading_in_force_and_its_headings_below_it():
    box = '<aside class="box" data-kind="tip"><p class="box-title">Box</p><h1>in</h1>{}</aside>'
    root = xhtml.parse(f'<div><h1 class="title">T</h1><h2>a</h2><h3>b</h3>{box.format(box.format(""))}<h3>c</h3></div>')
    boxes(root, setting())

    headings(root, setting())

    levels = [(str(each.tag), xhtml.text_of(each)) for each in root.iter() if str(each.tag)[1:].isdecimal()]
    assert levels == [("h1", "T"), ("h2", "a"), ("h3", "b"), ("h4", "Box"), ("h5", "in"), ("h6", "Box"), ("h6", "in"),
                      ("h3", "c")]  # fmt: skip


def test_the_author_s_kinds_join_the_built_in_ones_and_may_replace_them():
    config = Config(Metadata("A book"), boxes=(BoxKind("fact", "Fact"), BoxKind("recipe", "Recipe")))

    kinds = {kind.name: kind for kind in box_kinds(config, "de-AT")}

    assert kinds["fact"].label == "Fact"
    assert kinds["warning"] == BoxKind("warning", "Warnung", is_numbered=False)
    assert kinds["recipe"].is_numbered


# Pictures, figures, tables


def test_a_picture_alone_is_a_figure_and_its_title_the_caption():
    root = xhtml.parse(
        '<div><p data-line="7">'
        '<img src="../pictures/map.svg" alt="LA" title="The city" id="map" class="wide"/></p></div>'
    )

    assert pictures(root, setting()) + figures(root, setting()) == []
    assert xhtml.serialise(root) == (
        '<div><figure data-line="7" id="map" class="figure wide"><img src="manuscript/pictures/map.svg" alt="LA"/>'
        '<figcaption data-line="7">The city</figcaption></figure></div>'
    )


def test_a_picture_without_caption_is_plain_and_one_in_the_text_stays_there():
    made, _ = set_by(figures, '<p data-line="2"><img src="a" alt=""/></p><p>a <img src="b" alt=""/></p>')

    assert made == (
        '<figure data-line="2" class="figure plain"><img src="a" alt=""/></figure><p>a <img src="b" alt=""/></p>'
    )


def test_a_picture_of_raw_html_between_blocks_is_a_figure_too():
    made, _ = set_by(figures, '<p>a</p>\n<img src="a" alt="A"/>\n<div>b <img src="b" alt="B"/></div>')

    assert made == (
        '<p>a</p>\n<figure data-line="1" class="figure plain"><img src="a" alt="A"/></figure>\n'
        '<div>b <img src="b" alt="B"/></div>'
    )


def test_a_caption_block_goes_to_the_picture_table_or_listing_before_it():
    caption = '<div class="block block-caption" data-line="9" id="{0}"><p data-line="9">The <em>{0}</em></p></div>'
    made, findings = set_by(
        figures,
        f'<p><img src="a.svg" alt="A"/></p>{caption.format("one")}'
        f'<div class="table"><table><tr><td>1</td></tr></table></div>{caption.format("two")}'
        f'<pre class="code"><code>x</code></pre>\n{caption.format("three")}',
    )

    assert findings == []
    assert '<figure class="figure" data-line="1" id="one">' in made
    assert '<figcaption data-line="9">The <em>one</em></figcaption></figure>' in made
    assert '<div class="table" id="two"><table><caption data-line="9">The <em>two</em></caption><tr>' in made
    assert '<figure class="listing" data-line="1" id="three"><pre class="code">' in made


def test_a_caption_behind_a_paragraph_is_an_error():
    assert said(set_by(figures, '<p>Text.</p><div class="block block-caption" data-line="3"><p>C</p></div>')[1]) == [
        "manuscript/body/winter.md:6 B210"
    ]


def test_two_captions_are_both_kept_with_a_warning():
    made, findings = set_by(
        figures, '<p><img src="a.svg" alt="A" title="One"/></p><div class="block block-caption"><p>Two</p></div>'
    )

    assert "One<br/>Two</figcaption>" in made
    assert [each.code for each in findings] == ["B211"]


def test_a_captioned_picture_without_alternative_text_is_noticed():
    findings = set_by(figures, '<p><img src="a.svg" alt="" title="The city"/></p>')[1]

    assert [(each.code, each.is_error) for each in findings] == [("B208", False)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("https://a.org/x.png", "B206"), ("//a.org/x.png", "B206"), ("data:image/png;base64,AA", "B206"),
        ("/etc/x.png", "B207"), ("C:/x.png", "B207"), ("..\\x.png", "B207"), ("%5Cx.png", "B207"),
        ("../../../x.png", "B207"), ("../pictures/nap.svg", "B205"), ("", "B205"),
    ],
)  # fmt: skip
def test_a_picture_must_be_a_file_of_the_book(source, code):
    text = f"Text.\n\nA ![Los Angeles]({source}) here."
    findings = set_by(pictures, f'<p data-line="3">A <img src="{source}" alt="Los Angeles"/> here.</p>', text)[1]

    assert [each.code for each in findings] == [code]
    assert findings[0].place.line == 6
    assert not source or findings[0].place.column == 18


@pytest.mark.parametrize("words", ["map.svg", "map", "Image", "Figure 3", "alt text"])
def test_an_alternative_text_that_says_nothing_is_noticed(words):
    findings = set_by(pictures, f'<p><img src="../pictures/map.svg" alt="{words}"/></p>')[1]

    assert [each.code for each in findings] == ["B209"]


@pytest.mark.parametrize("words", ["", "A map of Los Angeles"])
def test_decoration_and_description_are_both_right(words):
    assert set_by(pictures, f'<p><img src="../pictures/map.svg" alt="{words}"/></p>')[1] == []


def test_a_picture_in_raw_html_without_alt_is_noticed_and_one_with_an_empty_alt_is_decoration():
    parsed = '<p><img src="../pictures/map.svg" alt=""/></p>'

    forgotten = set_by(pictures, parsed, '<img src="../pictures/map.svg">')[1]
    decoration = set_by(pictures, parsed, '<img src="../pictures/map.svg" alt="">')[1]

    assert [each.code for each in forgotten] == ["B208"]
    assert decoration == []


def test_a_table_of_raw_html_is_set_like_any_other():
    made, _ = set_by(
        tables, '<table id="t" data-line="4"><thead><tr><th style="text-align: right">a</th></tr></thead></table>'
    )

    assert made == (
        '<div class="table" data-line="4" id="t"><table data-line="4"><thead><tr><th class="right" scope="col">a</th>'
        "</tr></thead></table></div>"
    )


# Epigraph, verse


def test_an_epigraph_ends_with_its_source():
    made, _ = set_by(
        epigraph, '<div class="block block-epigraph" data-line="3"><p class="block-title">A toast</p><p>Here.</p></div>'
    )

    assert made == (
        '<blockquote class="epigraph" data-line="3"><p>Here.</p><p class="source" data-line="3">A toast</p>'
        "</blockquote>"
    )


def test_the_epigraph_of_the_front_matter_stands_below_title_and_subtitle():
    made, _ = set_by(
        epigraph,
        '<h1 class="title">T</h1><p class="subtitle">S</p><p>Text.</p>',
        epigraph="To fools.",
        epigraph_source="Mia",
    )

    assert made.endswith(
        '<p class="subtitle">S</p><blockquote class="epigraph" data-line="1"><p data-line="1">To fools.</p>'
        '<p class="source" data-line="1">Mia</p></blockquote><p>Text.</p>'
    )


def test_every_line_end_of_a_verse_is_one_also_inside_emphasis():
    made, _ = set_by(
        verse,
        '<div class="block block-verse" data-line="2"><p data-line="3">City <em>of\nstars</em>,<br/>\nare you</p>'
        '<p data-line="7">shining</p></div>',
    )

    assert made == (
        '<div class="verse" data-line="2"><div class="stanza" data-line="3">'
        '<p class="line" data-line="3">City <em>of</em></p>'
        '<p class="line" data-line="4"><em>stars</em>,</p><p class="line" data-line="5">are you</p></div>'
        '<div class="stanza" data-line="7"><p class="line" data-line="7">shining</p></div></div>'
    )


# Spans, index marks, ids


def test_a_language_is_given_twice_and_checked():
    made, findings = set_by(
        spans, '<p><span lang="fr">oui</span> <span lang="de_DE">ja</span></p>', "x\ny {lang=de_DE}"
    )

    assert '<span lang="fr" xml:lang="fr">' in made
    assert [(each.code, each.hint) for each in findings] == [("B219", 'write "de-DE"')]
    assert str(findings[0].place) == "manuscript/body/winter.md:5:9"


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1996", "x-elvish", "es-419"])
def test_language_tags_of_every_shape_are_known(tag):
    assert is_language_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "english!", "en_GB", "en--GB", "-en", "français"])
def test_what_is_no_language_tag_is_refused(tag):
    assert not is_language_tag(tag)


def test_index_marks_stand_around_words_or_alone_or_at_the_start_of_a_block():
    made, findings = set_by(
        index_marks,
        '<p data-line="2"><span index="Gosling, Ryan">Ryan</span> <span index="jazz" see-also="piano"/></p>'
        '<h2 data-line="4" index="piano">Keys</h2>',
    )

    assert findings == []
    assert made == (
        '<p data-line="2"><span class="index-mark" data-line="2" data-index="Gosling, Ryan">Ryan</span> '
        '<span class="index-mark" data-line="2" data-index="jazz" data-see-also="piano"></span></p>'
        '<h2 data-line="4"><span class="index-mark" data-line="4" data-index="piano"></span>Keys</h2>'
    )


@pytest.mark.parametrize("attributes", ['index=""', 'see="piano"', 'index="a!!b"', 'index="a" see=""'])
def test_an_index_mark_that_names_no_entry_is_an_error(attributes):
    assert [each.code for each in set_by(index_marks, f"<p><span {attributes}>x</span></p>")[1]] == ["B221"]


def test_an_id_that_xml_cannot_hold_becomes_one_it_can_and_links_to_it_too():
    made = set_by(ids, '<h2 id="1984">1984</h2><p><a name="old"/></p>')[0]
    link = set_by(references, '<p><a href="book.md#1984">x</a> <a href="#caf%C3%A9">y</a></p>')[0]

    assert made == '<h2 id="s-1984">1984</h2><p><a id="old"></a></p>'
    assert 'href="book.md#s-1984"' in link
    assert 'href="#café"' in link


# References


def test_links_are_told_apart():
    made, findings = set_by(
        references,
        '<p data-line="3"><a href="#quarrel"/> <a href="03-spring.md#party" class="page">p</a> '
        '<a href="watch:babylon">B</a> '
        '<a href="https://a.org/b">web</a> <a href="mailto:a@b.org"/> <a class="noteref" href="#note-1">1</a></p>',
        "One.\n\n[](#quarrel) [p](03-spring.md#party) [B](watch:babylon) …",
    )

    assert findings == []
    assert '<a href="#quarrel" data-line="3" data-column="4"></a>' in made
    assert '<a href="03-spring.md#party" class="page" data-line="3" data-column="18">p</a>' in made
    assert '<a href="watch:babylon" data-line="3" data-column="42" class="mention">B</a>' in made
    assert 'class="web">web</a>' in made
    assert ">mailto:a@b.org</a>" in made
    assert '<a class="noteref" href="#note-1">1</a>' in made


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("data:image/png,A", "B215"), ("wacth:babylon", "B215"), ("file:///etc", "B215"), ("htps://a.org", "B215"),
        ("https://", "B216"), ("https:/a.org", "B216"), ("https://a b", "B216"), ("//a.org/b", "B216"),
        ("mailto:ab", "B216"),
        ("C:/x.md", "B207"), ("..\\x.md", "B207"), ("/x.md", "B207"), ("../../../x.md#y", "B207"), ("#", "B212"),
    ],
)  # fmt: skip
def test_a_link_that_cannot_lead_anywhere_is_an_error_at_its_line_and_column(target, code):
    findings = set_by(references, f'<p data-line="2"><a href="{target}">x</a></p>', f"a\n[x]({target})")[1]

    assert said(findings) == [f"manuscript/body/winter.md:5:5 {code}"]
    assert findings[0].hint


def test_a_link_to_a_picture_keeps_its_words_and_says_so():
    made, findings = set_by(references, '<p>See <a href="../pictures/map.svg">the map</a>.</p>')

    assert made == "<p>See the map.</p>"
    assert [(each.code, each.is_error) for each in findings] == [("B217", False)]


# The rest


def test_every_block_knows_its_line():
    made, _ = set_by(lines, '<h1>T</h1><ul data-line="4"><li>a</li></ul><blockquote><p>b</p></blockquote>')

    assert made == (
        '<h1 data-line="1">T</h1><ul data-line="4"><li data-line="4">a</li></ul>'
        '<blockquote data-line="4"><p data-line="4">b</p></blockquote>'
    )


def test_words_are_counted_across_emphasis_and_apart_between_blocks():
    root = xhtml.parse("<div><h1>One</h1><p>t<em>w</em>o – three <code>let x = 1</code></p><pre>not this</pre></div>")

    assert count_words(root) == 4


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "tlh"])
def test_every_language_names_what_the_author_left_unnamed(language):
    assert all(
        title_of_role(role, language) or name_of_role(role, language)
        for role in Role
        if role not in (Role.CHAPTER, Role.PART)
    )
    assert all(label_of_kind(kind, language) for kind in ("note", "tip", "important", "warning", "caution", "aside"))


def test_a_construct_is_one_room():
    folder = Path(__file__).parents[1] / "src" / "lalabook" / "book" / "constructs"

    assert all(len(path.read_text().splitlines()) <= 250 for path in folder.glob("*.py"))
