#!/usr/bin/env bash
# install.sh NAMESPACE SETTING…: the chart in a namespace that enforces restricted, with values as Helm takes them.
set -euo pipefail
settings=$(printf '%s,' "${@:2}")
kubectl label --overwrite namespace "$1" pod-security.kubernetes.io/enforce=restricted >/dev/null
helm install hardened "$CHART" --namespace "$1" --set "${settings%,}" >/dev/null
