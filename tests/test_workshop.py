"""Divisions are laid out side by side by workers, and what befalls a worker is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import lalabook
from lalabook.editions.print.frames import read_frame, write_frame
from lalabook.editions.print.gather import Press, gather
from lalabook.editions.print.model import Gathering, Job, PlainSheet, TypeCase
from lalabook.editions.print.workshop import Workshop

SERIF = Path(lalabook.__file__).parent / "theme" / "fonts" / "source-serif" / "SourceSerif4-Regular.ttf"
CSS = """
@font-face { font-family: "Serif"; src: url("fonts/serif.ttf") }
@page { size: 200pt 100pt; margin: 10pt } html { font: 10pt/14pt "Serif" }
"""
CASE = TypeCase(CSS, CSS, (("fonts/serif.ttf", SERIF.read_bytes()),))
LONG = 3000
"""Paragraphs: several seconds of work."""


def job(name: str, paragraphs: int = 3) -> Job:
    inside = "".join(f'<p data-block="{number}">Words of {name}, {number}.</p>' for number in range(1, paragraphs + 1))
    return Job(name, f'<div id="{name}.xhtml" data-block="0">{inside}</div>', "en", name)


def children_of(pid: int) -> set[int]:
    return {
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    }


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def workshop():
    with Workshop(jobs=2) as shop:
        yield shop


def test_every_division_comes_back_once_and_as_it_would_alone(workshop):
    jobs = [job(name, size) for name, size in (("a", 2), ("b", 20), ("c", 9), ("d", 1))]
    done = {made.division: made for made in workshop.lay_out(jobs, CASE)}

    assert sorted(done) == ["a", "b", "c", "d"]
    assert done["b"] == gather(jobs[1], Press(CASE))


def test_no_jobs_need_no_workers():
    with Workshop(jobs=2) as shop:
        assert list(shop.lay_out([], CASE)) == []


def test_plain_sheets_are_printed_too(workshop):
    sheet = PlainSheet("heads", '<html lang="en"><head><title>t</title></head><body><p>x</p></body></html>')
    (made,) = workshop.print_plain([sheet], CASE)

    assert (made.name, made.pdf[:5], made.remarks) == ("heads", b"%PDF-", ())


def test_another_type_case_is_used_from_the_next_job_on(workshop):
    wide = TypeCase(CSS + "@page { size: 400pt 14in }", "", CASE.files)
    (narrow_pages,) = workshop.lay_out([job("a", 30)], CASE)
    (wide_pages,) = workshop.lay_out([job("a", 30)], wide)

    assert len(wide_pages.pages) < len(narrow_pages.pages)


def test_a_division_whose_worker_dies_is_named_and_the_others_are_laid_out(workshop):
    broken = Job("broken", "<div><p>never closed</div>", "en", "broken")
    done = {made.division: made for made in workshop.lay_out([job("a"), broken, job("b"), job("c")], CASE)}

    assert [remark.code for remark in done["broken"].remarks] == ["P110"]
    assert "broken" in done["broken"].remarks[0].message
    assert all(done[name].pages and not done[name].remarks for name in "abc")


@needs_proc
def test_a_worker_that_is_killed_is_told_with_its_signal():
    others = children_of(os.getpid())
    with Workshop(jobs=1) as shop:
        shop.start()
        (worker,) = children_of(os.getpid()) - others
        threading.Timer(1.0, os.kill, (worker, signal.SIGKILL)).start()
        made = {each.division: each for each in shop.lay_out([job("long", LONG), job("short")], CASE)}

    assert made["long"].remarks[0].code == "P110"
    assert "signal 9" in made["long"].remarks[0].message
    assert made["short"].pages


def test_a_division_that_takes_too_long_is_stopped():
    with Workshop(jobs=1, seconds_per_job=1.0) as shop:
        made = {each.division: each for each in shop.lay_out([job("long", LONG)], CASE)}

    assert [remark.code for remark in made["long"].remarks] == ["P111"]


def test_whoever_wants_no_more_results_does_not_wait_for_them():
    with Workshop(jobs=2) as shop:
        results = shop.lay_out([job("long", LONG), job("short")], CASE)
        assert next(results).division == "short"
        begun = time.monotonic()
        results.close()

        assert time.monotonic() - begun < 1


SCRIPT = """
from pathlib import Path
from lalabook.editions.print.model import Job, TypeCase
from lalabook.editions.print.workshop import Workshop
print("begun", flush=True)
case = TypeCase({css!r}, "", (("fonts/serif.ttf", Path({font!r}).read_bytes()),))
job = Job("a", "<div>" + "<p>Words.</p>" * {count} + "</div>", "en", "a")
with Workshop(jobs=1) as shop:
    shop.start()
    print("started", flush=True)
    print([len(made.pages) > 0 for made in shop.lay_out([job], case)], flush=True)
"""


def script(count: int) -> list[str]:
    return [sys.executable, "-c", SCRIPT.format(css=CSS, font=str(SERIF), count=count)]


def test_a_script_without_a_main_guard_can_use_it():
    said = subprocess.run(script(3), capture_output=True, text=True, timeout=30, check=True)

    assert said.stdout.split("\n")[:3] == ["begun", "started", "[True]"]
    assert said.stderr == ""


@needs_proc
def test_an_interrupt_ends_the_workers_at_once():
    with subprocess.Popen(script(LONG * 10), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [b"begun\n", b"started\n"]
        workers = children_of(process.pid)
        time.sleep(0.8)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=5)

    assert workers
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_a_frame_that_breaks_off_is_no_value(tmp_path):
    whole = tmp_path / "whole"
    with whole.open("wb") as pipe:
        write_frame(pipe, Gathering("a", b"x" * 300, ()))
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[:-1])

    with whole.open("rb") as pipe:
        assert read_frame(pipe) == Gathering("a", b"x" * 300, ())
        assert read_frame(pipe) is None
    with cut.open("rb") as pipe:
        assert read_frame(pipe) is None
