{{/* The release's name, with the chart's in it: what every object's name begins with. */}}
{{- define "suiji.name" -}}
{{- if contains "suiji" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-suiji" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* What selects the pods of this release; the part (target or `migration`) is added by suiji.selector. */}}
{{- define "suiji.release" -}}
app.kubernetes.io/name: suiji
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Takes a list: root context, part. */}}
{{- define "suiji.selector" -}}
{{ include "suiji.release" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "suiji.labels" -}}
{{ include "suiji.selector" . }}
{{- with index . 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
{{- end }}

{{- define "suiji.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}
