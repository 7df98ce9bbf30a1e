#!/bin/sh
# A configuration file is served, the registry's own words are its commands, and every other command is run as it stands.
set -eu
case ${1:-} in
  *.yaml | *.yml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
