#!/bin/sh
# The first start makes the cluster, with the superuser and the database that POSTGRES_USER and POSTGRES_DB name.
set -eu

initialize() {
  password=${POSTGRES_PASSWORD:-}
  [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || password=$(cat "$POSTGRES_PASSWORD_FILE")
  if [ -z "$password" ]; then
    echo "error: $PGDATA is empty, and neither POSTGRES_PASSWORD nor POSTGRES_PASSWORD_FILE gives the superuser's password" >&2
    exit 1
  fi
  # initdb looks its own user up, and an arbitrary UID has no passwd entry.
  if ! getent passwd "$(id -u)" >/dev/null; then
    wrapper=$(mktemp -d)
    echo "postgres:x:$(id -u):$(id -g):PostgreSQL:$PGDATA:/bin/false" >"$wrapper/passwd"
    echo "postgres:x:$(id -g):" >"$wrapper/group"
    export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD="$wrapper/passwd" NSS_WRAPPER_GROUP="$wrapper/group"
  fi
  echo "$password" | initdb --username="$user" --pwfile=/dev/stdin
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  if [ "$database" != postgres ]; then
    echo "CREATE DATABASE \"$database\"" | postgres --single -c exit_on_error=on postgres >/dev/null
  fi
  [ -z "${wrapper:-}" ] || rm -r "$wrapper"
  unset LD_PRELOAD NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
}

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
case ${1:-} in -*) set -- postgres "$@" ;; esac
if [ "${1:-}" = postgres ]; then
  mkdir -p "$PGDATA"
  # A volume's fsGroup may have widened the modes since the last start. Not every owner can be helped: initdb says so.
  chmod 700 "$PGDATA" || true
  [ -s "$PGDATA/PG_VERSION" ] || initialize
fi
exec "$@"
