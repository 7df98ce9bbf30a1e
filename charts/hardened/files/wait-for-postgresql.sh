#!/bin/bash
# Ends when PostgreSQL answers: wait-for-postgresql.sh HOST/PORT
# An open port says too little. Until a node knows a new Service, its address leads out of the cluster, where a proxy may accept
# what it likes, or nobody ever answers. So this asks what only PostgreSQL understands, whether it speaks TLS: S or N.
set -eu
echo "waiting for PostgreSQL at $1" >&2
# shellcheck disable=SC2016  # expanded by the inner shell
until timeout 5 bash -c 'exec 3<>"/dev/tcp/$0"; printf "\0\0\0\10\4\322\26\57" >&3; read -r -N 1 -u 3 answer; [[ $answer == [SN] ]]' \
  "$1" 2>/dev/null; do
  sleep 0.2
done
