#!/usr/bin/env bash
# checks.sh NAMESPACE: what a script can ask of a release that runs, in one exec for each container, and one page.
set -euo pipefail

inside='
red=0
no() { echo "$1"; red=1; }
[ "$(id -u)" != 0 ] || no "non-root: runs as root"
grep -q "^NoNewPrivs:.1$" /proc/1/status || no "no-new-privileges: can gain some"
grep -q "^CapEff:.0000000000000000$" /proc/1/status || no "capabilities-dropped: has some"
grep -q "^CapBnd:.0000000000000000$" /proc/1/status || no "capabilities-dropped: can get some"
grep -q "^Seccomp:.2$" /proc/1/status || no "seccomp: no filter"
grep -q "^[^ ]* / [^ ]* ro[, ]" /proc/1/mounts || no "read-only-root: / is mounted rw"
[ ! -e /var/run/secrets/kubernetes.io/serviceaccount/token ] || no "no-token: there is one"
exit $red'

red=0
while read -r pod restarts containers; do
  [ "$restarts" = 0 ] || { echo "$pod was restarted"; red=1; }
  for container in $containers; do
    said=$(kubectl --namespace "$1" exec "$pod" --container "$container" -- sh -c "$inside" </dev/null) || { echo "$pod/$container: $said"; red=1; }
  done
done < <(kubectl --namespace "$1" get pods --output jsonpath='{range .items[*]}{.metadata.name} {.status.containerStatuses[0].restartCount} {range .spec.containers[*]}{.name} {end}{range .spec.initContainers[?(@.restartPolicy=="Always")]}{.name} {end}{"\n"}{end}')
kubectl get --raw "/api/v1/namespaces/$1/services/web:http/proxy/index.html" | grep -q hello || { echo "the page does not greet"; red=1; }
exit $red
