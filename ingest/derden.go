package ingest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data"
)

// The tables of others on CBS's second host (police, health) are OData v3 with more dimensions than the area. We read one
// slice of each: all crimes together, and everybody of 18 and over at the central estimate (docs/sources.md 5).

// slices3 says which row of each extra dimension is read; keys come padded.
var slices3 = map[string]string{"SoortMisdrijf": "0.0.0", "Leeftijd": "20300", "Marges": "MW00000"}

// nationKey is the key of the country, which differs per table (NL00, NL01).
var nationKey = regexp.MustCompile(`^NL[0-9]{2}$`)

// derdenFamily gives the family of a table that names itself as one of the catalogue's other than KWB.
func derdenFamily(cat *data.Catalogue, id string) string {
	for _, s := range cat.Sources {
		if id != "" && s.Family != "kwb" && strings.EqualFold(s.Table, id) {
			return s.Family
		}
	}
	return ""
}

// readDerden reads the figures of such a table: one row per area and year, all on the division that the table names.
func readDerden(ctx context.Context, cat *data.Catalogue, family string, figures odataFile, all []odataFile) (*table, []odataFile, error) {
	properties, described, err := matchingProperties(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	source, err := tableSource(cat, figures.in.name, family, figures.table, 0)
	if err != nil {
		return nil, nil, err
	}
	t := &table{file: figures.in, format: "OData (" + source.Publisher + ")", source: source, year: source.Year, rank: 1, blank: data.Unknown}
	if year := mapYear(properties); year != 0 {
		t.year = year
	} else {
		t.note = fmt.Sprintf("De tabel noemt het jaar van de indeling niet; aangenomen is %d.", source.Year)
	}
	if !slices.Contains(figures.keys, "Perioden") {
		return nil, nil, refuse(figures.in.name, "de kolom Perioden ontbreekt")
	}
	keys := []string{"WijkenEnBuurten", "Perioden"}
	for dim := range slices3 {
		if slices.Contains(figures.keys, dim) {
			keys = append(keys, dim)
		}
	}
	slices.Sort(keys[2:])
	fixed := len(keys)
	for _, p := range properties {
		if p.Type != "Topic" {
			continue
		}
		name := positionSuffix.ReplaceAllString(p.Key, "")
		for _, c := range cat.Columns {
			if c.Family != family || !strings.EqualFold(c.Name, name) {
				continue
			}
			unit := ""
			if p.Unit != nil {
				unit = normaliseUnit(*p.Unit)
			}
			if unit != c.Unit {
				return nil, nil, &Refusal{File: figures.in.name, Column: name, Reason: fmt.Sprintf("de eenheid is %q; verwacht was %s", unit, c.Unit)}
			}
			ind, _ := cat.Indicator(c.Indicator)
			t.columns = append(t.columns, column{name: name, indicator: ind, factor: c.Factor})
			keys = append(keys, p.Key)
		}
	}
	if len(t.columns) == 0 {
		return nil, nil, refuse(figures.in.name, "er is geen kolom met cijfers die wij kennen")
	}
	names, regions, err := regionNames(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	used := append(described, regions...)
	return t, used, t.fillDerden(ctx, figures, keys, fixed, names)
}

func (t *table) fillDerden(ctx context.Context, figures odataFile, keys []string, fixed int, names map[string]string) error {
	rows, err := figures.rows(ctx, keys)
	if err != nil {
		return err
	}
next:
	for i, cells := range rows {
		for k, dim := range keys[:fixed] {
			if cells[k] == nil {
				return &Refusal{File: t.file.name, Row: i + 1, Column: dim, Reason: "er staat geen sleutel"}
			}
			if want, sliced := slices3[dim]; sliced && strings.TrimSpace(*cells[k]) != want {
				t.rejects++
				continue next
			}
		}
		code := strings.TrimSpace(*cells[0])
		year, err := periodYear(strings.TrimSpace(*cells[1]))
		if err != nil {
			return &Refusal{File: t.file.name, Row: i + 1, Column: "Perioden", Reason: err.Error()}
		}
		r := row{line: i + 1, code: code, name: names[code], year: year, cells: packNullable(cells[fixed:])}
		if nationKey.MatchString(code) {
			r.code = data.NationCode
		}
		t.rows = append(t.rows, r)
	}
	return nil
}
