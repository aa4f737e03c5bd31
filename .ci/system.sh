#!/usr/bin/env bash
# Brings what pip cannot: a Python of at least 3.11 that makes virtual environments, and the shared libraries that
# WeasyPrint draws PDF with. Installs them by apt on Debian and Ubuntu (as root, or by sudo); elsewhere names what is missing.
#
# usage: .ci/system.sh python      prints the path of a fitting Python
#        .ci/system.sh libraries   makes sure that Pango and HarfBuzz are there
set -euo pipefail

LIBRARIES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

say() { printf 'briefing: %s\n' "$*" >&2; }

apt() {
  command -v apt-get >/dev/null || return 1
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "apt-get needs root or sudo to install: $*"; return 1; }
    root=(sudo)
  fi
  say "installing $* with apt-get"
  # A machine that has just started often updates itself first: wait for its lock, at most five minutes.
  local get=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  "${get[@]}" install -y --no-install-recommends "$@" >&2 </dev/null && return
  say "trying again with fresh package lists"
  "${get[@]}" update >&2 </dev/null
  "${get[@]}" install -y --no-install-recommends "$@" >&2 </dev/null
}

# Prints the first Python that is new enough and able to make an environment with pip in it.
fitting_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    command -v "$name" >/dev/null || continue
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

python() {
  fitting_python && return
  if [ -z "${PYTHON:-}" ]; then
    apt python3 python3-venv && fitting_python && return
    apt python3.11 python3.11-venv && fitting_python && return # Ubuntu 22.04, whose python3 is 3.10
  fi
  say "no Python of at least 3.11 with the venv module was found${PYTHON:+ at PYTHON=$PYTHON}."
  say "  Debian, Ubuntu: apt-get install python3 python3-venv"
  say "  Fedora:         dnf install python3"
  say "  macOS:          brew install python@3.13"
  say "then run make again, with PYTHON=/path/to/python3 if it is not found by itself."
  return 1
}

# Asks the loader itself, so that a library counts wherever it was installed from.
libraries_missing() {
  "$1" - <<'PY'
import ctypes
import ctypes.util
import sys

WANTED = {
    "Pango": ("pango-1.0", ["libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"]),
    "Pango FT2": ("pangoft2-1.0", ["libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"]),
    "HarfBuzz subset": ("harfbuzz-subset", ["libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0"]),
}


def loads(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


missing = [
    title
    for title, (stem, names) in WANTED.items()
    if not any(map(loads, names)) and not loads(ctypes.util.find_library(stem) or "no such library")
]
print(", ".join(missing))
PY
}

libraries() {
  local python missing
  python=$(fitting_python)
  missing=$(libraries_missing "$python")
  [ -n "$missing" ] || return 0
  apt "${LIBRARIES[@]}" && missing=$(libraries_missing "$python") && [ -z "$missing" ] && return
  say "shared libraries that draw the PDF are missing: $missing."
  say "  Debian, Ubuntu: apt-get install ${LIBRARIES[*]}"
  say "  Fedora:         dnf install pango harfbuzz"
  say "  Arch:           pacman -S pango harfbuzz"
  say "  Alpine:         apk add pango harfbuzz-subset"
  say "  macOS:          brew install pango harfbuzz"
  return 1
}

case "${1:-}" in
python) python ;;
libraries) libraries ;;
*)
  say "usage: .ci/system.sh python | libraries"
  exit 2
  ;;
esac
