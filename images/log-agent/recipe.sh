# shellcheck shell=bash
# An agent that ships the logs of pods without a file of the node: stern follows them through the API server, and Debian's
# syslog-ng takes its lines and posts them. Nobody publishes such an image. Shell and everyday tools are busybox's.
needs() { echo base busybox; }

# What Debian 12 has. The Dockerfile makes no image of another version.
version() { echo 3.38.1; }

tag_of() { echo "touchstone/log-agent:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/log-agent stern
  stern=$(sed -n 's#^\tgithub.com/stern/stern \(v[0-9.]*\) .*#\1#p' "$recipe/stern/go.mod")
  compile "$recipe/stern" tool "$2/" "${LEAN[@]}" -ldflags "-s -w -X github.com/stern/stern/cmd.version=$stern"
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4" --build-arg "VERSION=$(version)"
}
