# shellcheck shell=bash
# Kubeflow's training operator with the contract of ghcr.io/kubeflow/training-v1/training-operator: /manager, and nothing to
# start beside it.
needs() { echo base; }

tag_of() {
  sed -n 's#^\tgithub.com/kubeflow/training-operator v\([0-9.]*\) .*#touchstone/training-operator:\1#p' images/training-operator/operator/go.mod
}

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/training-operator
  compile "$recipe/operator" tool "$2/manager" "${LEAN[@]}" -ldflags '-s -w'
  mkdir -p "$2/root/etc" "$2/root/tmp"
  chmod 1777 "$2/root/tmp"
  printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/:/sbin/nologin\n' >"$2/root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$2/root/etc/group"
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4"
}
