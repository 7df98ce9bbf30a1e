{{/* Every object's name begins with the release's; the room is for the longest suffix and a pod's own. */}}
{{- define "spark-standalone.name" -}}
{{ .Release.Name | trunc 36 | trimSuffix "-" }}
{{- end }}

{{/* dict root component, and app where the label is not that of a part of Spark */}}
{{- define "spark-standalone.selectorLabels" -}}
app: {{ .app | default (printf "spark-%s" .component) }}
app.kubernetes.io/name: spark-standalone
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* dict root component app version; Spark's own unless told. Nothing of the chart's version: pods must not restart for that. */}}
{{- define "spark-standalone.podLabels" -}}
{{ include "spark-standalone.selectorLabels" . }}
app.kubernetes.io/version: {{ .version | default .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: spark
{{- end }}

{{/* dict root component app version */}}
{{- define "spark-standalone.labels" -}}
{{ include "spark-standalone.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* dict root system. Empty in the unhardened baseline. OpenShift gives users and groups itself, and refuses any that it is
told. int64, because Helm reads a number in a file as a float. */}}
{{- define "spark-standalone.podSecurityContext" -}}
{{- $security := .root.Values.security }}
{{- if $security.podSecurityStandards -}}
securityContext:
  runAsNonRoot: true
  {{- if eq .root.Values.platform "kubernetes" }}
  runAsUser: {{ get $security.users .system | default $security.runAsUser | int64 }}
  runAsGroup: {{ int64 $security.runAsGroup }}
  fsGroup: {{ int64 $security.fsGroup }}
  fsGroupChangePolicy: OnRootMismatch
  {{- end }}
  seccompProfile: {type: RuntimeDefault}
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

{{/* dict root system: what every pod's spec begins with. Service links would set SPARK_MASTER_PORT to an address, which Spark
cannot parse. */}}
{{- define "spark-standalone.podSpec" -}}
enableServiceLinks: false
automountServiceAccountToken: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- include "spark-standalone.podSecurityContext" . | nindent 0 }}
{{- end }}

{{/* dict root image */}}
{{- define "spark-standalone.imageOf" -}}
image: {{ .image.repository }}:{{ .image.tag }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end }}

{{- define "spark-standalone.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion }}
{{- include "spark-standalone.imageOf" (dict "root" . "image" (dict "repository" .Values.image.repository "tag" $tag)) }}
{{- end }}

{{/* dict root system owner: the owner is a container, and part of the volumes' names, so that no two containers share one. */}}
{{- define "spark-standalone.writableVolumes" -}}
{{- if .root.Values.security.podSecurityStandards }}
{{- range $index, $path := get .root.Values.security.writablePaths .system }}
- name: {{ $.owner }}-writable-{{ $index }}
  emptyDir: {sizeLimit: {{ $.root.Values.security.writablePathSize }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "spark-standalone.writableMounts" -}}
{{- if .root.Values.security.podSecurityStandards }}
{{- range $index, $path := get .root.Values.security.writablePaths .system }}
- {name: {{ $.owner }}-writable-{{ $index }}, mountPath: {{ $path }}}
{{- end }}
{{- end }}
{{- end }}

{{/* dict root secret key: what the Secret holds already, so that an upgrade changes no password; base64. */}}
{{- define "spark-standalone.password" -}}
{{- $held := get (lookup "v1" "Secret" .root.Release.Namespace .secret | default dict) "data" | default dict }}
{{- get $held .key | default (randAlphaNum 32 | b64enc) }}
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
