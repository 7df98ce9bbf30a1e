{{/* root */}}
{{- define "hardened.airflowConfiguration" }}
{{- $name := printf "%s-airflow" (include "hardened.name" .) }}
{{- $component := merge (dict "root" .) (include "hardened.airflowComponent" (dict "root" . "part" "config") | fromYaml) }}
{{- $held := get (lookup "v1" "Secret" .Release.Namespace $name | default dict) "data" | default dict }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
data:
  airflow.cfg: |
    {{- include "hardened.airflowConfig" . | trim | nindent 4 }}
  {{- range $path, $_ := .Subcharts.hardened.Files.Glob "files/airflow-*" }}
  {{ base $path | trimPrefix "airflow-" }}: |
    {{- $.Subcharts.hardened.Files.Get $path | trim | nindent 4 }}
  {{- end }}
  wait-for-postgresql.sh: |
    {{- include "hardened.file" (dict "root" . "file" "wait-for-postgresql.sh") | nindent 4 }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}-dags
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
data:
  # A ConfigMap's files are links into a folder beside them: Airflow, which follows links, would find each of them twice, and
  # then none ("Detected recursive loop").
  .airflowignore: |
    ..*
    {{- with index .Values.airflow.dags ".airflowignore" }}
    {{- . | trim | nindent 4 }}
    {{- end }}
  {{- range $file, $text := omit .Values.airflow.dags ".airflowignore" }}
  {{ $file }}: |
    {{- $text | trim | nindent 4 }}
  {{- end }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
  annotations:
    # The database's claim outlives the release, and what is in it can be read with this key only.
    helm.sh/resource-policy: keep
data:
  # 32 bytes in base64, and then once more, as everything in a Secret is.
  fernet-key: {{ get $held "fernet-key" | default (randBytes 32 | replace "+" "-" | replace "/" "_" | b64enc) }}
  admin-password: {{ include "hardened.password" (dict "root" . "secret" $name "key" "admin-password") | trim }}
  # As long as the hash that signs with them.
  {{- range list "jwt-secret" "secret-key" }}
  {{ . }}: {{ get $held . | default (randAlphaNum 64 | b64enc) }}
  {{- end }}
{{- end }}
