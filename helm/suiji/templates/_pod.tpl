{{/* The enabled targets, each with the defaults filled in: a map to be read with fromYaml. */}}
{{- define "suiji.targets" -}}
{{- range $name, $own := .Values.targets }}
{{- $target := mustMergeOverwrite (deepCopy $.Values.defaults) (deepCopy ($own | default dict)) }}
{{- if $target.enabled }}
{{ $name }}:
  {{- toYaml $target | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of these the services: what has a database, events and an API of its own. */}}
{{- define "suiji.services" -}}
{{- range $name, $target := include "suiji.targets" . | fromYaml }}
{{- if not $target.site }}
{{ $name }}: {}
{{- end }}
{{- end }}
{{- end }}

{{- define "suiji.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "suiji.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* Takes a list: name of the variable, a secret reference of the values, who uses it. */}}
{{- define "suiji.secretEnv" -}}
{{- $secret := index . 1 -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef: { name: {{ $secret.name }}, key: {{ $secret.key | replace "{service}" (index . 2) }} }
{{- end }}

{{/* What the chart knows and the configuration file does not; takes a list: root context, who uses it, secret of the database. */}}
{{- define "suiji.env" -}}
{{- $root := index . 0 -}}
{{- $user := index . 1 -}}
- { name: SUIJI__REGION, value: {{ $root.Values.region | quote }} }
- { name: SUIJI__SERVER__LISTEN, value: "0.0.0.0:8080" }
- { name: SUIJI__TELEMETRY__LOG_FORMAT, value: {{ $root.Values.telemetry.logFormat }} }
- { name: SUIJI__TELEMETRY__LOG_FILTER, value: {{ $root.Values.telemetry.logFilter | quote }} }
{{- with $root.Values.telemetry.otlpEndpoint }}
- { name: SUIJI__TELEMETRY__OTLP_ENDPOINT, value: {{ . | quote }} }
{{- end }}
{{- range $name, $_ := include "suiji.services" $root | fromYaml }}
- { name: SUIJI__SERVICES__{{ upper $name }}, value: "http://{{ include "suiji.name" $root }}-{{ $name }}" }
{{- end }}
{{- if (get (include "suiji.targets" $root | fromYaml) $user | default dict).site }}
- { name: SUIJI__SITE__HTTPS, value: {{ $root.Values.ingress.tlsSecret | empty | not | quote }} }
{{- else }}
- { name: SUIJI__BUS__KIND, value: nats }
{{ include "suiji.secretEnv" (list "SUIJI__DATABASE__URL" (index . 2) $user) }}
{{ include "suiji.secretEnv" (list "SUIJI__BUS__URL" $root.Values.secrets.bus $user) }}
{{ include "suiji.secretEnv" (list "SUIJI__IDENTITY__SERVICE_SECRET" $root.Values.secrets.services $user) }}
- { name: SUIJI__REHEARSAL__ALLOWED, value: {{ $root.Values.rehearsal.allowed | quote }} }
{{- if $root.Values.rehearsal.allowed }}
{{ include "suiji.secretEnv" (list "SUIJI__REHEARSAL__TOKEN" $root.Values.secrets.rehearsal $user) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where a target's own keys are; takes a list: name of the target, its values. Replicas must share them, and no pod can write
its own. */}}
{{- define "suiji.keysEnv" -}}
{{- $files := dict
  "draw" (dict "SUIJI__DRAW__SIGNING_KEY_FILE" "signing.key" "SUIJI__DRAW__LOG_KEY_FILE" "log.key")
  "identity" (dict "SUIJI__IDENTITY__TOKEN_KEY_FILE" "token.key") }}
{{- $name := index . 0 }}
{{- with get $files $name }}
{{- $_ := required (printf "targets.%s.keysSecret must name the Secret with its keys" $name) (index $ 1).keysSecret }}
{{- range $variable, $file := . }}
- { name: {{ $variable }}, value: /etc/suiji/keys/{{ $file }} }
{{- end }}
{{- end }}
{{- end }}

{{- define "suiji.pullSecrets" -}}
{{- range .Values.image.pullSecrets }}
- name: {{ . }}
{{- end }}
{{- end }}
