# Shared by the scripts here: one place, one Python, one virtual environment. Not run alone.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
stop() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

# The newest Python of 3.11 and up on this machine.
find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  stop "this needs Python 3.11 or newer, and none was found. Install it from python.org or your system's packages."
}

# Makes .venv and installs the given requirements file, only when something changed since the last time.
install() {
  if ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
      stop "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"
    rm -rf .venv
    say "Making a virtual environment in .venv …"
    "$python" -m venv .venv || { rm -rf .venv; stop "the virtual environment could not be made; see the lines above."; }
  fi
  wanted=$(cat requirements.txt "$1" | cksum)
  if [ "$(cat ".venv/installed-$1" 2>/dev/null || true)" != "$wanted" ]; then
    say "Installing what $1 names …"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1" ||
      stop "some packages could not be installed; check the network and run this again."
    printf '%s' "$wanted" > ".venv/installed-$1"
  fi
}
