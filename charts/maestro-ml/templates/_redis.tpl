{{/* dict root component values: a Redis with its data in a claim. There is no failover: when the primary is away, reads go on at
the replicas, and writes wait until it is back. */}}
{{- define "maestro-ml.redis" -}}
{{- $root := .root }}
{{- $name := printf "%s-%s" (include "hardened.name" $root) .component }}
{{- $nodes := printf "%s-nodes" $name }}
{{- $component := dict "root" $root "component" .component "version" .values.image.tag }}
{{- $pod := dict "root" $root "system" "redis" "owner" "redis" }}
{{- $files := dict "redis.conf" "files/redis.conf" "start.sh" "files/redis-start.sh" "ready.sh" "files/redis-ready.sh" }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
data:
  password: {{ include "hardened.password" (dict "root" $root "secret" $name "key" "password") | trim }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
data:
  {{- range $file, $path := $files }}
  {{ $file }}: |
    {{- $root.Files.Get $path | trim | nindent 4 }}
  {{- end }}
---
# The primary alone: a replica refuses writes.
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  selector:
    {{- include "hardened.selectorLabels" $component | nindent 4 }}
    statefulset.kubernetes.io/pod-name: {{ $name }}-0
  ports:
    - {name: redis, port: 6379, targetPort: redis}
---
# The pods' names.
apiVersion: v1
kind: Service
metadata:
  name: {{ $nodes }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {{- include "hardened.selectorLabels" $component | nindent 4 }}
  ports:
    - {name: redis, port: 6379, targetPort: redis}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  replicas: {{ .values.replicas }}
  serviceName: {{ $nodes }}
  # A replica waits for its primary by itself.
  podManagementPolicy: Parallel
  selector:
    matchLabels: {{- include "hardened.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hardened.podLabels" $component | nindent 8 }}
      annotations:
        checksum/config: {{ print ($root.Files.Get "files/redis.conf") ($root.Files.Get "files/redis-start.sh") | sha256sum }}
    spec:
      {{- include "hardened.podSpec" $pod | nindent 6 }}
      {{- include "hardened.spread" (merge (dict "replicas" .values.replicas) $component) | nindent 6 }}
      # The last save may take as long as the data is large.
      terminationGracePeriodSeconds: 60
      containers:
        - name: redis
          {{- include "hardened.imageOf" (dict "root" $root "image" .values.image) | nindent 10 }}
          command: [sh, /etc/redis/start.sh, {{ $name }}-0.{{ $nodes }}]
          ports:
            - {name: redis, containerPort: 6379}
          startupProbe:
            exec: {command: [sh, /etc/redis/ready.sh]}
            periodSeconds: 1  # each is a process of its own
            timeoutSeconds: 5
            failureThreshold: 180
          readinessProbe:
            exec: {command: [sh, /etc/redis/ready.sh]}
            periodSeconds: 10
            timeoutSeconds: 5
          livenessProbe:
            tcpSocket: {port: redis}
            periodSeconds: 20
            timeoutSeconds: 10
          resources: {{- toYaml .values.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" $root | nindent 10 }}
          volumeMounts:
            - {name: data, mountPath: /data}
            - {name: config, mountPath: /etc/redis, readOnly: true}
            - {name: credentials, mountPath: /run/secrets/redis, readOnly: true}
            {{- include "hardened.writableMounts" $pod | trim | nindent 12 }}
      volumes:
        - name: config
          configMap: {name: {{ $name }}}
        - name: credentials
          secret: {secretName: {{ $name }}}
        {{- include "hardened.writableVolumes" $pod | trim | nindent 8 }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels: {{- include "hardened.selectorLabels" $component | nindent 10 }}
      spec:
        {{- include "hardened.claim" .values.persistence | nindent 8 }}
{{- end }}
