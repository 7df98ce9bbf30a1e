# shellcheck shell=bash
# A minimal Debian of the same release as this machine, so that what is compiled here also runs there.
needs() { :; }

tag_of() { echo touchstone/base:latest; }

make_image() { # NAME CONTEXT TAG HASH
  local root=$2/root mirror suite
  # shellcheck source=/dev/null
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $suite" | sort -u | head -n 1)
  as_root debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror"
  as_root cp -a /etc/apt/sources.list.d/. "$root/etc/apt/sources.list.d/"
  if [ -f /etc/apt/sources.list ]; then as_root cp -a /etc/apt/sources.list "$root/etc/apt/"; else as_root rm -f "$root/etc/apt/sources.list"; fi
  as_root rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  as_root tar -C "$root" -c . | docker import --change "LABEL dev.touchstone.recipe=$4" - "$3" 
  as_root rm -rf "$root"
}
