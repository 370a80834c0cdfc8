package data

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/catalogue"
)

// BenchmarkFiftyMillion fills a revision with 50 million made-up observations, of 14,000 fictional areas in 31 years, and
// asks what researchers ask. The bars: a file of 250 MB, 10 ms for a map, 20 ms for a change, 10 ms for the trends of a
// subject.
func BenchmarkFiftyMillion(b *testing.B) {
	ctx := context.Background()
	cat, err := catalogue.Load()
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "groot.duckdb")
	build, err := Create(ctx, path, cat)
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	for _, text := range strings.Split(fiftyMillion, ";\n") {
		if _, err := build.conn.ExecContext(ctx, text); err != nil {
			b.Fatalf("%s: %v", text, err)
		}
	}
	for k, v := range map[string]string{"schema_version": strconv.Itoa(SchemaVersion), "revision": "0123456789ab", "made_from": "bestanden"} {
		if err := build.SetMeta(ctx, k, v); err != nil {
			b.Fatal(err)
		}
	}
	if err := build.Close(ctx); err != nil {
		b.Fatal(err)
	}
	b.Logf("made in %v", time.Since(start).Round(time.Second))
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	db, err := Open(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	median := func(name, query string) {
		var took []time.Duration
		for range 21 {
			start := time.Now()
			var answer strings.Builder
			if err := db.Query(ctx, query, "csv", &answer); err != nil {
				b.Fatal(err)
			}
			if strings.Count(answer.String(), "\n") < 2 {
				b.Fatalf("%s has no answer", query)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-"+name)
	}
	for b.Loop() {
		b.ReportMetric(float64(info.Size())/1e6, "MB")
		median("map", "select count(value), sum(value) from observation where indicator = 'woz'::indicator_id and area_year = 2015 and year = 2015")
		median("change", `select count(*), avg(b.value - a.value) from observation a join observation b using (area_code)
			where a.indicator = 'woz'::indicator_id and b.indicator = 'woz'::indicator_id and a.year = 2010 and b.year = 2020 and a.area_year = 2010 and b.area_year = 2020`)
		median("trend", "from trend('moerwijk', 'woz')")
		median("all-trends", "from trend where subject = 'moerwijk'")
		median("map-uncast", "select count(value), sum(value) from observation where indicator = 'woz' and area_year = 2015 and year = 2015")
	}
}

const fiftyMillion = `create temp table codes as select 'BU99' || lpad(range::varchar, 6, '0') as code, range as n from range(14000);
create type area_code as enum (select code from codes order by code);
alter table observation alter area_code type area_code;
insert into observation select i.id, y.range, c.code::area_code, y.range, y.range,
    case when hash(c.n * 31 + y.range * 7 + i.decimals) % 50 = 0 then null else (hash(c.n * 31 + y.range * 7 + i.decimals) % 20000) / 10 end,
    'ok', null, y.range - 1990, c.n + 2, null
from indicator i, range(1995, 2026) y, codes c order by i.id, y.range, c.code;
insert into trend select s.slug, i.id, y.range, (hash(y.range) % 1000) / 10, 'ok', 'A', 1, null, null, false, y.range, y.range, 1, null
from subject s, indicator i, range(1995, 2026) y order by all`
