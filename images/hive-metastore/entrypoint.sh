#!/bin/bash
# Makes the schema in an empty database, then runs the metastore. As in apache/hive: SERVICE_NAME, DB_DRIVER, IS_RESUME=true
# (leave the schema alone), SERVICE_OPTS (Java options), METASTORE_PORT, HIVE_CUSTOM_CONF_DIR (read in place, not linked).
set -eu
# Java takes the user's name from the passwd entry, and Hadoop refuses to log in without one.
if ! getent passwd "$(id -u)" >/dev/null; then
  echo "hive:x:$(id -u):$(id -g):hive:/tmp:/usr/sbin/nologin" >/tmp/passwd
  export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=/tmp/passwd NSS_WRAPPER_GROUP=/etc/group
fi
if [ "${SERVICE_NAME:-metastore}" != metastore ] || [ "${DB_DRIVER:-postgres}" != postgres ]; then
  echo "this image runs the metastore on PostgreSQL only, not ${SERVICE_NAME:-metastore} on ${DB_DRIVER:-postgres}" >&2
  exit 1
fi
export METASTORE_HOME=$HIVE_HOME
read -ra options <<<"${SERVICE_OPTS:-}"
java=("$JAVA_HOME/bin/java" -cp "${HIVE_CUSTOM_CONF_DIR:-}:$HIVE_HOME/conf:$HIVE_HOME/lib/*" "@$HIVE_HOME/conf/java-options" "${options[@]}")
schema=("${java[@]}" org.apache.hadoop.hive.metastore.tools.MetastoreSchemaTool -dbType postgres)
if [ "${IS_RESUME:-false}" != true ] && ! "${schema[@]}" -info >/dev/null 2>&1; then
  # Each of 1200 statements is printed: that is of use to nobody, unless one fails.
  "${schema[@]}" -initSchema >/tmp/schema.log 2>&1 || { cat /tmp/schema.log >&2; exit 1; }
  echo "the schema was made" >&2
fi
exec /usr/bin/tini -s -- "${java[@]}" org.apache.hadoop.hive.metastore.HiveMetaStore -p "${METASTORE_PORT:-9083}"
