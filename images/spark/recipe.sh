# shellcheck shell=bash
# Spark with the contract of apache/spark (Java 17, Python): SPARK_HOME=/opt/spark, UID 185, an entrypoint that passes its
# command through. Spark's own distribution is on no package index; PySpark's source archive holds all of its files.
needs() { echo java; }

tag_of() { echo touchstone/spark:4.1.4; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/spark
  if ! python3 -m pip --version >/dev/null 2>&1; then
    # shellcheck source=scripts/lib/debian.sh
    . scripts/lib/debian.sh
    install_packages python3-pip
  fi
  python3 -m pip download --no-deps --no-binary :all: --require-hashes --dest "$2" --requirement "$recipe/requirements.txt"
  mv "$2"/pyspark-*.tar.gz "$2/pyspark.tar.gz"
  cp "$recipe/Dockerfile" "$recipe/entrypoint.sh" "$2/"
  docker_build "$2" "$3" "$4"
}
