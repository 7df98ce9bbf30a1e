{{- define "hardened.pod" -}}
securityContext:
  {{- with .Values.user }}
  runAsUser: {{ . }}
  runAsGroup: {{ . }}
  fsGroup: {{ . }}
  {{- end }}
  {{- if .Values.hardening }}
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
  {{- end }}
{{- end }}
{{- define "hardened.context" -}}
{{- if .Values.hardening }}
securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
{{- end }}
resources: {requests: {cpu: {{ .Values.cpu }}, memory: 16Mi}, limits: {cpu: 500m, memory: 64Mi}}
{{- end }}
