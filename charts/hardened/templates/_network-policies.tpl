{{/* dict root network: who talks to whom, written once; the policies of both ends come from it. The network is a YAML text:
parts: names of components that this release has; one that is not among them has no policy and is in no rule
selectors: {name: label selector}, of pods that are not a component of this chart and have a policy too, such as drivers
names: {component: name of its policy}, where that is not COMPONENT-network-policy
edges: [{from: [names], to: name, ports: [numbers]}], or without ports for all of them
clients: {component: [ports]}, for pods with the label COMPONENT-client: "true" and for peers that the values name
api: [names], of those that ask the API server
open: {component: [ports]}, for everybody: the API server's webhooks come from an address that no policy can name */}}
{{- define "hardened.networkPolicies" -}}
{{- $root := .root }}
{{- $values := $root.Values.networkPolicies }}
{{- $network := .network | fromYaml }}
{{- $selectors := deepCopy ($network.selectors | default dict) }}
{{- range $network.parts }}
{{- $_ := set $selectors . (dict "matchLabels" (dict "app.kubernetes.io/instance" $root.Release.Name "app.kubernetes.io/component" .)) }}
{{- end }}
{{- $edges := $network.edges }}
{{- range $component, $ports := $network.clients }}
{{- if has $component $network.parts }}
{{- $label := printf "%s-client" $component }}
{{- $_ := set $selectors $label (dict "matchLabels" (dict $label "true")) }}
{{- $edges = append $edges (dict "from" (list $label) "to" $component "ports" $ports) }}
{{- end }}
{{- end }}
{{- include "hardened.networkPolicy" (dict "root" $root "name" "default-deny-all" "selector" dict "ingress" list "egress" list) }}
{{- include "hardened.networkPolicy" (dict "root" $root "name" "allow-dns" "selector" dict "egress" (list (dict "to" $values.dns.peers "ports" $values.dns.ports))) }}
{{- range $name, $selector := $selectors }}
{{- $ingress := list }}
{{- $egress := list }}
{{- range $edge := $edges }}
{{- $from := list }}
{{- range $edge.from }}
{{- with get $selectors . }}
{{- $from = append $from (dict "podSelector" .) }}
{{- end }}
{{- end }}
{{- $ports := list }}
{{- range $edge.ports }}
{{- $ports = append $ports (dict "port" (int .)) }}
{{- end }}
{{- $ports = ternary dict (dict "ports" $ports) (empty $ports) }}
{{- if and $from (eq $edge.to $name) }}
{{- $ingress = append $ingress (merge (dict "from" $from) $ports) }}
{{- end }}
{{- if and (has $name $edge.from) (hasKey $selectors $edge.to) }}
{{- $egress = append $egress (merge (dict "to" (list (dict "podSelector" (get $selectors $edge.to)))) $ports) }}
{{- end }}
{{- end }}
{{- with get $values.clients $name }}
{{- $ports := list }}
{{- range get $network.clients $name }}
{{- $ports = append $ports (dict "port" (int .)) }}
{{- end }}
{{- $ingress = append $ingress (dict "from" . "ports" $ports) }}
{{- end }}
{{- range get ($network.open | default dict) $name | default list }}
{{- $ingress = append $ingress (dict "ports" (list (dict "port" (int .)))) }}
{{- end }}
{{- if has $name ($network.api | default list) }}
{{- $egress = append $egress (include "hardened.apiServer" $root | fromYaml) }}
{{- end }}
{{- $policy := get ($network.names | default dict) $name | default (printf "%s-network-policy" $name) }}
{{- include "hardened.networkPolicy" (dict "root" $root "name" $policy "selector" $selector "ingress" $ingress "egress" $egress) }}
{{- end }}
{{- end }}

{{/* dict root name selector, and ingress and egress where the policy says something of them: lists of rules. */}}
{{- define "hardened.networkPolicy" }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "hardened.labels" (dict "root" .root "component" "network-policy") | nindent 4 }}
spec:
  podSelector: {{- toYaml .selector | nindent 4 }}
  {{- $types := list }}
  {{- range $type := list "ingress" "egress" }}
  {{- if hasKey $ $type }}
  {{- $types = append $types (title $type) }}
  {{- with get $ $type }}
  {{ $type }}: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- end }}
  policyTypes: {{ $types | toJson }}
{{- end }}

{{/* root: a rule of egress to the API server, which no selector finds. Its addresses are those that the cluster gives at the time
of the install, behind the Service's; where there is no cluster to ask, as for helm template, any address on its ports. */}}
{{- define "hardened.apiServer" -}}
{{- $cidrs := .Values.networkPolicies.apiServer.cidrs }}
{{- if not $cidrs }}
{{- range (lookup "v1" "Endpoints" "default" "kubernetes").subsets }}
{{- range .addresses }}
{{- $cidrs = append $cidrs (printf "%s/%s" .ip (ternary "128" "32" (contains ":" .ip))) }}
{{- end }}
{{- end }}
{{- with (lookup "v1" "Service" "default" "kubernetes").spec }}
{{- $cidrs = append $cidrs (printf "%s/%s" .clusterIP (ternary "128" "32" (contains ":" .clusterIP))) }}
{{- end }}
{{- end }}
{{- with $cidrs }}
to:
  {{- range . }}
  - ipBlock: {cidr: {{ . }}}
  {{- end }}
{{- end }}
ports:
  {{- range .Values.networkPolicies.apiServer.ports }}
  - {port: {{ int . }}}
  {{- end }}
{{- end }}
