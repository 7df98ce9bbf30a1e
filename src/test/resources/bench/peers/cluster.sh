#!/usr/bin/env bash
# A bare cluster as people start one by hand: cluster.sh up ID IMAGE BUSYBOX NAME… writes $KUBECONFIG, cluster.sh down ID removes it.
# BUSYBOX is what the engine has of busybox:1.35.0, under whatever name.
set -euo pipefail
id=touchstone-bench-$2

up() { # IMAGE BUSYBOX NAME…
  docker run --detach --name "$id" --privileged --cgroupns private --tmpfs /run --tmpfs /var/run --publish 127.0.0.1::6443 \
    "$1" server --disable=traefik,metrics-server,servicelb --disable-helm-controller --flannel-backend=host-gw \
    --kubelet-arg=fail-cgroupv1=false --kubelet-arg=max-pods=250 \
    --kubelet-arg='eviction-hard=memory.available<100Mi,nodefs.available<1%,imagefs.available<1%' >/dev/null
  shift
  until docker exec "$id" cat /etc/rancher/k3s/k3s.yaml >"$KUBECONFIG" 2>/dev/null; do sleep 0.2; done
  sed -i "s/127.0.0.1:6443/$(docker port "$id" 6443/tcp)/" "$KUBECONFIG"
  until kubectl --namespace kube-system get deployment coredns >/dev/null 2>&1; do sleep 0.2; done
  kubectl wait --for=condition=Ready node --all --timeout=60s >/dev/null
  docker save "$@" | docker exec --interactive "$id" ctr --namespace k8s.io images import - >/dev/null
  case $1 in
    */*) docker exec "$id" ctr --namespace k8s.io images tag --force "docker.io/$1" docker.io/library/busybox:1.35.0 >/dev/null ;;
  esac
  kubectl --namespace kube-system rollout status deployment/coredns --timeout=60s >/dev/null
}

case $1 in
  up) up "${@:3}" ;;
  down) docker rm --force --volumes "$id" >/dev/null ;;
esac
