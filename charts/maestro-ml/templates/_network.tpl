{{/* root: who talks to whom. Three tiers: the API, which people and pods reach; services; data, which services reach, and no pod
that is not told to. See docs/network.md for the label that tells. */}}
{{- define "maestro.network" -}}
parts:
  - connection-test
  {{- include "maestro.parts" . | nindent 2 }}
names:
  mlflow-server: mlflow-network-policy
  mlflow-postgresql: mlflow-database-network-policy
  feast-server: feast-network-policy
  airflow-postgresql: airflow-database-network-policy
  postgresql: database-network-policy
selectors:
  api-server-client: {matchLabels: {api-server-client: 'true'}}
{{- if .Values.trainingOperator.enabled }}
  # Pods of one job talk to each other on ports that gloo chooses, and no policy can say "of the same job".
  training-job: {matchExpressions: [{key: training.kubeflow.org/job-name, operator: Exists}]}
{{- end }}
edges:
  - {from: [api, worker], to: postgresql, ports: [5432]}
  - {from: [api, worker], to: redis, ports: [6379]}
  - {from: [worker, airflow-scheduler], to: mlflow-server, ports: [5000]}
  - {from: [mlflow-server], to: mlflow-postgresql, ports: [5432]}
  - {from: [mlflow-server], to: minio, ports: [9000]}
  - {from: [feast-server], to: postgresql, ports: [5432]}
  - {from: [feast-server, feast-redis], to: feast-redis, ports: [6379]}
  - {from: [airflow-webserver, airflow-scheduler], to: airflow-postgresql, ports: [5432]}
  - {from: [airflow-scheduler], to: airflow-webserver, ports: [8080]}
  - {from: [airflow-webserver], to: airflow-scheduler, ports: [8793]}
  - {from: [log-agent], to: loki, ports: [3100]}
  - {from: [training-job], to: training-job}
  - {from: [connection-test], to: api, ports: [8000]}
  - {from: [connection-test], to: mlflow-server, ports: [5000]}
  - {from: [connection-test], to: feast-server, ports: [6566]}
  - {from: [connection-test], to: airflow-webserver, ports: [8080]}
  - {from: [connection-test], to: registry, ports: [5000]}
  - {from: [connection-test], to: loki, ports: [3100]}
  - {from: [connection-test], to: vault, ports: [8200]}
  - {from: [connection-test], to: sealed-secrets, ports: [8080]}
  - {from: [connection-test], to: minio, ports: [9000]}
clients:
  api: [8000]
  mlflow-server: [5000]
  feast-server: [6566]
  feast-redis: [6379]
  airflow-webserver: [8080]
  registry: [5000]
  loki: [3100]
  vault: [8200]
  sealed-secrets: [8080]
  postgresql: [5432]
  redis: [6379]
  minio: [9000]
api: [log-agent, sealed-secrets, training-operator, api-server-client]
open:
  training-operator: [9443]
{{- end }}
