# shellcheck shell=bash
# Debian's PyTorch for the CPU, as far as training by several processes needs it: tensors, autograd and torch.distributed with
# gloo. The wheels on PyPI are for CUDA and weigh 2.9 GB.
needs() { echo base python; }

# What Debian 12 has, less the packaging's own suffix. The Dockerfile makes no image of another version.
version() { echo 1.13.1; }

tag_of() { echo "touchstone/pytorch:$(version)"; }

make_image() { # NAME CONTEXT TAG HASH
  cp images/pytorch/Dockerfile "$2/"
  docker_build "$2" "$3" "$4" --build-arg "VERSION=$(version)"
}
