#!/bin/bash
# Runs a class of Spark in the foreground: start.sh CLASS ARGUMENT…
set -eu
# Java takes the user's name and home from the passwd entry, and Hadoop refuses to log in without one: an image has none
# for a UID that it does not know.
if ! getent passwd "$(id -u)" >/dev/null; then
  echo "spark:x:$(id -u):$(id -g):spark:/tmp:/usr/sbin/nologin" >/tmp/passwd
  export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=/tmp/passwd NSS_WRAPPER_GROUP=/etc/group
fi
# A worker that finds no master tries again only after 5 to 15 seconds.
if [ -n "${WAIT_FOR:-}" ]; then
  echo "waiting for $WAIT_FOR" >&2
  until (exec 3<>"/dev/tcp/$WAIT_FOR") 2>/dev/null; do sleep 0.2; done
fi
exec /opt/spark/bin/spark-class "$@"
