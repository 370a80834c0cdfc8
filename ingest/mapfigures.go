package ingest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// mapFields says where a map's attributes stand, among the fields of a GeoJSON or Parquet file: short names as in dBase (AANT_INW), the
// long ones of GeoPackage and OGC API (aantal_inwoners), or those of WFS (aantalInwoners).
type mapFields struct {
	fields                                  []string
	code, name, water, flag, post, year, ID int // places among fields; -1 where absent
	generation                              string
}

// plainField takes underscores and capitals out: aantal_inwoners and aantalInwoners are one name.
func plainField(name string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "_", ""))
}

// mapKeys are the fields that hold the code of an area and its name, the finest level first.
var mapKeys = [][2]string{{"bucode", "bunaam"}, {"buurtcode", "buurtnaam"}, {"wkcode", "wknaam"}, {"wijkcode", "wijknaam"},
	{"gmcode", "gmnaam"}, {"gemeentecode", "gemeentenaam"}}

// findMapFields tells a map with figures from other files with areas. Long names count only beside the field water, which CBS's maps
// have and tables that others made of them have not.
func findMapFields(fields []string) (m mapFields, ok bool) {
	plain := make([]string, len(fields))
	for i, f := range fields {
		plain[i] = plainField(f)
	}
	at := func(names ...string) int { return indexOf(plain, names) }
	m = mapFields{fields: fields, code: -1, name: -1, water: at("water", "h2o"), year: at("jaar"), ID: at("jrstatcode")}
	m.flag = slices.IndexFunc(plain, func(p string) bool { return p == "indwbi" || strings.HasPrefix(p, "indelingswijziging") })
	m.post = slices.IndexFunc(fields, isPostcode)
	for _, k := range mapKeys {
		if m.code = at(k[0]); m.code >= 0 {
			m.name = at(k[1])
			break
		}
	}
	switch {
	case slices.Contains(plain, "aantinw"):
		m.generation = "B"
	case slices.Contains(plain, "aantalinwoners") && m.water >= 0:
		m.generation = "E"
	}
	return m, m.code >= 0 && m.generation != ""
}

// headers gives the fields as columns, under the names of the column map.
func (m mapFields) headers(cat *catalogue.Catalogue) []header {
	var headers []header
	for i, f := range m.fields {
		name := f
		for _, c := range cat.Columns {
			if c.Family == "kwb" && c.Generation == m.generation && plainField(c.Name) == plainField(f) {
				name = c.Name
			}
		}
		headers = append(headers, header{name: name, position: i})
	}
	return headers
}

// yearOf gives the year that all rows bear, or else that of the file's name.
func (m mapFields) yearOf(in input, rows [][]*string) (year int, note string, err error) {
	for i, r := range rows {
		text := ""
		switch {
		case m.year >= 0 && r[m.year] != nil:
			text, _, _ = strings.Cut(*r[m.year], ".")
		case m.ID >= 0 && r[m.ID] != nil && len(*r[m.ID]) > 4:
			text = (*r[m.ID])[:4]
		default:
			continue
		}
		y, err := strconv.Atoi(text)
		if err != nil || year != 0 && y != year {
			return 0, "", &Refusal{File: in.name, Row: i + 1, Column: "jaar", Reason: fmt.Sprintf("%q is een ander jaar dan dat van de rijen ervoor", text)}
		}
		year = y
	}
	if year != 0 {
		return year, "", nil
	}
	year, err = yearByName(in.name, "buurt_2016")
	return year, byNameNote, err
}

