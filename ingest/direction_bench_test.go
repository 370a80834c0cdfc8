package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// BenchmarkDirections tells the direction of fictional national figures: 14,500 areas over 25 years, for a few indicators;
// s_per_45 is what 45 of them would take here and now, beside what
// they take when nothing else runs, and x_least_squares how many times DuckDB's own regr_slope over the same figures.
func BenchmarkDirections(b *testing.B) {
	const areas, years = 14500, 25
	indicators := []string{"aandeel_0_14", "woz", "eenpersoons"} // one from counts where they are published, as a third is
	cat, err := catalogue.Load()
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "landelijk.duckdb")
	builder := nationalSeries(b, cat, path, areas, years, indicators)
	few := *cat
	few.Indicators = nil
	for _, id := range indicators {
		ind, _ := cat.Indicator(id)
		few.Indicators = append(few.Indicators, ind)
	}
	ctx := context.Background()
	rounds, start, used := 0, time.Now(), processorTime(b)
	for b.Loop() {
		if err := writeDirections(ctx, &few, builder, nil, nil); err != nil {
			b.Fatal(err)
		}
		rounds++
	}
	ours, work := time.Since(start).Seconds()/float64(rounds), (processorTime(b)-used).Seconds()/float64(rounds)
	if err := builder.Close(ctx); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	used = processorTime(b)
	if _, err := db.Exec("create table line as select indicator, area_code, regr_slope(value, year) as slope from observation group by all"); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(ours/float64(len(indicators))*45, "s_per_45")
	b.ReportMetric(work/2/float64(len(indicators))*45, "s_per_45_on_two_free_cores")
	b.ReportMetric(work/(processorTime(b)-used).Seconds(), "x_least_squares")
}

// processorTime is how long processors have worked for this process: on a busy machine it says more than a clock.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// nationalSeries makes a database of fictional buurten that never moved, with a figure for every year.
func nationalSeries(b *testing.B, cat *catalogue.Catalogue, path string, areas, years int, indicators []string) *data.Builder {
	ctx := context.Background()
	builder, err := data.Create(ctx, path, cat)
	if err != nil {
		b.Fatal(err)
	}
	if err := builder.AddFile(ctx, data.RawFile{ID: 1, Name: "bedacht", SourceID: "kwb-2020"}); err != nil {
		b.Fatal(err)
	}
	code := func(i int) string { return fmt.Sprintf("BU99%02d%04d", i/9999, i%9999) }
	var rows []data.AreaRow
	for y := range years {
		for i := range areas {
			rows = append(rows, data.AreaRow{Year: 2000 + y, Code: code(i), Level: "buurt", Name: "Buurt", Gemeente: "GM9901", Change: "1", RawFile: 1, Rank: 1})
		}
	}
	if err := builder.AddAreas(ctx, rows); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 5))
	values := make([]float64, areas*years*len(indicators))
	for i := range values {
		values[i] = float64(int(random.Float64()*1000)) / 10
	}
	var codes []string
	for i := range areas {
		codes = append(codes, code(i))
	}
	var figures []data.Figures
	for k := range indicators {
		for y := range years {
			figures = append(figures, data.Figures{Indicator: indicators[k], AreaYear: 2000 + y, Year: 2000 + y, RawFile: 1, Rank: 1, Codes: codes,
				At: func(i int) (data.Figure, bool, error) {
					return data.Figure{Value: &values[(k*years+y)*areas+i], Status: data.OK, Row: 1}, true, nil
				}})
		}
	}
	if err := builder.Merge(ctx, figures, nil); err != nil {
		b.Fatal(err)
	}
	return builder
}
