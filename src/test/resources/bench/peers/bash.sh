#!/usr/bin/env bash
# bash.sh NAMESPACE SETTING…: what people write by hand with kubectl and helm.
set -euo pipefail
here=$(dirname "$0")
kubectl create namespace "$1" >/dev/null
trap 'kubectl delete namespace "$1" --wait=false >/dev/null' EXIT
"$here/install.sh" "$@"
kubectl --namespace "$1" rollout status deployment/web --timeout="$PATIENCE" >/dev/null || {
  kubectl --namespace "$1" get events --field-selector type=Warning --output jsonpath='{range .items[*]}{.message}{"\n"}{end}' | tail -n 3
  exit 1
}
[ -n "${WITHOUT_CHECKS:-}" ] || "$here/checks.sh" "$1"
