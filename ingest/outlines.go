package ingest

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
	"wijkinzicht/ingest/boundary"
)

// outlines is one layer of areas with their borders, in a division year that we know.
type outlines struct {
	in     input
	layer  boundary.Layer
	year   int
	source catalogue.Source
	exact  string  // officieel or gegeneraliseerd
	coarse float64 // metres within which its borders are to be taken

	measured bool // coarse was measured on official borders, so that an overlay can allow for it, however large it is
}

// Metres within which borders are to be taken, by how a layer came: official borders are compared from about five
// metres by CBS itself; simplified copies differ by their simplification.
const (
	coarseOfficial   = 5
	coarseSimplified = 30
	tooCoarse        = 35 // a layer rounded to more, and measured by nobody, is good for codes and names only
)

// wijkCode tells a file with outlines of wijken or buurten from other JSON.
var wijkCode = regexp.MustCompile(`"(BU|WK)[0-9]{4}`)

// addOutlines takes in the wijk and buurt layers of a file. Outlines without a year have no division to belong to.
func (r *recognised) addOutlines(cat *catalogue.Catalogue, in input, content []byte, layers []boundary.Layer, err error) error {
	if err != nil {
		if wijkCode.Match(content) {
			return refuse(in.name, "%s", borderFault(content, err))
		}
		r.skip(in, "JSON zonder cijfers of grenzen van wijken en buurten")
		return nil
	}
	used := 0
	for _, l := range layers {
		if l.Level == boundary.Gemeente {
			continue
		}
		o := outlines{in: in, layer: l, year: l.Year, exact: "officieel", coarse: coarseOfficial}
		if o.year == 0 {
			if year, err := yearByName(in.name, ""); err == nil {
				o.year = year
				o.layer.Note += " " + byNameNote
			}
		}
		var ok bool
		if o.source, ok = cat.Source(fmt.Sprintf("gebieden-%d", o.year)); !ok {
			continue
		}
		if l.Format != "GeoPackage" && l.Format != "Shapefile" && !in.official() {
			o.exact, o.coarse = "gegeneraliseerd", math.Max(coarseSimplified, quantum(content))
		} else if within := in.tolerance(cat); within > 0 {
			o.exact, o.coarse, o.measured = "gegeneraliseerd", within, true
		}
		r.outlines = append(r.outlines, o)
		used++
	}
	if used == 0 {
		r.skip(in, "grenzen zonder jaar, of van een niveau dat wij niet gebruiken")
	}
	return nil
}

// official tells whether a GeoJSON came from a service that gives the borders of the wijk- en buurtkaart as they are.
func (in input) official() bool {
	return in.kept != nil && in.kept.Route != "" && strings.HasPrefix(in.kept.SourceID, "gebieden-")
}

// quantum is the grid, in metres, that a TopoJSON was rounded to; 0 for other files.
func quantum(content []byte) float64 {
	var t struct{ Transform struct{ Scale []float64 } }
	if json.Unmarshal(content, &t) != nil || len(t.Transform.Scale) != 2 {
		return 0
	}
	const metresPerDegree = 111e3
	return math.Max(t.Transform.Scale[0]*math.Cos(52*math.Pi/180), t.Transform.Scale[1]) * metresPerDegree
}

