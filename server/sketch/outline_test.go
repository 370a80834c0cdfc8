package sketch

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

const corners = "80000-452300_80900-452300_80900-453300"

func TestReadOutline(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // as an address has it, or a part of what is wrong
	}{
		"corners":             {corners, corners},
		"closed":              {corners + "_80000-452300", corners},
		"a corner twice":      {"80000-452300_80000-452300_80900-452300_80900-453300", corners},
		"RD without its name": {`{"type":"Polygon","coordinates":[[[80000,452300],[80900,452300.4],[80900,453300],[80000,452300]]]}`, corners},
		"with heights":        {`{"type":"Polygon","coordinates":[[[80000,452300,7],[80900,452300,7],[80900,453300,7],[80000,452300,7]]]}`, corners},
		"degrees":             {`{"type":"Feature","properties":{"naam":"x"},"geometry":{"type":"Polygon","coordinates":[[[4.29371066,52.05392576],[4.30683040,52.05404693],[4.30661340,52.06303359],[4.29371066,52.05392576]]]}}`, corners},
		"a collection of one": {`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[80000,452300],[80900,452300],[80900,453300],[80000,452300]]]]}}]}`, corners},
		"two corners":         {"80000-452300_80900-452300", "drie hoeken"},
		"words":               {"het plein", "niet te lezen"},
		"half a corner":       {"80000-452300_80900", "niet te lezen"},
		"a sign":              {"80000--452300_1-1_2-2", "niet te lezen"},
		"no JSON":             {`{"type":`, "niet te lezen"},
		"a line":              {`{"type":"LineString","coordinates":[[4,52],[5,52]]}`, "niet te lezen"},
		"nothing":             {`{"type":"Polygon","coordinates":[]}`, "niet te lezen"},
		"an empty ring":       {`{"type":"Polygon","coordinates":[[]]}`, "niet te lezen"},
		"a corner of one":     {`{"type":"Polygon","coordinates":[[[4],[5],[6]]]}`, "niet te lezen"},
		"a hole":              {`{"type":"Polygon","coordinates":[[[4,52],[5,52],[5,53],[4,52]],[[4.1,52],[4.2,52],[4.2,52.1],[4.1,52]]]}`, "een gat"},
		"two areas":           {`{"type":"FeatureCollection","features":[{"type":"Feature"},{"type":"Feature"}]}`, "meer dan één gebied"},
		"far beyond the land": {`{"type":"Polygon","coordinates":[[[8e9,1],[9e9,1],[9e9,2],[8e9,1]]]}`, "niet, of niet geheel, in Nederland"},
		"another country":     {`{"type":"Polygon","coordinates":[[[2.29,48.85],[2.31,48.85],[2.31,48.86],[2.29,48.85]]]}`, "niet, of niet geheel, in Nederland"},
		"reversed":            {`{"type":"Polygon","coordinates":[[[52.05,4.29],[52.05,4.31],[52.06,4.31],[52.05,4.29]]]}`, "verwisseld"},
		"Web Mercator":        {`{"type":"Polygon","coordinates":[[[477976,6803000],[479436,6803000],[479436,6804600],[477976,6803000]]]}`, "Web Mercator"},
		"WKT":                 {"Polygon ((80000 452300, 80900 452300, 80900 453300, 80000 452300))", corners},
		"WKT of degrees":      {"MULTIPOLYGON(((4.29371066 52.05392576,4.30683040 52.05404693,4.30661340 52.06303359,4.29371066 52.05392576)))", corners},
		"WKT of PostGIS":      {"SRID=28992;POLYGON((80000 452300,80900 452300,80900 453300,80000 452300))", corners},
		"WKT with a hole":     {"POLYGON((80000 452300,80900 452300,80900 453300,80000 452300),(80100 452310,80200 452310,80200 452320,80100 452310))", "een gat"},
		"WKT of two areas":    {"MULTIPOLYGON(((80000 452300,80900 452300,80900 453300,80000 452300)),((81000 452300,81900 452300,81900 453300,81000 452300)))", "meer dan één gebied"},
		"WKT on lines":        {"POLYGON ((80000 452300,\r\n80900  452300,\r\n80900\t453300,\r\n80000 452300))", corners},
		"WKT with heights":    {"POLYGON Z ((80000 452300 1.5,80900 452300 -2,80900 453300 1e1,80000 452300 0))", corners},
		"WKT of QGIS":         {"wkt_geom\tnaam\nPolygon ((80000 452300, 80900 452300, 80900 453300, 80000 452300))\tPlein (oud)\n", corners},
		"two WKT of QGIS":     {"wkt_geom\tnaam\nMultiPolygon (((80000 452300, 80900 452300, 80900 453300, 80000 452300)))\tPlein", corners},
		"WKT of no areas":     {"MULTIPOLYGON EMPTY", "niet te lezen"},
		"WKT of a point":      {"POINT(80000 452300)", "niet te lezen"},
		"WKT without corners": {"POLYGON EMPTY", "niet te lezen"},
		"half of a WKT":       {"POLYGON((80000 452300,", "niet te lezen"},
		"too many corners":    {strings.Repeat("1-1_2-2_", 400) + "3-3", "meer dan 200 hoeken"},
	} {
		ring, err := readOutline(c.text)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = write(ring)
		}
		if err == nil && got != c.want || err != nil && !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestAnOutlineOfManyCorners: a circle of a thousand corners is simplified to fewer than two hundred, none farther than ten metres off.
func TestAnOutlineOfManyCorners(t *testing.T) {
	var text strings.Builder
	for i := range 1000 {
		at := 2 * math.Pi * float64(i) / 1000
		fmt.Fprintf(&text, "%s[%.3f,%.3f]", map[bool]string{true: ","}[i > 0], 80_000+2000*math.Cos(at), 455_000+2000*math.Sin(at))
	}
	ring, err := readOutline(`{"type":"Polygon","coordinates":[[` + text.String() + `]]}`)
	if err != nil || len(ring) > mostCorners+1 || len(write(ring)) > 14*mostCorners {
		t.Fatalf("%v: %d corners", err, len(ring))
	}
	for i, p := range ring[1:] {
		middle := orb.Point{(p[0]+ring[i][0])/2 - 80_000, (p[1]+ring[i][1])/2 - 455_000}
		if off := 2000 - math.Hypot(middle[0], middle[1]); off > coarsest {
			t.Errorf("the line is %.1f metres off", off)
		}
	}
}

// FuzzOutline: what can be read reads the same again from its own address.
func FuzzOutline(f *testing.F) {
	f.Add(corners)
	f.Add(`{"type":"Polygon","coordinates":[[[4.29,52.05],[4.31,52.05],[4.31,52.06],[4.29,52.05]]]}`)
	f.Add(`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[80000,452300],[80900,452300],[80900,453300]]]]}}]}`)
	f.Add("wkt_geom\tnaam\nPolygon Z ((80000 452300 1, 80900 452300 1, 80900 453300 1, 80000 452300 1))\tPlein (oud)")
	f.Add("MULTIPOLYGON(((80000 452300,80900 452300,80900 453300,80000 452300)))")
	f.Fuzz(func(t *testing.T, text string) {
		ring, err := readOutline(text)
		if err != nil {
			return
		}
		again, err := readOutline(write(ring))
		if err != nil || write(again) != write(ring) || len(ring) > mostCorners+1 || ring[0] != ring[len(ring)-1] {
			t.Fatalf("%q gives %q, and that gives %v, %v", text, write(ring), again, err)
		}
	})
}
