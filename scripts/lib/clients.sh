# shellcheck shell=bash
# Clients that people have and a bare machine has not. Sourced after steps.sh and engine.sh.

# kubectl_binary: the path of one; k3s is kubectl too, when it is called so.
kubectl_binary() {
  local image container
  if command -v kubectl; then return; fi
  if [ ! -x "$CACHE/bin/kubectl" ]; then
    image=$(docker images --format '{{.Repository}}:{{.Tag}}' | grep -E '/k3s:' | sort | tail -n 1)
    container=$(docker create "$image" true)
    mkdir -p "$CACHE/bin"
    docker cp --quiet "$container:/usr/bin/k3s" "$CACHE/bin/k3s" 2>/dev/null || docker cp "$container:/bin/k3s" "$CACHE/bin/k3s" >/dev/null
    docker rm --volumes "$container" >/dev/null
    ln -sf k3s "$CACHE/bin/kubectl"
  fi
  echo "$CACHE/bin/kubectl"
}
