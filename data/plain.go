package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// WriteParquet writes rows of plain values (nil, bool, string or json.Number) as Parquet. A column keeps the type that
// DuckDB gave it where that is a whole number, a number or a truth; everything else is text.
func WriteParquet(ctx context.Context, columns []ColumnDoc, rows [][]any, w io.Writer) error {
	return sendParquet(w, func(path string) error {
		return wrap("parquet", writePlain(ctx, columns, rows, path))
	})
}

func writePlain(ctx context.Context, columns []ColumnDoc, rows [][]any, path string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// Names as they are asked, made different where two are alike: a file needs that.
	defined, types, seen := make([]string, len(columns)), make([]string, len(columns)), map[string]bool{}
	for i, c := range columns {
		name := c.Name
		for n := 2; seen[strings.ToLower(name)] || name == ""; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		seen[strings.ToLower(name)] = true
		types[i] = plainType(c.Type)
		defined[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `" ` + types[i]
	}
	if _, err := conn.ExecContext(ctx, "create table antwoord ("+strings.Join(defined, ", ")+")"); err != nil {
		return err
	}
	err = conn.Raw(func(raw any) error {
		app, err := duckdb.NewAppenderFromConn(raw.(driver.Conn), "", "antwoord")
		if err != nil {
			return err
		}
		for _, row := range rows {
			values := make([]driver.Value, len(row))
			for i, v := range row {
				values[i] = plainValue(v, types[i])
			}
			if err := app.AppendRow(values...); err != nil {
				app.Close()
				return err
			}
		}
		return app.Close()
	})
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "copy antwoord to "+quote(path)+" ("+copyOptions["parquet"]+")")
	return err
}

func plainType(duck string) string {
	switch {
	case strings.HasPrefix(duck, "DECIMAL"), duck == "DOUBLE", duck == "FLOAT", duck == "HUGEINT", duck == "UHUGEINT", duck == "UBIGINT":
		return "DOUBLE"
	case strings.HasSuffix(duck, "INT"), duck == "INTEGER", duck == "UINTEGER":
		return "BIGINT"
	case duck == "BOOLEAN":
		return "BOOLEAN"
	}
	return "VARCHAR"
}

// plainValue fits a value to its column; one that does not fit is NULL only where it is no number at all, as infinity is.
func plainValue(v any, kind string) driver.Value {
	n, isNumber := v.(json.Number)
	switch {
	case v == nil:
		return nil
	case kind == "BIGINT" && isNumber:
		if whole, err := n.Int64(); err == nil {
			return whole
		}
	case kind == "DOUBLE" && isNumber:
		if f, err := n.Float64(); err == nil && !math.IsInf(f, 0) {
			return f
		}
	case kind == "BOOLEAN":
		if b, ok := v.(bool); ok {
			return b
		}
	case kind == "VARCHAR":
		return fmt.Sprint(v)
	}
	return nil
}
