# shellcheck shell=bash
# The client of Sealed Secrets beside a shell, for jobs that pass on what it seals: alone it writes a file that no other user can
# read. The module is the controller's, and so is nearly all of what is compiled.
needs() { echo busybox sealed-secrets; }

version() { sed -n 's#^\tgithub.com/bitnami/sealed-secrets v\([0-9.]*\) .*#\1#p' images/sealed-secrets/module/go.mod; }

tag_of() { echo "touchstone/kubeseal:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  local version
  version=$(version)
  compile images/sealed-secrets/module github.com/bitnami/sealed-secrets/cmd/kubeseal "$2/" "${LEAN[@]}" \
    -ldflags "-s -w -X main.VERSION=$version"
  cp images/kubeseal/Dockerfile "$2/"
  docker_build "$2" "$3" "$4"
}
