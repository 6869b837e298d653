"""What becomes of a typewriter's marks, by language; never in code, mathematics or addresses."""

from __future__ import annotations

import pytest

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting
from lalabook.book.constructs.typography import typography
from lalabook.config import Config, Metadata
from lalabook.manuscript import Division
from lalabook.pictures import NoPicture
from lalabook.terms import Region, Role

NARROW, NO_BREAK = "\u202f", "\u00a0"


def typeset(fragment: str, language: str = "en", smart: bool = True) -> str:
    config = Config(Metadata("A book", language=language), smart_typography=smart)
    division = Division("winter", "body/winter.md", Role.CHAPTER, Region.BODY)
    setting = Setting(
        division,
        config,
        language,
        {},
        lambda path: NoPicture(path, "none"),
        lambda text: (xhtml.build("div", text), ()),
        lambda text: (xhtml.build("span", text), ()),
    )
    root = xhtml.parse(f"<div>{fragment}</div>")
    assert typography(root, setting) == []
    return xhtml.serialise(root).removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("He said, \"She said 'no' twice.\"", "He said, “She said ‘no’ twice.”"),
        ("\"'No,' she said,\" he said.", "“‘No,’ she said,” he said."),
        ("\"She said 'no.'\"", "“She said ‘no.’”"),
        ('"...and then," she said', "“…and then,” she said"),
        ('"Wait--" he said. ("Why?")', "“Wait–” he said. (“Why?”)"),
        ('Then---"at last"---she came.', "Then—“at last”—she came."),
        ("don't, it's, the dogs' tails, O'Brien", "don’t, it’s, the dogs’ tails, O’Brien"),
        ("the '90s and '68, 1990's best", "the ’90s and ’68, 1990’s best"),
        ("'Tis rock 'n' roll, 'twas.", "’Tis rock ’n’ roll, ’twas."),
        ("the 'hood, nothing closes", "the ’hood, nothing closes"),
        ("'Single quotes outside', as the British do", "‘Single quotes outside’, as the British do"),
        ("'It's \"nested\" here,' he said", "‘It’s “nested” here,’ he said"),
        ("5'10\" tall, a 12\" record, 6' deep", "5'10\" tall, a 12\" record, 6' deep"),
        ('"He was 5\'10" tall," she said.', "“He was 5'10\" tall,” she said."),
        ('"in 1990" and "the 90s"', "“in 1990” and “the 90s”"),
        ("pages 12--15, a thought --- and more ...", "pages 12–15, a thought — and more …"),
        ("one.... Two..... <!-- --> a-b", "one…. Two.....  a-b"),
        ("----, --> and <-- stay", "----, --&gt; and &lt;-- stay"),
        ("“Already” ‘set’ – here — and… there’s", "“Already” ‘set’ – here — and… there’s"),
        ('A new paragraph closes." Yes.', "A new paragraph closes.” Yes."),
        ('It breaks off —" Yes.', "It breaks off —” Yes."),
    ],
)
def test_english_text_gets_english_marks(written: str, printed: str) -> None:
    written = written.replace("--> and <--", "--&gt; and &lt;--")

    assert typeset(f"<p>{written}</p>") == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("de", "\"Sie sagte 'nein'\", sagte er. Wie geht's?", "„Sie sagte ‚nein‘“, sagte er. Wie geht’s?"),
        ("de-CH", '"Ja" und "Nein"', "«Ja» und «Nein»"),
        ("de-AT", '"Ja"', "„Ja“"),
        ("fr", "\"Bonjour\", dit-il. C'est l'été.", f"«{NARROW}Bonjour{NARROW}», dit-il. C’est l’été."),
        ("fr", "Quoi ? Non ! Oui : ceci ; cela", f"Quoi{NARROW}? Non{NARROW}! Oui{NO_BREAK}: ceci{NARROW}; cela"),
        ("fr", "« Quoi ?! »", f"«{NARROW}Quoi{NARROW}?!{NARROW}»"),
        ("fr", "à 10:30, http://a.fr/?b ; oui", f"à 10:30, http://a.fr/?b{NARROW}; oui"),
        ("fr-CA", "Quoi? Oui : non", f"Quoi? Oui{NO_BREAK}: non"),
        ("es", '"¿Qué?", dijo. "Él dijo \'no\'."', "«¿Qué?», dijo. «Él dijo “no”.»"),
        ("it", "\"Sì\", disse. L'amore, 'sto qua.", "«Sì», disse. L’amore, ’sto qua."),
        ("nl", "\"Ja,\" zei hij, 's avonds, 't is laat.", "“Ja,” zei hij, ’s avonds, ’t is laat."),
        ("pl", "\"Tak 'nie' tak\"", "„Tak «nie» tak”"),
        ("sv", '"Ja"', "”Ja”"),
        ("tlh", '"unknown tongues are set as English"', "“unknown tongues are set as English”"),
    ],
)
def test_each_language_has_its_own_marks(language: str, written: str, printed: str) -> None:
    assert typeset(f"<p>{written}</p>", language) == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('<p>"<em>Hello</em>," she said</p>', "<p>“<em>Hello</em>,” she said</p>"),
        ('<p><em>"Hello</em> there"</p>', "<p><em>“Hello</em> there”</p>"),
        ("<p>\"<strong>'No'</strong>\"</p>", "<p>“<strong>‘No’</strong>”</p>"),
        ("<p><em>Ryan</em>'s piano</p>", "<p><em>Ryan</em>’s piano</p>"),
        ('<p>"<code>"x"</code>" is code</p>', '<p>“<code>"x"</code>” is code</p>'),
        (
            '<p>the end<a class="noteref" href="#note-a">1</a>" she said</p>',
            '<p>the end<a class="noteref" href="#note-a">1</a>” she said</p>',
        ),
        ('<p>"one<br/>"two"</p>', "<p>“one<br/>“two”</p>"),
        ('<ul><li>"one"</li><li>"two<ul><li>"three"</li></ul></li></ul>', None),
    ],
)
def test_quotes_look_across_emphasis_notes_and_links_but_not_across_blocks(written: str, printed: str | None) -> None:
    if printed is None:
        printed = "<ul><li>“one”</li><li>“two<ul><li>“three”</li></ul></li></ul>"

    assert typeset(written) == printed


@pytest.mark.parametrize(
    "kept",
    [
        '<pre class="code"><code>print("--...\')</code></pre>',
        "<p><code>a -- 'b'</code> <kbd>\"</kbd> <samp>...</samp></p>",
        "<p>$f'(x) -- g\"(x)$ and $$a...b$$</p>",
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>f''</mi></math></p>",
        '<p><a class="web" href="https://a.org/b--c">https://a.org/b--c</a></p>',
        "<p>https://a.org/b--c...d</p>",
    ],
)
def test_code_mathematics_and_addresses_stay_as_written(kept: str) -> None:
    assert typeset(kept) == kept


def test_prices_are_not_mathematics() -> None:
    assert typeset("<p>$5 -- it's $6</p>") == "<p>$5 – it’s $6</p>"


def test_words_of_another_language_have_that_language_s_marks() -> None:
    written = '<p>"Yes," <span lang="fr">"oui" ! "non" ?</span> "no" !</p>'

    printed = f"«{NARROW}oui{NARROW}»{NARROW}! «{NARROW}non{NARROW}»{NARROW}?"
    assert typeset(written) == f'<p>“Yes,” <span lang="fr">{printed}</span> “no” !</p>'


def test_an_author_may_set_marks_alone() -> None:
    assert typeset('<p>"a" -- b...</p>', smart=False) == '<p>"a" -- b...</p>'
