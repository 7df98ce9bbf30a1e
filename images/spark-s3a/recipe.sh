# shellcheck shell=bash
# Spark that reads and writes s3a://: no image of apache/spark does. What Spark has already (netty, the HTTP client,
# slf4j) is used and not brought again.
needs() { echo spark; }

tag_of() { echo touchstone/spark-s3a:4.1.4; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/spark-s3a
  mvn --batch-mode --no-transfer-progress --strict-checksums --file "$recipe/pom.xml" dependency:copy-dependencies \
    -DexcludeGroupIds=commons-codec,commons-logging,io.netty,org.apache.httpcomponents,org.slf4j \
    "-DoutputDirectory=$2/jars"
  # Not `sha256sum --check`, because a jar that nobody expects is an error, too.
  (cd "$2/jars" && LC_ALL=C sha256sum -- *.jar) | diff "$recipe/jars.sha256" -
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4"
}
