package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
	"wijkinzicht/ingest/boundary"
)

// realOutlines reads files with borders below the folder of real files, or the one beside it; RD metres, repaired, by code.
func realOutlines(t *testing.T, names ...string) map[string]orb.MultiPolygon {
	t.Helper()
	out := map[string]orb.MultiPolygon{}
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(realFiles(t), name))
		if os.IsNotExist(err) {
			t.Skipf("%s is not here", name)
		}
		if err != nil {
			t.Fatal(err)
		}
		l, err := boundary.GeoJSON(content)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range l.Areas {
			shape := a.Geometry
			if l.CRS == boundary.WGS84 {
				shape = geo.Project(shape, geo.ToRD)
			}
			if out[a.Code], err = overlay.Repair(a.Code, shape); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

// alike gives the part of the ground of two outlines that they share.
func alike(t *testing.T, code string, a, b orb.MultiPolygon) float64 {
	t.Helper()
	both, err := overlay.Intersection(overlay.Area{Code: code, Geometry: a}, overlay.Area{Code: code, Geometry: b})
	if err != nil {
		t.Fatal(err)
	}
	shared := geo.AreaKm2(both)
	return shared / (geo.AreaKm2(a) + geo.AreaKm2(b) - shared)
}

// TestPackOutlinesAgreeWithRealFiles holds the embedded outlines against the files that they were taken from, and against exact ones
// of the same places.
func TestPackOutlinesAgreeWithRealFiles(t *testing.T) {
	o, shapes := packedOutlines(t)
	for _, c := range []struct {
		name, block, layer string
		files              []string
		least, usual       float64 // part shared by every outline, and by nine in ten
	}{
		{"Leefbaarometer, Groningen", "GM0014-2024", "lbm3-2024", []string{"leefbaarometer/3.0-2024/buurten/20.geojson"}, 0.85, 0.97},
		{"Leefbaarometer, Lelystad", "GM0995-2024", "lbm3-2024", []string{"leefbaarometer/3.0-2024/buurten/24.geojson"}, 0.85, 0.97},
		{"Leefbaarometer, Nijmegen", "GM0268-2024", "lbm3-2024", []string{"leefbaarometer/3.0-2024/buurten/25.geojson"}, 0.85, 0.97},
		{"Leefbaarometer, Den Haag", "GM0518-2024", "lbm3-2024", []string{"leefbaarometer/3.0-2024/buurten/28.geojson"}, 0.85, 0.97},
		{"Rotterdam, exact", "GM0599-2024", "rotterdam-2024", []string{"../added/boundaries/rotterdam-2024/buurt_2024.geojson"}, 0.93, 0.98},
		{"Nijmegen 2015", "GM0268-2015", "tno-2015", []string{"../added/boundaries/tno-vr-2015/buurt_2015.geojson"}, 0.93, 0.98},
	} {
		t.Run(c.name, func(t *testing.T) {
			real := realOutlines(t, c.files...)
			held, low := 0, 0
			for _, b := range o.blocks {
				for _, a := range b.areas {
					if b.id != c.block || o.layers[a.layer].id != c.layer || level(a.code) != "buurt" || real[a.code] == nil {
						continue
					}
					held++
					part := alike(t, a.code, shapes[b.id][a.code], real[a.code])
					if part < c.usual {
						low++
					}
					if part < c.least {
						t.Errorf("%s %s shares %.3f with the file", a.code, a.name, part)
					}
				}
			}
			if held < 20 || low > held/10 {
				t.Errorf("%d of %d outlines share less than %.2f", low, held, c.usual)
			}
		})
	}
}

// A coarse copy of borders that did not move makes no move of them, held against the embedded ones with the tolerance that the table gives.
func TestPackTolerancesHold(t *testing.T) {
	o, shapes := packedOutlines(t)
	tolerance := map[string]float64{}
	for _, l := range o.layers {
		tolerance[l.id] = l.tolerance
	}
	for _, c := range []struct{ layer, file string }{
		{"tno-2015", "../added/boundaries/tno-vr-2015/buurt_2015.geojson"}, {"powerbi-2019", "../added/boundaries/powerbi-2019/buurt_2019.geojson"},
	} {
		real := realOutlines(t, c.file)
		var from, to []overlay.Area
		for _, b := range o.blocks {
			for _, a := range b.areas {
				if b.id == "GM0518-2024" && level(a.code) == "buurt" && real[a.code] != nil {
					from = append(from, overlay.Area{Code: a.code, Geometry: real[a.code], Within: tolerance[c.layer]})
					to = append(to, overlay.Area{Code: a.code, Geometry: shapes[b.id][a.code], Within: o.layers[a.layer].tolerance})
				}
			}
		}
		moved := func(areas []overlay.Area) (out []string) {
			moves, err := overlay.Crosswalk(t.Context(), areas, to, overlay.Tolerance{Share: sliverShare}, nil, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range moves {
				if m.From == m.To && m.ShareArea < catalogue.WholePart {
					out = append(out, m.From)
				}
			}
			return out
		}
		if found := moved(from); len(from) < 100 || len(found) > len(from)/100 {
			t.Errorf("%s: %d of %d buurten seem to have moved: %s", c.layer, len(found), len(from), strings.Join(found, " "))
		}
		for i := range from {
			from[i].Within = 0
		}
		if found := moved(from); len(found) == 0 {
			t.Errorf("%s: no tolerance is needed, so this test says nothing", c.layer)
		}
	}
}
