{{/* Every object's name begins with the release's; the room is for the longest suffix and a pod's own. */}}
{{- define "hardened.name" -}}
{{ .Release.Name | trunc 36 | trimSuffix "-" }}
{{- end }}

{{/* dict root component, and app where that label is another. */}}
{{- define "hardened.selectorLabels" -}}
app: {{ .app | default .component }}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* dict root component app version; the main image's unless told. Nothing of the chart's version: pods must not restart for that. */}}
{{- define "hardened.podLabels" -}}
{{ include "hardened.selectorLabels" . }}
app.kubernetes.io/version: {{ .version | default .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
{{- end }}

{{/* dict root component app version */}}
{{- define "hardened.labels" -}}
{{ include "hardened.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* dict root system. Empty in the unhardened baseline. OpenShift gives users and groups itself, and refuses any that it is
told. int64, because Helm reads a number in a file as a float. */}}
{{- define "hardened.podSecurityContext" -}}
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

{{- define "hardened.containerSecurityContext" -}}
{{- if .Values.security.podSecurityStandards -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}
{{- end }}

{{/* dict root system token: what every pod's spec begins with. A token of the API server is for pods that ask it something.
Service links would set variables such as SPARK_MASTER_PORT to addresses, which programs take for their own settings. */}}
{{- define "hardened.podSpec" -}}
enableServiceLinks: false
automountServiceAccountToken: {{ .token | default false }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- include "hardened.podSecurityContext" . | nindent 0 }}
{{- end }}

{{/* dict root image */}}
{{- define "hardened.imageOf" -}}
image: {{ .image.repository }}:{{ .image.tag }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end }}

{{/* dict root system owner: the owner is a container, and part of the volumes' names, so that no two containers share one. */}}
{{- define "hardened.writableVolumes" -}}
{{- if .root.Values.security.podSecurityStandards }}
{{- range $index, $path := get .root.Values.security.writablePaths .system }}
- name: {{ $.owner }}-writable-{{ $index }}
  emptyDir: {sizeLimit: {{ $.root.Values.security.writablePathSize }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "hardened.writableMounts" -}}
{{- if .root.Values.security.podSecurityStandards }}
{{- range $index, $path := get .root.Values.security.writablePaths .system }}
- {name: {{ $.owner }}-writable-{{ $index }}, mountPath: {{ $path }}}
{{- end }}
{{- end }}
{{- end }}

{{/* dict root secret key: what the Secret holds already, so that an upgrade changes no password; base64. */}}
{{- define "hardened.password" -}}
{{- $held := get (lookup "v1" "Secret" .root.Release.Namespace .secret | default dict) "data" | default dict }}
{{- get $held .key | default (randAlphaNum 32 | b64enc) }}
{{- end }}

{{/* dict root file: the text of one of this library's files. */}}
{{- define "hardened.file" -}}
{{ .root.Subcharts.hardened.Files.Get (printf "files/%s" .file) | trim }}
{{- end }}

{{/* size storageClass: the spec of a claim that one pod has at a time. */}}
{{- define "hardened.claim" -}}
accessModes: [ReadWriteOnce]
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests: {storage: {{ .size }}}
{{- end }}

{{/* dict root component version name: a service account that has the Role of its own name. Only a pod that asks for its token gets
it. */}}
{{- define "hardened.account" }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "hardened.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "hardened.labels" . | nindent 4 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .name }}}
subjects:
  - {kind: ServiceAccount, name: {{ .name }}, namespace: {{ .root.Release.Namespace }}}
{{- end }}
