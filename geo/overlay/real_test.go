package overlay

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// realWijken reads CBS' wijken of 2016 in RD metres, where the real files are there.
func realWijken(t *testing.T) []Area {
	root := os.Getenv("WIJKINZICHT_REAL")
	if root == "" {
		root = "../../../shared/data/real"
	}
	name := filepath.Join(root, "boundaries/2016-wijken-rd/wijk_2016_6.geojson")
	bytes, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("no real boundaries here: %v", err)
	}
	var file struct {
		Features []struct {
			Properties struct{ WKC string }
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(bytes, &file); err != nil {
		t.Fatal(err)
	}
	var areas []Area
	for _, feature := range file.Features {
		var m orb.MultiPolygon
		var err error
		if feature.Geometry.Type == "Polygon" {
			m = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(feature.Geometry.Coordinates, &m[0])
		} else {
			err = json.Unmarshal(feature.Geometry.Coordinates, &m)
		}
		if err != nil {
			t.Fatalf("%s: %v", feature.Properties.WKC, err)
		}
		areas = append(areas, Area{Code: feature.Properties.WKC, Geometry: m})
	}
	return areas
}

// signedGround is the area by the plain formula, which for an outline that does not cross itself is the true one.
func signedGround(m orb.MultiPolygon) (sum float64) {
	for _, polygon := range m {
		for i, ring := range polygon {
			var twice float64
			for k := 1; k < len(ring); k++ {
				a, b := ring[k-1], ring[k]
				twice += (a[0]-ring[0][0])*(b[1]-ring[0][1]) - (b[0]-ring[0][0])*(a[1]-ring[0][1])
			}
			if i == 0 {
				sum += math.Abs(twice) / 2
			} else {
				sum -= math.Abs(twice) / 2
			}
		}
	}
	return sum
}

func TestRealWijken2016(t *testing.T) {
	given := realWijken(t)
	var refused []string
	parts := map[string][]Area{}
	var before, after float64
	changed := 0
	for _, area := range given {
		m, err := Repair(area.Code, area.Geometry)
		if err != nil {
			refused = append(refused, area.Code)
			t.Log(err)
			continue
		}
		if !orb.Equal(m, area.Geometry) {
			changed++
		}
		near(t, "m2 of "+area.Code, ground(m), signedGround(area.Geometry), 100) // WK194027 crosses itself by 66 m2
		before, after = before+signedGround(area.Geometry), after+ground(m)
		parts[area.Code] = append(parts[area.Code], Area{Code: area.Code, Geometry: m})
	}
	t.Logf("%d wijken, %d repaired, %d refused, %.6f km2 before, %.6f km2 after", len(given), changed, len(refused), before/1e6, after/1e6)
	// Two waters have no outline in the file.
	if len(given) != 2_982 || !slices.Equal(refused, []string{"WK024316", "WK099590"}) {
		t.Errorf("%d wijken, refused %v", len(given), refused)
	}
	checkRealNeighbours(t, parts)
}

// checkRealNeighbours joins the records of one wijk, which the file has twice for one code, and counts neighbours.
func checkRealNeighbours(t *testing.T, parts map[string][]Area) {
	var layer []Area
	for code, records := range parts {
		m, err := Union(records)
		if err != nil {
			t.Fatal(err)
		}
		layer = append(layer, Area{Code: code, Geometry: m})
		if len(records) > 1 {
			t.Logf("%s has %d records", code, len(records))
		}
	}
	neighbours, err := Neighbours(layer, 1)
	if err != nil {
		t.Fatal(err)
	}
	alone, links := 0, 0
	for _, codes := range neighbours {
		links += len(codes)
		if len(codes) == 0 {
			alone++
		}
	}
	average := float64(links) / float64(len(neighbours))
	t.Logf("%.2f neighbours a wijk, %d of %d without", average, alone, len(neighbours))
	if average < 4 || average > 6 {
		t.Errorf("%.2f neighbours a wijk: a map has 4 to 6", average)
	}
	moerwijk := neighbours["WK051836"]
	t.Logf("Moerwijk borders on %v", moerwijk)
	for _, code := range moerwijk {
		if !strings.HasPrefix(code, "WK0518") && !strings.HasPrefix(code, "WK0603") {
			t.Errorf("Moerwijk does not border on %s", code)
		}
	}
	self, err := Crosswalk(t.Context(), layer, layer, Tolerance{Share: 0.001, Metres: 5}, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	// Two of these wijken overlap each other, which is no move either.
	if len(self) != len(layer) {
		t.Errorf("%d moves from %d wijken to themselves", len(self), len(layer))
	}
}
