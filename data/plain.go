package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// WriteParquet writes rows of plain values (nil, bool, string or json.Number) as Parquet. A column keeps the type that
// DuckDB gave it where that is a number, a truth, or one that DuckDB reads back from its own text; everything else is text,
// and what is nested JSON. The metadata of the file say under "compleet" whether these are all rows.
func WriteParquet(ctx context.Context, columns []ColumnDoc, rows [][]any, complete bool, w io.Writer) error {
	return sendWritten(w, func(path string) error {
		return wrap("parquet", writePlain(ctx, columns, rows, complete, path))
	})
}

func writePlain(ctx context.Context, columns []ColumnDoc, rows [][]any, complete bool, path string) error {
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
	defined, picked, types, seen := make([]string, len(columns)), make([]string, len(columns)), make([]string, len(columns)), map[string]bool{}
	for i, c := range columns {
		name := c.Name
		for n := 2; seen[strings.ToLower(name)] || name == ""; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		seen[strings.ToLower(name)] = true
		types[i] = plainType(c.Type)
		quoted := `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
		defined[i], picked[i] = quoted+" "+types[i], quoted
		if readBack(c.Type) {
			picked[i] = quoted + "::" + c.Type + " as " + quoted
		}
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
	whole := map[bool]string{true: "ja", false: "nee"}[complete]
	_, err = conn.ExecContext(ctx, "copy (select "+strings.Join(picked, ", ")+" from antwoord) to "+quote(path)+" ("+copyOptions["parquet"]+", kv_metadata {compleet: "+quote(whole)+"})")
	return err
}

// readBack tells whether DuckDB reads a type from its own text, and Parquet has it.
func readBack(duck string) bool {
	return strings.HasPrefix(duck, "DECIMAL(") || strings.HasPrefix(duck, "TIMESTAMP") || slices.Contains([]string{"DATE", "TIME", "UUID", "INTERVAL"}, duck)
}

func plainType(duck string) string {
	switch {
	case duck == "DOUBLE", duck == "FLOAT", duck == "HUGEINT", duck == "UHUGEINT", duck == "UBIGINT":
		return "DOUBLE"
	case strings.HasSuffix(duck, "INT"), duck == "INTEGER", duck == "UINTEGER":
		return "BIGINT"
	case duck == "BOOLEAN":
		return "BOOLEAN"
	}
	return "VARCHAR"
}

// plainValue fits a value to its column.
func plainValue(v any, kind string) driver.Value {
	n, isNumber := v.(json.Number)
	switch {
	case v == nil:
		return nil
	case kind == "BIGINT" && isNumber:
		if whole, err := n.Int64(); err == nil {
			return whole
		}
	case kind == "DOUBLE": // also DuckDB's words for an infinity and for what is no number
		if f, err := strconv.ParseFloat(fmt.Sprint(v), 64); err == nil {
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
