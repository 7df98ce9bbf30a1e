# shellcheck shell=bash
# Running this project's own commands. Sourced.

# java_main <room>.<class> ARGUMENT…: compiles what has changed and becomes that command, of dev.touchstone.
# It runs without Maven, whose own start takes longer than ours, and from a jar, because a virtual machine can keep an archive of classes
# that come from jars: it then reads and verifies none of them anew. Arguments that begin with -D are properties.
java_main() {
  local class=$1 folder=target/command argument archive
  local flags=(
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.touchstone=info
    # Such a run is over before the second compiler has paid for itself, and the cluster needs its processor.
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
    # An archive that another virtual machine has made is passed over: that is nothing to tell.
    -Xlog:cds=off '-Xlog:cds+dynamic=off'
  )
  shift
  if [ -z "$(find "$folder/class-path" -newer pom.xml 2>/dev/null)" ] || [ -n "$(find src/main -newer "$folder/class-path" -print -quit)" ]; then
    compile_command "$folder" || return
  fi
  archive=$folder/$class.jsa
  # A run that ended early, for a wrong argument, has loaded few classes: the next one makes another archive, which takes it a second.
  case $class in
    junit.AcceptCommand)
      if [ -n "$(find "$archive" -size +40M 2>/dev/null)" ]; then
        flags+=("-XX:SharedArchiveFile=$archive")
      else
        flags+=("-XX:ArchiveClassesAtExit=$archive")
      fi
      ;;
  esac
  for argument in "$@"; do
    shift
    case $argument in
      -D*) flags+=("$argument") ;;
      *) set -- "$@" "$argument" ;;
    esac
  done
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${flags[@]}" -cp "$(cat "$folder/class-path")" "dev.touchstone.$class" "$@"
}

# compile_command FOLDER: the jar, and a class path that is as old as the sources that were read for it.
compile_command() {
  rm -rf "$1" target/touchstone-*.jar
  mkdir -p "$1"
  : >"$1/begun"
  mvn --quiet --batch-mode --no-transfer-progress process-classes jar:jar dependency:build-classpath "-Dmdep.outputFile=$1/dependencies" &&
    mv target/touchstone-*.jar "$1/touchstone.jar" &&
    printf '%s:%s' "$1/touchstone.jar" "$(cat "$1/dependencies")" >"$1/class-path.new" &&
    touch -r "$1/begun" "$1/class-path.new" &&
    mv "$1/class-path.new" "$1/class-path"
}
