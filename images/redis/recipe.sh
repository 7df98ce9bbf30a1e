# shellcheck shell=bash
# Debian's Redis with the contract of docker-library's redis: /data, UID 999, protected mode off, all programs on the PATH.
# What the loader opens is all of Debian that it has; shell and everyday tools are busybox's.
needs() { echo base busybox; }

# What Debian 12 has, less the packaging's own number. The Dockerfile makes no image of another version.
version() { echo 7.0.15; }

tag_of() { echo "touchstone/redis:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/redis/Dockerfile images/redis/docker-entrypoint.sh "$2/"
  docker_build "$2" "$3" "$4" --build-arg "VERSION=$(version)"
}
