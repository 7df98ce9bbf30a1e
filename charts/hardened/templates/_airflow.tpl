{{/* dict root part: how objects of Airflow are labelled. */}}
{{- define "hardened.airflowComponent" -}}
{{- dict "component" (printf "airflow-%s" .part) "app" (printf "airflow-%s" .part) "version" .root.Values.airflow.image.tag | toYaml }}
{{- end }}

{{- define "hardened.airflowConfig" -}}
[core]
executor = LocalExecutor
load_examples = False
dags_folder = /opt/airflow/dags
# A process for each, also when there is nothing to do.
parallelism = 2
execution_api_server_url = http://{{ include "hardened.name" . }}-airflow-webserver:8080/execution/
# The webserver reads a task's log at the address of the pod that ran it, and no name resolves to that.
hostname_callable = airflow.utils.net.get_host_ip_address
fernet_key_cmd = cat /etc/airflow/secret/fernet-key
simple_auth_manager_users = admin:admin
simple_auth_manager_passwords_file = /tmp/airflow-passwords.json

[database]
sql_alchemy_conn_cmd = /bin/bash /etc/airflow/connection.sh

[api]
host = 0.0.0.0
port = 8080
workers = 1
secret_key_cmd = cat /etc/airflow/secret/secret-key

[api_auth]
jwt_secret_cmd = cat /etc/airflow/secret/jwt-secret

[scheduler]
enable_health_check = True

[dag_processor]
parsing_processes = 1
# New files are looked for this often.
refresh_interval = 5

[logging]
base_log_folder = /opt/airflow/logs
dag_processor_log_target = stdout

[usage_data_collection]
enabled = False
{{- end }}

{{- define "hardened.airflowChecksum" -}}
{{- $files := list (include "hardened.airflowConfig" .) (toYaml .Values.airflow.dags) (include "hardened.file" (dict "root" . "file" "wait-for-postgresql.sh")) }}
{{- range $path, $_ := .Subcharts.hardened.Files.Glob "files/airflow-*" }}
{{- $files = append $files ($.Subcharts.hardened.Files.Get $path) }}
{{- end }}
checksum/airflow: {{ join "\n" $files | sha256sum }}
{{- end }}

{{/* dict root arguments: image, command and what every process of Airflow knows. HOME, because that of the image is read-only. */}}
{{- define "hardened.airflowProcess" -}}
{{- include "hardened.imageOf" (dict "root" .root "image" .root.Values.airflow.image) }}
command: [/usr/bin/tini, --, /bin/bash, /etc/airflow/start.sh]
args: [{{ join ", " .arguments }}]
env:
  - {name: AIRFLOW_HOME, value: /opt/airflow}
  - {name: AIRFLOW_CONFIG, value: /etc/airflow/airflow.cfg}
  - {name: DATABASE_HOST, value: {{ include "hardened.name" .root }}-airflow-postgresql}
  - {name: HOME, value: /tmp}
  - {name: PYTHONDONTWRITEBYTECODE, value: '1'}
  - {name: PYTHONUNBUFFERED, value: '1'}
{{- end }}

{{/* root: configuration and credentials; those of the database come from the database's own Secret. */}}
{{- define "hardened.airflowConfigVolume" -}}
- name: airflow
  projected:
    sources:
      - configMap: {name: {{ include "hardened.name" . }}-airflow}
      - secret:
          name: {{ include "hardened.name" . }}-airflow
          items:
            {{- range list "admin-password" "fernet-key" "jwt-secret" "secret-key" }}
            - {key: {{ . }}, path: secret/{{ . }}}
            {{- end }}
      - secret:
          name: {{ include "hardened.name" . }}-airflow-postgresql
          items:
            {{- range list "username" "password" "database" }}
            - {key: {{ . }}, path: database/{{ . }}}
            {{- end }}
{{- end }}
