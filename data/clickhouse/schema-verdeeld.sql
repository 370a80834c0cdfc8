{{range .}}{{if .Spread}}{{template "table" .}}{{end}}{{end -}}
