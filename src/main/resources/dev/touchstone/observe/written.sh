# shellcheck shell=sh
# What containers of a namespace have written, on the node that runs them: written.sh NAMESPACE. In their layers of the runtime's snapshots,
# so that nothing is needed in any image, and that those which have ended are seen as well. Prints lines of fields between tabs:
#   container POD NAME
#   made FOLDER          which its image has not
#   wrote FILE ENTRIES   with how many of the image in the same folder
#   mount FOLDER used|empty
set -eu
tab=$(printf '\t')
line='{{.info.pid}}{{"\t"}}{{.info.snapshotter}}{{"\t"}}{{.info.snapshotKey}}{{"\t"}}'
line=$line'{{index .status.labels "io.kubernetes.pod.name"}}{{"\t"}}{{index .status.labels "io.kubernetes.container.name"}}'
mounts='{{range .status.mounts}}{{.containerPath}}{{"\t"}}{{.readonly}}{{"\n"}}{{end}}'

# A relative one is meant from where all snapshots are: see containerd, which so keeps long lists short enough for mount(2).
lowers() {
  printf '%s\n' "$1" | sed 's/.*lowerdir=\([^,]*\).*/\1/' | tr : '\n' | sed "s#^\([^/]\)#${2%/*/*}/\1#"
}

in_image() { # FOLDER
  printf '%s\n' "$lower" | while read -r layer; do
    if [ -d "$layer$1" ]; then
      echo yes
      break
    fi
  done
}

entries() { # FOLDER
  printf '%s\n' "$lower" | while read -r layer; do
    ls -A "$layer$1" 2>/dev/null || true
  done | sort -u | grep -c . || true
}

is_platforms() { # PATH: made by the runtime, for itself or for a mount
  printf '%s\n' "$points" | grep -qxF -e "$1" && return
  printf '%s\n' "$points" | grep -qF -e "$1/" && [ -d "$upper$1" ]
}

for id in $(crictl ps -a -q --label "io.kubernetes.pod.namespace=$1"); do
  # One that has gone meanwhile was replaced.
  status=$(crictl inspect -o go-template --template "$line" "$id" 2>/dev/null) || continue
  volumes=$(crictl inspect -o go-template --template "$mounts" "$id" 2>/dev/null) || continue
  IFS=$tab read -r pid snapshotter key pod name <<EOF
$status
EOF
  options=$(ctr -n k8s.io snapshots --snapshotter "$snapshotter" mounts /none "$key" 2>/dev/null) || continue
  points=$(printf '%s\n/proc\n/sys\n/dev\n/etc/hosts\n/etc/hostname\n/etc/resolv.conf\n' "$volumes" | cut -f1)
  upper=$(printf '%s\n' "$options" | sed -n 's/.*upperdir=\([^,]*\).*/\1/p')
  printf 'container\t%s\t%s\n' "$pod" "$name"
  if [ -n "$upper" ]; then
    lower=$(lowers "$options" "$upper")
    find "$upper" -mindepth 1 | sort | while IFS= read -r path; do
      inside=${path#"$upper"}
      if is_platforms "$inside"; then
        continue
      elif [ -d "$path" ] && [ ! -L "$path" ]; then
        [ -n "$(in_image "$inside")" ] || printf 'made\t%s\n' "$inside"
      elif [ ! -c "$path" ]; then # such is a file of the image that was removed
        printf 'wrote\t%s\t%s\n' "$inside" "$(entries "${inside%/*}")"
      fi
    done
  fi
  printf '%s\n' "$volumes" | while IFS=$tab read -r point readonly; do
    root=/proc/$pid/root$point
    if [ "$readonly" = false ] && [ "$pid" != 0 ] && [ -d "$root" ]; then
      if [ -n "$(find "$root" -mindepth 1 ! -type d 2>/dev/null | head -n 1)" ]; then
        printf 'mount\t%s\tused\n' "$point"
      else
        printf 'mount\t%s\tempty\n' "$point"
      fi
    fi
  done
done
