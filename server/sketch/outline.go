package sketch

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"wijkinzicht/geo"
)

// mostCorners is how many corners an outline has at most: its address then has three thousand characters, which every browser, mail program
// and proxy takes.
const mostCorners = 200

// What is wrong with an outline, in Dutch.
var (
	errUnreadable = errors.New("de omtrek is niet te lezen; teken hem opnieuw, of plak een GeoJSON of WKT met één gebied")
	errFewCorners = errors.New("een gebied heeft ten minste drie hoeken")
	errParts      = errors.New("er staat meer dan één gebied in, of een gat; zo'n gebied kan hier niet")
	errReversed   = errors.New("de lengte en de breedte lijken verwisseld; zet de lengte (in Nederland 3 tot 7) voor de breedte (50 tot 54)")
	errMercator   = errors.New("de getallen zijn van Web Mercator (EPSG:3857); bewaar de omtrek in WGS84 (EPSG:4326) of in RD (EPSG:28992)")
	errAbroad     = errors.New("de omtrek ligt niet, of niet geheel, in Nederland; hij moet in graden (WGS84) of in meters van RD zijn")
	errCorners    = fmt.Errorf("de omtrek heeft ook vereenvoudigd meer dan %d hoeken", mostCorners)
)

// readOutline reads the closed outline, in whole RD metres, that an address has: corners as 80123-452345 with _ between them, or a GeoJSON
// or WKT of one polygon in WGS84 or RD.
func readOutline(text string) (orb.Ring, error) {
	text = strings.TrimSpace(text)
	if text != "" && '0' <= text[0] && text[0] <= '9' {
		ring, err := readCorners(text)
		if err != nil {
			return nil, err
		}
		return whole(ring)
	}
	read := readWKT
	if strings.HasPrefix(text, "{") {
		read = readGeoJSON
	}
	ring, err := read(text)
	if err != nil {
		return nil, err
	}
	if ring, err = inRD(ring); err != nil {
		return nil, err
	}
	return whole(ring)
}

func readCorners(text string) (orb.Ring, error) {
	var ring orb.Ring
	for corner := range strings.SplitSeq(text, "_") {
		x, y, ok := strings.Cut(corner, "-")
		east, errX := strconv.ParseUint(x, 10, 20)
		north, errY := strconv.ParseUint(y, 10, 20)
		if !ok || errX != nil || errY != nil {
			return nil, errUnreadable
		}
		if ring = append(ring, orb.Point{float64(east), float64(north)}); len(ring) > 2*mostCorners {
			return nil, errCorners
		}
	}
	return ring, nil
}

// object is what we read of a GeoJSON: a geometry, a Feature or a FeatureCollection.
type object struct {
	Type        string
	Features    []object
	Geometry    *object
	Coordinates json.RawMessage
}

func readGeoJSON(text string) (orb.Ring, error) {
	var o object
	if json.Unmarshal([]byte(text), &o) != nil {
		return nil, errUnreadable
	}
	if o.Type == "FeatureCollection" {
		if len(o.Features) != 1 {
			return nil, errParts
		}
		o = o.Features[0]
	}
	if o.Type == "Feature" && o.Geometry != nil {
		o = *o.Geometry
	}
	var polygons [][][][]float64
	switch o.Type {
	case "Polygon":
		polygons = make([][][][]float64, 1)
		if json.Unmarshal(o.Coordinates, &polygons[0]) != nil {
			return nil, errUnreadable
		}
	case "MultiPolygon":
		if json.Unmarshal(o.Coordinates, &polygons) != nil {
			return nil, errUnreadable
		}
	}
	switch {
	case len(polygons) == 0 || len(polygons[0]) == 0:
		return nil, errUnreadable
	case len(polygons) > 1 || len(polygons[0]) > 1:
		return nil, errParts
	}
	return ringOf(polygons[0][0])
}

func ringOf(positions [][]float64) (orb.Ring, error) {
	var ring orb.Ring
	for _, p := range positions {
		if len(p) < 2 {
			return nil, errUnreadable
		}
		ring = append(ring, orb.Point{p[0], p[1]})
	}
	if len(ring) == 0 {
		return nil, errUnreadable
	}
	return ring, nil
}

