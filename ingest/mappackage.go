package ingest

import (
	"slices"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/boundary"
)

// lookMapPackage reads the key figures in the layers of a GeoPackage, gemeenten, wijken and buurten together; ok is false where no layer
// has any.
func (r *recognised) lookMapPackage(cat *catalogue.Catalogue, in input, layers []boundary.Layer) (ok bool, err error) {
	all, err := boundary.GeoPackageAttributes(in.path)
	if err != nil {
		return false, refuse(in.name, "%s", borderFault(nil, err))
	}
	whole := mapFields{fields: []string{"code", "name"}, code: 0, name: 1, water: -1, flag: -1, post: -1, year: -1, ID: -1}
	var rows [][]*string
	for _, a := range all {
		m, found := findMapFields(a.Fields)
		if !found || whole.generation != "" && whole.generation != m.generation {
			continue
		}
		whole.generation = m.generation
		at := make([]int, len(a.Fields)) // where the layer's fields stand in the whole
		for i, f := range a.Fields {
			switch i {
			case m.code:
				at[i] = whole.code
				continue
			case m.name:
				at[i] = whole.name
				continue
			}
			if at[i] = slices.Index(whole.fields, f); at[i] < 0 {
				at[i] = len(whole.fields)
				whole.fields = append(whole.fields, f)
			}
		}
		for place, from := range map[*int]int{&whole.water: m.water, &whole.flag: m.flag, &whole.post: m.post, &whole.year: m.year, &whole.ID: m.ID} {
			if from >= 0 {
				*place = at[from]
			}
		}
		for _, cells := range a.Rows {
			row := make([]*string, len(whole.fields))
			for i, text := range cells {
				row[at[i]] = text
			}
			rows = append(rows, row)
		}
	}
	if rows == nil {
		return false, nil
	}
	for i := range rows { // layers that came first may have fewer fields
		rows[i] = append(rows[i], make([]*string, len(whole.fields)-len(rows[i]))...)
	}
	t, err := readMapFigures(cat, in, whole, rows, "Wijk- en buurtkaart, kenmerken (GeoPackage)")
	if err != nil {
		return true, err
	}
	var borders recognised
	if err := borders.addOutlines(cat, in, nil, layers, nil); err != nil {
		return true, err
	}
	t.borders = borders.outlines
	return true, r.add(t, nil)
}
