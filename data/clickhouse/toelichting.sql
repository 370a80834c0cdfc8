{{range . -}}
alter table {{.Name}} modify comment {{quote .Comment}};
{{end -}}
