package data

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"wijkinzicht/data/catalogue"
)

func TestOpen(t *testing.T) {
	db := published(t)
	if db.Revision != "0123456789ab" || db.Embedded || db.MadeAt.IsZero() {
		t.Errorf("revision %q, embedded %v, made %v", db.Revision, db.Embedded, db.MadeAt)
	}
	if i, ok := db.Indicator("koop"); !ok || i.Kind != catalogue.Share || i.Direction == "" || len(i.Editions) == 0 {
		t.Errorf("indicator koop is %+v", i)
	}
	if s, ok := db.Subject("zonnewijk"); !ok || s.Gemeente != "GM9901" {
		t.Errorf("subject is %+v", s)
	}
	for _, slug := range []string{"zonnewijk", "gm9901", "gm9901-rest", "nl"} {
		if _, ok := db.Subject(slug); !ok {
			t.Errorf("subject %s is not there", slug)
		}
	}
	if len(db.Files) != 4 || db.Files[0].Name != "eerste.csv" || !db.Files[0].RetrievedAt.IsZero() {
		t.Errorf("files are %+v", db.Files)
	}
	if len(db.Parts) != 1 || !db.Parts[0].Used || db.Parts[0].Relation != catalogue.Equal {
		t.Errorf("parts are %+v", db.Parts)
	}
	if len(db.Breaks) != 1 || db.Breaks[0].Year != 2020 || db.Breaks[0].Indicator != "inwoners" {
		t.Errorf("breaks are %+v", db.Breaks)
	}
	if len(db.Sources) == 0 {
		t.Error("no sources")
	}
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	make := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("duckdb", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	table := "create table meta (key varchar, value varchar)"
	var other *OtherSchema
	if _, err := Open(ctx, make("new.duckdb", table, "insert into meta values ('schema_version', '99')")); !errors.As(err, &other) || other.Version != "99" {
		t.Errorf("another schema gives %v", err)
	}
	if _, err := Open(ctx, make("none.duckdb", table)); !errors.As(err, &other) {
		t.Errorf("no schema version gives %v", err)
	}
	if _, err := Open(ctx, make("strange.duckdb", "create table iets (a int)")); err == nil {
		t.Error("a database that is not ours was opened")
	}
	if _, err := Open(ctx, filepath.Join(dir, "absent.duckdb")); err == nil {
		t.Error("a file that is not there was opened")
	}
}

// TestEverythingHasAComment: researchers read the database without our code beside it.
func TestEverythingHasAComment(t *testing.T) {
	db := published(t)
	for _, query := range []string{
		"select 'table ' || table_name from duckdb_tables() where not internal and coalesce(comment, '') = ''",
		"select 'view ' || view_name from duckdb_views() where not internal and coalesce(comment, '') = ''",
		`select 'column ' || table_name || '.' || column_name from duckdb_columns()
			where not internal and coalesce(comment, '') = '' and table_name in (select table_name from duckdb_tables())`,
	} {
		if left := ask(t, db, query); left != "" {
			t.Errorf("without a comment:\n%s", left)
		}
	}
	if got := ask(t, db, "select table_name from duckdb_tables() where table_name = 'trend_input'"); got != "trend_input\n" {
		t.Errorf("looking for tables gives %q", got)
	}
}

// TestStagingIsGone: what files said one by one is no part of a revision.
func TestStagingIsGone(t *testing.T) {
	db := published(t)
	if got := ask(t, db, "select table_name from duckdb_tables() where table_name like '%reading%'"); got != "" {
		t.Errorf("left are %s", got)
	}
}

func TestViews(t *testing.T) {
	db := published(t)
	for _, c := range []struct{ query, want string }{
		{"select subject, year, inwoners, koop from wijk_trend", "zonnewijk,2020,1200,\n"},
		{"select code, indicator, value from buurt_laatste", ""},
		{"select indicator, subject, years, first_year, last_year, years_quality from dekking", "inwoners,zonnewijk,1,2020,2020,2020A\n"},
	} {
		if got := ask(t, db, c.query); got != c.want {
			t.Errorf("%s gives %q, want %q", c.query, got, c.want)
		}
	}
}

// TestSpillsBesideTheFile: in a service the working directory may be one in which nobody may write.
func TestSpillsBesideTheFile(t *testing.T) {
	db := published(t)
	var dir string
	if err := db.sql.QueryRow("select current_setting('temp_directory')").Scan(&dir); err != nil || dir != db.Path+".tmp" {
		t.Errorf("what does not fit in memory goes to %q (%v)", dir, err)
	}
}

// TestConnectionsRest: a connection that was used waits for the next question instead of being made again.
func TestConnectionsRest(t *testing.T) {
	db := published(t)
	var held []*sql.Conn
	for range maxConnections {
		conn, err := db.sql.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, conn)
	}
	for _, conn := range held {
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if s := db.sql.Stats(); s.Idle != maxConnections || s.MaxIdleClosed != 0 {
		t.Errorf("%d connections rest, %d were thrown away", s.Idle, s.MaxIdleClosed)
	}
}
