{{/* root */}}
{{- define "hardened.mlflow" }}
{{- $release := include "hardened.name" . }}
{{- $name := printf "%s-mlflow-server" $release }}
{{- $component := dict "root" . "component" "mlflow-server" "app" "mlflow-server" "version" .Values.mlflow.image.tag }}
{{- $replicas := .Values.mlflow.replicas | default 1 | int }}
{{- $hosts := list $name }}
{{- range list .Release.Namespace (printf "%s.svc" .Release.Namespace) (printf "%s.svc.cluster.local" .Release.Namespace) }}
{{- $hosts = append $hosts (printf "%s.%s" $name .) }}
{{- end }}
{{- $hosts = concat $hosts .Values.mlflow.allowedHosts }}
{{- $origins := list }}
{{- range $hosts }}
{{- $origins = concat $origins (list (printf "http://%s" .) (printf "http://%s:5000" .) (printf "https://%s" .)) }}
{{- end }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
data:
  start.sh: |
    {{- include "hardened.file" (dict "root" . "file" "mlflow-server.sh") | nindent 4 }}
  migrate.py: |
    {{- include "hardened.file" (dict "root" . "file" "mlflow-migrate.py") | nindent 4 }}
  wait-for-postgresql.sh: |
    {{- include "hardened.file" (dict "root" . "file" "wait-for-postgresql.sh") | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  selector: {{- include "hardened.selectorLabels" $component | nindent 4 }}
  ports:
    - {name: http, port: 5000, targetPort: http}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  replicas: {{ $replicas }}
  {{- if gt $replicas 1 }}
  # Those that start take turns at the tables. Those that run looked at them when they started; see docs/disruption.md for a new version.
  {{- include "hardened.rollingUpdate" . | nindent 2 }}
  {{- else }}
  # A new version changes the tables at its start, and the old one would refuse them.
  strategy: {type: Recreate}
  {{- end }}
  selector:
    matchLabels: {{- include "hardened.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hardened.podLabels" $component | nindent 8 }}
      annotations:
        checksum/config: {{ print (include "hardened.file" (dict "root" . "file" "mlflow-server.sh")) (include "hardened.file" (dict "root" . "file" "mlflow-migrate.py")) (include "hardened.file" (dict "root" . "file" "wait-for-postgresql.sh")) | sha256sum }}
    spec:
      {{- include "hardened.podSpec" (dict "root" . "system" "mlflow") | nindent 6 }}
      {{- include "hardened.spread" (merge (dict "replicas" $replicas) $component) | nindent 6 }}
      # An artifact that is on its way may be large.
      terminationGracePeriodSeconds: 60
      containers:
        - name: server
          {{- include "hardened.imageOf" (dict "root" . "image" .Values.mlflow.image) | nindent 10 }}
          # tini is the first process: a shell in its place would take no SIGTERM while it waits for the database.
          command: [/usr/bin/tini, --, /bin/bash, /etc/mlflow/start.sh]
          args:
            - --host=0.0.0.0
            - --port=5000
            - --workers=1
            # Clients send artifacts to the server: they need no key to the bucket.
            - --serve-artifacts
            - --artifacts-destination=s3://mlflow/
            # Any other Host is refused, except by /health; a port-forward's is localhost.
            - --allowed-hosts=localhost,localhost:*,127.0.0.1,127.0.0.1:*{{ range $hosts }},{{ . }},{{ . }}:5000{{ end }}
            - --cors-allowed-origins={{ join "," $origins }}
          # The server and its libraries write relative to where they run and to their home.
          workingDir: {{ ternary "/tmp" "/mlflow" (empty .Values.mlflow.scratch) }}
          env:
            {{- if .Values.mlflow.scratch }}
            # Artifacts pass through here on their way to the bucket, and may be larger than memory and an emptyDir.
            - {name: TMPDIR, value: /mlflow}
            {{- end }}
            - {name: REPLICAS, value: {{ $replicas | quote }}}
            - {name: HOME, value: /tmp}
            - {name: MPLCONFIGDIR, value: /tmp}
            - {name: PYTHONDONTWRITEBYTECODE, value: '1'}
            - {name: PYTHONUNBUFFERED, value: '1'}
            - {name: PGHOST, value: {{ $release }}-mlflow-postgresql}
            - {name: PGPORT, value: '5432'}
            # Database, user and password are libpq's own variables: see start.sh.
            - {name: MLFLOW_BACKEND_STORE_URI, value: 'postgresql+psycopg2://'}
            - {name: MLFLOW_S3_ENDPOINT_URL, value: http://{{ $release }}-minio:9000}
            - {name: AWS_SHARED_CREDENTIALS_FILE, value: /etc/mlflow/minio/credentials}
            - {name: AWS_DEFAULT_REGION, value: us-east-1}
            # Nothing leaves the cluster, and no further process is started for jobs of generative models.
            - {name: AWS_EC2_METADATA_DISABLED, value: 'true'}
            - {name: MLFLOW_DISABLE_TELEMETRY, value: 'true'}
            - {name: MLFLOW_SERVER_ENABLE_JOB_EXECUTION, value: 'false'}
            - {name: GIT_PYTHON_REFRESH, value: quiet}
          {{- if gt $replicas 1 }}
          {{- include "hardened.leaveSlowly" . | nindent 10 }}
          {{- end }}
          ports:
            - {name: http, containerPort: 5000}
          startupProbe:
            httpGet: {path: /health, port: http}
            periodSeconds: 1
            timeoutSeconds: 5
            failureThreshold: 240
          readinessProbe:
            httpGet: {path: /health, port: http}
            periodSeconds: 5
            timeoutSeconds: 5
          livenessProbe:
            httpGet: {path: /health, port: http}
            periodSeconds: 20
            timeoutSeconds: 10
          resources: {{- toYaml .Values.mlflow.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            {{- if .Values.mlflow.scratch }}
            - {name: scratch, mountPath: /mlflow}
            {{- end }}
            {{- range list "start.sh" "migrate.py" "wait-for-postgresql.sh" }}
            - {name: start, mountPath: /etc/mlflow/{{ . }}, subPath: {{ . }}, readOnly: true}
            {{- end }}
            - {name: postgresql-credentials, mountPath: /etc/mlflow/postgresql, readOnly: true}
            - {name: minio-credentials, mountPath: /etc/mlflow/minio, readOnly: true}
            {{- include "hardened.writableMounts" (dict "root" . "system" "mlflow" "owner" "server") | trim | nindent 12 }}
      volumes:
        {{- with .Values.mlflow.scratch }}
        # A claim of each pod's own, gone with it: so any number of replicas can run, on any node.
        - name: scratch
          ephemeral:
            volumeClaimTemplate:
              metadata:
                labels: {{- include "hardened.selectorLabels" $component | nindent 18 }}
              spec:
                {{- include "hardened.claim" . | nindent 16 }}
        {{- end }}
        - name: start
          configMap: {name: {{ $name }}}
        - name: postgresql-credentials
          secret: {secretName: {{ $release }}-mlflow-postgresql}
        - name: minio-credentials
          secret:
            secretName: {{ $release }}-minio
            items: [{key: credentials, path: credentials}]
        {{- include "hardened.writableVolumes" (dict "root" . "system" "mlflow" "owner" "server") | trim | nindent 8 }}
{{- end }}
