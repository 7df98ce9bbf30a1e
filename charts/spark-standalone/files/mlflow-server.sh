#!/bin/bash
# Runs the tracking server once PostgreSQL accepts connections: it would give up, and a restart waits longer than this.
set -eu
secret=/etc/mlflow/postgresql
# libpq reads these itself. A URI that holds the password would end up in error messages.
PGUSER=$(<"$secret/username") PGPASSWORD=$(<"$secret/password") PGDATABASE=$(<"$secret/database")
export PGUSER PGPASSWORD PGDATABASE
echo "waiting for $PGHOST:$PGPORT" >&2
until (exec 3<>"/dev/tcp/$PGHOST/$PGPORT") 2>/dev/null; do sleep 0.2; done
exec mlflow server "$@"
