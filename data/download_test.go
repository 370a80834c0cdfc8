package data_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestPreparedFilesHoldTheDatabase reads every file back with a second DuckDB and finds the rows of the revision.
func TestPreparedFilesHoldTheDatabase(t *testing.T) {
	ctx := context.Background()
	db := data.Published(t)
	store := store.Store{Dir: t.TempDir()}
	content, err := os.ReadFile(db.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(store.Path(db.Revision), content, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Package(db.Revision); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before it was made the package gives %v", err)
	}
	old := filepath.Join(store.Dir, "downloads", "ffffffffffff")
	if err := os.MkdirAll(old, 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time everything is there
		if err := store.Prepare(ctx, db); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the files of a revision that is gone: %v", err)
	}
	p, err := store.Package(db.Revision)
	var tables int
	if _, scanErr := fmt.Sscan(data.Ask(t, db, "select count(*) from duckdb_tables()"), &tables); scanErr != nil {
		t.Fatal(scanErr)
	}
	if err != nil || p.Version != db.Revision || len(p.Resources) != 2*tables+2 {
		t.Fatalf("%d files of %s, %v", len(p.Resources), p.Version, err)
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	memory.SetMaxOpenConns(1)
	if _, err := memory.Exec("attach " + "'" + db.Path + "'" + " as r (read_only)"); err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Resources {
		path, told, err := store.Download(db.Revision, r.Path)
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		if r.SHA256() != hex.EncodeToString(sum[:]) || told != r.SHA256() || r.Bytes != int64(len(content)) || r.MediaType == "" {
			t.Errorf("%s has other bytes than the package says, or no type: %+v", r.Path, r)
		}
		if r.Format == "parquet" && r.Path != data.GeoParquetName {
			var differ int
			if err := memory.QueryRow("select count(*) from ((from r." + r.Table + " except all from read_parquet(" + "'" + path + "'" + ")) union all (from read_parquet(" + "'" + path + "'" +
				") except all from r." + r.Table + "))").Scan(&differ); err != nil || differ != 0 {
				t.Errorf("%s: %d rows differ, %v", r.Path, differ, err)
			}
		}
		if r.Format == "csv" {
			var rows int64
			if err := memory.QueryRow("select count(*) from read_csv(" + "'" + path + "'" + ", header = true, all_varchar = true)").Scan(&rows); err != nil || rows != r.Rows {
				t.Errorf("%s: %d rows, the package says %d, %v", r.Path, rows, r.Rows, err)
			}
			header, _, _ := strings.Cut(string(content), "\n")
			if n := strings.Count(header, ",") + 1; n != len(r.Schema.Fields) {
				t.Errorf("%s has %d columns, the package %d", r.Path, n, len(r.Schema.Fields))
			}
		}
	}
	for _, name := range []string{"../meta.parquet", "nergens.csv", "datapackage.json.part", ""} {
		if path, _, err := store.Download(db.Revision, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q gives %s, %v", name, path, err)
		}
	}
	if _, _, err := store.Download("../../etc", data.DatabaseName); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a revision with a way out gives %v", err)
	}
}
