"""A job → its result, from one worker process that is started again when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from lalabook.editions.print.frames import Message, read_frame, write_frame
from lalabook.editions.print.model import Gathering, Job, PlainPrint, PlainSheet, Remark, TypeCase

_SHOWN = 200


class Bench:
    """The place of one worker: a process of its own, spoken to through pipes, with the type case it was given last."""

    def __init__(self, scratch: Path, number: int, seconds_per_job: float) -> None:
        self._scratch = scratch
        self._complaints = scratch / f"worker-{number}.txt"
        self._seconds = seconds_per_job
        self._process: subprocess.Popen[bytes] | None = None
        self._case: TypeCase | None = None
        self._is_closed = False
        self._starting = threading.Lock()

    def start(self) -> None:
        """Let the worker wake up. Raises `OSError` where the machine has no room for a process."""
        with self._starting:
            if self._process is not None or self._is_closed:
                return
            self._case = None
            with self._complaints.open("wb") as complaints:
                self._process = subprocess.Popen(
                    # -P: no module from the folder we happen to be in
                    [sys.executable, "-P", "-m", "lalabook.editions.print.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                    env={**os.environ, "TMPDIR": str(self._scratch), "PYTHONUTF8": "1"},
                )

    def make(self, work: Job | PlainSheet, case: TypeCase) -> Gathering | PlainPrint | Remark:
        """The worker's answer, or why there is none."""
        if self._process is not None and self._process.poll() is not None:
            self.tidy()  # it died with nothing to do: no fault of this division
        self.start()
        process = self._process
        if process is None:
            return Remark("P110", "the work was stopped")
        limit = _Limit(process, self._seconds)
        try:
            answer = self._ask(process, work, case)
        finally:
            limit.lift()
        if isinstance(answer, Gathering | PlainPrint):
            return answer
        code = process.wait()
        name = work.division if isinstance(work, Job) else work.name
        remark = self._too_late(name) if limit.is_over else self._death(name, code)
        self.tidy()
        return remark

    def kill(self) -> None:
        """End the worker, whatever it is doing, for good. Whoever waits for its answer gets none."""
        with self._starting:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def tidy(self) -> None:
        """Close what a dead worker left open; only when nobody waits for it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:  # half a frame that nobody will take
                continue

    def _ask(self, process: subprocess.Popen[bytes], work: Job | PlainSheet, case: TypeCase) -> Message | None:
        assert process.stdin is not None and process.stdout is not None
        try:
            if self._case != case:
                write_frame(process.stdin, case)
                self._case = case
            write_frame(process.stdin, work)
        except BrokenPipeError:
            return None
        return read_frame(process.stdout)

    def _too_late(self, name: str) -> Remark:
        return Remark(
            "P111",
            f"the worker that laid out {name} was stopped after {self._seconds:g} seconds",
            "divide it, or look for a very long table or listing in it",
        )

    def _death(self, name: str, code: int) -> Remark:
        """Why a worker died, as far as it told."""
        if code < 0:
            how = f"signal {-code}"
            hint = "if memory ran out, build with fewer workers (--jobs 1)"
        else:
            how = self._last_words() or f"exit code {code}"
            hint = "this is a fault of lalabook or its layout engine: please report it"
        return Remark("P110", f"the worker that laid out {name} died ({how})", hint)

    def _last_words(self) -> str:
        lines = self._complaints.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1][:_SHOWN] if lines else ""


class _Limit:
    """Kills a process that takes too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.is_over = False
        self._process = process
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.is_over = True
        self._process.kill()

    def lift(self) -> None:
        self._timer.cancel()
