#!/bin/sh
# Ordinal 0 is the primary, and the others follow it: start.sh PRIMARY
# The password goes into a file that only this user can read: no command line and no environment shows it.
set -eu
umask 077
password=$(cat /run/secrets/redis/password)
{
  cat /etc/redis/redis.conf
  printf 'requirepass %s\nmasterauth %s\n' "$password" "$password"
  case $(hostname) in *-0) ;; *) printf 'replicaof %s 6379\n' "$1" ;; esac
} >/tmp/redis.conf
exec redis-server /tmp/redis.conf
