package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// wide is the observations of one year, turned to a row per area.
type wide struct {
	rows  []row
	texts [][]string // of the rows: by measure
	place map[string]int
}

// read turns the observations to tables, one for each year.
func (t *table4) read(ctx context.Context, cat *catalogue.Catalogue, f odata4File) ([]*table, error) {
	positions := make(map[string]int, len(t.measures))
	headers := make([]header, len(t.measures))
	for i, m := range t.measures {
		positions[m.Identifier] = i
		headers[i] = header{name: odataName(m.Title), parent: t.groups[m.MeasureGroupID], unit: normaliseUnit(m.Unit), position: i}
	}
	years := map[int]*wide{}
	line := 0
	err := f.in.eachODataRow(func(r map[string]json.RawMessage) error {
		line++
		if line%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return t.observe(f.in.name, line, r, positions, years)
	})
	var refusal *Refusal
	switch {
	case err == nil:
	case errors.As(err, &refusal), ctx.Err() != nil:
		return nil, err
	default:
		return nil, &Refusal{File: f.in.name, Row: line, Reason: "de rij is geen OData-rij; het bestand is beschadigd"}
	}
	if t.family != "kwb" {
		made, err := t.derden(cat, f.in, years, headers)
		return []*table{made}, err
	}
	var out []*table
	for year, w := range years {
		made, err := t.table(cat, f.in, year, w, headers)
		if err != nil {
			return nil, err
		}
		out = append(out, made)
	}
	slices.SortFunc(out, func(a, b *table) int { return a.year - b.year })
	return out, nil
}

// observe puts one observation in its place.
func (t *table4) observe(file string, line int, r map[string]json.RawMessage, positions map[string]int, years map[int]*wide) error {
	text := func(key string) string {
		s, err := jsonText(r[key])
		if err != nil || s == nil {
			return ""
		}
		return strings.TrimSpace(*s)
	}
	code, id := text(t.region), text("Measure")
	at, known := positions[id]
	switch {
	case code == "":
		return &Refusal{File: file, Row: line, Column: t.region, Reason: "er staat geen gebiedscode"}
	case !known:
		return &Refusal{File: file, Row: line, Column: "Measure", Reason: fmt.Sprintf("%q staat niet in MeasureCodes", id)}
	}
	year := t.mapYear
	if t.period != "" {
		var err error
		if year, err = periodYear(text(t.period)); err != nil {
			return &Refusal{File: file, Row: line, Column: t.period, Reason: err.Error()}
		}
	}
	w := years[year]
	if w == nil {
		w = &wide{place: map[string]int{}}
		years[year] = w
	}
	k, there := w.place[code]
	if !there {
		k = len(w.rows)
		w.place[code] = k
		w.rows = append(w.rows, row{line: line, code: code, name: t.names[code]})
		w.texts = append(w.texts, make([]string, len(positions)))
	}
	if w.texts[k][at] != "" {
		return &Refusal{File: file, Row: line, Reason: fmt.Sprintf("maat %s van %s staat er twee keer in", id, code)}
	}
	cell := text("Value")
	if cell == "" {
		cell = text("StringValue")
	}
	if cell == "" {
		cell = withoutValue(text("ValueAttribute"))
	}
	w.texts[k][at] = cell
	return nil
}

// withoutValue gives the cell of an observation that has no value, by the attribute that says why. No recorded answer has one; public
// codes know these words.
func withoutValue(attribute string) string {
	switch attribute {
	case "Impossible":
		return impossible
	case "Confidential":
		return "x"
	}
	return null
}

// periodYear reads a key such as "2009JJ00".
func periodYear(key string) (int, error) {
	if len(key) == 8 && strings.HasSuffix(key, "JJ00") && isYear(key[:4]) {
		return strconv.Atoi(key[:4])
	}
	return 0, fmt.Errorf("%q is geen jaar", key)
}

func (t *table4) table(cat *catalogue.Catalogue, in input, year int, w *wide, headers []header) (*table, error) {
	source, err := tableSource(cat, in.name, "kwb", t.id, year)
	if err != nil {
		return nil, err
	}
	source.Status, source.Changed = cmp.Or(t.status, source.Status), t.changed
	columns, positions, err := kwbColumns(cat, in.name, "D", source.Year, headers)
	if err != nil {
		return nil, err
	}
	flag := slices.IndexFunc(headers, func(h header) bool { return strings.HasPrefix(h.name, "Indelingswijziging") })
	out := &table{file: in, format: "KWB OData v4", source: source, year: source.Year, rank: 1, blank: data.Unknown, columns: columns,
		note: lines4}
	if err := out.addHeadings(cat, "D", headers); err != nil {
		return nil, err
	}
	for i, r := range w.rows {
		if flag >= 0 {
			r.flag = changeFlag(w.texts[i][flag])
		}
		r.cells = pick(w.texts[i], positions)
		out.rows = append(out.rows, r)
	}
	out.addUp()
	return out, nil
}

// derden makes one table of all years, which stand on one division.
func (t *table4) derden(cat *catalogue.Catalogue, in input, years map[int]*wide, headers []header) (*table, error) {
	source, err := tableSource(cat, in.name, t.family, t.id, 0)
	if err != nil {
		return nil, err
	}
	source.Changed = t.changed
	if t.status != "" && t.provisional == nil { // the periods say it by year
		source.Status = t.status
	}
	out := &table{file: in, format: "OData v4 (" + source.Publisher + ")", source: source, year: t.mapYear, rank: 1, blank: data.Unknown, note: lines4}
	if out.year == 0 {
		out.year, out.note = source.Year, fmt.Sprintf("De tabel noemt het jaar van de indeling niet; aangenomen is %d. %s", source.Year, lines4)
	}
	columns, positions, err := familyColumns(cat, in.name, t.family, "", out.year, headers)
	if err != nil {
		return nil, err
	}
	out.columns = columns
	for _, year := range slices.Sorted(maps.Keys(years)) {
		w := years[year]
		for i, r := range w.rows {
			if nowhere(r.code) {
				out.rejects++
				continue
			}
			if nationKey.MatchString(r.code) {
				r.code = catalogue.NationCode
			}
			r.year, r.provisional, r.cells = year, t.provisional[year], pick(w.texts[i], positions)
			out.rows = append(out.rows, r)
		}
	}
	return out, nil
}

// lines4 is what a reader should know of the lines that are named as the place of a figure, and of figures that are not there.
const lines4 = "Regelnummers zijn die van de eerste waarneming van het gebied. Wat geen cijfer heeft laat deze bron weg zonder te zeggen waarom; het staat als onbekend."
