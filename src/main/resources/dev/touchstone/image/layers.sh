# shellcheck shell=sh
# The layer store: run by a node's shell, as `sh -c SCRIPT touchstone VERB REFERENCE IMAGE CHAIN…`.
#
# A layer that containerd has unpacked never changes again. The store keeps each once, by the chain id that containerd knows
# it by, on a volume that all nodes on this engine mount; a node's snapshot of it is a link. To give a node an image whose
# layers are in the store is then a matter of links and a manifest, whatever the image weighs.
#
#   $store/layers/<chain id>/fs        the files of an unpacked layer
#   $store/images/<engine's image id>  the image's manifest and configuration, as an OCI layout without layers, and its chain
#   $store/nodes/<container>           a node's own snapshots
#
# `adopt` gives the node an image from the store, and says `present` where it has it already; `publish` puts an image that
# the node has into the store; `copy` gives the node an archive of images from standard input; `prune` takes the ids of all images that the engine has, and removes what belongs to none
# of them and is used by no node. Exit codes: 0 done, 3 the store lacks the image or one of its layers.
set -eu
store=/var/lib/touchstone
verb=$1
shift
mkdir -p "$store/layers" "$store/images"

# Nodes of several runs share the store. Where there is no flock, only what needs no lock is done.
locked=no
if [ "$verb" != copy ] && command -v flock >/dev/null; then
  exec 9>"$store/lock"
  flock 9
  locked=yes
fi

containerd() { ctr --address /run/k3s/containerd/containerd.sock --namespace k8s.io "$@"; }

# The snapshots that a mount command names: one layer is mounted by bind, several as lowerdir=top:…:base.
folders_of() {
  # shellcheck disable=SC2020 # each of the four becomes a line end
  printf '%s' "$1" | tr ',=: ' '\n\n\n\n' | sed -n 's#^\(/.*/snapshots/[0-9]*/fs\)$#\1#p'
}

# A layer is published by moving it, which is one rename: the node's snapshots lie on the same volume. Of two nodes that
# publish the same layer at the same time the one that makes the folder first does it.
publish() { # REFERENCE IMAGE CHAIN…
  reference=$1 image=$2
  shift 2
  save_manifest "$@"
  key=touchstone-publish-$$
  for last; do :; done
  mounts=$(containerd snapshots view --target /x "$key" "$last")
  # Nothing refers to a view, so containerd's garbage collector may have been here before: it is gone, as it should be.
  containerd snapshots rm "$key" 2>/dev/null || true
  folders=$(folders_of "$mounts")
  reversed=
  for folder in $folders; do reversed="$folder $reversed"; done
  for folder in $reversed; do
    chain=${1#sha256:}
    shift
    # A folder without fs is what a run left that was killed here; only under the lock can it be told from one in the making.
    if [ "$locked" = yes ] && [ ! -d "$store/layers/$chain/fs" ]; then rm -rf "$store/layers/${chain:?}"; fi
    if [ ! -L "$folder" ] && mkdir "$store/layers/$chain" 2>/dev/null; then
      mv "$folder" "$store/layers/$chain/fs"
      ln -s "$store/layers/$chain/fs" "$folder"
    fi
  done
  mv "$layout" "$store/images/$image" 2>/dev/null || rm -rf "$layout"
}

save_manifest() { # CHAIN…
  layout=$store/images/.$image.$$
  mkdir -p "$layout/blobs/sha256"
  containerd images ls "name==$reference" | {
    read -r _
    read -r _ type digest _
    containerd content get "$digest" >"$layout/blobs/sha256/${digest#sha256:}"
    config=$(tr -d ' \n\t' <"$layout/blobs/sha256/${digest#sha256:}" |
      sed 's/.*"config":{[^}]*"digest":"sha256:\([0-9a-f]*\)".*/\1/')
    containerd content get "sha256:$config" >"$layout/blobs/sha256/$config"
    size=$(wc -c <"$layout/blobs/sha256/${digest#sha256:}")
    printf '"mediaType":"%s","digest":"%s","size":%d' "$type" "$digest" "$size" >"$layout/descriptor"
  }
  printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
  printf '%s\n' "$@" >"$layout/chain"
}

# An archive on standard input. containerd stops reading where the archive ends; what pads it must be taken too, or the engine's
# client finds its connection closed while it still writes. The client cannot close its side, so a moment's silence is the end.
copy() {
  containerd images import - >/dev/null
  if command -v timeout >/dev/null; then timeout 1 cat >/dev/null || true; fi
}

adopt() { # REFERENCE IMAGE CHAIN…
  reference=$1 image=$2
  shift 2
  [ -f "$store/images/$image/descriptor" ] || exit 3
  digest=$(sed 's/.*"digest":"\([^"]*\)".*/\1/' "$store/images/$image/descriptor")
  case $(containerd images ls "name==$reference") in
    *"$digest"*)
      echo present
      return
      ;;
  esac
  known=$(containerd snapshots ls)
  parent=
  for chain; do
    case $known in
      *"$chain"*) ;;
      *) link_layer "$chain" "$parent" ;;
    esac
    parent=$chain
  done
  layout=$(mktemp -d)
  cp -r "$store/images/$image/." "$layout"
  printf '{"schemaVersion":2,"manifests":[{%s,"annotations":{"io.containerd.image.name":"%s"}}]}' \
    "$(cat "$layout/descriptor")" "$reference" >"$layout/index.json"
  rm "$layout/descriptor" "$layout/chain"
  tar -C "$layout" -c . | containerd images import --local --all-platforms - >/dev/null
  rm -rf "$layout"
}

link_layer() {
  [ -d "$store/layers/${1#sha256:}/fs" ] || exit 3
  key=touchstone-adopt-$$-${1#sha256:}
  # shellcheck disable=SC2086 # the first layer has no parent, not an empty one
  mounts=$(containerd snapshots prepare --target /x "$key" $2)
  folder=$(folders_of "$mounts" | head -n 1)
  rmdir "$folder"
  ln -s "$store/layers/${1#sha256:}/fs" "$folder"
  containerd snapshots commit "$1" "$key"
}

prune() { # IMAGE…
  [ "$locked" = yes ] || return 0
  for record in "$store"/images/*; do
    case " $* " in
      *" ${record##*/} "*) ;;
      *) rm -rf "$record" ;;
    esac
  done
  rm -rf "$store"/images/.*.[0-9]*
  used=$(cat "$store"/images/*/chain 2>/dev/null || true)
  # Other nodes make and remove snapshots meanwhile: one that is gone when it is looked at names nothing any more.
  links=$(ls -ld "$store"/nodes/*/snapshots/*/fs 2>/dev/null || true)
  for layer in "$store"/layers/*; do
    case "$used $links" in
      *"${layer##*/}"*) ;;
      *) rm -rf "$layer" ;;
    esac
  done
}

"$verb" "$@"
