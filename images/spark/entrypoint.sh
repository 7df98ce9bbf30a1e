#!/bin/bash
# Runs the given command under a reaper of zombies. As in apache/spark, a UID without a passwd entry gets none here: who
# runs Spark under such a UID has to see to that, and must find out here, not only with the upstream image.
exec /usr/bin/tini -s -- "$@"
