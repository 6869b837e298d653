#!/bin/sh
# Makes or renews the virtual environment VENV from the lock file LOCK and puts lalabook into it.
#   environment.sh VENV LOCK
set -eu
venv=$1
lock=$2
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  say "lalabook needs Python 3.11 or newer as $python; name another with: make PYTHON=python3.12"
  exit 1
}

# WeasyPrint loads Pango as a system library; without it nothing can be laid out, so say so before anything is installed.
"$python" - <<'PY' || exit 1
import ctypes.util, sys
if not any(ctypes.util.find_library(name) for name in ("pango-1.0", "pango-1.0-0", "pangocairo-1.0")) or not ctypes.util.find_library("pangoft2-1.0"):
    sys.exit("lalabook needs the system library Pango. Install it with one of\n"
             "  sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0   (Debian, Ubuntu)\n"
             "  sudo dnf install pango                                                  (Fedora)\n"
             "  brew install pango                                                      (macOS)\n"
             "and run make again.")
PY

if [ ! -x "$venv/bin/python" ]; then
  say "making the environment in $venv"
  "$python" -m venv "$venv" 2>/dev/null || {
    rm -rf "$venv"
    say "this Python cannot make environments; on Debian and Ubuntu: sudo apt install python3-venv"
    exit 1
  }
fi
say "installing what $lock names"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
