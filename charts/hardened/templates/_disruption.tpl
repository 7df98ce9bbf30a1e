{{/* What else a workload needs, so that nobody notices when its pods are replaced or their node is drained. */}}

{{/* dict root component app replicas: pods of one workload on different nodes, where there are any; else a drain would take them all.
Those of another revision do not count: the new ones would be placed around the old ones, and stand unevenly when those have gone. A
StatefulSet's pods have no such label, and a key that a pod has not is ignored. */}}
{{- define "hardened.spread" -}}
{{- if gt (int .replicas) 1 -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "hardened.selectorLabels" . | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end }}

{{/* No pod goes before its successor is Ready. */}}
{{- define "hardened.rollingUpdate" -}}
strategy:
  type: RollingUpdate
  rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
{{- end }}

{{/* For a server that stops accepting as soon as it is told to end: until every node knows that it goes, connections still come. By the
kubelet's own sleep, which needs no program in the image; Kubernetes has it from 1.30 on. It is part of the grace period. */}}
{{- define "hardened.leaveSlowly" -}}
lifecycle:
  preStop: {sleep: {seconds: 10}}
{{- end }}
