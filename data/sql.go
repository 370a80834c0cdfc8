package data

import (
	"embed"
	"fmt"
)

//go:embed schema.sql schema_beleid.sql schema_trend.sql research.sql staging.sql query/*.sql
var sqlFiles embed.FS

// statement gives the text of an embedded SQL file; a missing one is a programming error that every test meets.
func statement(name string) string {
	text, err := sqlFiles.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("embedded SQL: %v", err))
	}
	return string(text)
}
