# shellcheck shell=sh
# Brings back, in one round trip, what can be seen from inside a container. It is read from standard input: nothing is
# written to the container, and nothing stays. It needs a POSIX shell, rm and find; it must run in dash, ash and bash.
#   $1  what proves that this answer is of this question
#   $2  where the container's files are: empty, or /proc/1/root from an ephemeral container
LC_ALL=C
export LC_ALL
root=$2
process=self
[ -z "$root" ] || process=1

# Lists are split at line ends alone. No here-document: some shells write it to a file first, and where to?
line_end='
'

# A shell reads a file byte by byte, which is right for a short one; for others cat costs a process, and less.
short_text_of() { while IFS= read -r line; do printf '%s\n' "$line"; done 2>/dev/null <"$1"; }
if command -v cat >/dev/null; then
  text_of() { cat "$@" 2>/dev/null; }
else
  text_of() { for file; do short_text_of "$file"; done; }
fi

echo "@@ nonce"
printf '%s\n' "$1"

echo "@@ processes"
IFS=$line_end
set -- /proc/[0-9]*
set -f
files=
for folder; do
  [ -n "$root" ] && [ "$folder" = "/proc/$$" ] || files=$files$line_end$folder/status$line_end$folder/cgroup
done
# shellcheck disable=SC2086 # a list of paths
for line in $(text_of $files); do
  case $line in
    Name:*) name=$line ;;
    Pid:*) printf '%s\n%s\n' "$line" "$name" ;;
    PPid:* | Uid:* | Gid:* | Groups:* | Cap*:* | NoNewPrivs:* | Seccomp*:*) printf '%s\n' "$line" ;;
    *:pids:* | 0::*) printf 'Cgroup:\t%s\n' "${line##*:}" ;;
  esac
done

echo "@@ uid-map"
short_text_of "/proc/$process/uid_map"
echo "@@ security-label"
short_text_of "/proc/$process/attr/current"
echo "@@ mounts"
mounts=$(text_of "/proc/$process/mountinfo")
printf '%s\n' "$mounts"

echo "@@ listeners"
for protocol in tcp tcp6 udp udp6; do
  while IFS=' ' read -r _ here there state _; do
    case $protocol/$state in
      tcp*/0A | udp*/07) printf '%s %s %s\n' "$protocol" "$here" "$there" ;;
    esac
  done 2>/dev/null <"/proc/net/$protocol"
done

echo "@@ cgroup"
for name in memory.max cpu.max pids.max memory/memory.limit_in_bytes cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us \
  pids/pids.max; do
  [ -r "$root/sys/fs/cgroup/$name" ] || continue
  read -r value <"$root/sys/fs/cgroup/$name" && printf '%s %s\n' "$name" "$value"
done

echo "@@ tokens"
for path in /var/run/secrets/kubernetes.io/serviceaccount/token /run/secrets/kubernetes.io/serviceaccount/token \
  /var/run/secrets/eks.amazonaws.com/serviceaccount/token /var/run/secrets/azure/tokens/azure-identity-token; do
  [ ! -e "$root$path" ] || printf '%s\n' "$path"
done

echo "@@ runtime-sockets"
for path in /var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock /run/k3s/containerd/containerd.sock \
  /run/crio/crio.sock; do
  [ ! -S "$root$path" ] || printf '%s\n' "$path"
done

# One walk finds what runs as somebody else, and every folder that anybody may write to.
echo "@@ setuid"
open=
if command -v find >/dev/null; then
  found=$(find "$root/" -xdev '(' -type f '(' -perm -4000 -o -perm -2000 ')' -o -type d -perm -0002 ')' 2>/dev/null </dev/null)
  for path in $found; do
    if [ -d "$path" ]; then
      open=$open$line_end$path
    else
      printf '%s\n' "$path"
    fi
  done
else
  echo "@ no find"
fi

# Tries to create a file in a folder, or to open a file that is mounted by itself; says what the kernel answers. Only what
# is refused costs a process: this runs dozens of times.
made=
tried=$line_end
attempt() { # PATH
  case $tried in *"$line_end$1$line_end"*) return ;; esac
  tried=$tried$1$line_end
  if [ -d "$root$1" ]; then
    file=$root${1%/}/.touchstone-$$
    if { true >"$file"; } 2>/dev/null; then
      answer=created
      made=$made$line_end$file
    else
      answer=$({ true >"$file"; } 2>&1)
    fi
  elif { true >>"$root$1"; } 2>/dev/null; then
    answer=opened
  else
    answer=$({ true >>"$root$1"; } 2>&1)
  fi
  printf '%s\t%s\n' "$1" "$answer"
}

echo "@@ writes"
if command -v rm >/dev/null; then
  for line in $mounts; do
    point=${line#* * * * }
    point=${point%% *}
    case $point in
      /proc | /proc/* | /sys | /sys/*) ;;
      *\\*) attempt "$(printf '%b' "$point")" ;;
      *) attempt "$point" ;;
    esac
  done
  [ -n "$root" ] || attempt "$PWD"
  [ -n "$root" ] || attempt "${HOME:-/}"
  for path in /tmp /var/tmp /run; do [ ! -d "$root$path" ] || attempt "$path"; done
  for path in $open; do attempt "${path#"$root"}"; done
  # shellcheck disable=SC2086 # a list of paths
  [ -z "$made" ] || rm -f $made
else
  echo "@ no rm"
fi

echo "@@ id"
id 2>&1
echo "@ exit $?"
echo "@@ touch"
touch "$root/test" 2>&1
code=$?
[ "$code" != 0 ] || rm -f "$root/test"
echo "@ exit $code"
echo "@@ end"
exit 0
