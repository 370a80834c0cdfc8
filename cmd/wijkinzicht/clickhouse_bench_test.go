package main

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// BenchmarkClickHouse adds five million made-up observations to the embedded figures, loads the whole in one server of ClickHouse and in two
// shards, and asks all three the worked questions: every answer must be the same, value by value, and the metrics say how many times as long
// DuckDB takes over the twelve (the sum of medians).
func BenchmarkClickHouse(b *testing.B) {
	servers := clickHouses(b)
	db := openLarge(b)
	since := time.Now()
	lap := func(what string) {
		b.Logf("%s: %v", what, time.Since(since).Round(100*time.Millisecond))
		since = time.Now()
	}
	export := b.TempDir()
	if _, err := db.ExportClickHouse(b.Context(), export); err != nil {
		b.Fatal(err)
	}
	lap("export")
	servers[0].load(b, export, "--database", "een")
	lap("into one server")
	servers[0].load(b, export, "--cluster", "wijken")
	lap("into two shards")
	for b.Loop() {
		var total [3]time.Duration
		for _, q := range data.Questions() {
			asks := [3]func() []byte{
				func() []byte { return inDuckDB(b, db, q.SQL) },
				func() []byte { return servers[0].ask(b, "een", q.ClickHouse+"\nformat JSONEachRow") },
				func() []byte { return servers[0].ask(b, "wijkinzicht", q.ClickHouse+"\nformat JSONEachRow") },
			}
			var took [3][]time.Duration
			for range 5 {
				var answers [3][]byte
				for i, ask := range asks {
					start := time.Now()
					answers[i] = ask()
					took[i] = append(took[i], time.Since(start))
				}
				sameRows(b, q.Slug+", one server", answers[1], answers[0])
				sameRows(b, q.Slug+", two shards", answers[2], answers[0])
			}
			var median [3]time.Duration
			for i := range took {
				slices.Sort(took[i])
				median[i] = took[i][len(took[i])/2]
				total[i] += median[i]
			}
			b.Logf("%s: DuckDB %v, one server %v, two shards %v", q.Slug, median[0].Round(100*time.Microsecond), median[1].Round(100*time.Microsecond), median[2].Round(100*time.Microsecond))
		}
		b.ReportMetric(float64(total[0])/float64(total[1]), "DuckDB/one-server")
		b.ReportMetric(float64(total[0])/float64(total[2]), "DuckDB/two-shards")
	}
}

// openLarge opens a copy of the embedded figures with observations of fictional gemeenten beside them.
func openLarge(b *testing.B) *data.DB {
	b.Helper()
	_, from, err := store.Store{Dir: filled}.Current()
	if err != nil {
		b.Fatal(err)
	}
	small, err := os.ReadFile(from)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "groot.duckdb")
	if err := os.WriteFile(path, small, 0o644); err != nil {
		b.Fatal(err)
	}
	large, err := sql.Open("duckdb", path)
	if err != nil {
		b.Fatal(err)
	}
	large.SetMaxOpenConns(1)
	for _, text := range strings.Split(madeUp, ";\n") {
		if _, err := large.ExecContext(b.Context(), text); err != nil {
			b.Fatalf("%s: %v", text, err)
		}
	}
	if err := large.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := data.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// madeUp gives fifty gemeenten that do not exist 280 buurten each, and these 36 indicators over ten years; one value in fifty is missing.
const madeUp = `create temp table made as select year, g, 'GM99' || lpad(g::varchar, 2, '0') as gemeente, n from range(2015, 2025) y(year), range(50) g(g), range(281) n(n);
create temp table area_made as select year, if(n = 0, gemeente, 'BU99' || lpad(g::varchar, 2, '0') || lpad(n::varchar, 4, '0')) as code, gemeente, g, n from made;
insert into area (year, code, level, name, gemeente_code, water, raw_file) select year, code, if(n = 0, 'gemeente', 'buurt'),
    if(n = 0, 'Dorrestad ' || g, 'Buurt ' || n || ' van Dorrestad ' || g), gemeente, false, 1 from area_made;
create type area_code_more as enum (select distinct code from (select unnest(enum_range(null::area_code))::varchar as code union all select code from area_made) order by code);
create temp table kept as select * replace (area_code::varchar as area_code) from observation;
truncate observation;
alter table observation alter area_code type area_code_more;
insert into observation select * from (
    select * from kept
    union all
    select i.id, a.year, a.code, a.year, a.year, if(missing, null, if(i.id = 'lbm_klasse', 1 + h % 9, h % 2000)), if(missing, 'onbekend', 'ok'), null, 1, a.n + 1, null
    from (select id from indicator order by id in ('inwoners', 'woz', 'koop', 'lbm_klasse') desc, id limit 36) i,
        (select *, hash(code, year) as k from area_made where n > 0) a, lateral (select hash(a.k, i.id) as h), lateral (select h % 50 = 0 as missing))
order by indicator, year, area_code;
checkpoint`
