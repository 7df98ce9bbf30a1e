{{/* root */}}
{{- define "hardened.minio" }}
{{- $name := printf "%s-minio" (include "hardened.name" .) }}
{{- $component := dict "root" . "component" "minio" "app" "minio" "version" .Values.minio.image.tag }}
{{- $pod := dict "root" . "system" "minio" "owner" "minio" }}
{{- $user := "minio" }}
{{- $password := include "hardened.password" (dict "root" . "secret" $name "key" "root-password") | trim | b64dec }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
  annotations:
    # The claim outlives the release, and what is stored in it about users is encrypted with this password.
    helm.sh/resource-policy: keep
stringData:
  root-user: {{ $user }}
  root-password: {{ $password }}
  # What the SDKs of AWS read, in the form of ~/.aws/credentials.
  credentials: |
    [default]
    aws_access_key_id = {{ $user }}
    aws_secret_access_key = {{ $password }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
  labels: {{- include "hardened.labels" $component | nindent 4 }}
spec:
  selector: {{- include "hardened.selectorLabels" $component | nindent 4 }}
  ports:
    - {name: s3, port: 9000, targetPort: s3}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name }}
  namespace: {{ .Release.Namespace }}
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
      terminationGracePeriodSeconds: 30
      containers:
        - name: minio
          {{- include "hardened.imageOf" (dict "root" . "image" .Values.minio.image) | nindent 10 }}
          # MinIO makes a folder for certificates whether there are any or not. Older versions end when they cannot.
          args: [server, /data, --address, ':9000', --certs-dir, /tmp/certs]
          env:
            - {name: MINIO_ROOT_USER_FILE, value: /run/secrets/minio/root-user}
            - {name: MINIO_ROOT_PASSWORD_FILE, value: /run/secrets/minio/root-password}
            # No console, which would listen on a random port, and no question to the vendor whether there is a newer version.
            - {name: MINIO_BROWSER, value: 'off'}
            - {name: MINIO_UPDATE, value: 'off'}
            - {name: HOME, value: /tmp}
            - {name: MC_CONFIG_DIR, value: /tmp/.mc}
          lifecycle:
            postStart:
              exec:
                command:
                  - sh
                  - -c
                  - | {{- include "hardened.file" (dict "root" . "file" "minio-buckets.sh") | nindent 20 }}
                  - minio-buckets.sh
                  {{- toYaml .Values.minio.buckets | nindent 18 }}
          ports:
            - {name: s3, containerPort: 9000}
          startupProbe:
            httpGet: {path: /minio/health/ready, port: s3}
            periodSeconds: 1
            timeoutSeconds: 5
            failureThreshold: 120
          readinessProbe:
            httpGet: {path: /minio/health/ready, port: s3}
            periodSeconds: 10
            timeoutSeconds: 5
          livenessProbe:
            httpGet: {path: /minio/health/live, port: s3}
            periodSeconds: 30
            timeoutSeconds: 10
          resources: {{- toYaml .Values.minio.resources | nindent 12 }}
          {{- include "hardened.containerSecurityContext" . | nindent 10 }}
          volumeMounts:
            - {name: data, mountPath: /data}
            - {name: credentials, mountPath: /run/secrets/minio, readOnly: true}
            {{- include "hardened.writableMounts" $pod | trim | nindent 12 }}
      volumes:
        - name: credentials
          secret:
            secretName: {{ $name }}
            items:
              - {key: root-user, path: root-user}
              - {key: root-password, path: root-password}
        {{- include "hardened.writableVolumes" $pod | trim | nindent 8 }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels: {{- include "hardened.selectorLabels" $component | nindent 10 }}
      spec:
        {{- include "hardened.claim" .Values.minio.persistence | nindent 8 }}
{{- end }}
