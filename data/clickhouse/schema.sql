{{range .}}{{if not .Spread}}{{template "table" .}}{{end}}{{end -}}

{{define "table"}}
-- {{.Comment}}
create table {{.Name}} (
{{- range $i, $c := .Columns}}{{if $i}},{{end}}
    {{$c.Name}} {{$c.Type}} comment {{quote $c.Comment}}
{{- end}}
) engine = MergeTree() order by ({{.Order}});
{{end -}}
