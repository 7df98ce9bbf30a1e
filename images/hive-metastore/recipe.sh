# shellcheck shell=bash
# The Hive Metastore alone, with the contract of apache/hive's metastore: /opt/hive, UID 1000, /entrypoint.sh with SERVICE_NAME,
# DB_DRIVER, IS_RESUME and SERVICE_OPTS. 3.1 is the newest line that Spark's own client can talk to: 4.0 has no get_table.
needs() { echo spark-s3a; }

tag_of() { echo touchstone/hive-metastore:3.1.3; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/hive-metastore
  mvn --batch-mode --no-transfer-progress --strict-checksums --file "$recipe/pom.xml" dependency:copy-dependencies \
    "-DoutputDirectory=$2/downloads"
  (cd "$2/downloads" && LC_ALL=C sha256sum -- *) | diff "$recipe/downloads.sha256" -
  cp "$recipe/Dockerfile" "$recipe/entrypoint.sh" "$recipe/java-options" "$recipe/metastore-log4j2.properties" images/spark-s3a/jars.sha256 "$2/"
  docker_build "$2" "$3" "$4"
}
