package data

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const golds = `select o.indicator, o.area_code, o.value, o.status, o.raw, o.raw_file, o.also_in, 12345678901234567890123::hugeint as groot, [1, 2] as lijst, 'inf'::double as oneindig,
	o.value is null as leeg, 1.50::decimal(6, 2) as twee, timestamp '2026-05-04 03:02:01' as tijd, 'a;"b' || chr(10) || 'é' as tekst
	from observation o join indicator i on i.id = o.indicator order by o.indicator, o.area_code`

func TestQueryFormats(t *testing.T) {
	db := published(t)
	for _, format := range []string{"table", "csv", "json"} {
		var b bytes.Buffer
		if err := db.Query(context.Background(), golds, format, &b); err != nil {
			t.Fatal(err)
		}
		golden(t, "query."+format, b.Bytes())
	}
}

func TestQueryWithoutRows(t *testing.T) {
	db := published(t)
	for format, want := range map[string]string{"csv": "code\n", "json": "[]\n", "table": "code\n----\n(0 rijen)\n"} {
		var b bytes.Buffer
		if err := db.Query(context.Background(), "select code from area where year = 1900", format, &b); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s gives %q, want %q", format, b.String(), want)
		}
	}
}

func TestQueryParquet(t *testing.T) {
	db := published(t)
	var b bytes.Buffer
	if err := db.Query(context.Background(), "select code, name, lon from area order by code; ", "parquet", &b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "antwoord.parquet")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	columns, err := ParquetColumns(context.Background(), path)
	if err != nil || strings.Join(columns, ",") != "code,name,lon" {
		t.Fatalf("columns are %q, %v", columns, err)
	}
	rows, err := ParquetText(context.Background(), path, []string{"lon", "name"})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || *rows[0][0] != "5.25" || *rows[0][1] != "Zonnewijk-Noord" || rows[1][0] != nil {
		t.Errorf("rows are %v", rows)
	}
}

func TestParquetRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "half.parquet")
	if err := os.WriteFile(path, []byte("PAR1 and no more"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ParquetColumns(context.Background(), path); err == nil {
		t.Error("columns of half a file were given")
	}
	if _, err := ParquetText(context.Background(), path, []string{"a"}); err == nil {
		t.Error("rows of half a file were given")
	}
}

// TestQueryReadsOnly: a question may not change the revision, nor reach any file beside it, in any format.
func TestQueryReadsOnly(t *testing.T) {
	db := published(t)
	secret := filepath.Join(t.TempDir(), "geheim.csv")
	if err := os.WriteFile(secret, []byte("a,b\n1,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "buiten")
	for _, query := range []string{
		"insert into meta values ('a', 'b')", "update meta set value = 'x'", "delete from trend", "drop table trend", "create table t (a int)",
		"copy trend to '" + outside + "'", "attach '" + outside + "' as ander", "select * from read_csv('" + secret + "')",
		"select * from read_text('" + secret + "')", "from '" + secret + "'", "select * from glob('/*')",
		"set enable_external_access = true", "set threads = 64", "install httpfs", "load httpfs", "export database '" + outside + "'",
		"select 1) to '" + outside + "' (format csv); copy (select 1",
	} {
		for _, format := range []string{"csv", "parquet"} {
			var b bytes.Buffer
			var q *QueryError
			err := db.Query(context.Background(), query, format, &b)
			if !errors.As(err, &q) {
				t.Errorf("%s as %s gives %v and %q", query, format, err, b.String())
				continue
			}
			if strings.Contains(q.Text, "\n") || q.Text == "" {
				t.Errorf("%s: the message %q is not one line", query, q.Text)
			}
		}
	}
	if _, err := os.Stat(outside); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a question wrote a file: %v", err)
	}
	if got := ask(t, db, "select count(*) from meta where key = 'a'"); got != "0\n" {
		t.Errorf("a question changed the revision: %s", got)
	}
}

func TestQueryErrors(t *testing.T) {
	db := published(t)
	for _, format := range []string{"table", "csv", "json", "parquet"} {
		for _, query := range []string{"selec 1", "select nix from trend", "", "select 1/", "select 'a'::integer"} {
			var q *QueryError
			if err := db.Query(context.Background(), query, format, &bytes.Buffer{}); !errors.As(err, &q) || strings.Contains(q.Text, "\n") {
				t.Errorf("%q as %s gives %v", query, format, err)
			}
		}
	}
	if err := db.Query(context.Background(), "select 1", "xml", &bytes.Buffer{}); !errors.Is(err, ErrFormat) {
		t.Errorf("an unknown format gives %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := db.Query(cancelled, "select 1", "csv", &bytes.Buffer{}); err == nil {
		t.Error("a cancelled question was answered")
	}
}

func TestQueryStopsWhenNobodyListens(t *testing.T) {
	db := published(t)
	for _, format := range []string{"table", "csv", "json"} {
		if err := db.Query(context.Background(), "select range, repeat('x', 100) from range(1000)", format, full{}); !errors.Is(err, errFull) {
			t.Errorf("%s to a full disk gives %v", format, err)
		}
	}
}

var errFull = errors.New("disk full")

// full is a place to write where nothing fits.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestExport(t *testing.T) {
	db := published(t)
	for _, format := range []string{"csv", "parquet"} {
		dir := filepath.Join(t.TempDir(), "uit")
		if _, err := db.Export(context.Background(), dir, format); err != nil {
			t.Fatal(err)
		}
		tables, err := db.Export(context.Background(), dir, format) // over what is there
		if err != nil {
			t.Fatal(err)
		}
		memory, err := sql.Open("duckdb", "")
		if err != nil {
			t.Fatal(err)
		}
		defer memory.Close()
		for _, e := range tables {
			from := quote(e.Path)
			if e.Name == partitioned && format == "parquet" { // as another engine reads it: a folder as one table
				from = "read_parquet(" + quote(e.Path+"/*/*.parquet") + ", hive_partitioning = true)"
				var per int
				if err := memory.QueryRow("select count(distinct filename) from read_parquet(" + quote(e.Path+"/indicator=koop/*.parquet") + ", filename = true)").Scan(&per); err != nil || per != 1 {
					t.Errorf("koop has %d files: %v", per, err)
				}
			}
			var n int64
			if err := memory.QueryRow("select count(*) from " + from).Scan(&n); err != nil {
				t.Errorf("%s: %v", e.Path, err)
			}
			if n != e.Rows {
				t.Errorf("%s has %d rows, the table %d", e.Path, n, e.Rows)
			}
		}
	}
	if _, err := db.Export(context.Background(), t.TempDir(), "xml"); err == nil {
		t.Error("an unknown format was exported")
	}
}
