package boundary

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// real reads a published file, which is not part of the project.
func real(tb testing.TB, name string) []byte {
	tb.Helper()
	folder := os.Getenv("WIJKINZICHT_REAL")
	if folder == "" {
		folder = "../../../shared/data/real"
	}
	content, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if os.IsNotExist(err) {
		tb.Skipf("%s is not here; WIJKINZICHT_REAL can name the folder of published files", name)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

const (
	wijken2014  = "boundaries/2014-wijk-buurt-topojson/Wijk_2014_layer_labels.json"
	buurten2014 = "boundaries/2014-wijk-buurt-topojson/Buurt_2014_layer_q1e3.json"
	labels2014  = "boundaries/2014-wijk-buurt-topojson/Buurt_2014_labels.json"
	wijken2016  = "boundaries/2016-wijken-rd/wijk_2016_6.geojson"
	haaglanden  = "boundaries/haaglanden-wijken-wgs84/wijkgeo_file.json"
	buurten2024 = "leefbaarometer/3.0-2024/buurten/28.geojson"
)

// read reads a file by what its place says of it.
func read(name string, content []byte) ([]Layer, error) {
	if strings.Contains(name, "topojson") {
		return TopoJSON(content)
	}
	layer, err := GeoJSON(content)
	return []Layer{layer}, err
}

// What every file must have, by code.
var (
	moerwijk = map[string]string{"WK051836": "Wijk 36 Moerwijk"}
	buurten  = map[string]string{"BU05183620": "Moerwijk-Oost", "BU05183637": "Moerwijk-West", "BU05183638": "Moerwijk-Noord", "BU05183639": "Moerwijk-Zuid"}
)

// Every feature of a file is an area, a part of one, or rejected. Counts of what is rejected were taken apart from these
// readers, from the arcs and coordinates themselves.
func TestRealFiles(t *testing.T) {
	tests := []struct {
		file, level, crs          string
		year                      int
		features, rejected, parts int // parts: features that belong to an area before them
		outlines, labels          bool
		note                      string
		areas                     map[string]string
	}{
		{wijken2014, Wijk, WGS84, 0, 2745, 28, 0, true, true, "geen oppervlak meer hebben (28)", moerwijk},
		{buurten2014, Buurt, WGS84, 0, 11_691, 1054, 0, true, false, "geen oppervlak meer hebben (1054)", buurten},
		{labels2014, Buurt, WGS84, 0, 12_005, 0, 0, false, true, "", buurten},
		{wijken2016, Wijk, RDNew, 0, 2982, 2, 1, true, false, "zonder geometrie (2): WK024316, WK099590. Gebieden die over meer records verdeeld waren en zijn samengevoegd (1): WK191104.", moerwijk},
		{haaglanden, Wijk, WGS84, 0, 72, 0, 0, true, false, "", moerwijk},
		{buurten2024, Buurt, WGS84, 2024, 1940, 0, 0, true, false, "", buurten},
		{"leefbaarometer/3.0-2024/gemeenten.geojson", Gemeente, WGS84, 2024, 342, 0, 0, true, false, "", map[string]string{"GM0518": "'s-Gravenhage"}},
	}
	for _, test := range tests {
		t.Run(filepath.Base(test.file), func(t *testing.T) {
			layers, err := read(test.file, real(t, test.file))
			if err != nil || len(layers) != 1 {
				t.Fatalf("%d layers, error %v", len(layers), err)
			}
			l := layers[0]
			checkLayer(t, l)
			if l.Level != test.level || l.CRS != test.crs || l.Year != test.year || l.Rejected != test.rejected || len(l.Areas)+l.Rejected+test.parts != test.features {
				t.Errorf("%s %s %d: %d areas, %d rejected", l.Level, l.CRS, l.Year, len(l.Areas), l.Rejected)
			}
			if !strings.Contains(l.Note, test.note) || test.note == "" && l.Note != "" {
				t.Errorf("note %q", l.Note)
			}
			found := 0
			for _, a := range l.Areas {
				if (a.Geometry != nil) != test.outlines || test.labels && a.Label == nil {
					t.Fatalf("%s: outline of %d polygons, label %v", a.Code, len(a.Geometry), a.Label)
				}
				if name := test.areas[a.Code]; name != "" {
					found++
					if a.Name != name || a.Gemeente != "GM0518" {
						t.Errorf("%s is %q in %s, want %q", a.Code, a.Name, a.Gemeente, name)
					}
				}
			}
			if found != len(test.areas) {
				t.Errorf("%d of %d areas", found, len(test.areas))
			}
		})
	}
}

// The file made out of the quantised one holds collapsed rings as they are; an area keeps its other parts.
func TestRealCollapsed(t *testing.T) {
	layer, err := GeoJSON(real(t, "derived/wijk_2014.six-municipalities.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	if len(layer.Areas) != 104 || layer.Rejected != 1 { // one collapsed whole
		t.Errorf("%d areas and %d left out, want 104 and 1", len(layer.Areas), layer.Rejected)
	}
	_, err = GeoJSON(real(t, "leefbaarometer/3.0-2024/provincies.geojson"))
	compare(t, nil, err, "", ErrForeign.Error())
}
