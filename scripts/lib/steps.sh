# shellcheck shell=bash
# Saying what is done and how long it took. Sourced.
CACHE=${TOUCHSTONE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/touchstone}
mkdir -p "$CACHE/log"

note() { printf '  %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# step WHAT COMMAND...: runs the command with its output in a log, prints how long it took, and the log's end if it failed.
step() {
  local what=$1 started=$SECONDS log
  shift
  log=$CACHE/log/$(printf %s "$what" | tr -c 'A-Za-z0-9.\n' '-').log
  printf '· %s …\n' "$what" >&2
  # In a subshell that is not part of a condition, so that set -e holds inside the command.
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  local status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" | sed 's/^/    /' >&2
    die "$what failed after $((SECONDS - started)) s (exit $status); the whole log is in $log"
  fi
  printf '✓ %s: %d s\n' "$what" $((SECONDS - started)) >&2
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# debian_file PACKAGE PATH DESTINATION: takes one file out of a Debian package without installing it.
debian_file() {
  local work
  work=$(mktemp -d)
  (cd "$work" && apt-get download -qq "$1" && dpkg-deb -x ./*.deb unpacked)
  install -D "$work/unpacked/$2" "$3"
  rm -rf "$work"
}
