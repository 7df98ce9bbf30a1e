#!/bin/sh
# Options and a configuration file are arguments of redis-server, with or without its name before them; every other command is
# run as it stands.
set -eu
case ${1:-} in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "${1:-}" = redis-server ]; then
  # What it saves is nobody else's.
  umask 0077
  # Upstream's is built with protected mode off, Debian's with it on. A configuration file speaks for itself; a single option may
  # be one such as --version, which knows no others beside it.
  if [ $# -ne 2 ]; then
    case ${2:---} in --*) shift && set -- redis-server --protected-mode no "$@" ;; esac
  fi
fi
exec "$@"
