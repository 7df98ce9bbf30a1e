#!/bin/bash
# Waits for the database, hands its credentials to metastore-site.xml by the environment, and starts the metastore.
set -eu
echo "waiting for $WAIT_FOR" >&2
until (exec 3<>"/dev/tcp/$WAIT_FOR") 2>/dev/null; do sleep 0.2; done
METASTORE_DATABASE=$(cat /etc/postgresql/database)
METASTORE_USERNAME=$(cat /etc/postgresql/username)
METASTORE_PASSWORD=$(cat /etc/postgresql/password)
export METASTORE_DATABASE METASTORE_USERNAME METASTORE_PASSWORD
exec /entrypoint.sh
