# shellcheck shell=bash
# k3s with the contract of rancher/k3s, compiled from its Go modules: images/k3s/<Kubernetes minor>/go.mod pins them.
# Everything that k3s's own build embeds or downloads (manifests, CNI plugins, images) is put beside the binary.
needs() { echo base busybox; }

tag_of() { echo "touchstone/k3s:${1#k3s/}"; }

tags="ctrd netcgo osusergo providerless urfave_cli_no_docs sqlite_omit_load_extension apparmor seccomp no_stage"

make_image() { # NAME CONTEXT TAG HASH
  local minor=${1#k3s/} recipe=images/k3s module=images/k3s/${1#k3s/} root=$2/rootfs images=$2/images
  local source
  source=$(module_dir "$module" github.com/k3s-io/k3s)
  mkdir -p "$root"/usr/bin "$root"/opt/k3s/images "$root"/var/lib/rancher/k3s/data/cni "$images"
  compile_k3s "$module" "$root/usr/bin" # /bin is a link there
  compile_containerd "$module" "$root/usr/bin"
  compile_cni_plugins "$recipe" "$root/var/lib/rancher/k3s/data/cni"
  put_manifests "$source" "$root/var/lib/rancher/k3s/server/manifests"
  put_containerd_template "$source" "$root/var/lib/rancher/k3s/agent/etc/containerd"
  install -D -m 644 "$recipe/config.yaml" "$root/etc/rancher/k3s/config.yaml"
  save_system_images "$recipe" "$images" "$root"
  cp "$recipe/Dockerfile" "$2/Dockerfile"
  docker_build "$2" "$3" "$4" --label "dev.touchstone.kubernetes=$minor"
}

module_dir() { (cd "$1" && go mod download -json "$(go list -m -f '{{.Path}}@{{.Version}}' "$2")" | jq -r .Dir); }

# The version that k3s reports is that of the Kubernetes fork that its module pins: v1.35.0-k3s3 is v1.35.0+k3s3.
compile_k3s() { # MODULE BIN
  local version
  version=$(cd "$1" && go list -m -f '{{.Replace.Version}}' k8s.io/kubernetes)
  version=${version/-k3s/+k3s}
  (cd "$1" && CGO_ENABLED=1 go build -mod=readonly -trimpath -buildvcs=false -tags "$tags" -o "$2/k3s" -ldflags "-s -w \
    -X github.com/k3s-io/k3s/pkg/version.Version=$version \
    -X github.com/k3s-io/k3s/pkg/version.UpstreamGolang=$(go env GOVERSION) \
    -X k8s.io/component-base/version.gitVersion=$version \
    -X k8s.io/client-go/pkg/version.gitVersion=$version" github.com/k3s-io/k3s/cmd/server)
  local link
  for link in kubectl crictl containerd; do ln -s k3s "$2/$link"; done
}

# ctr could be a link to k3s too, as it is in rancher/k3s; as a program of its own it starts ten times faster, and to give a
# node an image from the layer store takes some ten calls. containerd 1.7 does not compile in k3s's module graph.
compile_containerd() { # MODULE BIN
  local module=$1 tool
  if ! grep -q cmd/containerd-shim-runc-v2 "$module/go.mod"; then module=images/k3s/parts/containerd-1.7; fi
  for tool in $(cd "$module" && go mod edit -json | jq -r '.Tool[].Path' | grep /containerd/); do
    (cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -tags "$tags" -ldflags '-s -w' -o "$2/" "$tool")
  done
}

compile_cni_plugins() { # RECIPE FOLDER
  (cd "$1/parts/cni-plugins" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$2/" tool)
  (cd "$1/flannel" && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$2/flannel" .)
}

# k3s's own manifests, with what its build fills in. CoreDNS has no upstream here, and must not ask itself.
put_manifests() { # SOURCE FOLDER
  local name
  mkdir -p "$2"
  for name in ccm coredns local-storage rolebindings runtimes; do
    sed -e 's/%{CLUSTER_DOMAIN}%/cluster.local/' -e 's/%{CLUSTER_DNS}%/10.43.0.10/' \
      -e 's/%{CLUSTER_DNS_LIST}%/[10.43.0.10]/' -e 's/%{CLUSTER_DNS_IPFAMILYPOLICY}%/SingleStack/' \
      -e 's#%{DEFAULT_LOCAL_STORAGE_PATH}%#/var/lib/rancher/k3s/storage#' \
      -e 's#"%{SYSTEM_DEFAULT_REGISTRY}%rancher/mirrored-coredns-coredns:.*"#touchstone/coredns:local#' \
      -e 's#"%{SYSTEM_DEFAULT_REGISTRY}%rancher/local-path-provisioner:.*"#touchstone/local-path-provisioner:local#' \
      -e 's#"%{SYSTEM_DEFAULT_REGISTRY}%rancher/mirrored-library-busybox:.*"#touchstone/busybox:1.35.0#' \
      -e '/^ *forward \. /d' -e '/^ *loop$/d' "$1/manifests/$name.yaml" >"$2/$name.yaml"
  done
  if grep -rn '%{' "$2"; then echo "a manifest has a placeholder that this recipe does not fill in"; return 1; fi
}

# k3s's own template, with one line more: where the machine holds no CAP_SYS_RESOURCE, a sandbox could not lower its OOM
# score, and none would start.
put_containerd_template() { # SOURCE FOLDER
  mkdir -p "$2"
  local templates=$1/pkg/agent/templates
  if grep -q 'ContainerdConfigTemplateV3 = `' "$templates/templates.go"; then
    sed -n '/^const ContainerdConfigTemplateV3 = `/,/^`/p' "$templates/templates.go" | sed '1d;$d' |
      sed "/^\[plugins.'io.containerd.cri.v1.runtime'\]/a\\  restrict_oom_score_adj = true" >"$2/config-v3.toml.tmpl"
  else
    sed -n '/^const ContainerdConfigTemplate = `/,/^`/p' "$templates/templates_linux.go" | sed '1d;$d' |
      sed '/^\[plugins."io.containerd.grpc.v1.cri"\]/a\  restrict_oom_score_adj = true' >"$2/config.toml.tmpl"
  fi
  # In k3s's template the same key stands behind a condition that does not hold here (user namespaces); twice is an error.
  sed -i '/IsRunningInUserNS/,/end *}}/{/restrict_oom_score_adj/d}' "$2"/*.tmpl
  grep -q restrict_oom_score_adj "$2"/*.tmpl
}

# The images that the node itself needs. k3s imports what lies in agent/images; links keep Docker from copying them into
# the anonymous volume of each container.
save_system_images() { # RECIPE WORK ROOT
  local part
  mkdir -p "$2/pause"
  debian_file catatonit usr/bin/catatonit "$2/pause/pause"
  printf 'FROM scratch\nCOPY pause /pause\nUSER 65535:65535\nENTRYPOINT ["/pause", "-P"]\n' >"$2/pause/Dockerfile"
  DOCKER_BUILDKIT=1 "$(builder)" build -q --tag touchstone/pause:local "$2/pause"
  for part in coredns local-path-provisioner; do
    mkdir -p "$2/$part"
    (cd "$1/parts/$part" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$2/$part/$part" tool)
    printf 'FROM scratch\nCOPY %s /bin/%s\nENV PATH=/bin\nENTRYPOINT ["/bin/%s"]\n' "$part" "$part" "$part" >"$2/$part/Dockerfile"
    DOCKER_BUILDKIT=1 "$(builder)" build -q --tag "touchstone/$part:local" "$2/$part"
  done
  local names="touchstone/pause:local touchstone/coredns:local touchstone/local-path-provisioner:local"
  # shellcheck disable=SC2086 # a list of names
  docker save -o "$3/opt/k3s/images/system.tar" $names touchstone/busybox:1.35.0
  # shellcheck disable=SC2086
  docker image rm $names
  mkdir -p "$3/var/lib/rancher/k3s/agent/images"
  ln -s /opt/k3s/images/system.tar "$3/var/lib/rancher/k3s/agent/images/system.tar"
}
