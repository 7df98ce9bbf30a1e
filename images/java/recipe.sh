# shellcheck shell=bash
# What Spark and the Hive Metastore have in common: Java 17, Python, a reaper of zombies, and a passwd entry for any UID.
needs() { echo base; }

tag_of() { echo touchstone/java:17; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/java/Dockerfile "$2/"
  docker_build "$2" "$3" "$4"
}
