#!/bin/bash
# Runs the given command under a reaper of zombies. As in apache/airflow, bash, python and airflow are run as they stand, and
# every other word is a command of airflow.
set -eu
case "${1:-}" in
  bash | python | python3 | airflow | /*) exec /usr/bin/tini -- "$@" ;;
  *) exec /usr/bin/tini -- airflow "$@" ;;
esac
