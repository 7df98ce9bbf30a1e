# shellcheck shell=bash
# Feast's feature server and command line with what a store in Redis and a registry in PostgreSQL need, both of which upstream's
# feature-server brings along with every other store. As there, the user is 1001.
needs() { echo python; }

tag_of() { echo touchstone/feast:0.67.0; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/feast
  wheels "$recipe" "$2/wheels"
  cp "$recipe/Dockerfile" "$recipe/requirements.txt" "$2/"
  docker_build "$2" "$3" "$4"
}
