#!/bin/bash
# Waits for the database, hands its credentials to metastore-site.xml by the environment, and starts the metastore.
set -eu
bash /etc/hive/wait-for-postgresql.sh "$WAIT_FOR"
METASTORE_DATABASE=$(cat /etc/postgresql/database)
METASTORE_USERNAME=$(cat /etc/postgresql/username)
METASTORE_PASSWORD=$(cat /etc/postgresql/password)
export METASTORE_DATABASE METASTORE_USERNAME METASTORE_PASSWORD
exec /entrypoint.sh
