package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// ParquetColumns gives the column names of a Parquet file, read by DuckDB.
func ParquetColumns(ctx context.Context, path string) ([]string, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "select column_name from (describe select * from read_parquet("+quote(path)+"))")
	if err != nil {
		return nil, fmt.Errorf("read Parquet: %w", err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("read Parquet: %w", err)
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// ParquetText gives the named columns of a Parquet file as text, row by row in the file's order; a null is nil.
func ParquetText(ctx context.Context, path string, columns []string) ([][]*string, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	defer db.Close()
	picked := make([]string, len(columns))
	for i, c := range columns {
		picked[i] = fmt.Sprintf(`"%s"::varchar`, strings.ReplaceAll(c, `"`, `""`))
	}
	rows, err := db.QueryContext(ctx, "select "+strings.Join(picked, ", ")+" from read_parquet("+quote(path)+")")
	if err != nil {
		return nil, fmt.Errorf("read Parquet: %w", err)
	}
	defer rows.Close()
	var out [][]*string
	for rows.Next() {
		row := make([]*string, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("read Parquet, row %d: %w", len(out)+1, err)
		}
		out = append(out, row)
	}
	return out, rows.Err()
}
