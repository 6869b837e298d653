"""What an author writes in Markdown, what stands in the galley, and what is said where something is wrong."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lalabook import xhtml
from lalabook.book.markdown import inline_to_xhtml, to_xhtml
from lalabook.findings import Finding, Place, Severity

KINDS = frozenset({"fact", "note", "tip", "important", "warning", "caution"})


def place(line: int, column: int) -> Place:
    return Place("body/01-winter.md", line, column)


def compose(text: str, language: str = "en") -> tuple[str, tuple[Finding, ...]]:
    markup = to_xhtml(text, language=language, place=place, box_kinds=KINDS)
    return xhtml.serialise(markup.root), markup.findings


def set_text(text: str) -> str:
    """The galley without lines and columns, and without the division around it."""
    html, findings = compose(text)
    assert findings == (), [str(each) for each in findings]
    return bare(html)


def bare(html: str) -> str:
    html = re.sub(r' data-(line|column)="\d+"', "", html)
    return html.removeprefix('<div class="division">').removesuffix("</div>").strip()


def said(text: str) -> list[str]:
    """Findings as "line:column code severity"."""
    return [f"{each.place.line}:{each.place.column} {each.code} {each.severity}" for each in compose(text)[1]]


def test_an_empty_division_is_a_division() -> None:
    assert compose("") == ('<div class="division"></div>', ())
    assert compose("\n \n")[0] == '<div class="division"></div>'


def test_every_block_says_on_which_line_it_begins() -> None:
    html, _ = compose("# a\n\nb\nc\n\n- d\n- > e\n\n```\nf\n```\n\n***\n\n| g |\n|---|\n\n[x]: /y\nh\n")

    assert re.findall(r'<(\w+)[^>]*data-line="(\d+)"', html) == [
        *(("h1", "1"), ("p", "3"), ("ul", "6"), ("li", "6"), ("li", "7"), ("blockquote", "7"), ("p", "7")),
        *(("pre", "9"), ("hr", "13"), ("div", "15"), ("p", "19")),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a [b](c)", 1, 3),
        ("a\n  b *c [d](e)*", 2, 8),
        ("> - a\n>   b [c](d)", 2, 7),
        ("| a | b |\n|---|---|\n| `x\\|y` | [c](d) |", 3, 12),
        ("# a [b](c)", 1, 5),
        ("- [ ] a [b](c)", 1, 9),
        ("term\n: a [b](c)", 2, 5),
        ("/// fact | The [b](c)\n///", 1, 16),
        ("a https://b.org", 1, 3),
        ("a <https://b.org>", 1, 3),
    ],
)
def test_a_link_says_in_which_column_it_stands(text: str, line: int, column: int) -> None:
    html, _ = compose(text)

    assert f'data-line="{line}"' in re.search(r"<a [^>]*>", html)[0]
    assert f'data-column="{column}"' in re.search(r"<a [^>]*>", html)[0]


def test_marks_of_notes_and_of_the_index_and_pictures_say_where_they_stand() -> None:
    html, _ = compose('a[^1] ![b](c)\n[d]{index="e"}\n\n[^1]: f')

    assert '<a class="noteref" id="ref-1" href="#note-1" data-line="1" data-column="2">1</a>' in html
    assert '<img src="c" alt="b" data-line="1" data-column="7"/>' in html
    assert '<span index="e" data-line="2" data-column="1">d</span>' in html


def test_notes_are_numbered_by_their_first_marks_and_stand_at_the_end() -> None:
    html = set_text("a[^z] b[^a] c[^z]\n\n[^a]: first\n[^z]: second\n\n    more\n\nend")

    assert html == (
        '<p>a<a class="noteref" id="ref-z" href="#note-z">1</a> b<a class="noteref" id="ref-a" href="#note-a">2</a> '
        'c<a class="noteref" id="ref-z-2" href="#note-z">1</a></p><p>end</p><section class="notes">'
        '<aside class="note" id="note-z" data-number="1"><p>second</p><p>more</p></aside>'
        '<aside class="note" id="note-a" data-number="2"><p>first</p></aside></section>'
    )


def test_a_note_can_call_a_note() -> None:
    html = set_text("a[^1]\n\n[^1]: b[^2]\n[^2]: c")

    assert html.index('id="note-1"') < html.index('href="#note-2"') < html.index('id="note-2"')


def test_notes_that_miss_their_mark_or_their_text_are_reported() -> None:
    assert said("a\nb[^7]") == ["2:2 B101 error"]
    assert said("a\n\n[^7]: b") == ["3:1 B102 warning"]
    assert said("a[^7]\n\n[^7]: b\n\n[^7]: c") == ["5:1 B103 error"]
    assert said("a[^7]\n\n[^7]:") == ["3:1 B101 error"]
    assert said("`[^7]` \\[^7] [^a-z](b)") == []


def test_a_note_called_inside_a_link_stands_behind_it() -> None:
    assert 'b</a><a class="noteref"' in set_text("[b[^1]](c)\n\n[^1]: d")


def test_an_attribute_list_belongs_to_what_stands_right_before_it() -> None:
    assert set_text("# a {#b .c}") == '<h1 id="b" class="c">a</h1>'
    assert set_text("## a ## {#b}") == '<h2 id="b">a</h2>'
    assert set_text("a {.b}") == '<p class="b">a</p>'
    assert set_text("a\n{.b}") == '<p class="b">a</p>'
    assert set_text("*a*{.b} `c`{.d} [e](f){.g .h}") == (
        '<p><em class="b">a</em> <code class="d">c</code> <a href="f" class="g h">e</a></p>'
    )
    assert set_text('![a](b "c"){#d}') == '<p><img src="b" alt="a" title="c" id="d"/></p>'
    assert set_text("- a {.b}") == '<ul><li class="b">a</li></ul>'
    assert set_text("> a\n{.b}") == '<blockquote><p class="b">a</p></blockquote>'
    assert set_text("# a\n{.b} c {.d}") == '<h1 id="a">a</h1><p class="d">{.b} c</p>'
    assert set_text('a *b*{index="c"}') == '<p>a <em index="c">b</em></p>'
    assert set_text("![](a.svg){width=50%}") == '<p><img src="a.svg" alt="" data-width="50%"/></p>'
    assert set_text("| a |\n|---|\n| b |\n{#t}").startswith('<div class="table" id="t">')
    assert set_text("```rust {#l}\nx\n```").startswith('<pre class="code" id="l" data-language="rust">')


def test_braces_that_are_no_attribute_list_are_text() -> None:
    for text in ("{a}", "*a*{b}", "x_{i=0}", "a {b c}", "{.b}", r"*a*\{.b}", "{}", "x {i=0}"):
        assert xhtml.text_of(xhtml.parse(compose(text)[0])) == re.sub(r"[*\\]", "", text)


def test_a_span_of_another_language_says_so_twice() -> None:
    assert set_text("[au revoir]{lang=fr}") == '<p><span lang="fr" xml:lang="fr">au revoir</span></p>'
    assert set_text("[nasa]{.sc}") == '<p><span class="sc">nasa</span></p>'
    assert set_text('[]{index="Gosling, Ryan!piano"}') == '<p><span index="Gosling, Ryan!piano"></span></p>'


def test_a_misspelt_attribute_is_reported_with_the_nearest_one() -> None:
    _, findings = compose("a *b*{lnag=fr}")

    assert [(str(each.place), each.code, each.hint) for each in findings] == [
        ("body/01-winter.md:1:6", "B108", 'did you mean "lang"?')
    ]
    assert said("a {start=3}") == ["1:0 B108 warning"]
    assert said("a [b](c){.d onclick=e}") == ["1:9 B110 error"]


def test_headings_are_named_as_github_and_mdbook_name_them() -> None:
    text = "# Why *so* many?\n# Über `Vec<T>`, 2.0\n# Why so many?\n# Why so many?\n# Given {#given}\n# Given\n# ???"

    assert re.findall(r'id="([^"]*)"', set_text(text)) == [
        *("why-so-many", "über-vect-20", "why-so-many-1", "why-so-many-2", "given", "given-1", "section")
    ]


def test_an_id_that_stands_twice_is_reported_at_the_second_place() -> None:
    assert said("# a {#x}\n\nb *c*{#x}") == ["3:0 B115 error"]
    assert said('<a id="x"></a>\n\n# a {#x}') == ["3:0 B115 error"]


def test_boxes_open_and_close_with_slashes() -> None:
    assert set_text("/// fact | The *piano* {#piano}\na\n\n- b\n///\nc") == (
        '<aside class="box box-fact" data-kind="fact" id="piano"><p class="box-title">The <em>piano</em></p><p>a</p>'
        "<ul><li>b</li></ul></aside><p>c</p>"
    )
    assert set_text("/// epigraph | Who\na\n///") == (
        '<div class="block block-epigraph"><p class="block-title">Who</p><p>a</p></div>'
    )
    assert set_text("/// fact {.wide}\n///") == '<aside class="box box-fact wide" data-kind="fact"></aside>'


def test_boxes_nest_in_boxes_and_lists() -> None:
    assert set_text("//// fact\n/// note\na\n///\n////") == (
        '<aside class="box box-fact" data-kind="fact"><aside class="box box-note" data-kind="note"><p>a</p></aside>'
        "</aside>"
    )
    assert "<li>a<aside" in set_text("- a\n  /// note\n  b\n  ///\n- c")


def test_slashes_in_code_do_not_close_a_box() -> None:
    html = set_text("/// fact\n```rust\n/// a\n///\nfn b() {}\n```\n///\nc")

    assert "///\n" in re.sub("<[^>]*>", "", html)
    assert html.endswith("</pre></aside><p>c</p>")


def test_html_right_before_the_closing_slashes_does_not_swallow_them() -> None:
    assert set_text("/// fact\n<div>a</div>\n///\nb").endswith("</aside><p>b</p>")


def test_options_of_a_box_are_read_as_pymdown_reads_them() -> None:
    assert set_text("/// fact | a\n    attrs: {id: piano, class: wide}\n\nb\n///") == (
        '<aside class="box box-fact wide" data-kind="fact" id="piano"><p class="box-title">a</p><p>b</p></aside>'
    )
    assert said("/// fact\n    nothing of the kind\n///") == ["2:0 B106 error"]


def test_faults_of_boxes_are_reported_where_they_begin() -> None:
    assert said("a\n\n/// fact | b\nc") == ["3:1 B104 error"]
    assert said("- a\n  /// note\n  b\n- c") == ["2:3 B104 error"]
    assert said("a\n\n///") == ["3:1 B107 warning"]
    _, findings = compose("/// fcat\n///")
    assert [(each.code, each.hint) for each in findings] == [("B105", 'did you mean "fact"?')]


def test_an_alert_is_a_box_without_a_title() -> None:
    box = '<aside class="box box-note" data-kind="note"><p>a</p></aside>'

    assert set_text("> [!NOTE]\n> a") == set_text("> [!note]\n>\n> a") == box
    assert set_text("> [!OTHER]\n> a").startswith("<blockquote>")


def test_a_table_has_header_cells_and_alignment_by_class() -> None:
    assert set_text("| a | b |\n|:-:|--:|\n| `c\\|d` | e |") == (
        '<div class="table"><table><thead><tr><th scope="col" class="center">a</th><th scope="col" class="right">b</th>'
        '</tr></thead><tbody><tr><td class="center"><code>c|d</code></td><td class="right">e</td></tr></tbody></table>'
        "</div>"
    )


def test_a_task_has_a_box_that_can_be_read_out_in_the_language_of_the_text() -> None:
    html, _ = compose("- [x] a\n- [ ] b\n- c", "de-AT")

    assert bare(html) == (
        '<ul class="tasks"><li class="task done">'
        '<span class="task-box" role="img" aria-label="erledigt">☑</span> a</li>'
        '<li class="task"><span class="task-box" role="img" aria-label="offen">☐</span> b</li><li>c</li></ul>'
    )


def test_code_has_spans_only_where_a_token_has_a_colour() -> None:
    assert set_text('```rust,ignore\nfn main() {\n    let x = "a"; // b\n}\n```') == (
        '<pre class="code" data-language="rust"><code>'
        '<span class="tok-k">fn</span> <span class="tok-f">main</span>() {\n'
        '    <span class="tok-k">let</span> x = <span class="tok-s">"a"</span>; <span class="tok-c">// b</span>\n}'
        "</code></pre>"
    )


def test_code_in_an_unknown_language_is_set_plain() -> None:
    assert set_text("```klingon\n<a>\n```") == (
        '<pre class="code" data-language="klingon"><code>&lt;a&gt;</code></pre>'
    )


def test_a_break_between_paragraphs_is_a_break_of_sections() -> None:
    assert set_text("a\n\n***\n\nb") == '<p>a</p><hr class="break"/><p>b</p>'


def test_a_picture_keeps_its_title_and_its_path() -> None:
    assert set_text('![*Two* maps](<a b.svg> "The caption")') == (
        '<p><img src="a b.svg" alt="Two maps" title="The caption"/></p>'
    )


def test_formulas_are_left_alone_and_prices_are_not() -> None:
    assert set_text("$a_i*b_i*$ and $$x^*y^*$$") == "<p>$a_i*b_i*$ and $$x^*y^*$$</p>"
    assert set_text("$5 *and* $6") == "<p>$5 <em>and</em> $6</p>"


def test_strikes_but_no_home_folders() -> None:
    assert set_text("~~a~~ ~b~ ~/c:~/d a~b~c ~~~e~~~") == "<p><del>a</del> <del>b</del> ~/c:~/d a~b~c ~~~e~~~</p>"


@pytest.mark.parametrize(
    ("html", "code", "severity"),
    [
        ("<script>alert(1)</script>", "B109", Severity.ERROR),
        ('<iframe src="x.html"></iframe>', "B109", Severity.ERROR),
        ("<form><input></form>", "B109", Severity.ERROR),
        ('<object data="a.swf"></object>', "B109", Severity.ERROR),
        ('<p onclick="x()">a</p>', "B110", Severity.ERROR),
        ('<a href=" java\tscript:x()">a</a>', "B111", Severity.ERROR),
        ('<img src="https://a.org/b.png" alt="">', "B112", Severity.ERROR),
        ('<img src="//a.org/b.png" alt="">', "B112", Severity.ERROR),
        ('<style>@import "a.css";</style>', "B112", Severity.ERROR),
        ('<link rel="stylesheet" href="https://a.org/b.css">', "B112", Severity.ERROR),
        ("<style>p { color: red }</style>", "B114", Severity.WARNING),
        ('<p style="color: red">a</p>', "B114", Severity.WARNING),
        ("<Listing>\n\na\n\n</Listing>", "B113", Severity.WARNING),
        ('<p colour="red">a</p>', "B108", Severity.WARNING),
        ("<div>a", "B118", Severity.WARNING),
        ("<textarea>a", "B118", Severity.ERROR),
        ("<!-- a", "B117", Severity.ERROR),
        ("<svg><script>a</script></svg>", "B109", Severity.ERROR),
        ('<svg><image href="https://a.org/b.png"/></svg>', "B112", Severity.ERROR),
    ],
)
def test_raw_html_that_no_book_can_hold_is_reported_at_its_line(html: str, code: str, severity: Severity) -> None:
    composed, findings = compose(f"a\n\n{html}\n\nb")

    assert (3, code, severity) in {(each.place.line, each.code, each.severity) for each in findings}
    assert not re.search("script|https:|onclick|style=|import|textarea", composed)
    assert "<p data-line=" in composed


def test_a_link_in_markdown_that_would_run_a_script_is_an_error() -> None:
    assert said("a [b](javascript:c)") == ["1:3 B111 error"]


def test_markdown_stands_between_tags() -> None:
    assert set_text('<div class="a">\n\n*b*\n\n</div>\n\nc').replace("\n", "") == (
        '<div class="a"><p><em>b</em></p></div><p>c</p>'
    )


def test_an_element_html_does_not_know_keeps_its_content_and_its_attributes() -> None:
    html, findings = compose(
        '<Listing number="1-1" caption="A `b`">\n\n```\na\n```\n\n</Listing>\n\n<Listing>\n\nb\n\n</Listing>'
    )

    assert '<div data-number="1-1" data-caption="A `b`"' in html.replace(' class="x-listing"', "")
    assert '<pre class="code" data-line="3"><code>a</code></pre>' in html
    assert [each.code for each in findings] == ["B113"]


def test_obsolete_html_becomes_todays() -> None:
    html = set_text(
        '<center><font color="red">a</font></center>\n\n<p align="center"><tt>b</tt></p>\n\n<a name="c"></a>d'
    )

    assert html.replace("\n", "") == (
        '<div class="center"><span>a</span></div><p class="center"><code>b</code></p><p><a id="c"></a>d</p>'
    )


def test_html_out_of_place_is_put_in_its_place() -> None:
    assert set_text("<ul>a<li>b</li></ul>") == "<ul><li>a</li><li>b</li></ul>"
    assert set_text("<li>a</li>") == "<ul><li>a</li></ul>"
    assert set_text("<div><b><p>a</p></b></div>") == '<div><div class="x-b"><p>a</p></div></div>'
    assert set_text("<h2><div>a</div></h2>") == '<h2 id="a"><span class="x-div">a</span></h2>'
    assert set_text("a <br/> <a id=x/> b") == '<p>a <br/> <a id="x"></a> b</p>'


def test_half_a_tag_takes_no_text_with_it() -> None:
    assert "a b" in xhtml.text_of(xhtml.parse(compose('<div id="x"\na b\n\nc')[0]))
    assert "c" in xhtml.text_of(xhtml.parse(compose("<div <b\n\nc")[0]))


def test_comments_are_not_printed() -> None:
    assert set_text("a <!-- b -->c\n\n<!-- d\n\ne -->\n\nf").replace("\n", "") == "<p>a c</p><p>f</p>"


def test_svg_and_mathml_keep_their_names() -> None:
    html = set_text('<svg viewbox="0 0 1 1"><lineargradient/></svg>\n\n<math><mi>x</mi></math>')

    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient/></svg>' in html
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>' in html


def test_a_control_character_is_reported_and_replaced() -> None:
    html, findings = compose("a\x08b\x02")

    assert "a\ufffdb\ufffd" in html
    assert [(str(each.place), each.code) for each in findings] == [("body/01-winter.md:1:2", "B116")]


def test_an_open_code_fence_is_reported() -> None:
    assert said("a\n\n```\nb") == ["3:1 B119 warning"]


def test_a_title_is_one_line_of_markup() -> None:
    markup = inline_to_xhtml("Who *is* `x` & why", language="en", place=place)

    assert xhtml.serialise(markup.root) == "<span>Who <em>is</em> <code>x</code> &amp; why</span>"
    assert xhtml.serialise(inline_to_xhtml("", language="en", place=place).root) == "<span></span>"
    assert xhtml.serialise(inline_to_xhtml("# 1. a", language="en", place=place).root) == "<span># 1. a</span>"


MARKS = (
    "* ** _ ~~ ` `` [ ] ](x) ![ <b> </b> < &amp; & \\ {#i} { } - 1. > # | |---| : ``` /// [^1] [^1]: $ $$ https://a.b "
    "www.a.b a@b.c <div> </div> *** --- === ( ) \" ' é 日本"
).split()
PIECES = st.one_of(
    st.just("word"),
    st.sampled_from([*MARKS, "\n", "\n\n", "  \n", "    ", "\t", "/// note", "- ", "> "]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " "]))))
def test_no_word_ever_vanishes(pieces: list[tuple[str, str]]) -> None:
    words = [piece for piece, _ in pieces].count("word")
    numbers = iter(range(1, words + 1))
    text = "".join((f" word{next(numbers)} " if piece == "word" else piece) + space for piece, space in pieces)
    html, findings = compose(text)

    seen = xhtml.text_of(xhtml.parse(html)) + " ".join(re.findall(r'="([^"]*)"', html))
    lost = [f"word{number}" for number in range(1, words + 1) if not re.search(rf"word{number}(?!\d)", seen)]
    if not {"B102", "B103"} & {each.code for each in findings}:  # notes nobody calls, or defined twice
        # What a reference or the first line of a fence says is no text.
        assert [word for word in lost if not re.search(rf"(\]:|```|~~~)[^\n]*\n?[^\n]*{word}(?!\d)", text)] == []


@given(st.text())
def test_any_text_at_all_gives_a_galley(text: str) -> None:
    compose(text)


@pytest.mark.parametrize("text", ["[" * 9000, "*a " * 9000, ">" * 2000, "<b>" * 2000, "/// note\n" * 300, "a_" * 9000])
def test_what_nobody_writes_neither_fails_nor_takes_long(text: str) -> None:
    start = perf_counter()
    compose(text)

    assert perf_counter() - start < 3


def test_an_attribute_list_may_go_on_in_the_next_line() -> None:
    text = set_text('Words []{index="Stone, Emma!at the\ncoffee shop"} more.\n')

    assert 'index="Stone, Emma!at the coffee shop"' in text
    assert "{" not in text
