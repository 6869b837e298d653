"""Jobs → gatherings: hands divisions out to worker processes, the longest first, and takes back what is done."""

from __future__ import annotations

import os
import queue
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import TypeVar, cast

from lalabook.editions.print.bench import Bench
from lalabook.editions.print.model import Gathering, Job, PlainPrint, PlainSheet, Remark, TypeCase

SECONDS_PER_JOB = 600.0

Work = TypeVar("Work", Job, PlainSheet)
Made = TypeVar("Made", Gathering, PlainPrint)


class Workshop:
    """A number of workers that live until the workshop is closed.

    They are processes spoken to through pipes: `multiprocessing` would run the script again that called us.
    """

    def __init__(self, jobs: int | None = None, seconds_per_job: float = SECONDS_PER_JOB) -> None:
        self._places = jobs or _cores()
        self._seconds = seconds_per_job
        self._benches: list[Bench] = []
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, workers: int | None = None) -> None:
        """Let workers wake up, half a second each, while there is other work to do. `lay_out` does it too."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="lalabook-", ignore_cleanup_errors=True)
        while len(self._benches) < min(self._places, self._places if workers is None else workers):
            self._benches.append(Bench(Path(self._scratch.name), len(self._benches), self._seconds))
        for bench in self._benches:
            bench.start()

    def close(self) -> None:
        """End all workers at once."""
        for bench in self._benches:
            bench.kill()
        for bench in self._benches:
            bench.tidy()
        self._benches = []
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def lay_out(self, jobs: Sequence[Job], case: TypeCase) -> Iterator[Gathering]:
        """Each division's gathering, as soon as it is done. A division whose worker died has a remark and no pages."""
        longest_first = sorted(jobs, key=lambda job: -len(job.xhtml))
        return self._make(longest_first, case, lambda job, remark: Gathering(job.division, b"", (), remarks=(remark,)))

    def print_plain(self, sheets: Sequence[PlainSheet], case: TypeCase) -> Iterator[PlainPrint]:
        """Each plain sheet printed, as soon as it is done."""
        return self._make(sheets, case, lambda sheet, remark: PlainPrint(sheet.name, b"", (remark,)))

    def _make(self, works: Sequence[Work], case: TypeCase, failed: Callable[[Work, Remark], Made]) -> Iterator[Made]:
        if not works:
            return
        self.start(len(works))
        idle: queue.SimpleQueue[Bench] = queue.SimpleQueue()
        for bench in self._benches:
            idle.put(bench)

        def make(work: Work) -> Made:
            bench = idle.get()
            try:
                answer = bench.make(work, case)
            finally:
                idle.put(bench)
            return failed(work, answer) if isinstance(answer, Remark) else cast(Made, answer)

        is_whole = False
        hands = ThreadPoolExecutor(len(self._benches), thread_name_prefix="bench")
        try:
            for task in as_completed([hands.submit(make, work) for work in works]):
                yield task.result()
            is_whole = True
        finally:
            if not is_whole:  # interrupted, or nobody wants the rest: workers end in the midst of it
                for bench in self._benches:
                    bench.kill()
            hands.shutdown(wait=True, cancel_futures=True)
            if not is_whole:
                self.close()


def _cores() -> int:
    """The cores we may use, which on a shared machine may be fewer than it has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
