"""The life of a worker process: a type case comes in, then jobs, and gatherings go out, until the pipe is closed."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from lalabook.editions.print.frames import read_frame, write_frame
from lalabook.editions.print.model import Job, PlainSheet, TypeCase

_RECURSION_LIMIT = 20_000
"""Layout goes down into boxes within boxes; Python's own limit is reached by lists ten deep."""


def main() -> None:
    """Work for the process at the other end of standard input and output."""
    # The one who started us decides when to stop: an interrupt on the terminal reaches every process there.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setrecursionlimit(_RECURSION_LIMIT)
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a C library prints must not get between the frames
    _with_room(lambda: work(inbox, outbox))


def work(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Answer every job with its result, in order."""
    from lalabook.editions.print import gather  # the first half second of a worker; nobody waits for it at the pipe

    gc.collect()
    gc.freeze()
    gc.disable()  # walking the boxes of a division for garbage takes a tenth to a quarter of its layout
    press: gather.Press | None = None
    while (message := read_frame(inbox)) is not None:
        if isinstance(message, TypeCase):
            press = gather.Press(message)
            continue
        assert press is not None, "a type case comes before the first job"
        if isinstance(message, Job):
            write_frame(outbox, gather.gather(message, press))
        elif isinstance(message, PlainSheet):
            write_frame(outbox, gather.print_plain(message, press))
        del message
        gather.clear_away()


def _with_room(work: Callable[[], None]) -> None:
    """Call a function whose callees find their frames in one piece of memory.

    CPython takes and gives back 16 KB whenever calls go past the end of such a piece; layout is all calls, and where it
    happens to turn back and forth over such an end it takes a tenth longer. A frame of this size makes it a megabyte.
    """
    work()


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=1 << 16)


if __name__ == "__main__":
    main()
