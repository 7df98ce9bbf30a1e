# shellcheck shell=bash
# The reaper of Testcontainers. Tagged as upstream tags it, because Testcontainers takes another name only from the
# environment or the user's own settings; see docs/decisions/0004-ryuk.md.
needs() { :; }

tag_of() { echo testcontainers/ryuk:0.14.0; }

make_image() { # NAME CONTEXT TAG HASH
  (cd images/ryuk && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$2/ryuk" .)
  printf 'FROM scratch\nCOPY ryuk /bin/ryuk\nENTRYPOINT ["/bin/ryuk"]\n' >"$2/Dockerfile"
  docker_build "$2" "$3" "$4"
}
