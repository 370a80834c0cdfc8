package data

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// TestAnotherReaderTakesOver reads the exported Parquet with Apache Arrow, which shares no code with DuckDB, the way that an
// engine reads a folder partitioned in the manner of Hive; it must come to what the database says.
func TestAnotherReaderTakesOver(t *testing.T) {
	db := published(t)
	dir := t.TempDir()
	tables, err := db.Export(context.Background(), dir, "parquet")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range tables {
		files := []string{e.Path}
		if e.Name == partitioned {
			files, err = filepath.Glob(filepath.Join(e.Path, "indicator=*", "*.parquet"))
		}
		var rows int64
		for _, path := range files {
			rows += arrowTable(t, path).NumRows()
		}
		if err != nil || rows != e.Rows {
			t.Errorf("%s: %d rows, the database has %d (%v)", e.Name, rows, e.Rows, err)
		}
	}

	got := map[string]string{}
	err = filepath.WalkDir(filepath.Join(dir, partitioned), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			_, indicator, _ := strings.Cut(filepath.Base(filepath.Dir(path)), "=")
			got[indicator] = observedSums(arrowTable(t, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	rows, err := db.sql.Query(`select indicator::varchar, count(*), count(value), coalesce(sum(value), 0), sum(year), sum(length(area_code::varchar)), sum(length(status::varchar))
		from observation group by all`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var indicator string
		var n, values, years, codes, statuses int64
		var sum float64
		if err := rows.Scan(&indicator, &n, &values, &sum, &years, &codes, &statuses); err != nil {
			t.Fatal(err)
		}
		want[indicator] = fmt.Sprintf("%d rows, %d values of %.3f, years %d, codes %d, statuses %d", n, values, sum, years, codes, statuses)
	}
	if rows.Err() != nil || len(want) < 2 || !maps.Equal(got, want) {
		t.Errorf("Arrow reads\n%v\nthe database says\n%v (%v)", got, want, rows.Err())
	}
}

// arrowTable reads one Parquet file whole.
func arrowTable(t *testing.T, path string) arrow.Table {
	t.Helper()
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer f.Close()
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	table, err := reader.ReadTable(context.Background())
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return table
}

// observedSums condenses the observations of one file; the query above condenses them in the same way.
func observedSums(table arrow.Table) string {
	var values, years, codes, statuses int64
	var sum float64
	each := func(name string, add func(a arrow.Array, i int)) {
		for _, chunk := range table.Column(table.Schema().FieldIndices(name)[0]).Data().Chunks() {
			for i := range chunk.Len() {
				if !chunk.IsNull(i) {
					add(chunk, i)
				}
			}
		}
	}
	each("value", func(a arrow.Array, i int) { values++; sum += a.(*array.Float64).Value(i) })
	each("year", func(a arrow.Array, i int) { years += int64(a.(*array.Int16).Value(i)) })
	each("area_code", func(a arrow.Array, i int) { codes += int64(len(a.ValueStr(i))) })
	each("status", func(a arrow.Array, i int) { statuses += int64(len([]rune(a.ValueStr(i)))) })
	return fmt.Sprintf("%d rows, %d values of %.3f, years %d, codes %d, statuses %d", table.NumRows(), values, sum, years, codes, statuses)
}
