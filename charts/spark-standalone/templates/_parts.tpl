{{/* root: the components that this release has, as a list in YAML. Each is one workload that runs on. */}}
{{- define "spark-standalone.parts" -}}
{{- $keys := dict
  "hiveMetastore" (list "hive-metastore" "postgresql-metastore")
  "minio" (list "minio")
  "airflow" (list "airflow-webserver" "airflow-scheduler" "airflow-postgresql")
  "mlflow" (list "mlflow-server" "mlflow-postgresql") -}}
- master
- worker
{{- range $key, $parts := $keys }}
{{- if (index $.Values $key).enabled }}
{{- range $parts }}
- {{ . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
