"""What holds for every book: binding never changes the author's words, every link lands, and ids stay unique."""

from __future__ import annotations

from collections import Counter
from html import escape
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from lalabook import xhtml
from lalabook.manuscript import WatchList, WorkGroup
from lalabook.terms import Role
from small_galleys import bound, box, chapter, figure, film, link, made, mention, table

FILLED_IN = "99"
"""The column of links without words, so that what binding says there can be told from what the author said."""
WRITTEN_BY_BINDING = ("title-label", "box-number", "caption-label", "folio-ref")
WATCH = WatchList(
    "watch.toml",
    groups=(WorkGroup("one", "One"),),
    works=(film("babylon", "Babylon", group="one", why="So."), film("band-wagon", "The Band Wagon", group="one")),
)

text = st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufffe\uffff"), max_size=12).map(
    escape
)
emphasised = text.map(lambda said: f"<p>{said} <em>and</em>{said}</p>")


@st.composite
def block(draw, divisions):
    """A block of a chapter; what it refers to is in the book."""
    said, kind = draw(text), draw(st.sampled_from(["text", "reference", "empty", "mention", "page"]))
    chapter_ = draw(st.integers(0, divisions - 1))
    target = draw(st.sampled_from(["heading", "box", "figure", "table"]))
    href = draw(st.sampled_from([f"#{target}-{chapter_}", f"c{chapter_}.md", f"c{chapter_}.md#{target}-{chapter_}"]))
    match kind:
        case "reference":
            return f"<p>{said}{link(href, f'w{said}')} {said}</p>"
        case "empty":
            return f"<p>{said}{link(href, column=99)}{said}</p>"
        case "page":
            return f"<p>{link(href, column=99, class_='page')}{said}</p>"
        case "mention":
            return f"<p>{mention('babylon', f'm{said}')}{said} {mention('band-wagon', column=99)}</p>"
    return draw(emphasised)


@st.composite
def book_of_chapters(draw):
    divisions = draw(st.integers(1, 4))
    galleys = []
    for at in range(divisions):
        own = f'<h2 id="heading-{at}">H {draw(text)}</h2>' + box(f"box-{at}", f"B {draw(text)}")
        own += figure(f"figure-{at}", f"F {draw(text)}") + table(f"table-{at}", f"T {draw(text)}")
        matter = "".join(draw(st.lists(block(divisions), max_size=5)))
        number = draw(st.sampled_from(["", str(at + 1)]))
        galleys.append(chapter(f"c{at}", f"Title {at}", own + matter, number=number))
    front = [made(role) for role in (Role.HALF_TITLE, Role.TITLE_PAGE, Role.CONTENTS, Role.LIST_OF_BOXES)]
    return (*front, *galleys, made(Role.WATCH_NEXT))


def authored(fragment):
    """The words of each block of a division, without what binding wrote in."""
    root = xhtml.parse(fragment)
    for element in list(xhtml.elements(root)):
        if element.get("data-column") == FILLED_IN or any(xhtml.has_class(element, own) for own in WRITTEN_BY_BINDING):
            xhtml.remove(element)
    blocks = (xhtml.text_of(each) for each in xhtml.elements(root, "h1", "h2", "p", "figcaption", "caption", "td"))
    return [block for block in blocks if block]


@settings(max_examples=60, deadline=None)
@given(book_of_chapters())
def test_binding_never_changes_the_author_s_words(galleys):
    before = {each.id: authored(each.xhtml) for each in galleys if each.division.path}

    book = bound(*galleys, watch=WATCH)

    assert {each.id: authored(each.xhtml) for each in book.galleys if each.division.path} == before


@settings(max_examples=60, deadline=None)
@given(book_of_chapters())
def test_every_link_lands_and_every_id_is_unique_in_its_division(galleys):
    book = bound(*galleys, watch=WATCH)

    assert [finding for finding in book.findings if finding.is_error] == []
    places, asked = set(), set()
    for each in book.galleys:
        root = xhtml.parse(each.xhtml)
        ids = Counter(element.get("id") for element in xhtml.elements(root) if element.get("id"))
        assert set(ids.values()) <= {1}
        places |= {f"{each.id}.xhtml", *(f"{each.id}.xhtml#{id_}" for id_ in ids)}
        for element in xhtml.elements(root):
            href = element.get("href", "")
            asked.add(f"{each.id}.xhtml{href}" if href.startswith("#") else href)
            asked.update(element.get("data-folio-of", "").split(), element.get("data-folios-of", "").split())
    asked |= {numbered.href for numbered in (*book.boxes, *book.figures, *book.tables)}
    asked |= {door.href for door in book.landmarks}
    assert asked - {""} <= places


@settings(max_examples=30, deadline=None)
@given(book_of_chapters())
def test_every_link_says_something(galleys):
    book = bound(*galleys, watch=WATCH)

    links = [link for each in book.galleys for link in xhtml.parse(each.xhtml).iter("a")]
    assert [xhtml.serialise(link) for link in links if not xhtml.text_of(link)] == []


def test_a_book_of_a_hundred_and_ten_chapters_is_bound_in_a_moment():
    paragraph = f"<p>{'Some words of the book <em>and</em> more. ' * 6}{link('#part-2', 'there')}</p>"
    matter = "".join(f'<h2 id="part-{at}">Part {at}</h2>{paragraph * 6}' for at in range(6))
    galleys = (made(Role.CONTENTS), *(chapter(f"c{at}", f"Title {at}", matter, number=str(at)) for at in range(1, 111)))
    assert 11_000 < len(galleys[1].xhtml) < 15_000

    started = process_time()
    book = bound(*galleys)

    # Takes 0.1 s; the limit is so wide that only a step that looks at the whole book for every link would pass it.
    assert process_time() - started < 1.5
    assert len(book.contents) == 110