// readMapFigures reads a map's attributes. Where the columns of the statistical table stand beside them in the same row, those are
// read: they are of a later edition, and the water record of an area repeats them.
func readMapFigures(cat *catalogue.Catalogue, in input, m mapFields, rows [][]*string, format string) (*table, error) {
	year, note, err := m.yearOf(in, rows)
	if err != nil {
		return nil, err
	}
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: format, source: source, year: year, rank: 3, blank: data.Unknown, note: note, byName: note != ""}
	var positions []int
	if t.columns, positions, err = kwbColumns(cat, in.name, m.generation, year, m.headers(cat)); err != nil {
		return nil, err
	}
	numbered := numberedHeaders(cat, year, m.fields)
	if len(numbered) == 0 {
		if err := t.addHeadings(cat, m.generation, m.headers(cat)); err != nil {
			return nil, err
		}
	} else {
		mapColumns, mapPositions := t.columns, positions
		if t.columns, positions, err = kwbColumns(cat, in.name, "D", year, numbered); err != nil {
			return nil, err
		}
		t.rank, t.format = 1, "KWB OData, naast kaartkenmerken"
		t.note = strings.TrimSpace(t.note + " " + twoEditions(rows, mapColumns, mapPositions, t.columns, positions))
	}
	for i, r := range rows {
		for _, p := range positions { // a null means what an absent field means
			if r[p] == nil {
				rows[i][p] = new(string)
			}
		}
	}
	t.addAttributeRows(textRows(rows), m.code, m.name, m.water, m.flag, m.post, positions)
	return t, nil
}

func textRows(rows [][]*string) [][]string {
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = make([]string, len(r))
		for k, text := range r {
			if text != nil {
				out[i][k] = *text
			}
		}
	}
	return out
}

// numberedHeaders gives the fields that bear OData's names with their place in the table (AantalInwoners_5), without units: those are
// what the column map knows for the year, where it knows one. The name of a country of origin occurs three times: first for all
// inhabitants, then for those born here and those born elsewhere.
func numberedHeaders(cat *catalogue.Catalogue, year int, fields []string) []header {
	var headers []header
	seen := map[string]bool{}
	for i, f := range fields {
		name := positionSuffix.ReplaceAllString(f, "")
		if name == f {
			continue
		}
		units := map[string]bool{}
		parent := ""
		for _, c := range cat.Columns {
			if c.Family == "kwb" && c.Generation == "D" && c.From <= year && year <= c.To && strings.EqualFold(c.Name, name) {
				units[c.Unit] = true
				parent = cmp.Or(c.Parent, parent)
			}
		}
		if len(units) != 1 || parent != "" && seen[name] {
			continue
		}
		seen[name] = true
		for unit := range units {
			headers = append(headers, header{name: name, parent: parent, unit: unit, position: i})
		}
	}
	return headers
}

// twoEditions says of which figures the map's own columns give others than the statistical table beside them.
func twoEditions(rows [][]*string, mapColumns []column, mapPositions []int, columns []column, positions []int) string {
	var said []string
	for k, c := range mapColumns {
		i := slices.IndexFunc(columns, func(d column) bool { return d.indicator.ID == c.indicator.ID })
		if i < 0 {
			continue
		}
		differ := 0
		for _, r := range rows {
			a, _, _, err1 := figure(cellText(r[mapPositions[k]]), false, data.Unknown)
			b, _, _, err2 := figure(cellText(r[positions[i]]), false, data.Unknown)
			if err1 == nil && err2 == nil && a != nil && b != nil && *a != *b {
				differ++
			}
		}
		if differ > 0 {
			said = append(said, fmt.Sprintf("%s %d", c.indicator.Naam, differ))
		}
	}
	if said == nil {
		return "De kenmerken van de kaart ernaast zijn dezelfde."
	}
	return "De kenmerken van de kaart ernaast zijn van een eerdere uitgave en niet gebruikt; anders, met het aantal rijen: " + strings.Join(said, ", ") + "."
}

func cellText(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// lookMapParquet reads a Parquet file with a map's attributes; ok is false for any other.
func (r *recognised) lookMapParquet(ctx context.Context, cat *catalogue.Catalogue, in input, keys []string) (ok bool, err error) {
	m, ok := findMapFields(keys)
	if !ok {
		return false, nil
	}
	rows, err := data.ParquetText(ctx, in.path, keys)
	if err != nil {
		return true, refuse(in.name, "het Parquet-bestand is beschadigd of afgekapt")
	}
	return true, r.add(readMapFigures(cat, in, m, rows, "Wijk- en buurtkaart, kenmerken (Parquet)"))
}
