# shellcheck shell=bash
# Making a bare Debian machine able to run and build containers. Sourced after steps.sh and engine.sh.

install_packages() { # PACKAGE…: those that are not there yet
  local package absent=()
  for package; do
    [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || absent+=("$package")
  done
  [ "${#absent[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "this is no Debian machine, and ${absent[*]} are missing: install them"
  step "packages ${absent[*]}" as_root sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"' sh "${absent[@]}"
}

install_engine() { # jq is for the runc of machines that lack a capability
  command -v dockerd >/dev/null || install_packages docker.io iptables
  command -v jq >/dev/null || install_packages jq
}

install_build_tools() {
  command -v go >/dev/null || die "images have to be built here, and Go is missing: install Go 1.25 or newer"
  install_packages debootstrap gcc jq libc6-dev libseccomp-dev pkg-config shellcheck yamllint
}

# Where an init system runs the engine it is asked to; elsewhere dockerd is started by hand.
start_engine() {
  if [ -d /run/systemd/system ]; then
    step "engine start" as_root systemctl start docker
  else
    step "engine start" start_dockerd
  fi
  engine_answers || die "the engine was started and does not answer 'docker version'; see $CACHE/log/dockerd.log"
}

# Every k3s node takes some twenty instances, and one for each log that somebody follows; when none is left, the kubelet just ends
# what is followed. The kernel allows each user 128, until it is told otherwise.
allow_inotify() {
  local limit=/proc/sys/fs/inotify/max_user_instances
  [ "$(cat "$limit")" -lt 1024 ] || return 0
  as_root sh -c "echo 1024 >$limit" 2>/dev/null ||
    note "fs.inotify.max_user_instances is $(cat "$limit") and cannot be raised here; many clusters at once may find none left"
}

start_dockerd() {
  # With an address of its own the bridge tells its gateway, by which Testcontainers finds the engine from where a
  # /.dockerenv lies about; without, it would pull an image to look for it.
  local options=(--bip 172.17.0.1/16) wrapper=/usr/local/libexec/touchstone/runc pid
  if lacks_capabilities; then
    echo "the bounding set lacks a capability: containers run through $wrapper"
    as_root install -D -m 755 scripts/lib/runc-without-missing-capabilities "$wrapper"
    options+=(--add-runtime "touchstone=$wrapper" --default-runtime touchstone)
  fi
  # After a reboot the file may name a process that is another one now.
  pid=$(cat /var/run/docker.pid 2>/dev/null || true)
  if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != dockerd ]; then as_root rm -f /var/run/docker.pid; fi
  # A session and an output of its own: else whoever waits for this script's output waits for the engine's end.
  as_root setsid dockerd "${options[@]}" >"$CACHE/log/dockerd.log" 2>&1 </dev/null &
  local deadline=$((SECONDS + 60))
  until engine_answers; do
    if [ $SECONDS -ge $deadline ]; then
      tail -n 20 "$CACHE/log/dockerd.log"
      return 1
    fi
    sleep 0.2
  done
}

# The kernel's last capability tells how many there are.
lacks_capabilities() {
  local all bounding
  all=$(((1 << ($(cat /proc/sys/kernel/cap_last_cap) + 1)) - 1))
  bounding=$((0x$(sed -n 's/^CapBnd:\t*//p' /proc/self/status)))
  [ $((bounding & all)) -ne "$all" ]
}
