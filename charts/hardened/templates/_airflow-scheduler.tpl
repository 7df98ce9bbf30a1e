{{/* root, and what tasks need beside Airflow itself, each as text: annotations env ports mounts volumes */}}
{{- define "hardened.airflowScheduler" }}
{{- $tasks := . }}
{{- with .root }}
{{- $release := include "hardened.name" . }}
{{- $name := printf "%s-airflow-scheduler" $release }}
{{- $component := merge (dict "root" .) (include "hardened.airflowComponent" (dict "root" . "part" "scheduler") | fromYaml) }}
{{- $containers := list "migrate" "scheduler" "dag-processor" }}
# Tasks run in the scheduler's container (LocalExecutor).
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  replicas: 1
  # Two at a time would migrate the database at the same time.
  strategy: {type: Recreate}
  selector:
    matchLabels: {{- include "hardened.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hardened.podLabels" $component | nindent 8 }}
      annotations:
        {{- include "hardened.airflowChecksum" . | trim | nindent 8 }}
        {{- with $tasks.annotations }}
        {{- . | trim | nindent 8 }}
        {{- end }}
    spec:
      {{- include "hardened.podSpec" (dict "root" . "system" "airflow") | nindent 6 }}
      # Tasks that run are waited for; one that takes longer is lost, and tried again if its DAG says so.
      terminationGracePeriodSeconds: 60
      initContainers:
        - name: migrate
          {{- include "hardened.airflowProcess" (dict "root" . "arguments" (list "db" "migrate")) | nindent 10 }}
          resources: {{- toYaml .Values.airflow.dagProcessor.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            - {name: airflow, mountPath: /etc/airflow, readOnly: true}
            {{- include "hardened.writableMounts" (dict "root" . "system" "airflow" "owner" "migrate") | trim | nindent 12 }}
      containers:
        - name: scheduler
          {{- include "hardened.airflowProcess" (dict "root" . "arguments" (list "scheduler")) | nindent 10 }}
            {{- with $tasks.env }}
            {{- . | trim | nindent 12 }}
            {{- end }}
          ports:
            - {name: health, containerPort: 8974}
            # The webserver reads tasks' logs here.
            - {name: logs, containerPort: 8793}
            {{- with $tasks.ports }}
            {{- . | trim | nindent 12 }}
            {{- end }}
          # Answers 200 when the scheduler has told the database within 30 s that it works.
          startupProbe:
            httpGet: {path: /health, port: health}
            periodSeconds: 1
            timeoutSeconds: 5
            failureThreshold: 300
          readinessProbe:
            httpGet: {path: /health, port: health}
            periodSeconds: 10
            timeoutSeconds: 5
          livenessProbe:
            httpGet: {path: /health, port: health}
            periodSeconds: 20
            timeoutSeconds: 10
          resources: {{- toYaml .Values.airflow.scheduler.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            - {name: airflow, mountPath: /etc/airflow, readOnly: true}
            {{- include "hardened.writableMounts" (dict "root" . "system" "airflow" "owner" "scheduler") | trim | nindent 12 }}
            - {name: dags, mountPath: /opt/airflow/dags, readOnly: true}
            - {name: logs, mountPath: /opt/airflow/logs}
            {{- with $tasks.mounts }}
            {{- . | trim | nindent 12 }}
            {{- end }}
        - name: dag-processor
          {{- include "hardened.airflowProcess" (dict "root" . "arguments" (list "dag-processor")) | nindent 10 }}
          startupProbe:
            exec: {command: [python3, /etc/airflow/dag-processor-beats.py]}
            periodSeconds: 3  # each is a process of its own
            timeoutSeconds: 5
            failureThreshold: 100
          readinessProbe:
            exec: {command: [python3, /etc/airflow/dag-processor-beats.py]}
            periodSeconds: 20
            timeoutSeconds: 10
          livenessProbe:
            exec: {command: [python3, /etc/airflow/dag-processor-beats.py]}
            periodSeconds: 60
            timeoutSeconds: 10
          resources: {{- toYaml .Values.airflow.dagProcessor.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            - {name: airflow, mountPath: /etc/airflow, readOnly: true}
            {{- include "hardened.writableMounts" (dict "root" . "system" "airflow" "owner" "dag-processor") | trim | nindent 12 }}
            - {name: dags, mountPath: /opt/airflow/dags, readOnly: true}
      volumes:
        {{- include "hardened.airflowConfigVolume" . | nindent 8 }}
        - name: dags
          configMap: {name: {{ $release }}-airflow-dags}
        - name: logs
          emptyDir: {sizeLimit: {{ .Values.airflow.logsSize }}}
        {{- with $tasks.volumes }}
        {{- . | trim | nindent 8 }}
        {{- end }}
        {{- range $containers }}
        {{- include "hardened.writableVolumes" (dict "root" $tasks.root "system" "airflow" "owner" .) | trim | nindent 8 }}
        {{- end }}
{{- end }}
{{- end }}
