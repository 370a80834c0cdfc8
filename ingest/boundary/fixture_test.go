package boundary

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// The tests draw squares in the fictional gemeente Dorrestad (GM9901). Squares in RD New are told by their south-west
// corner in kilometres, those in WGS84 in tenths of a degree.

// square gives a closed ring, counter-clockwise, of the given size.
func square(x, y, size float64) orb.Ring {
	return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
}

func reversed(ring orb.Ring) orb.Ring {
	ring = ring.Clone()
	ring.Reverse()
	return ring
}

// rd and wgs are squares of 1 km and of a tenth of a degree.
func rd(x, y float64) orb.Ring  { return square(1000*x, 1000*y, 1000) }
func wgs(x, y float64) orb.Ring { return square(x/10, y/10, 0.1) }

// coordinates gives a polygon as GeoJSON has it.
func coordinates(rings ...orb.Ring) string {
	var parts []string
	for _, ring := range rings {
		var points []string
		for _, p := range ring {
			points = append(points, fmt.Sprintf("[%v,%v]", p[0], p[1]))
		}
		parts = append(parts, "["+strings.Join(points, ",")+"]")
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func polygon(rings ...orb.Ring) string {
	return `{"type":"Polygon","coordinates":` + coordinates(rings...) + `}`
}

func multi(polygons ...string) string {
	return `{"type":"MultiPolygon","coordinates":[` + strings.Join(polygons, ",") + `]}`
}

func feature(properties, geometry string) string {
	return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
}

const crsRD = `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},`

// collection gives a FeatureCollection; members go in front of the features.
func collection(members string, features ...string) string {
	return `{"type":"FeatureCollection",` + members + `"features":[` + strings.Join(features, ",") + `]}`
}

// describe gives a layer as text: a line for the layer, one for every area with its polygons and its surface (km2 in RD
// New, square tenths of a degree in WGS84), and the note.
func describe(l Layer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %d %q %s rejected %d\n", l.Format, l.Level, l.Year, l.Name, l.CRS, l.Rejected)
	unit := map[string]float64{RDNew: 1e6, WGS84: 0.01}[l.CRS]
	for _, a := range l.Areas {
		fmt.Fprintf(&b, "%d %s %s %s", a.Line, a.Code, a.Name, a.Gemeente)
		if a.Change != "" {
			fmt.Fprintf(&b, " change=%s", a.Change)
		}
		if a.Water {
			b.WriteString(" water")
		}
		if a.Label != nil {
			fmt.Fprintf(&b, " label=%.6g,%.6g", a.Label[0], a.Label[1])
		}
		for _, p := range a.Geometry {
			fmt.Fprintf(&b, " [%d rings %.4g]", len(p), planar.Area(p)/unit)
		}
		b.WriteString("\n")
	}
	if l.Note != "" {
		b.WriteString(l.Note + "\n")
	}
	return b.String()
}

// compare holds what a reader gave against its description, or its error against a part of the text.
func compare(t *testing.T, layers []Layer, err error, want, wantErr string) {
	t.Helper()
	if wantErr != "" {
		if err == nil || !strings.Contains(err.Error(), wantErr) {
			t.Fatalf("error %v, want one with %q", err, wantErr)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, l := range layers {
		checkLayer(t, l)
		got.WriteString(describe(l))
	}
	if strings.TrimSpace(got.String()) != strings.TrimSpace(want) {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// checkLayer checks what the documentation of Layer and Area promises of whatever is read.
func checkLayer(t *testing.T, l Layer) {
	t.Helper()
	extent, ok := extents[l.CRS]
	if !ok || len(l.Areas) == 0 || len(l.Areas) > maxAreas || l.Rejected < 0 {
		t.Fatalf("%d areas in %q, %d rejected", len(l.Areas), l.CRS, l.Rejected)
	}
	seen := make(map[string]bool)
	labels := l.Areas[0].Geometry == nil
	for _, a := range l.Areas {
		if seen[a.Code] || !codeForm.MatchString(a.Code) || levels[a.Code[:2]] != l.Level || len(a.Gemeente) != 6 {
			t.Fatalf("code %q of gemeente %q in a layer of %s, or twice", a.Code, a.Gemeente, l.Level)
		}
		seen[a.Code] = true
		if a.Line < 1 || labels != (len(a.Geometry) == 0) || labels && a.Label == nil {
			t.Fatalf("%s at %d: %d polygons, label %v", a.Code, a.Line, len(a.Geometry), a.Label)
		}
		if a.Label != nil && !extent.Contains(*a.Label) {
			t.Fatalf("%s: label %v", a.Code, *a.Label)
		}
		for _, p := range a.Geometry {
			checkPolygon(t, a.Code, p, extent)
		}
	}
}

func checkPolygon(t *testing.T, code string, p orb.Polygon, extent orb.Bound) {
	t.Helper()
	checkRings(t, code, p)
	for _, ring := range p {
		for _, q := range ring {
			if !extent.Contains(q) {
				t.Fatalf("%s: point %v", code, q)
			}
		}
	}
}

func checkRings(t *testing.T, code string, p orb.Polygon) {
	t.Helper()
	if len(p) == 0 {
		t.Fatalf("%s: polygon without rings", code)
	}
	for i, ring := range p {
		if len(ring) < 4 || !ring.Closed() {
			t.Fatalf("%s: ring %v", code, ring)
		}
		for _, q := range ring {
			if math.IsNaN(q[0]-q[0]) || math.IsNaN(q[1]-q[1]) {
				t.Fatalf("%s: point %v", code, q)
			}
		}
		if wrong := map[bool]orb.Orientation{true: orb.CW, false: orb.CCW}[i == 0]; ring.Orientation() == wrong {
			t.Fatalf("%s: ring %d runs the wrong way", code, i)
		}
	}
}
