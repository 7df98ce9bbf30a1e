{{/* root */}}
{{- define "hardened.airflowWebserver" }}
{{- $name := printf "%s-airflow-webserver" (include "hardened.name" .) }}
{{- $component := merge (dict "root" .) (include "hardened.airflowComponent" (dict "root" . "part" "webserver") | fromYaml) }}
{{- $replicas := .Values.airflow.webserver.replicas | default 1 }}
{{- $writable := dict "root" . "system" "airflow" "owner" "webserver" }}
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  selector: {{- include "hardened.selectorLabels" $component | nindent 4 }}
  ports:
    - {name: http, port: 8080, targetPort: http}
---
# What Airflow 3 calls the API server: pages, the API, and what tasks report to.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  replicas: {{ $replicas }}
  {{- include "hardened.rollingUpdate" . | nindent 2 }}
  selector:
    matchLabels: {{- include "hardened.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hardened.podLabels" $component | nindent 8 }}
      annotations: {{- include "hardened.airflowChecksum" . | trim | nindent 8 }}
    spec:
      {{- include "hardened.podSpec" (dict "root" . "system" "airflow") | nindent 6 }}
      {{- include "hardened.spread" (merge (dict "replicas" $replicas) $component) | nindent 6 }}
      terminationGracePeriodSeconds: 45
      containers:
        - name: webserver
          {{- include "hardened.airflowProcess" (dict "root" . "arguments" (list "api-server")) | nindent 10 }}
          {{- include "hardened.leaveSlowly" . | nindent 10 }}
          ports:
            - {name: http, containerPort: 8080}
          # Asks the database as well. There is a first answer only after seconds of imports, and after the migration.
          startupProbe:
            httpGet: {path: /api/v2/monitor/health, port: http}
            periodSeconds: 1
            timeoutSeconds: 5
            failureThreshold: 300
          readinessProbe:
            httpGet: {path: /api/v2/monitor/health, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
          livenessProbe:
            httpGet: {path: /api/v2/version, port: http}
            periodSeconds: 20
            timeoutSeconds: 10
          resources: {{- toYaml .Values.airflow.webserver.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            - {name: airflow, mountPath: /etc/airflow, readOnly: true}
            {{- include "hardened.writableMounts" $writable | trim | nindent 12 }}
      volumes:
        {{- include "hardened.airflowConfigVolume" . | nindent 8 }}
        {{- include "hardened.writableVolumes" $writable | trim | nindent 8 }}
{{- end }}
