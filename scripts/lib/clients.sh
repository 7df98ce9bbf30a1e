# shellcheck shell=bash
# Clients that people have and a bare machine has not, in a folder of the cache. Sourced after steps.sh, engine.sh and debian.sh.

# clients: the folder, with kubectl and helm in it, and a browser with its driver where there can be one.
clients() {
  kubectl_binary >/dev/null
  browser
  if command -v helm >/dev/null; then
    ln -sf "$(command -v helm)" "$CACHE/bin/helm"
  elif [ ! -x "$CACHE/bin/helm" ] || [ scripts/lib/helm/go.sum -nt "$CACHE/bin/helm" ]; then
    mkdir -p "$CACHE/bin"
    (cd scripts/lib/helm && step "helm" env CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$CACHE/bin/helm" helm.sh/helm/v3/cmd/helm)
  fi
  echo "$CACHE/bin"
}

# peers: the folder of the clients, with what Touchstone is measured against in it beside them.
peers() {
  local peer
  clients >/dev/null
  for peer in chainsaw kuttl; do
    if [ ! -e "$CACHE/bin/$peer" ] || [ "scripts/lib/peers/$peer/go.sum" -nt "$CACHE/bin/$peer" ]; then
      # Neither compiles with Go 1.26, whose testing package asks more of its callers.
      (cd "scripts/lib/peers/$peer" && step "$peer" env CGO_ENABLED=0 GOTOOLCHAIN=go1.25.8 go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$CACHE/bin/" tool)
      [ "$peer" = chainsaw ] || ln -sf kubectl-kuttl "$CACHE/bin/$peer"
    fi
  done
  echo "$CACHE/bin"
}

# kubectl_binary: the path of one; k3s is kubectl too, when it is called so.
kubectl_binary() {
  local image container
  mkdir -p "$CACHE/bin"
  if command -v kubectl >/dev/null; then ln -sf "$(command -v kubectl)" "$CACHE/bin/kubectl"; fi
  if [ ! -x "$CACHE/bin/kubectl" ]; then
    image=$(docker images --format '{{.Repository}}:{{.Tag}}' | grep -E '/k3s:' | sort | tail -n 1)
    container=$(docker create "$image" true)
    docker cp --quiet "$container:/usr/bin/k3s" "$CACHE/bin/k3s" 2>/dev/null || docker cp "$container:/bin/k3s" "$CACHE/bin/k3s" >/dev/null
    docker rm --volumes "$container" >/dev/null
    ln -sf k3s "$CACHE/bin/kubectl"
  fi
  echo "$CACHE/bin/kubectl"
}

# browser: links chromium and its driver into the folder. A bare Debian gets them; elsewhere they are used where they are there.
browser() {
  local chromium driver
  if ! command -v chromedriver >/dev/null && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
    install_packages chromium chromium-driver
  fi
  chromium=$(command -v chromium || command -v google-chrome || true)
  driver=$(command -v chromedriver || true)
  if [ -n "$chromium" ] && [ -n "$driver" ]; then
    ln -sf "$chromium" "$CACHE/bin/chromium"
    ln -sf "$driver" "$CACHE/bin/chromedriver"
  fi
}
