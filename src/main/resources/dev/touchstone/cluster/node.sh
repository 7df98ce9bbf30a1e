# shellcheck shell=sh
# The first thing that a node's container runs, as `sh -c SCRIPT k3s ARGUMENT…`; then it becomes k3s.
#
# The node's snapshots of images lie on the volume that all nodes share, so that an unpacked layer moves into the layer
# store, and comes back out of it, without being copied.
set -eu
snapshots=/var/lib/touchstone/nodes/$(hostname)
containerd=/var/lib/rancher/k3s/agent/containerd
mkdir -p "$snapshots" "$containerd"
ln -sfn "$snapshots" "$containerd/io.containerd.snapshotter.v1.overlayfs"
# The databases of the API server and of containerd wait for the disk at every write. They are gone with this container anyway,
# so that they may lie in memory.
memory=/run/touchstone
mkdir -p "$memory/db" "$memory/containerd" /var/lib/rancher/k3s/server
ln -sfn "$memory/db" /var/lib/rancher/k3s/server/db
ln -sfn "$memory/containerd" "$containerd/io.containerd.metadata.v1.bolt"
ln -sfn "$memory/snapshots.db" "$snapshots/metadata.db"
# Whatever the pods of a release ask the API server for; not what Kubernetes' own controllers do, nor people.
mkdir -p /etc/touchstone
cat >/etc/touchstone/audit-policy.yaml <<'EOF'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - {level: None, userGroups: ['system:serviceaccounts:kube-system']}
  - {level: Metadata, userGroups: ['system:serviceaccounts']}
  - {level: None}
EOF
exec /bin/k3s "$@"
