package data

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"sync"
)

//go:embed schema.sql schema_beleid.sql schema_trend.sql views.sql research.sql staging.sql query/*.sql
var sqlFiles embed.FS

// Layout is the hash of all SQL by which a database is laid out, described and asked: a revision is named by it too, so that one name
// is one file.
var Layout = sync.OnceValue(func() string {
	h := sha256.New()
	for _, name := range []string{"schema.sql", "schema_beleid.sql", "schema_trend.sql", "views.sql", "research.sql", "query/area_codes.sql"} {
		io.WriteString(h, statement(name))
	}
	return hex.EncodeToString(h.Sum(nil))
})

// statement gives the text of an embedded SQL file; a missing one is a programming error that every test meets.
func statement(name string) string {
	text, err := sqlFiles.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("embedded SQL: %v", err))
	}
	return string(text)
}
