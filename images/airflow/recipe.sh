# shellcheck shell=bash
# Airflow with the contract of apache/airflow (AIRFLOW_HOME=/opt/airflow, UID 50000 with GID 0, an entrypoint that passes its
# command through), on top of Spark, so that a task can run spark-submit. That combination is published by nobody.
needs() { echo spark-s3a; }

tag_of() { echo touchstone/airflow:3.3.2; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/airflow
  wheels "$recipe" "$2/wheels"
  cp "$recipe/Dockerfile" "$recipe/entrypoint.sh" "$recipe/requirements.txt" "$2/"
  docker_build "$2" "$3" "$4"
}
