{{/* root: the components that this release has, as a list in YAML. Each is one workload that runs on. */}}
{{- define "maestro.parts" -}}
{{- $keys := dict
  "api" (list "api")
  "worker" (list "worker")
  "mlflow" (list "mlflow-server" "mlflow-postgresql")
  "feast" (list "feast-server" "feast-redis")
  "airflow" (list "airflow-webserver" "airflow-scheduler" "airflow-postgresql")
  "registry" (list "registry")
  "loki" (list "loki")
  "logAgent" (list "log-agent")
  "vault" (list "vault")
  "sealedSecrets" (list "sealed-secrets")
  "trainingOperator" (list "training-operator")
  "postgresql" (list "postgresql")
  "redis" (list "redis")
  "minio" (list "minio") }}
{{- range $key, $parts := $keys }}
{{- if (index $.Values $key).enabled }}
{{- range $parts }}
- {{ . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
