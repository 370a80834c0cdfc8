package ingest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/boundary"
)

// lookMapFigures reads a GeoJSON of areas that has key figures in its properties; ok is false for any other.
func (r *recognised) lookMapFigures(cat *catalogue.Catalogue, in input, content []byte) (ok bool, err error) {
	var collection struct {
		Features []struct {
			Properties map[string]json.RawMessage
			Geometry   struct{ Type string }
		}
	}
	if json.Unmarshal(content, &collection) != nil {
		return false, nil
	}
	place := map[string]int{}
	var fields []string
	for _, f := range collection.Features {
		for key := range f.Properties {
			if _, known := place[key]; !known {
				place[key] = 0
				fields = append(fields, key)
			}
		}
	}
	slices.Sort(fields) // a map has no order, and the same file must give the same columns
	for i, key := range fields {
		place[key] = i
	}
	m, ok := findMapFields(fields)
	if !ok {
		return false, nil
	}
	if err := checkUTF8(in.name, content); err != nil {
		return true, err
	}
	areas := 0
	var others []string
	rows := make([][]*string, len(collection.Features))
	for i, f := range collection.Features {
		switch f.Geometry.Type {
		case "Polygon", "MultiPolygon":
			areas++
		case "":
		default:
			others = append(others, fmt.Sprintf("nr. %d is een %s", i+1, f.Geometry.Type))
		}
		rows[i] = make([]*string, len(fields))
		for key, raw := range f.Properties {
			if rows[i][place[key]], err = jsonText(raw); err != nil {
				return true, &Refusal{File: in.name, Row: i + 1, Column: key, Reason: "de waarde is geen tekst of getal"}
			}
		}
	}
	t, err := readMapFigures(cat, in, m, rows, "Wijk- en buurtkaart, kenmerken (GeoJSON)")
	if err != nil {
		return true, err
	}
	t.leaveOutOthers(others)
	if areas == 0 {
		t.note = strings.TrimSpace(t.note + " Het bestand heeft geen grenzen.")
		return true, r.add(t, nil)
	}
	return true, r.addMapped(cat, t, content)
}

// leaveOutOthers takes the rows of features that are no areas out, and names them; each begins with "nr." and its place.
func (t *table) leaveOutOthers(others []string) {
	if others == nil {
		return
	}
	t.rows = slices.DeleteFunc(t.rows, func(r row) bool {
		return slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(o, fmt.Sprintf("nr. %d ", r.line)) })
	})
	t.rejects += len(others)
	t.note = strings.TrimSpace(fmt.Sprintf("%s Niet gelezen, want geen vlak: %s.", t.note, some(others)))
}

// addMapped takes in a table whose file also has the borders of its areas, of wijken and buurten.
func (r *recognised) addMapped(cat *catalogue.Catalogue, t *table, content []byte) error {
	l, err := boundary.GeoJSON(content)
	var borders recognised
	if err := borders.addOutlines(cat, t.file, content, []boundary.Layer{l}, err); err != nil {
		return err
	}
	t.borders = borders.outlines
	return r.add(t, nil)
}
