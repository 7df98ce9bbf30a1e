# shellcheck shell=bash
# A shell with everyday tools: the helper of the local-path provisioner, and the pods of this project's own tests.
needs() { :; }

tag_of() { echo touchstone/busybox:1.35.0; }

make_image() { # NAME CONTEXT TAG HASH
  local applet
  debian_file busybox-static bin/busybox "$2/root/bin/busybox"
  for applet in $("$2/root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$2/root/bin/$applet"
  done
  mkdir -p "$2/root/tmp" "$2/root/etc"
  chmod 1777 "$2/root/tmp"
  printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$2/root/etc/passwd"
  printf 'FROM scratch\nCOPY root/ /\nENV PATH=/bin\nCMD ["sh"]\n' >"$2/Dockerfile"
  docker_build "$2" "$3" "$4"
}
