{{/* root: who talks to whom. A driver is a pod with the label spark-driver: "true", or one of Airflow's tasks. */}}
{{- define "spark-standalone.network" -}}
{{- $blocks := list }}
{{- range until (int .Values.worker.cores) }}
{{- $blocks = append $blocks (add 7080 .) }}
{{- end }}
{{- if .Values.shuffleService.enabled }}
{{- $blocks = append $blocks 7337 }}
{{- end }}
parts:
  - connection-test
  {{- include "spark-standalone.parts" . | nindent 2 }}
names:
  mlflow-server: mlflow-network-policy
  mlflow-postgresql: mlflow-database-network-policy
  airflow-postgresql: airflow-database-network-policy
  postgresql-metastore: metastore-database-network-policy
selectors:
  driver: {matchLabels: {spark-driver: 'true'}}
edges:
  - {from: [worker, driver, airflow-scheduler], to: master, ports: [7077]}
  - {from: [master], to: worker, ports: [7078]}
  - {from: [worker, driver, airflow-scheduler], to: worker, ports: {{ $blocks | toJson }}}
  - {from: [worker], to: driver, ports: [7079, 7080]}
  - {from: [worker], to: airflow-scheduler, ports: [7079, 7080]}
  - {from: [worker, driver, airflow-scheduler], to: hive-metastore, ports: [9083]}
  - {from: [worker, driver, airflow-scheduler, hive-metastore, mlflow-server], to: minio, ports: [9000]}
  - {from: [hive-metastore], to: postgresql-metastore, ports: [5432]}
  - {from: [mlflow-server], to: mlflow-postgresql, ports: [5432]}
  - {from: [airflow-scheduler], to: mlflow-server, ports: [5000]}
  - {from: [airflow-webserver, airflow-scheduler], to: airflow-postgresql, ports: [5432]}
  - {from: [airflow-scheduler], to: airflow-webserver, ports: [8080]}
  - {from: [airflow-webserver], to: airflow-scheduler, ports: [8793]}
  - {from: [connection-test], to: master, ports: [8080]}
  {{- if .Values.shuffleService.enabled }}
  - {from: [connection-test], to: worker, ports: [7337]}
  {{- end }}
clients:
  master: [8080]
  worker: [8081]
  hive-metastore: [9083]
  minio: [9000]
  airflow-webserver: [8080]
  mlflow-server: [5000]
{{- end }}
