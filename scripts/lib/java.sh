# shellcheck shell=bash
# Running this project's own commands. Sourced.

# java_main CLASS ARGUMENT…: compiles what has changed and becomes that command, of dev.touchstone.junit.
java_main() {
  local class=$1
  shift
  # Such a run is over before the second compiler has paid for itself.
  export MAVEN_OPTS="-XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}"
  exec mvn --quiet --batch-mode --no-transfer-progress process-classes exec:java \
    "-Dexec.mainClass=dev.touchstone.junit.$class" "-Dexec.args=$*"
}
