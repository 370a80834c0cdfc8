package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
	"wijkinzicht/ingest/boundary"
)

// layer is outlines of one origin.
type layer struct {
	id, source string // source: source.csv
	year       int    // of the division
	origin     string // what it is, in Dutch
	files      []string
	read       func(content []byte) (boundary.Layer, error)
	areas      map[string]area // by code; in RD metres, valid
	tolerance  float64         // metres, measured
	median     float64         // of the difference with known areas, a part
	p90        float64
	measured   []string // on which exact layers
	against    int      // how many areas have a known surface
}

// area is one outline with what its file says of it.
type area struct {
	code, name string
	shape      orb.MultiPolygon
	surface    float64 // total, in ha, as the publisher counts it; 0: not in the file
}

// layers are the origins; what a publisher drew the most exactly comes first.
func layers() []*layer {
	const pdok = "Wijk- en buurtkaart, vereenvoudigd door wie haar deelde"
	return []*layer{
		{id: "den-haag", source: "gebieden-denhaag", year: 2020, origin: "buurten in het eigen register van de gemeente Den Haag (2020), exact",
			files: []string{"added/boundaries/den-haag-gemeente/wijken.json"}, read: readRegister},
		{id: "rotterdam-2024", source: "gebieden-2024", year: 2024, origin: "Wijk- en buurtkaart 2024 van PDOK, exact; buurten met inwoners",
			files: []string{"added/boundaries/rotterdam-2024/buurt_2024.geojson"}},
		{id: "rotterdam-2014", source: "gebieden-2014", year: 2014, origin: "Wijk- en buurtkaart 2014, exact; als geheel 29 m verschoven naar de ligging van 2024",
			files: []string{"added/boundaries/rotterdam-2014/rotterdam_buurten.geojson"}},
		{id: "groningen-2017", source: "gebieden-2017", year: 2017, origin: "Wijk- en buurtkaart 2017, exact",
			files: []string{"added/boundaries/groningen-2017/buurt2017.zip"}, read: readZip},
		{id: "lbm3-2024", source: "lbm3-2024", year: 2024, origin: "gebieden van de Leefbaarometer 3.0 (WFS-laag lbm3:buurtscore24), buurten met een score, vereenvoudigd met ongeveer 10 m",
			files: []string{"real/leefbaarometer/3.0-2024/buurten/20.geojson", "real/leefbaarometer/3.0-2024/buurten/24.geojson",
				"real/leefbaarometer/3.0-2024/buurten/25.geojson", "real/leefbaarometer/3.0-2024/buurten/28.geojson"}},
		{id: "tno-2015", source: "gebieden-2015", year: 2015, origin: pdok + " (mapshaper 5%), zonder grote wateren",
			files: []string{"added/boundaries/tno-vr-2015/buurt_2015.geojson"}},
		{id: "powerbi-2019", source: "gebieden-2019", year: 2019, origin: "gebiedsindelingen 2019 van PDOK, vereenvoudigd en op een raster van 7,5 m door wie ze deelde",
			files: []string{"added/boundaries/powerbi-2019/buurt_2019.geojson"}},
		{id: "geoinzicht-2024", source: "gebieden-2024", year: 2024, origin: "wijken van PDOK's WFS 2024, vereenvoudigd (0,0005 graad)",
			files: []string{"added/boundaries/geoinzicht-2024/wijk_2024.geojson"}},
		{id: "tmap-2022", source: "gebieden-2022", year: 2022, origin: "wijken 2022 uit R-pakket tmap 4.2, vereenvoudigd",
			files: []string{"added/boundaries/tmap-2022/wijk_2022.geojson"}},
		{id: "water-2024", source: "gebieden-2024", year: 2024, origin: "groot water (WK....99) van PDOK's WFS 2024, vereenvoudigd (0,0005 graad)",
			files: []string{"added/boundaries/locator/water_2024.geojson"}},
	}
}

// load reads a layer's files below dir.
func (l *layer) load(dir string) error {
	l.areas = map[string]area{}
	for _, name := range l.files {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		read := l.read
		if read == nil {
			read = boundary.GeoJSON
		}
		found, err := read(content)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		surface := surfaces(content)
		for _, a := range found.Areas {
			if !six[a.Gemeente] && l.id != "water-2024" {
				continue
			}
			shape := a.Geometry
			if found.CRS == boundary.WGS84 {
				shape = geo.Project(shape, geo.ToRD)
			}
			if shape, err = overlay.Repair(a.Code, shape); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			l.areas[a.Code] = area{code: a.Code, name: a.Name, shape: shape, surface: surface[a.Code]}
		}
	}
	return nil
}

// six are the gemeenten of the eleven wijken.
var six = map[string]bool{"GM0014": true, "GM0268": true, "GM0518": true, "GM0599": true, "GM0637": true, "GM0995": true}

// surfaces gives the total surface in ha that a GeoJSON says its areas have.
func surfaces(content []byte) map[string]float64 {
	var collection struct {
		Features []struct{ Properties map[string]any }
	}
	out := map[string]float64{}
	if json.Unmarshal(content, &collection) != nil {
		return out // a shapefile
	}
	for _, f := range collection.Features {
		for _, keys := range [][2]string{{"BU_CODE", "OPP_TOT"}, {"buurtcode", "oppervlakte_totaal_in_ha"}} {
			code, _ := f.Properties[keys[0]].(string)
			if v, ok := f.Properties[keys[1]].(float64); ok && code != "" {
				out[code] = v
			}
		}
	}
	return out
}

// readRegister gives the buurten of Den Haag the codes of CBS: the wijk's number and the last two digits of the buurt's.
func readRegister(content []byte) (boundary.Layer, error) {
	var register map[string]any
	if err := json.Unmarshal(content, &register); err != nil {
		return boundary.Layer{}, err
	}
	features, _ := register["features"].([]any)
	for i, f := range features {
		feature, _ := f.(map[string]any)
		properties, _ := feature["properties"].(map[string]any)
		wijk, _ := properties["WIJKCODE"].(string)
		buurt, _ := properties["BUURTCODE"].(string)
		if wijk == "" || len(buurt) < 2 {
			return boundary.Layer{}, fmt.Errorf("feature %d has no code", i+1)
		}
		feature["properties"] = map[string]any{"bu_code": fmt.Sprintf("BU0518%02s%s", wijk, buurt[len(buurt)-2:]), "bu_naam": properties["BUURTNAAM"]}
	}
	again, err := json.Marshal(register)
	if err != nil {
		return boundary.Layer{}, err
	}
	return boundary.GeoJSON(again)
}

// readZip reads the one shapefile in a zip file.
func readZip(content []byte) (boundary.Layer, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return boundary.Layer{}, err
	}
	parts := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return boundary.Layer{}, err
		}
		if parts[strings.ToLower(filepath.Ext(f.Name))], err = io.ReadAll(r); err != nil {
			return boundary.Layer{}, err
		}
	}
	return boundary.Shapefile(parts[".shp"], parts[".dbf"], string(parts[".prj"]))
}

// plain is a name without case, blanks and signs.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
