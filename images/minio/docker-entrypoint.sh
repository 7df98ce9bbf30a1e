#!/bin/sh
# Arguments are MinIO's own, with or without its name before them.
set -eu
[ "${1:-}" = minio ] || set -- minio "$@"
exec "$@"
