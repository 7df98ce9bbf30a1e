{{/* dict root component database values: a PostgreSQL of its own for one system, whose only user owns its only database. */}}
{{- define "hardened.postgresql" -}}
{{- $root := .root }}
{{- $name := printf "%s-%s" (include "hardened.name" $root) .component }}
{{- $component := dict "root" $root "component" .component "app" .component "version" $root.Values.postgresql.image.tag }}
{{- $pod := dict "root" $root "system" "postgresql" "owner" "postgresql" }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
  annotations:
    # The claim outlives the release, and with it a database that knows this password and no other.
    helm.sh/resource-policy: keep
data:
  username: {{ b64enc .database }}
  database: {{ b64enc .database }}
  password: {{ include "hardened.password" (dict "root" $root "secret" $name "key" "password") | trim }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  selector: {{- include "hardened.selectorLabels" $component | nindent 4 }}
  ports:
    - {name: postgresql, port: 5432, targetPort: postgresql}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  replicas: 1
  serviceName: {{ $name }}
  selector:
    matchLabels: {{- include "hardened.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      labels: {{- include "hardened.podLabels" $component | nindent 8 }}
    spec:
      {{- include "hardened.podSpec" $pod | nindent 6 }}
      # The image's own stop signal is a fast shutdown: sessions end at once, then a last checkpoint is written.
      terminationGracePeriodSeconds: 60
      containers:
        - name: postgresql
          {{- include "hardened.imageOf" (dict "root" $root "image" $root.Values.postgresql.image) | nindent 10 }}
          # For a few clients on a small machine: no replicas, few files of the log, and no compiler for queries.
          args:
            - --shared_buffers=32MB
            - --wal_level=minimal
            - --max_wal_senders=0
            - --max_wal_size=256MB
            - --jit=off
          env:
            - {name: POSTGRES_USER, value: {{ .database }}}
            - {name: POSTGRES_DB, value: {{ .database }}}
            - {name: POSTGRES_PASSWORD_FILE, value: /run/secrets/postgresql/password}
            # A folder that PostgreSQL makes itself, inside the claim: it accepts 0700 and 0750 only, and a volume's own
            # folder is another owner's, with modes that fsGroup widens.
            - {name: PGDATA, value: /var/lib/postgresql/data/pgdata}
            # For psql without options in this container. The UID has no name, from which these would be taken else.
            - {name: PGUSER, value: {{ .database }}}
            - {name: PGDATABASE, value: {{ .database }}}
          ports:
            - {name: postgresql, containerPort: 5432}
          # By the network's port: while the first start fills the database, upstream's image answers on the socket already.
          startupProbe:
            exec: {command: [pg_isready, -q, -h, 127.0.0.1]}
            periodSeconds: 2  # each is a process of its own
            timeoutSeconds: 5
            failureThreshold: 90
          readinessProbe:
            exec: {command: [pg_isready, -q, -h, 127.0.0.1]}
            periodSeconds: 20
            timeoutSeconds: 5
          livenessProbe:
            exec: {command: [pg_isready, -q, -h, 127.0.0.1]}
            periodSeconds: 30
            timeoutSeconds: 10
          resources: {{- toYaml .values.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" $root | nindent 10 }}
          volumeMounts:
            - {name: data, mountPath: /var/lib/postgresql/data}
            - {name: credentials, mountPath: /run/secrets/postgresql, readOnly: true}
            {{- include "hardened.writableMounts" $pod | trim | nindent 12 }}
      volumes:
        - name: credentials
          secret:
            secretName: {{ $name }}
            items:
              - {key: password, path: password}
        {{- include "hardened.writableVolumes" $pod | trim | nindent 8 }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels: {{- include "hardened.selectorLabels" $component | nindent 10 }}
      spec:
        {{- include "hardened.claim" .values.persistence | nindent 8 }}
{{- end }}
