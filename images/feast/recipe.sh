# shellcheck shell=bash
# Feast's feature server and command line with what a store in Redis and a registry in PostgreSQL need, both of which upstream's
# feature-server brings along with every other store. As there, the user is 1001.
needs() { echo base; }

tag_of() { echo touchstone/feast:0.67.0; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/feast list
  if ! python3 -m pip --version >/dev/null 2>&1; then
    # shellcheck source=scripts/lib/debian.sh
    . scripts/lib/debian.sh
    install_packages python3-pip
  fi
  for list in pip requirements; do
    # What is downloaded is for the image's Python, whichever this machine has.
    python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version 3.11 --require-hashes \
      --dest "$2/wheels" --requirement "$recipe/$list.txt"
  done
  cp "$recipe/Dockerfile" "$recipe/requirements.txt" "$2/"
  docker_build "$2" "$3" "$4"
}
