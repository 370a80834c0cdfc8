package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// nationalAreas is how many areas KWB 2020 has: the country, its gemeenten, wijken and buurten.
const nationalAreas = 17341

// BenchmarkLoadNational measures our load of a national StatLine export (recognise, write, merge into a database file)
// against DuckDB's own reading of the same file into a table; x_duckdb_csv is how many times longer ours takes.
func BenchmarkLoadNational(b *testing.B) {
	dir := b.TempDir()
	path := filepath.Join(dir, "Kerncijfers_wijken_en_buurten_2020.csv")
	if err := os.WriteFile(path, nationalExport(), 0o644); err != nil {
		b.Fatal(err)
	}
	cat, err := catalogue.Load()
	if err != nil {
		b.Fatal(err)
	}
	var ours, theirs time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		loadOurs(b, cat, path, filepath.Join(dir, fmt.Sprintf("ours-%d.duckdb", i)))
		ours += time.Since(start)
		start = time.Now()
		loadDuckDB(b, path, filepath.Join(dir, fmt.Sprintf("theirs-%d.duckdb", i)))
		theirs += time.Since(start)
	}
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x_duckdb_csv")
	b.ReportMetric(ours.Seconds()/float64(b.N), "s_ours")
	b.ReportMetric(theirs.Seconds()/float64(b.N), "s_duckdb")
}

func loadOurs(b *testing.B, cat *catalogue.Catalogue, path, database string) {
	ctx := context.Background()
	in, err := describe(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	found, err := recognise(ctx, cat, []input{in}, func(int, string) {})
	if err != nil {
		b.Fatal(err)
	}
	builder, err := data.Create(ctx, database, cat)
	if err != nil {
		b.Fatal(err)
	}
	figures, err := writeFiles(ctx, cat, builder, found, nil, func(string, int, int) {})
	if err != nil {
		b.Fatal(err)
	}
	if err := builder.Merge(ctx, figures, nil); err != nil {
		b.Fatal(err)
	}
	if err := builder.Close(ctx); err != nil {
		b.Fatal(err)
	}
}

func loadDuckDB(b *testing.B, path, database string) {
	db, err := sql.Open("duckdb", database)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(fmt.Sprintf("create table kwb as select * from read_csv('%s')", path)); err != nil {
		b.Fatal(err)
	}
	if _, err := db.Exec("checkpoint"); err != nil {
		b.Fatal(err)
	}
}

// nationalExport makes an export of fictional areas with the columns of KWB 2020, as wide as the published one.
func nationalExport() []byte {
	headings := strings.Split(headings2020, "\n")
	random := rand.New(rand.NewPCG(1, 2020))
	var areas []area
	for i := range nationalAreas {
		code := fmt.Sprintf("BU99%02d%04d", i/9999, i%9999)
		areas = append(areas, area{code: code, name: fmt.Sprintf("Buurt %d", i), kind: "Buurt", cells: randomCells(random, headings)})
	}
	return statlineExport(headings, areas)
}

// randomCells makes a row of plausible figures, one in four missing.
func randomCells(random *rand.Rand, headings []string) []string {
	cells := make([]string, len(headings))
	for i, h := range headings {
		switch unit := unitOf(h); {
		case random.IntN(4) == 0:
			cells[i] = "."
		case unit == "%":
			cells[i] = fmt.Sprint(random.IntN(101))
		case unit == "km" || unit == "per huishouden":
			cells[i] = fmt.Sprintf("%.1f", random.Float64()*10)
		case unit == "code":
			cells[i] = fmt.Sprint(1 + random.IntN(5))
		case strings.Contains(h, "huishoudensgrootte"):
			cells[i] = fmt.Sprintf("%.1f", 1+random.Float64()*3)
		default:
			cells[i] = fmt.Sprint(random.IntN(500))
		}
	}
	return cells
}
