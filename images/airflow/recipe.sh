# shellcheck shell=bash
# Airflow with the contract of apache/airflow (AIRFLOW_HOME=/opt/airflow, UID 50000 with GID 0, an entrypoint that passes its
# command through), on top of Spark, so that a task can run spark-submit. That combination is published by nobody.
needs() { echo spark-s3a; }

tag_of() { echo touchstone/airflow:3.3.2; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/airflow
  if ! python3 -m pip --version >/dev/null 2>&1; then
    # shellcheck source=scripts/lib/debian.sh
    . scripts/lib/debian.sh
    install_packages python3-pip
  fi
  # The image's Python, which need not be this machine's.
  python3 -m pip download --no-deps --only-binary :all: --python-version 3.11 --require-hashes --dest "$2/wheels" \
    --requirement "$recipe/requirements.txt" --requirement "$recipe/pip.txt"
  cp "$recipe/Dockerfile" "$recipe/entrypoint.sh" "$recipe/requirements.txt" "$2/"
  docker_build "$2" "$3" "$4"
}
