package ingest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// A rebuild of the whole country is 25 years of this many areas, in exports of 107 columns.
const (
	rebuildFrom, rebuildTo = 2001, 2025
	rebuildAreas           = 14_500
)

// allYears is the catalogue with every column of StatLine in every year, so that 25 of them can be made.
func allYears(b *testing.B) *catalogue.Catalogue {
	b.Helper()
	cat := dorrestad(b)
	for i := range cat.Columns {
		if cat.Columns[i].Generation == "D" {
			cat.Columns[i].From, cat.Columns[i].To = rebuildFrom, rebuildTo
		}
	}
	known, _ := cat.Source("kwb-2020")
	for year := rebuildFrom; year <= rebuildTo; year++ {
		if _, ok := cat.Source(fmt.Sprintf("kwb-%d", year)); !ok {
			s := known
			s.ID, s.Year = fmt.Sprintf("kwb-%d", year), year
			cat.SetSource(s)
		}
	}
	return cat
}

// BenchmarkRebuildNational makes a revision of what raw/ keeps of 25 national years, against DuckDB's own reading of the
// same files into a table. It reports the ratio, the file's size and the most memory that the process had meanwhile.
func BenchmarkRebuildNational(b *testing.B) {
	cat := allYears(b)
	depot := store.Store{Dir: b.TempDir()}
	keepNational(b, depot)
	for b.Loop() {
		os.Remove(filepath.Join(depot.Dir, "wijkinzicht.duckdb"))
		forgetPeak(b)
		start, busy := time.Now(), processorTime(b)
		result, err := Run(context.Background(), cat, depot, "", quiet)
		if err != nil {
			b.Fatal(err)
		}
		ours := time.Since(start)
		b.ReportMetric((processorTime(b) - busy).Seconds(), "s_ours_cpu")
		memory := peakMB(b)
		info, err := os.Stat(depot.Path(result.Revision))
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		readAll(b, filepath.Join(depot.Dir, "raw", "*", "*.csv"), filepath.Join(b.TempDir(), "theirs.duckdb"))
		theirs := time.Since(start)
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x_duckdb_csv")
		b.ReportMetric(ours.Seconds(), "s_ours")
		b.ReportMetric(theirs.Seconds(), "s_duckdb")
		b.ReportMetric(float64(info.Size())/1e6, "MB_file")
		b.ReportMetric(memory, "MB_memory")
	}
}

// keepNational fills raw/ with 25 exports of fictional areas.
func keepNational(b *testing.B, depot store.Store) {
	b.Helper()
	headings := strings.Split(headings2020, "\n")
	for year := rebuildFrom; year <= rebuildTo; year++ {
		random := rand.New(rand.NewPCG(1, uint64(year)))
		areas := make([]area, rebuildAreas)
		for i := range areas {
			areas[i] = area{code: fmt.Sprintf("BU99%02d%04d", i/9999, i%9999), name: fmt.Sprintf("Buurt %d", i), kind: "Buurt", cells: randomCells(random, headings)}
		}
		content := statlineExport(headings, areas)
		sum := sha256.Sum256(content)
		err := depot.Keep(store.Given{RawEntry: store.RawEntry{SourceID: fmt.Sprintf("kwb-%d", year), SHA256: hex.EncodeToString(sum[:]), Ext: ".csv",
			Name: fmt.Sprintf("Kerncijfers_wijken_en_buurten_%d.csv", year), RetrievedAt: time.Now()}, Content: func() ([]byte, error) { return content, nil }})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func readAll(b *testing.B, pattern, database string) {
	b.Helper()
	db, err := sql.Open("duckdb", database)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for _, text := range []string{fmt.Sprintf("create table kwb as select * from read_csv('%s', filename = true)", pattern), "checkpoint"} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(err)
		}
	}
}

// forgetPeak lets peakMB count from here on: what making the files took is given back first.
func forgetPeak(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Skipf("only Linux says how much memory a process had: %v", err)
	}
}

