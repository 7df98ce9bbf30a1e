#!/bin/sh
# Runs beside MinIO, as soon as its container has started: minio-buckets.sh BUCKET… The kubelet begins to probe when this has
# ended, so that a pod that is Ready has its buckets.
# The alias `local` stays, for `mc` in this container.
set -eu
# Else nobody would ever read why it failed: Kubernetes keeps nothing of what a hook prints.
if [ -w /proc/1/fd/1 ]; then exec >/proc/1/fd/1 2>&1; fi
printf '{"url": "http://127.0.0.1:9000", "accessKey": "%s", "secretKey": "%s", "api": "s3v4", "path": "auto"}' \
  "$(cat "$MINIO_ROOT_USER_FILE")" "$(cat "$MINIO_ROOT_PASSWORD_FILE")" | mc --quiet alias import local >/dev/null

attempts=0
for bucket; do
  until said=$(mc --quiet mb --ignore-existing "local/$bucket" 2>&1); do
    attempts=$((attempts + 1))
    if [ "$attempts" -ge 100 ]; then
      echo "$said"
      exit 1
    fi
    sleep 0.5
  done
done
