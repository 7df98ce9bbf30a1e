#!/bin/bash
# Prints the database's address with its password: Airflow asks for it, so that it stands in no variable and no file.
set -eu
cd /etc/airflow/database
printf 'postgresql+psycopg2://%s:%s@%s:5432/%s' "$(cat username)" "$(cat password)" "$DATABASE_HOST" "$(cat database)"
