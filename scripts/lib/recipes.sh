# shellcheck shell=bash
# What recipes of images have in common. Sourced by scripts/build-images, after steps.sh.

# compile MODULE PACKAGE OUTPUT [GO OPTION…]: PACKAGE is `tool` where the module names only one. OUTPUT is a file, or a folder
# with a slash at its end.
compile() {
  local module=$1 package=$2 output=$3
  shift 3
  (cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false "$@" -o "$output" "$package")
}

# Options for a large program: without inlining outside of the standard library a fifth less is compiled, and the program is smaller.
# shellcheck disable=SC2034 # by recipes
LEAN=(-gcflags=all=-l -gcflags=std=)

# wheels RECIPE FOLDER: what the recipe's pip.txt and requirements.txt name, by hash, for the image's Python, whichever this
# machine has.
wheels() {
  local recipe=$1 folder=$2 list
  if ! python3 -m pip --version >/dev/null 2>&1; then
    # shellcheck source=scripts/lib/debian.sh
    . scripts/lib/debian.sh
    install_packages python3-pip
  fi
  for list in pip requirements; do
    python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version 3.11 --require-hashes \
      --dest "$folder" --requirement "$recipe/$list.txt"
  done
}
