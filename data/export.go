package data

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
)

// Exported is a table that was written to a file.
type Exported struct {
	Name string
	Path string
	Rows int64
}

// partitioned is the one table that grows with the years. As Parquet it becomes a folder with a folder per indicator, in the
// manner of Hive (indicator=woz/), that other engines read as one table.
const partitioned = "observation"

// Export writes every table of the revision to dir as parquet or csv, in the order of the database: one file each, but for
// the partitioned table. What is there already is replaced, each whole.
func (db *DB) Export(ctx context.Context, dir, format string) ([]Exported, error) {
	options := copyOptions[format]
	if options == "" {
		return nil, fmt.Errorf("formaat %q: kies parquet of csv", format)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var out []Exported
	err := each(ctx, db.sql, "select table_name from duckdb_tables() order by table_name", func(rows *sql.Rows) error {
		var t Exported
		err := rows.Scan(&t.Name)
		out = append(out, t)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	copies, err := openCopier(ctx, db.Path, dir)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	defer copies.close()
	for i := range out {
		t := &out[i]
		t.Path = filepath.Join(dir, t.Name+"."+format)
		how := options
		if t.Name == partitioned && format == "parquet" {
			t.Path, how = filepath.Join(dir, t.Name), options+", partition_by (indicator)"
		}
		aside := t.Path + ".part"
		if err := os.RemoveAll(aside); err != nil { // of an export that was stopped
			return nil, fmt.Errorf("export %s: %w", t.Name, err)
		}
		if err := copies.copy(ctx, "from "+t.Name, filepath.Base(aside), how); err != nil {
			return nil, fmt.Errorf("export %s: %w", t.Name, err)
		}
		if how != options { // a folder is not renamed over another
			if err := os.RemoveAll(t.Path); err != nil {
				return nil, fmt.Errorf("export %s: %w", t.Name, err)
			}
		}
		if err := os.Rename(aside, t.Path); err != nil {
			return nil, fmt.Errorf("export %s: %w", t.Name, err)
		}
		if err := db.sql.QueryRowContext(ctx, "select count(*) from "+t.Name).Scan(&t.Rows); err != nil {
			return nil, fmt.Errorf("export %s: %w", t.Name, err)
		}
	}
	return out, nil
}
