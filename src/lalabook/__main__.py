"""The `lalabook` command: ends at once where the last build still holds, else hands on to `cli`."""

from __future__ import annotations

import os
import sys

from lalabook.freshness import unchanged

_INTERRUPTED = 130


def main() -> int:
    """Run the command with the words after its name; the value is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal may know ASCII only
    try:
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:  # before or after the build: `cli` says what it means for the editions
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read along has had enough; Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run() -> int:
    last = unchanged(sys.argv[1:])
    if last is None:
        from lalabook.cli import run  # only where something did change

        return run(sys.argv[1:])
    faults, summary = last
    if faults:
        sys.stderr.write(faults)
    if "--quiet" not in sys.argv and "-q" not in sys.argv:
        sys.stdout.write(summary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
