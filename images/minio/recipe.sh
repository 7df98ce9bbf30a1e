# shellcheck shell=bash
# MinIO with the contract of minio/minio, compiled from the commit of the last image that was published. Its client is
# the newest that the Go module proxy serves.
needs() { echo busybox; }

# The module's version holds the release's time: v0.0.0-20250907161309-… is 2025-09-07T16-13-09Z.
release() {
  sed -n 's#^\tgithub.com/minio/minio v0.0.0-\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)-.*#\1-\2-\3T\4-\5-\6Z#p' images/minio/server/go.mod
}

tag_of() { echo "touchstone/minio:RELEASE.$(release)"; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/minio version time commit
  version=$(release)
  time=${version#*T}
  commit=$(sed -n 's#^\tgithub.com/minio/minio .*-\([0-9a-f]*\) .*#\1#p' "$recipe/server/go.mod")
  compile "$recipe/server" tool "$2/" -ldflags "-s -w -X github.com/minio/minio/cmd.ReleaseTag=RELEASE.$version \
    -X github.com/minio/minio/cmd.Version=${version%T*}T${time//-/:} -X github.com/minio/minio/cmd.CommitID=$commit \
    -X github.com/minio/minio/cmd.ShortCommitID=$commit -X github.com/minio/minio/cmd.CopyrightYear=${version%%-*}"
  compile "$recipe/client" tool "$2/" -ldflags '-s -w'
  cp "$recipe/Dockerfile" "$recipe/docker-entrypoint.sh" "$2/"
  docker_build "$2" "$3" "$4"
}