// areas gives the layer's areas for the database; outlines only of the gemeenten that we follow, in RD metres and
// repaired where they cross themselves.
func (o outlines) areas(cat *catalogue.Catalogue, fileID int) ([]data.AreaRow, error) {
	gemeenten := cat.Gemeenten()
	out := make([]data.AreaRow, 0, len(o.layer.Areas))
	for _, a := range o.layer.Areas {
		row := data.AreaRow{Year: o.year, Code: a.Code, Level: level(a.Code), Name: a.Name, Gemeente: gemeenteOf(a.Code), Water: a.Water,
			Change: changeFlag(a.Change), RawFile: fileID, Rank: 4}
		if o.measured { // the official borders of the same year go first, also when they came later
			row.Rank = 5
		}
		if row.Level == "" {
			return nil, &Refusal{File: o.in.name, Row: a.Line, Reason: fmt.Sprintf("%q is geen gebiedscode van het CBS", a.Code), sha256: o.in.sha256}
		}
		if slices.Contains(gemeenten, row.Gemeente) {
			if err := o.locate(&row, a); err != nil {
				return nil, &Refusal{File: o.in.name, Row: a.Line, Reason: fmt.Sprintf("de grens van %s is niet te gebruiken: zij omsluit geen vlak waarmee te rekenen is", a.Code), sha256: o.in.sha256}
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// locate fills outline and label point.
func (o outlines) locate(row *data.AreaRow, a boundary.Area) error {
	toRD := func(p orb.Point) orb.Point { return p }
	if o.layer.CRS == boundary.WGS84 {
		toRD = geo.ToRD
	}
	var label *orb.Point
	if a.Label != nil {
		p := toRD(*a.Label)
		label = &p
	}
	if len(a.Geometry) > 0 && (o.measured || o.coarse <= tooCoarse) {
		whole, err := overlay.Repair(a.Code, geo.Project(a.Geometry, toRD))
		if err != nil {
			return err
		}
		if row.Outline, err = wkb.Marshal(whole); err != nil {
			return err
		}
		row.Exact, row.Tolerance = o.exact, o.coarse
		if label == nil {
			p := geo.LabelPoint(whole)
			label = &p
		}
	}
	if label != nil {
		p := geo.ToWGS84(*label)
		row.Lon, row.Lat = &p[0], &p[1]
	}
	return nil
}

// addScored takes in a table of scores whose file also has the borders of the areas, simplified by about ten metres.
func (r *recognised) addScored(t *table, content []byte) error {
	l, err := boundary.GeoJSON(content)
	if err != nil {
		return refuse(t.file.name, "%s", borderFault(content, err))
	}
	t.borders = []outlines{{in: t.file, layer: l, year: t.year, source: t.source, exact: "gegeneraliseerd", coarse: coarseSimplified}}
	return r.add(t, nil)
}

// joinShapes reads the shapefiles with the attributes (.dbf) and coordinate system (.prj) of the same name. The store keeps files
// under their hash; the name they came under still tells which belong together.
func (r *recognised) joinShapes(cat *catalogue.Catalogue, inputs []input) error {
	for _, shp := range r.shapes {
		stem := strings.TrimSuffix(shp.name, filepath.Ext(shp.name))
		parts := map[string]input{}
		for _, in := range inputs {
			ext := strings.ToLower(filepath.Ext(in.name))
			if !strings.EqualFold(strings.TrimSuffix(in.name, filepath.Ext(in.name)), stem) || ext != ".dbf" && ext != ".prj" {
				continue
			}
			if _, found := parts[ext]; !found || in.folder == shp.folder {
				parts[ext] = in
			}
		}
		if parts[".dbf"].path == "" {
			return refuse(shp.name, "bij deze grenzen ontbreekt %s.dbf; leg dat bestand erbij", stem)
		}
		content := map[string][]byte{}
		for ext, in := range map[string]input{".shp": shp, ".dbf": parts[".dbf"], ".prj": parts[".prj"]} {
			if in.path == "" {
				continue
			}
			var err error
			if content[ext], err = in.read(); err != nil {
				return err
			}
		}
		l, err := boundary.Shapefile(content[".shp"], content[".dbf"], string(content[".prj"]))
		if err != nil {
			return refuse(shp.name, "%s", borderFault(nil, err))
		}
		before := len(r.outlines)
		if err := r.addOutlines(cat, shp, nil, []boundary.Layer{l}, nil); err != nil {
			return err
		}
		if prj := parts[".prj"]; prj.path != "" && len(r.outlines) > before {
			r.skipped = slices.DeleteFunc(r.skipped, func(s skippedFile) bool { return s.in.sha256 == prj.sha256 })
			r.support = append(r.support, supportFile{prj, "Coördinatenstelsel van een shapefile", r.outlines[before].source})
		}
	}
	return nil
}

// tolerance gives the metres within which the file's borders are to be taken, by the route that fetched it; 0 where they are as
// official as any.
func (in input) tolerance(cat *catalogue.Catalogue) float64 {
	if in.kept == nil {
		return 0
	}
	return cat.Tolerance(in.kept.SourceID, in.kept.Route, in.kept.URL)
}
