{{/* dict root budgets: one PodDisruptionBudget for each component, and for no pod two: its eviction would be an error (500). The
budgets are a YAML text:
parts: names of components that this release has, a workload that runs on each
names: {component: name of its budget}, where that is not COMPONENT-pdb
replicas: {component: number}, where that is not 1
minAvailable: {component: number of pods that must stay}; podDisruptionBudgets.minAvailable in the values wins
Where that number is not less than the replicas, or there is none, one pod at a time may be away: so every drain can go on. Numbers
and no percentages, which are rounded up, to all of few. A pod that is not well protects nothing, and may always go. */}}
{{- define "hardened.podDisruptionBudgets" -}}
{{- $root := .root }}
{{- $budgets := .budgets | fromYaml }}
{{- $told := $root.Values.podDisruptionBudgets.minAvailable }}
{{- range $component := $budgets.parts }}
{{- $replicas := get ($budgets.replicas | default dict) $component | default 1 | int }}
{{- $stay := get ($budgets.minAvailable | default dict) $component | default 0 | int }}
{{- $limit := ternary "minAvailable" "maxUnavailable" (and (gt $stay 0) (lt $stay $replicas)) }}
{{- if hasKey $told $component }}
{{- $stay = get $told $component | int }}
{{- $limit = "minAvailable" }}
{{- if ge $stay $replicas }}
{{- $allowed := ternary "0" (printf "0 to %d" (sub $replicas 1)) (eq $replicas 1) }}
{{- fail (printf "podDisruptionBudgets.minAvailable.%s: found %d, with %d of its pods allowed: %s. With more none of them could ever be evicted, and no drain of their nodes would end" $component $stay $replicas $allowed) }}
{{- end }}
{{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ get ($budgets.names | default dict) $component | default (printf "%s-pdb" $component) }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" (dict "root" $root "component" "pod-disruption-budget") | nindent 4 }}
spec:
  {{ $limit }}: {{ ternary $stay 1 (eq $limit "minAvailable") }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/instance: {{ $root.Release.Name }}
      app.kubernetes.io/component: {{ $component }}
{{- end }}
{{- end }}
