# shellcheck shell=bash
# Debian's Python 3.11 with what an image on it needs for any UID: tini, and names for users by libnss-wrapper.
needs() { echo base; }

tag_of() { echo touchstone/python:3.11; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/python/Dockerfile "$2/"
  docker_build "$2" "$3" "$4"
}
