# shellcheck shell=bash
# The controller of Sealed Secrets with the contract of bitnami/sealed-secrets-controller: one program without a shell, UID 1001.
# Its module is kubeseal's as well: images/kubeseal needs this recipe for that. Kubernetes' packages have the same versions here
# and in the modules of log-agent and vault, so that they are compiled once.
needs() { echo base; }

version() { sed -n 's#^\tgithub.com/bitnami/sealed-secrets v\([0-9.]*\) .*#\1#p' images/sealed-secrets/module/go.mod; }

tag_of() { echo "touchstone/sealed-secrets-controller:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/sealed-secrets root=$2/root version
  version=$(version)
  compile "$recipe/module" github.com/bitnami/sealed-secrets/cmd/controller "$root/usr/local/bin/" "${LEAN[@]}" \
    -ldflags "-s -w -X main.VERSION=$version"
  mkdir -p "$root/etc" "$root/tmp"
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4"
}
