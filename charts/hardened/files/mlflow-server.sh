#!/bin/bash
# Runs the tracking server once PostgreSQL answers: it would give up, and a restart waits longer than this.
set -eu
secret=/etc/mlflow/postgresql
# libpq reads these itself. A URI that holds the password would end up in error messages.
PGUSER=$(<"$secret/username") PGPASSWORD=$(<"$secret/password") PGDATABASE=$(<"$secret/database")
export PGUSER PGPASSWORD PGDATABASE
bash /etc/mlflow/wait-for-postgresql.sh "$PGHOST/$PGPORT"
# One that starts alone makes the tables itself, in half of the time.
if [ "$REPLICAS" -gt 1 ]; then python3 /etc/mlflow/migrate.py; fi
exec mlflow server "$@"
