{{/* The parts of Spark. Everything that other charts need as well is in charts/hardened. */}}

{{- define "spark-standalone.podSecurityContext" -}}
{{ include "hardened.podSecurityContext" . }}
{{- end }}

{{- define "spark-standalone.containerSecurityContext" -}}
{{ include "hardened.containerSecurityContext" . }}
{{- end }}

{{- define "spark-standalone.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion }}
{{- include "hardened.imageOf" (dict "root" . "image" (dict "repository" .Values.image.repository "tag" $tag)) }}
{{- end }}

{{/* A Spark process binds to, and is known by, its pod's address. */}}
{{- define "spark-standalone.env" -}}
- name: POD_IP
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
- {name: SPARK_LOCAL_IP, value: $(POD_IP)}
- {name: SPARK_CONF_DIR, value: /etc/spark}
{{- with .Values.daemonJavaOptions }}
- {name: SPARK_DAEMON_JAVA_OPTS, value: {{ . | quote }}}
{{- end }}
{{- end }}

{{/* tini is the first process: a shell in its place would take no SIGTERM while it waits for the master. */}}
{{- define "spark-standalone.command" -}}
command: [/usr/bin/tini, --, /bin/bash, /etc/spark/start.sh]
{{- end }}

{{- define "spark-standalone.masterUrl" -}}
spark://{{ include "hardened.name" . }}-master:7077
{{- end }}
