{{/* root: how many pods of a workload must stay when others are evicted; of those that are not named all but one.
Airflow's webserver and its scheduler have a budget each. In one over both the scheduler would be the one that stays, and all webservers
could go at once. The scheduler is alone, and a drain must be able to take it. */}}
{{- define "maestro.budgets" -}}
parts:
  {{- include "maestro.parts" . | nindent 2 }}
names:
  mlflow-server: mlflow-pdb
  airflow-webserver: airflow-pdb
replicas:
  api: {{ .Values.api.replicas }}
  worker: {{ .Values.worker.replicas }}
  mlflow-server: {{ .Values.mlflow.replicas }}
  feast-server: {{ .Values.feast.server.replicas }}
  feast-redis: {{ .Values.feast.redis.replicas }}
  airflow-webserver: {{ .Values.airflow.webserver.replicas }}
  redis: {{ .Values.redis.replicas }}
minAvailable:
  api: 1
  worker: 1
  mlflow-server: 1
  feast-redis: 2
  airflow-webserver: 1
{{- end }}
