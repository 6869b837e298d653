"""The data of works: films as they come, other lists without a change, faults at the work's own line."""

from __future__ import annotations

from functools import partial

import pytest

from lalabook.findings import Place
from lalabook.manuscript import WorkGroup
from tiny_books import TOML, faults_of, read_book

BABYLON = """\
[works.babylon]
title = "Babylon"
distributor = "Paramount"
running_time = 189
country = ["United States", "France"]
director = "Damien Chazelle"
year = 2022
why = "Because."
look_for = "The end."
"""


@pytest.fixture
def book(tmp_path):
    return partial(_with_watch, read_book, tmp_path)


@pytest.fixture
def faults(tmp_path):
    return lambda watch, toml=TOML: [
        fault.removeprefix("manuscript/watch.toml:") for fault in _with_watch(faults_of, tmp_path, watch, toml)
    ]


def _with_watch(do, root, watch, toml=TOML, **more):
    files = {"manuscript/body/a.md": "# A\n", "manuscript/back/glossary.md": "# G\n", "manuscript/watch.toml": watch}
    return do(root, files | more, toml)


def test_a_film_has_its_facts_in_the_order_they_are_shown(book):
    watch = book(BABYLON.replace("year", 'original_title = "B"\nyear')).manuscript.watch

    (work,) = watch.works
    assert (work.key, work.title, work.why, work.look_for) == ("babylon", "Babylon", "Because.", "The end.")
    assert work.place == Place("manuscript/watch.toml", 1, 1)
    assert work.facts == (
        ("original_title", "B"),
        ("year", "2022"),
        ("director", "Damien Chazelle"),
        ("country", "United States, France"),
        ("running_time", "189"),
        ("distributor", "Paramount"),
    )


def test_works_stand_by_group_and_then_as_in_the_file(book):
    works = "".join(
        BABYLON.replace("babylon", key) + (f'group = "{group}"\n' if group else "")
        for key, group in [("a", "after"), ("b", ""), ("c", "before"), ("d", "after")]
    )
    head = 'title = "See also"\nintroduction = "Four."\n[labels]\ndistributor = "By"\n'
    groups = '[groups.before]\nlabel = "Before"\nintroduction = "First."\n[groups.after]\nlabel = "After"\n'

    watch = book(head + groups + works).manuscript.watch

    assert [work.key for work in watch.works] == ["b", "c", "a", "d"]
    assert watch.groups == (WorkGroup("before", "Before", "First."), WorkGroup("after", "After"))
    assert (watch.title, watch.introduction, watch.labels) == ("See also", "Four.", (("distributor", "By"),))


def test_watch_next_opens_the_back_matter_when_there_are_works(book):
    assert book(BABYLON).drawn()[-2:] == ["ba - watch-next #watch-next", "ba - glossary #glossary"]


def test_the_author_may_place_and_open_the_list_himself(book):
    page = "---\nrole: watch-next\ntitle: Films\n---\nBefore you watch.\n"

    said = book(BABYLON, **{"manuscript/back/z-films.md": page})

    assert said.drawn()[-2:] == ["ba - glossary #glossary", "ba - watch-next #watch-next"]
    assert said.division("watch-next").text == "Before you watch.\n"


def test_the_data_may_stand_beside_book_toml_or_where_it_says(tmp_path):
    files = {"manuscript/body/a.md": "# A\n", "films.toml": BABYLON}

    assert not read_book(tmp_path, files).manuscript.watch.works
    assert read_book(tmp_path, files, TOML + '[watch]\nfile = "films.toml"\n').manuscript.watch.path == "films.toml"
    assert read_book(tmp_path, {"watch.toml": BABYLON}).manuscript.watch.path == "watch.toml"


def test_a_list_of_other_things_needs_no_film_fields(book):
    toml = TOML + '[watch]\nrequired = ["author", "why"]\nscheme = "read"\n'
    quixote = '[works.quixote]\ntitle = "Don Quixote"\nauthor = "Cervantes"\nyear = 1605\nwhy = "Windmills."\n'

    (work,) = book(quixote, toml).manuscript.watch.works

    assert work.facts == (("year", "1605"), ("author", "Cervantes"))


def test_every_fault_of_every_work_is_told_at_its_line(faults):
    watch = """\
titel = "Films"
[groups.before]
lable = "Before"
[works.umbrellas]
title = "The Umbrellas of Cherbourg"
year = "1964"
directer = "Jacques Demy"
country = "France"
running_time = 0
group = "befor"
why = ["a", "list"]
look_for = ""
[works."été"]
title = "Summer"
year = 1764
director = true
country = "France"
running_time = 90
why = "Why."
look_for = "This."
"""

    assert [fault.split(" → ") for fault in faults(watch)] == [
        ["1:1: error M026: titel: no such key", 'did you mean "title"?'],
        ["2:1: error M021: groups.before has no label", 'write label = "…"'],
        ["3:1: error M026: groups.before.lable: no such key", 'did you mean "label"?'],
        ["4:1: error M021: works.umbrellas has no director, no look_for", 'did you mean "directer"?'],
        [
            "6:1: error M022: works.umbrellas.year is no year: 1964",
            "write a number between 1880 and 2100, without quotes",
        ],
        ["9:1: error M023: works.umbrellas.running_time is no running time: 0", "write whole minutes, like 91"],
        ['10:1: error M024: there is no group "befor"', 'did you mean "before"?'],
        ["11:1: error M025: works.umbrellas.why is a list", 'it must be text between quotes, like "…"'],
        ['13:1: error M027: "été" cannot be a key', "use letters without accents, digits and hyphens"],
        ["15:1: error M022: works.été.year is no year: 1764", "write a number between 1880 and 2100, without quotes"],
        ["16:1: error M025: works.été.director cannot be printed", "it must be text, a number, or a list of these"],
    ]


def test_works_and_fields_that_stand_twice_are_all_told_with_both_lines(faults):
    watch = BABYLON + "year = 2023\n" + BABYLON.replace("babylon", "whiplash") + "[works.babylon]\n"

    said = faults(watch)

    assert [fault.split(" → ") for fault in said] == [
        ["10:1: error M020: works.babylon.year stands here a second time", "it is set at line 7 already"],
        ["20:1: error M020: works.babylon stands here a second time", "it is set at line 1 already"],
    ]


def test_data_that_is_not_toml_is_refused_at_its_line(faults):
    assert faults("[works.a]\ntitle = Babylon\n")[0].startswith("2:9: error M020: this is not TOML")


def test_a_file_without_works_is_refused(faults):
    assert "M028" in faults('title = "Watch next"\n')[0]


def test_a_watch_next_page_needs_works(tmp_path):
    page = {"manuscript/body/a.md": "# A\n", "manuscript/back/x.md": "---\nrole: watch-next\n---\n"}

    assert faults_of(tmp_path, page)[0].startswith("manuscript/back/x.md: error M029")
