package overlay

import (
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/wkb"
)

// BenchmarkCrosswalk14000 compares two divisions of 14,000 areas of 60 points, a fifth of them moved. With
// WIJKINZICHT_GEOPANDAS=1 it also reports how many times as long geopandas.overlay takes on the same layers.
func BenchmarkCrosswalk14000(b *testing.B) {
	for _, layout := range []string{"scattered", "together"} {
		b.Run(layout, func(b *testing.B) {
			from, to := twoPatchworks(112, 125, layout == "scattered")
			peer := geopandasSeconds(b, from, to)
			runtime.GC()
			moves := 0
			for b.Loop() {
				found, err := Crosswalk(b.Context(), from, to, Tolerance{Share: 0.01, Metres: 5}, nil, 2)
				if err != nil {
					b.Fatal(err)
				}
				moves = len(found)
			}
			own := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(moves), "moves")
			b.ReportMetric(float64(status(b, "VmHWM"))/1024, "peak-MB")
			if peer > 0 {
				b.ReportMetric(peer, "geopandas-s")
				b.ReportMetric(peer/own, "times-as-fast")
			}
		})
	}
}

// geopandasSeconds lets GeoPandas overlay the same layers; 0 where it was not asked for or is not there.
func geopandasSeconds(b *testing.B, from, to []Area) float64 {
	if os.Getenv("WIJKINZICHT_GEOPANDAS") != "1" {
		return 0
	}
	const python = "/usr/bin/python3" // Debian's, which python3-geopandas belongs to
	if exec.Command(python, "-c", "import geopandas").Run() != nil {
		b.Log("no geopandas: apt-get install python3-geopandas")
		return 0
	}
	folder := b.TempDir()
	names := []string{filepath.Join(folder, "from.csv"), filepath.Join(folder, "to.csv")}
	for i, areas := range [][]Area{from, to} {
		var text strings.Builder
		for _, area := range areas {
			bytes, err := wkb.Marshal(area.Geometry)
			if err != nil {
				b.Fatal(err)
			}
			fmt.Fprintf(&text, "%s,%s\n", area.Code, hex.EncodeToString(bytes))
		}
		if err := os.WriteFile(names[i], []byte(text.String()), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	script := exec.Command(python, "testdata/geopandas_overlay.py", names[0], names[1])
	script.Stderr = os.Stderr
	printed, err := script.Output()
	if err != nil {
		b.Fatal(err)
	}
	var seconds float64
	var rows int
	if _, err := fmt.Sscanf(string(printed), "%f seconds %d rows", &seconds, &rows); err != nil {
		b.Fatalf("%q: %v", printed, err)
	}
	b.Logf("geopandas: %.2f s, %d rows", seconds, rows)
	return seconds
}

func BenchmarkOverlay14000(b *testing.B) {
	from, to := twoPatchworks(112, 125, true)
	for b.Loop() {
		if _, err := overlapsOf(b.Context(), from, to, 2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNeighbours2500(b *testing.B) {
	from, _ := twoPatchworks(50, 50, true)
	for b.Loop() {
		if _, err := Neighbours(from, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLocatorAt(b *testing.B) {
	from, _ := twoPatchworks(112, 125, true)
	locator, err := NewLocator(from)
	if err != nil {
		b.Fatal(err)
	}
	point := from[7000].Geometry.Bound().Center()
	for b.Loop() {
		locator.At(point)
	}
}