// What a WKT begins with, also of corners with heights, and such a corner.
var (
	wktBegin = regexp.MustCompile(`(?i)(MULTI)?POLYGON ?(?:Z|M|ZM)? ?\(`)
	wktAbove = regexp.MustCompile(`([-+\d.eE]+ [-+\d.eE]+)(?: [-+\d.eE]+)+`)
)

// readWKT reads what programs for maps copy as text: PostGIS writes the number of the coordinate system in front, QGIS a head and the
// fields of the area around it.
func readWKT(text string) (orb.Ring, error) {
	text = strings.Join(strings.Fields(text), " ")
	begin := wktBegin.FindStringIndex(text)
	if begin == nil {
		return nil, errUnreadable
	}
	body := wktAbove.ReplaceAllString(inBrackets(text[begin[1]-1:]), "$1")
	polygons := orb.MultiPolygon{}
	var err error
	if strings.HasPrefix(strings.ToUpper(text[begin[0]:]), "MULTI") {
		polygons, err = wkt.UnmarshalMultiPolygon("MULTIPOLYGON" + body)
	} else {
		polygons = append(polygons, nil)
		polygons[0], err = wkt.UnmarshalPolygon("POLYGON" + body)
	}
	switch {
	case err != nil || len(polygons) == 0 || len(polygons[0]) == 0 || len(polygons[0][0]) == 0:
		return nil, errUnreadable
	case len(polygons) > 1 || len(polygons[0]) > 1:
		return nil, errParts
	}
	return polygons[0][0], nil
}

// inBrackets gives a text up to the bracket that closes its first one.
func inBrackets(text string) string {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text[:i+1]
			}
		}
	}
	return text
}

// dutchMercator is where metres of Web Mercator lie in the Netherlands.
var dutchMercator = orb.Bound{Min: orb.Point{334_000, 6_540_000}, Max: orb.Point{835_000, 7_171_000}}

// inRD gives a ring of degrees in RD metres; numbers that are no degrees are RD already.
func inRD(ring orb.Ring) (orb.Ring, error) {
	bound := ring.Bound()
	switch {
	case geo.InDutchDegrees(bound):
		return geo.Project(orb.MultiPolygon{{ring}}, geo.ToRD)[0][0], nil
	case geo.InDutchDegrees(geo.Reversed(bound)):
		return nil, errReversed
	case within(bound, dutchMercator):
		return nil, errMercator
	case within(bound, orb.Bound{Max: orb.Point{1e6, 1e6}}) && bound.Max[1] > 90:
		return ring, nil
	}
	return nil, errAbroad
}

func within(a, b orb.Bound) bool { return b.Contains(a.Min) && b.Contains(a.Max) }

// coarsest is how many metres an outline with too many corners may be simplified: borders of buurten are taken as generously.
const coarsest = 10

// whole gives a ring in whole metres, closed, without corners that stand twice, simplified where it has too many.
func whole(ring orb.Ring) (orb.Ring, error) {
	rounded := make(orb.Ring, 0, len(ring)+1)
	for _, p := range ring {
		p = orb.Point{math.Round(p[0]), math.Round(p[1])}
		if !(p[0] >= 0 && p[0] < 1e6 && p[1] >= 0 && p[1] < 1e6) { // also what is no number
			return nil, errUnreadable
		}
		if n := len(rounded); n == 0 || rounded[n-1] != p {
			rounded = append(rounded, p)
		}
	}
	if n := len(rounded); n > 1 && rounded[0] == rounded[n-1] {
		rounded = rounded[:n-1]
	}
	if len(rounded) < 3 {
		return nil, errFewCorners
	}
	rounded = append(rounded, rounded[0])
	for tolerance := 1.0; len(rounded) > mostCorners+1; tolerance *= 2 {
		if tolerance > coarsest {
			return nil, errCorners
		}
		rounded = geo.Simplify([]orb.MultiPolygon{{{rounded}}}, tolerance)[0][0][0]
	}
	return rounded, nil
}

// write gives a closed ring as an address has it.
func write(ring orb.Ring) string {
	var b strings.Builder
	for i, p := range ring[:len(ring)-1] {
		if i > 0 {
			b.WriteByte('_')
		}
		fmt.Fprintf(&b, "%.0f-%.0f", p[0], p[1])
	}
	return b.String()
}
