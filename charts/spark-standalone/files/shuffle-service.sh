#!/bin/bash
# Runs the external shuffle service. Where it writes metrics, they are cut every METRICS_KEPT_SECONDS: the sink appends for
# ever, and a full emptyDir evicts the pod. The heading and the last line stay.
set -eu
if [ -n "${METRICS_KEPT_SECONDS:-}" ]; then
  while sleep "$METRICS_KEPT_SECONDS"; do
    for file in /metrics/*.csv; do
      kept=$(sed -n '1p;$p' "$file")
      echo "$kept" >"$file"
    done
  done &
fi
exec /bin/bash /etc/spark/start.sh org.apache.spark.deploy.ExternalShuffleService