// peakMB is the most memory that this process has had since forgetPeak, as Linux counts it.
func peakMB(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1e3
		}
	}
	return 0
}

// defaultAreas is how many areas the six gemeenten and the country have in KWB 2020.
const defaultAreas = 684

// BenchmarkRebuildDefault makes a revision of what raw/ keeps of 25 years of the default scope, as OData v4 brings it.
func BenchmarkRebuildDefault(b *testing.B) {
	cat := allYears(b)
	depot := store.Store{Dir: b.TempDir()}
	for year := rebuildFrom; year <= rebuildTo; year++ {
		source, _ := cat.Source(fmt.Sprintf("kwb-%d", year))
		source.Table = fmt.Sprintf("9%04dNED", year) // a table of its own for every year
		cat.SetSource(source)
		for entity, content := range tableOfYear(source.Table, year) {
			sum := sha256.Sum256(content)
			err := depot.Keep(store.Given{RawEntry: store.RawEntry{SourceID: source.ID, SHA256: hex.EncodeToString(sum[:]), Ext: ".json", Name: source.Table + "_" + entity + ".json",
				RetrievedAt: time.Now()}, Content: func() ([]byte, error) { return content, nil }})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		os.Remove(filepath.Join(depot.Dir, "wijkinzicht.duckdb"))
		forgetPeak(b)
		start, busy := time.Now(), processorTime(b)
		result, err := Run(context.Background(), cat, depot, "", quiet)
		if err != nil || result.Tables != rebuildTo-rebuildFrom+1 {
			b.Fatal(result, err)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s_ours")
		b.ReportMetric((processorTime(b) - busy).Seconds(), "s_ours_cpu")
		b.ReportMetric(peakMB(b), "MB_memory")
	}
}

// tableOfYear gives the entity sets of a table with the columns of KWB 2020 and as many areas as the default scope has.
func tableOfYear(table string, year int) map[string][]byte {
	headings := strings.Split(headings2020, "\n")
	random := rand.New(rand.NewPCG(2, uint64(year)))
	opening := func(entity string) string {
		return fmt.Sprintf(`{"@odata.context":"https://datasets.cbs.nl/odata/v1/CBS/%s/$metadata#%s","value":[`, table, entity)
	}
	var measures, groups, codes, observations []string
	for i, h := range headings {
		path := strings.Split(h, "/")
		title, unit, _ := strings.Cut(path[len(path)-1], " (")
		if m := bracketUnit.FindStringSubmatch(path[len(path)-1]); m != nil {
			title, unit = m[1], m[2]
		}
		group := ""
		if len(path) > 1 {
			group = path[len(path)-2]
		}
		groups = append(groups, fmt.Sprintf(`{"Id":"G%d","Title":%q}`, i, group))
		measures = append(measures, fmt.Sprintf(`{"Identifier":"M%d","Title":%q,"MeasureGroupId":"G%d","Unit":%q}`, i, title, i, unit))
	}
	for i := range defaultAreas {
		code := fmt.Sprintf("BU9901%04d", i)
		codes = append(codes, fmt.Sprintf(`{"Identifier":"%s","Title":"Buurt %d"}`, code, i))
		for k, cell := range randomCells(random, headings) {
			if cell == "." {
				cell = "null"
			}
			observations = append(observations, fmt.Sprintf(`{"Id":%d,"Measure":"M%d","ValueAttribute":"None","Value":%s,"StringValue":null,"WijkenEnBuurten":"%s"}`, len(observations), k, cell, code))
		}
	}
	out := map[string][]byte{"Dimensions": fmt.Appendf(nil, `%s{"Identifier":"WijkenEnBuurten","Kind":"GeoDetail","MapYear":"%d"}]}`, opening("Dimensions"), year)}
	for entity, rows := range map[string][]string{"MeasureCodes": measures, "MeasureGroups": groups, "WijkenEnBuurtenCodes": codes, "Observations": observations} {
		out[entity] = []byte(opening(entity) + strings.Join(rows, ",\n") + closing)
	}
	return out
}
