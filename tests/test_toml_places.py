"""Where the keys of a TOML file stand, whatever its writer's hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalabook.findings import BookError
from lalabook.toml_places import read_toml

EVERY_FORM = '''\
# a comment with [brackets] and = signs
top = 1 # another
"quoted key" = 'its'
dotted.inner . "deep" = true

[ table . 'of things' ]
text = "a \\" b [c] # d"
block = """
key = "no"
[no]
\\""" still """
raw = \'\'\'
key = \'\'\'
list = [ # comment ]
  "a, b", 'c',
  [1, [2]], { x = 1, y.z = [3] },
]
inline = { a = "}", b = { c = [] } }
[[works]]
key = 1
[[works.parts]]
key = 2
[[works.parts]]
key = 3
[works.facts]
key = 4
[[works]]
key = 5
[works.facts]
key = 6
[empty]
'''


def paths(value: object, *above: str) -> Iterator[tuple[str, ...]]:
    """Every key path of a document."""
    entries: list[tuple[str, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = [(str(at), each) for at, each in enumerate(value)]
    for key, each in entries:
        yield (*above, key)
        yield from paths(each, *above, key)


def test_every_key_is_found_on_its_line():
    document = read_toml(EVERY_FORM, "x.toml", "C002")
    lines = EVERY_FORM.split("\n")

    for path in paths(document.values):
        place = document.place(*path)
        word = path[-1]
        if not word.isdigit():
            assert word in lines[place.line - 1], path
    assert [document.place("works", *rest).line for rest in (["0", "key"], ["0", "parts", "1", "key"])] == [20, 24]
    assert [document.place("works", *rest).line for rest in (["0", "facts", "key"], ["1", "facts", "key"])] == [26, 30]
    assert str(document.place("table", "of things", "list", "3", "y", "z")) == "x.toml:16:22"
    assert str(document.place("table", "of things", "inline", "b", "c")) == "x.toml:18:27"


def test_a_key_that_is_not_there_has_the_place_of_its_table():
    assert str(read_toml("\n[book]\n", "x.toml", "C002").place("book", "title")) == "x.toml:2:1"


@given(st.text(alphabet="ab.=[]{}\"'#,\n1 \\", max_size=60))
def test_no_text_brings_the_reader_down(text: str):
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(BookError) as refused:
            read_toml(text, "x.toml", "C002")
        assert all(finding.place.line <= text.count("\n") + 1 for finding in refused.value.findings)
    else:
        document = read_toml(text, "x.toml", "C002")
        assert document.values == values
        assert all(document.place(*path).line for path in paths(values))
