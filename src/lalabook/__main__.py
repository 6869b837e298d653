"""The `lalabook` command: ends at once where the last build still holds, else hands on to `cli`."""

from __future__ import annotations

import sys

from lalabook.freshness import unchanged


def main() -> int:
    """Run the command with the words after its name; the value is the exit code."""
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
