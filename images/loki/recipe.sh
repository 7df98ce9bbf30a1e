# shellcheck shell=bash
# Loki with the contract of grafana/loki: one program without a shell, its configuration in /etc/loki, UID 10001.
needs() { echo base; }

version() { sed -n 's#^\tgithub.com/grafana/loki/v3 v\([0-9.]*\) .*#\1#p' images/loki/server/go.mod; }

tag_of() { echo "touchstone/loki:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/loki root=$2/root source version
  version=$(version)
  compile "$recipe/server" tool "$root/usr/bin/loki" "${LEAN[@]}" \
    -ldflags "-s -w -X github.com/grafana/loki/v3/pkg/util/build.Version=$version"
  # Only now: a module that nobody has asked for yet has no folder.
  source=$(cd "$recipe/server" && go list -mod=readonly -m -f '{{.Dir}}' github.com/grafana/loki/v3)
  install -D -m 644 "$source/cmd/loki/loki-docker-config.yaml" "$root/etc/loki/local-config.yaml"
  mkdir -p "$root/tmp" "$2/data/rules" "$2/data/rules-temp"
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0:root:/:/sbin/nologin\nloki:x:10001:10001:loki:/:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nloki:x:10001:\n' >"$root/etc/group"
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4"
}
