# shellcheck shell=bash
# Debian's docker-registry (CNCF Distribution) with the contract of docker-library's registry: registry on the PATH, configured by
# /etc/docker/registry/config.yml, blobs in /var/lib/registry, port 5000. Shell and everyday tools are busybox's.
needs() { echo base busybox; }

# What Debian 12 has, less the packaging's own suffix. The Dockerfile makes no image of another version.
version() { echo 2.8.2; }

tag_of() { echo "touchstone/registry:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/registry/Dockerfile images/registry/config.yml images/registry/entrypoint.sh "$2/"
  docker_build "$2" "$3" "$4" --build-arg "VERSION=$(version)"
}
