package ingest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// lbm3Feature is an area of a WFS answer: fields on the feature itself, or nested under "raw".
type lbm3Feature struct {
	Properties struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Code string `json:"code"`
		Naam string `json:"naam"`
		Raw  map[string]json.RawMessage
	}
	All      map[string]json.RawMessage `json:"-"`
	Geometry struct {
		Coordinates json.RawMessage
	}
}

// UnmarshalJSON keeps the properties both by name and as a whole.
func (f *lbm3Feature) UnmarshalJSON(raw []byte) error {
	type plain lbm3Feature
	if err := json.Unmarshal(raw, (*plain)(f)); err != nil {
		return err
	}
	var whole struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(raw, &whole); err != nil {
		return err
	}
	f.All = whole.Properties
	if f.Properties.Raw != nil {
		f.All = f.Properties.Raw
	}
	return nil
}

// geoCollection is a GeoJSON FeatureCollection as far as figures go.
type geoCollection struct {
	Type string
	CRS  *struct {
		Properties struct{ Name string }
	}
	Features []lbm3Feature
}

// isLBM3 tells scores of the Leefbaarometer from other features; provinces have no class, because nobody publishes one.
func (g geoCollection) isLBM3() bool {
	if len(g.Features) == 0 {
		return false
	}
	first := g.Features[0].All
	return first["kscore"] != nil && first["afw"] != nil && first["year"] != nil
}

// readLBM3GeoJSON reads one year's scores from the ministry's WFS. Only areas with a score are in it.
func readLBM3GeoJSON(cat *catalogue.Catalogue, in input, g geoCollection) (*table, error) {
	inside, err := g.coordinates(in.name)
	if err != nil {
		return nil, err
	}
	var headings []string
	for _, c := range cat.Columns {
		if c.Family == "lbm3" {
			headings = append(headings, c.Name)
		}
	}
	columns, _ := lbmColumns(cat, "lbm3", headings)
	t := &table{file: in, format: "Leefbaarometer 3.0 GeoJSON (WFS)", rank: 2, slack: sixDigits, blank: data.Unknown, columns: columns}
	for i, f := range g.Features {
		if x, y, ok := firstPosition(f.Geometry.Coordinates); ok && !inside(x, y) {
			return nil, &Refusal{File: in.name, Row: i + 1, Reason: fmt.Sprintf("de coördinaten (%v, %v) passen niet bij het coördinatenstelsel", x, y)}
		}
		yearText, err := jsonText(f.All["year"])
		if err != nil || yearText == nil {
			return nil, &Refusal{File: in.name, Row: i + 1, Column: "year", Reason: "er staat geen jaar"}
		}
		y, err := strconv.Atoi(*yearText)
		if err != nil {
			return nil, &Refusal{File: in.name, Row: i + 1, Column: "year", Reason: fmt.Sprintf("%q is geen jaar", *yearText)}
		}
		r := row{line: i + 1, year: y, code: f.Properties.Code, name: f.Properties.Naam}
		if r.code == "" {
			r.code, r.name = f.Properties.ID, f.Properties.Name
		}
		texts := make([]*string, len(columns))
		for k, c := range columns {
			if texts[k], err = jsonText(f.All[c.name]); err != nil {
				return nil, &Refusal{File: in.name, Row: i + 1, Column: c.name, Reason: "de waarde is geen getal"}
			}
		}
		r.cells = packNullable(texts)
		t.rows = append(t.rows, r)
		t.year = max(t.year, y)
	}
	if err := t.scoresAgree("lbm", "lbm_klasse", lbm3Parts, wfsSlack); err != nil {
		return nil, err
	}
	return t, t.setLBM3Source(cat)
}

// coordinates gives the test that a position lies in or around the Netherlands, in the collection's coordinate system:
// WGS84 degrees where none is named (RFC 7946), or RD New metres.
func (g geoCollection) coordinates(file string) (func(x, y float64) bool, error) {
	degrees := func(x, y float64) bool { return x > 3 && x < 8 && y > 50 && y < 54 }
	if g.CRS == nil {
		return degrees, nil
	}
	name := g.CRS.Properties.Name
	switch {
	case strings.HasSuffix(name, "28992"):
		return func(x, y float64) bool { return x > -10e3 && x < 300e3 && y > 290e3 && y < 640e3 }, nil
	case strings.HasSuffix(name, "4326"), strings.HasSuffix(name, "CRS84"):
		return degrees, nil
	}
	return nil, refuse(file, "het coördinatenstelsel %q kennen wij niet; vraag het bestand in EPSG:28992 of EPSG:4326", name)
}

// firstPosition digs out the first pair of numbers of a geometry's nested coordinates.
func firstPosition(raw json.RawMessage) (x, y float64, ok bool) {
	text := strings.TrimLeft(string(raw), "[ \n\t\r")
	first, rest, found := strings.Cut(text, ",")
	if !found {
		return 0, 0, false
	}
	end := strings.IndexAny(rest, ",]")
	if end < 0 {
		return 0, 0, false
	}
	x, errX := strconv.ParseFloat(strings.TrimSpace(first), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(rest[:end]), 64)
	return x, y, errX == nil && errY == nil
}
