# shellcheck shell=bash
# Vault with the contract of hashicorp/vault: paths under /vault, UID 100, GID 1000, an entrypoint that knows Vault's commands.
# Vault's own minimal variant: storage is raft or memory, and of plugins it has those that need no cloud's libraries. It has
# no web interface, which upstream's build puts in from npm.
needs() { echo base busybox; }

version() { sed -n 's#^\tgithub.com/hashicorp/vault v\([0-9.]*\) .*#\1#p' images/vault/server/go.mod; }

tag_of() { echo "touchstone/vault:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/vault
  compile "$recipe/server" tool "$2/vault" "${LEAN[@]}" -tags minimal -ldflags '-s -w'
  cp "$recipe/Dockerfile" "$recipe/docker-entrypoint.sh" "$2/"
  docker_build "$2" "$3" "$4"
}
