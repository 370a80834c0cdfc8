package boundary

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func BenchmarkGeoJSON(b *testing.B)  { benchmarkReal(b, wijken2016) }
func BenchmarkTopoJSON(b *testing.B) { benchmarkReal(b, wijken2014) }

func benchmarkReal(b *testing.B, name string) {
	content := real(b, name)
	benchmark(b, len(content), func() error {
		_, err := read(name, content)
		return err
	})
}

// The binary formats are measured on 2,000 circles of 500 points.
func circles() (codes []string, rings []orb.Ring) {
	for i := range 2000 {
		var ring orb.Ring
		for k := range 500 {
			sin, cos := math.Sincos(-2 * math.Pi * float64(k) / 500)
			ring = append(ring, orb.Point{150_000 + 1000*float64(i%50) + 400*cos, 460_000 + 1000*float64(i/50) + 400*sin})
		}
		codes, rings = append(codes, fmt.Sprintf("BU9901%04d", i)), append(rings, append(ring, ring[0]))
	}
	return codes, rings
}

func BenchmarkShapefile(b *testing.B) {
	codes, rings := circles()
	var shapes [][]orb.Ring
	for _, ring := range rings {
		shapes = append(shapes, []orb.Ring{ring})
	}
	shp, dbf := shapefile(5, shapes...), attributes("BU_CODE", codes...)
	benchmark(b, len(shp)+len(dbf), func() error {
		_, err := Shapefile(shp, dbf, prjRD)
		return err
	})
}

func BenchmarkGeoPackage(b *testing.B) {
	codes, rings := circles()
	var rows [][]any
	for i, code := range codes {
		rows = append(rows, []any{gpBlob(2, wkbMulti(1, 0, rings[i])), code, "Zonnewijk"})
	}
	file := sqliteFile(4096, gpkg(sqlTable{"buurten", "CREATE TABLE buurten (geom BLOB, buurtcode TEXT, buurtnaam TEXT)", rows}, nil)...)
	benchmark(b, len(file), func() error {
		_, err := readDatabase(bytes.NewReader(file), int64(len(file)))
		return err
	})
}

func benchmark(b *testing.B, size int, read func() error) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if err := read(); err != nil {
			b.Fatal(err)
		}
	}
}
