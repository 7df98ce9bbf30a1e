#!/bin/bash
# Runs a command of Airflow in the foreground: airflow-start.sh COMMAND ARGUMENT…
set -eu
# Spark in a task takes the user's name and home from the passwd entry: an image has none for a UID that it does not know.
if ! getent passwd "$(id -u)" >/dev/null; then
  echo "airflow:x:$(id -u):$(id -g):airflow:/tmp:/usr/sbin/nologin" >/tmp/passwd
  # Python looks at USER first. A process of Airflow that gives itself a title overwrites the path that the wrapper reads.
  export USER=airflow LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=/tmp/passwd NSS_WRAPPER_GROUP=/etc/group
fi
bash /etc/airflow/wait-for-postgresql.sh "$DATABASE_HOST/5432"
if [ "$1" = api-server ]; then
  # Airflow opens its file of passwords for writing, which a Secret's is not.
  (umask 077 && printf '{"admin": "%s"}\n' "$(cat /etc/airflow/secret/admin-password)" >/tmp/airflow-passwords.json)
  exec python3 /etc/airflow/after-migration.py "$@"
fi
exec airflow "$@"
