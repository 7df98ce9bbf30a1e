{{/* root: what both processes of maestro know. Ports are named as well: a Service link of this release would set MAESTRO_REDIS_PORT
to an address. */}}
{{- define "maestro.env" -}}
{{- $release := include "hardened.name" . -}}
- {name: MAESTRO_PORT, value: '8000'}
- {name: MAESTRO_POSTGRESQL_HOST, value: {{ $release }}-postgresql}
- {name: MAESTRO_POSTGRESQL_PORT, value: '5432'}
- {name: MAESTRO_POSTGRESQL_SECRET, value: /etc/maestro/postgresql}
- {name: MAESTRO_REDIS_HOST, value: {{ $release }}-redis}
- {name: MAESTRO_REDIS_PORT, value: '6379'}
- {name: MAESTRO_REDIS_SECRET, value: /etc/maestro/redis}
{{- end }}

{{/* root: when maestro is started, gets requests, and is started anew. It is ready once PostgreSQL and Redis have answered. */}}
{{- define "maestro.probes" -}}
startupProbe:
  httpGet: {path: /readyz, port: http}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 300
readinessProbe:
  httpGet: {path: /readyz, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
livenessProbe:
  httpGet: {path: /healthz, port: http}
  periodSeconds: 20
  timeoutSeconds: 10
{{- end }}

{{- define "maestro.mounts" -}}
- {name: credentials, mountPath: /etc/maestro, readOnly: true}
{{- end }}

{{/* root: passwords are files, which no environment shows. */}}
{{- define "maestro.volumes" -}}
- name: credentials
  projected:
    sources:
      - secret:
          name: {{ include "hardened.name" . }}-postgresql
          items:
            {{- range list "username" "password" "database" }}
            - {key: {{ . }}, path: postgresql/{{ . }}}
            {{- end }}
      - secret:
          name: {{ include "hardened.name" . }}-redis
          items: [{key: password, path: redis/password}]
{{- end }}
