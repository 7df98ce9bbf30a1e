{{/* root: of every workload one pod at a time may be evicted, of the workers as well, however many there are: with a worker's pod go the
shuffle files that its service keeps. Airflow's webserver and its scheduler have a budget each, as in charts/maestro-ml. */}}
{{- define "spark-standalone.budgets" -}}
parts:
  {{- include "spark-standalone.parts" . | nindent 2 }}
names:
  mlflow-server: mlflow-pdb
  airflow-webserver: airflow-pdb
replicas:
  worker: {{ .Values.worker.replicas }}
{{- end }}
