# shellcheck shell=bash
# MLflow's tracking server and client, with what upstream's image lacks: the drivers of PostgreSQL and of S3.
needs() { echo python; }

tag_of() { echo touchstone/mlflow:3.17.2; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/mlflow
  wheels "$recipe" "$2/wheels"
  cp "$recipe/Dockerfile" "$recipe/requirements.txt" "$2/"
  docker_build "$2" "$3" "$4"
}
