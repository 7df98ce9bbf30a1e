#!/bin/sh
# A primary is ready when it answers; a replica is of use once it follows.
set -eu
REDISCLI_AUTH=$(cat /run/secrets/redis/password)
export REDISCLI_AUTH
redis-cli ping | grep -qx PONG
redis-cli info replication | tr -d '\r' | grep -qxE 'role:master|master_link_status:up'
