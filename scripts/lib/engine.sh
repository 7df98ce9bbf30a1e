# shellcheck shell=bash
# Talking to the container engine. Sourced after steps.sh.

# A client that can build: `docker build` needs either the buildx plugin or a client old enough to have BuildKit inside.
builder() {
  local client
  for client in docker /usr/bin/docker; do
    command -v "$client" >/dev/null 2>&1 || continue
    if "$client" buildx version >/dev/null 2>&1; then echo "$client"; return; fi
    case "$("$client" version --format '{{.Client.Version}}' 2>/dev/null)" in
      19.* | 20.* | 21.* | 22.*) echo "$client"; return ;;
    esac
  done
  die "no docker client here can build: neither 'docker buildx' nor a client before 23 was found; install docker-buildx"
}

# docker_build CONTEXT TAG HASH [OPTION...]: uses the host's network, because a mirror may be reachable from it alone.
docker_build() {
  local context=$1 tag=$2 hash=$3
  shift 3
  local ca=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  [ -f "$ca" ] || ca=/dev/null
  DOCKER_BUILDKIT=1 "$(builder)" build --network host --secret "id=ca,src=$ca" \
    --label "dev.touchstone.recipe=$hash" --tag "$tag" "$@" "$context"
}

image_label() { docker image inspect --format "{{index .Config.Labels \"$2\"}}" "$1" 2>/dev/null || true; }

has_image() { docker image inspect "$1" >/dev/null 2>&1; }

# An engine that is there and cannot be used is its owner's to mend: nothing is installed over it.
require_bare_machine() {
  local said
  said=$(docker version 2>&1 >/dev/null || true)
  case $said in
    *"ermission denied"*) die "no permission on the engine's socket: add your user to the group that owns it (usually docker), and log in again" ;;
  esac
  [ -z "${DOCKER_HOST:-}" ] || die "the engine that DOCKER_HOST=$DOCKER_HOST names does not answer: $said"
  command -v apt-get >/dev/null || die "no container engine answers, and this is no Debian machine: install Docker, start it, and run this again"
}

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# missing_images "RECIPE…": those recipes whose image is neither in the engine nor can be pulled. One refused pull is
# enough to know that no registry answers here.
missing_images() {
  local recipe upstream registry=unknown
  for recipe in $1; do
    if scripts/build-images --is-built "$recipe"; then continue; fi
    upstream=$(sed -n "s#^- {upstream: '\([^']*\)', recipe: $recipe,.*#\1#p" images/catalog.yaml)
    case $upstream in touchstone/*) echo "$recipe"; continue ;; esac # nobody publishes it
    if [ -n "$upstream" ] && [ -z "$(image_label "$upstream" dev.touchstone.recipe)" ] && has_image "$upstream"; then continue; fi
    if [ -n "$upstream" ] && [ "$registry" != silent ]; then
      if timeout 300 docker pull --quiet "$upstream" >&2; then continue; fi
      registry=silent
      note "no registry answers for $upstream: what is missing is built here"
    fi
    echo "$recipe"
  done
}
