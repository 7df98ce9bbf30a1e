#!/bin/bash
# Runs a command of Feast in the folder of the repository, once PostgreSQL answers: start.sh COMMAND ARGUMENT…
set -eu
secrets=/etc/feast/secrets
PGUSER=$(<"$secrets/postgresql/username") PGPASSWORD=$(<"$secrets/postgresql/password") PGDATABASE=$(<"$secrets/postgresql/database")
REDIS_PASSWORD=$(<"$secrets/redis/password")
export PGUSER PGPASSWORD PGDATABASE REDIS_PASSWORD
bash /etc/feast/wait-for-postgresql.sh "$PGHOST/5432"
command=(feast --chdir /etc/feast/repo "$@")
if [ "$1" = apply ]; then command=(python3 /etc/feast/apply.py "${command[@]}"); fi
exec "${command[@]}"
