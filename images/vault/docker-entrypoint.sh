#!/bin/sh
# Arguments are Vault's own, with or without its name before them; `server` reads every file in /vault/config. Memory is
# never locked here: that takes a capability, and a program that carries one cannot be started where all are dropped.
set -eu
# shellcheck disable=SC3045 # the shell here is busybox, which knows it
ulimit -c 0
[ -z "${VAULT_LOCAL_CONFIG:-}" ] || echo "$VAULT_LOCAL_CONFIG" >/vault/config/local.json
case ${1:-} in
  vault) ;;
  server)
    shift
    set -- vault server -config=/vault/config -dev-root-token-id="${VAULT_DEV_ROOT_TOKEN_ID:-}" \
      -dev-listen-address="${VAULT_DEV_LISTEN_ADDRESS:-0.0.0.0:8200}" "$@"
    ;;
  -*) set -- vault "$@" ;;
  *) if vault --help "${1:-}" 2>&1 | grep -q "vault ${1:-}"; then set -- vault "$@"; fi ;;
esac
exec "$@"
