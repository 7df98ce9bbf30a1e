# shellcheck shell=bash
# This project's own service: an API that takes jobs, and workers that do them. Its sources are in service/; there is no image of
# sources whose tests fail. `mvn -f images/maestro/service/pom.xml verify` looks at their form as well.
needs() { echo java; }

tag_of() { echo touchstone/maestro:0.1.0; }

make_image() { # NAME CONTEXT TAG HASH
  local recipe=images/maestro
  mvn --batch-mode --no-transfer-progress --strict-checksums --file "$recipe/service/pom.xml" \
    -Dmaestro.image "-Dmaestro.target=$2/target" package
  mkdir "$2/maestro"
  mv "$2/target/maestro.jar" "$2/target/lib" "$2/maestro/"
  rm -r "$2/target"
  cp "$recipe/Dockerfile" "$2/"
  docker_build "$2" "$3" "$4"
}
