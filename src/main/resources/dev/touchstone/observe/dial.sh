# shellcheck shell=sh
# Dials everything that its arguments name, many at a time, and says what came of each. Read from standard input by the shell
# of a busybox, as `sh -s -- NONCE CELL…`, where a cell is NUMBER/PROTOCOL/ADDRESS/PORT. Each answer is a line of its own:
# NUMBER OUTCOME. The last line is the mark, so that an answer that was cut is told from a whole one.
LC_ALL=C
export LC_ALL
mark=$1
shift

# What nc says is all that tells a refusal from silence.
tcp() { # ADDRESS PORT
  if said=$(timeout 4 nc -w 1 "$1" "$2" -e true 2>&1 </dev/null); then echo OPEN; return; fi
  case $said in
    *refused* | *unreachable* | *'No route'*) echo REFUSED ;;
    *'bad address'*) echo NO_NAME ;;
    *'timed out'*) echo TIMEOUT ;;
    '') echo TIMEOUT ;;
    *) echo "UNKNOWN $said" ;;
  esac
}

# Only who answers can be told to have been reached, and all that is known to answer is a name server.
udp() { # ADDRESS PORT
  if said=$(timeout 3 nslookup -type=a kubernetes.default.svc.cluster.local "$1:$2" 2>&1); then echo OPEN; return; fi
  case $said in
    *refused*) echo REFUSED ;;
    *'timed out'* | '') echo TIMEOUT ;;
    *) echo "UNKNOWN $said" ;;
  esac
}

dial() { # CELL
  number=${1%%/*}
  rest=${1#*/}
  protocol=${rest%%/*}
  rest=${rest#*/}
  case $protocol in
    udp) found=$(udp "${rest%/*}" "${rest##*/}") ;;
    *) found=$(tcp "${rest%/*}" "${rest##*/}") ;;
  esac
  # One write, so that lines of two do not mix.
  printf '%s %s\n' "$number" "$found"
}

waiting=0
for cell; do
  dial "$cell" &
  waiting=$((waiting + 1))
  if [ "$waiting" -ge 100 ]; then
    wait
    waiting=0
  fi
done
wait
echo "@@ $mark"
# The other side keeps standard input open, and the shell would read on.
exit 0
