# shellcheck shell=bash
# Debian's PostgreSQL 15 with the contract of docker-library's postgres: PGDATA, POSTGRES_*, UID 999, programs on the PATH.
# Without its folder of scripts to run at the first start.
needs() { echo base; }

tag_of() { echo touchstone/postgres:15; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/postgresql/Dockerfile images/postgresql/docker-entrypoint.sh "$2/"
  docker_build "$2" "$3" "$4"
}
