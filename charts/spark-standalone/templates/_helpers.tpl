{{/* Every object's name begins with the release's; the room is for the longest suffix and a pod's own. */}}
{{- define "spark-standalone.name" -}}
{{ .Release.Name | trunc 36 | trimSuffix "-" }}
{{- end }}

{{/* dict root component */}}
{{- define "spark-standalone.selectorLabels" -}}
app: spark-{{ .component }}
app.kubernetes.io/name: spark-standalone
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* dict root component. Nothing of the chart's version: pods must not restart for that. */}}
{{- define "spark-standalone.podLabels" -}}
{{ include "spark-standalone.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: spark
{{- end }}

{{/* dict root component */}}
{{- define "spark-standalone.labels" -}}
{{ include "spark-standalone.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* Empty in the unhardened baseline. int64, because Helm reads a number in a file as a float. */}}
{{- define "spark-standalone.podSecurityContext" -}}
{{- with .Values.security }}
{{- if .podSecurityStandards -}}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ int64 .runAsUser }}
  runAsGroup: {{ int64 .runAsGroup }}
  fsGroup: {{ int64 .fsGroup }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}
{{- end }}
{{- end }}

{{- define "spark-standalone.containerSecurityContext" -}}
{{- if .Values.security.podSecurityStandards -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}
{{- end }}

{{/* What every pod's spec begins with. Service links would set SPARK_MASTER_PORT to an address, which Spark cannot parse. */}}
{{- define "spark-standalone.podSpec" -}}
enableServiceLinks: false
automountServiceAccountToken: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- include "spark-standalone.podSecurityContext" . | nindent 0 }}
{{- end }}

{{- define "spark-standalone.image" -}}
image: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{/* list root owner: the owner is a container, and part of the volumes' names, so that no two containers share one. */}}
{{- define "spark-standalone.writableVolumes" -}}
{{- $root := first . }}
{{- $owner := last . }}
{{- if $root.Values.security.podSecurityStandards }}
{{- range $index, $path := $root.Values.security.writablePaths.spark }}
- name: {{ $owner }}-writable-{{ $index }}
  emptyDir: {sizeLimit: {{ $root.Values.security.writablePathSize }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "spark-standalone.writableMounts" -}}
{{- $root := first . }}
{{- $owner := last . }}
{{- if $root.Values.security.podSecurityStandards }}
{{- range $index, $path := $root.Values.security.writablePaths.spark }}
- {name: {{ $owner }}-writable-{{ $index }}, mountPath: {{ $path }}}
{{- end }}
{{- end }}
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
spark://{{ include "spark-standalone.name" . }}-master:7077
{{- end }}
