package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
)

// An OData v4 table of CBS is long: a row of Observations per area and measure. MeasureCodes and MeasureGroups say what
// the measures are, with units; the codes of the regions bear names; Dimensions has the year of the map; Properties the status.
// Keys are not padded (docs/sources.md 1.3).

// context4 finds table and entity set in the address that opens every answer.
var context4 = regexp.MustCompile(`(?i)/CBS/([0-9]{5}(?:[a-z]{3})?)/\$metadata#([A-Za-z0-9]+)`)

// opening4 tells a v4 answer, which always opens with its context.
var opening4 = regexp.MustCompile(`^\s*\{\s*"@odata\.context"\s*:\s*"([^"]+)"`)

// odata4File is one entity set of a v4 table.
type odata4File struct {
	in            input
	table, entity string
}

// lookOData4 takes a v4 answer in; it is not ours when its context is not that of a table of CBS.
func (r *recognised) lookOData4(in input, content []byte, context string) error {
	m := context4.FindStringSubmatch(context)
	if m == nil {
		r.skip(in, "OData v4 van een andere bron dan het CBS")
		return nil
	}
	if err := checkUTF8(in.name, content); err != nil {
		return err
	}
	r.odata4 = append(r.odata4, odata4File{in, m[1], m[2]})
	return nil
}

// measure is a row of MeasureCodes; measureGroup one of MeasureGroups.
type measure struct {
	Identifier, Title, Unit string
	MeasureGroupID          string `json:"MeasureGroupId"`
}

type measureGroup struct {
	ID    string `json:"Id"`
	Title string
}

type dimension struct {
	Identifier, Kind string
	MapYear          json.RawMessage // a number, a text, or null
}

type region4 struct{ Identifier, Title string }

// rows4 reads the rows of an entity set.
func rows4[T any](f odata4File) ([]T, error) {
	content, err := f.in.text()
	if err != nil {
		return nil, err
	}
	var page struct{ Value []T }
	if err := json.Unmarshal(content, &page); err != nil {
		return nil, refuse(f.in.name, "de OData-lijst %s is beschadigd of heeft andere velden dan bekend (%v)", f.entity, err)
	}
	return page.Value, nil
}

// assemble4 makes tables of the v4 files; like those of v3 they belong together by the table they name.
func (r *recognised) assemble4(ctx context.Context, cat *data.Catalogue) error {
	var ids []string
	sets := map[string][]odata4File{}
	for _, f := range r.odata4 {
		if !slices.Contains(ids, f.table) {
			ids = append(ids, f.table)
		}
		sets[f.table] = append(sets[f.table], f)
	}
	return data.InOrder(len(ids), func(i int, turn func() bool) error {
		id := ids[i]
		made, err := readOData4(ctx, cat, id, sets[id])
		if err != nil || !turn() {
			return err
		}
		r.tables = append(r.tables, made...)
		for _, f := range sets[id] {
			switch {
			case len(made) == 0:
				r.skip(f.in, "deel van een OData v4-tabel waarvan de cijfers ontbreken of die geen Kerncijfers wijken en buurten is")
			case f.entity != "Observations":
				r.support = append(r.support, supportFile{f.in, "OData v4, " + f.entity, made[0].source})
			}
		}
		return nil
	})
}

// table4 is what the other entity sets say about the observations.
type table4 struct {
	id, family     string
	region, period string // period is empty for a table of one year
	mapYear        int
	measures       []measure
	groups         map[string]string
	names          map[string]string
	status         string
	provisional    map[int]bool // by year; nil where the table does not say
}

// period4 is a row of the periods' codes.
type period4 struct {
	Identifier    string
	Title, Status *string
}

func readOData4(ctx context.Context, cat *data.Catalogue, id string, files []odata4File) ([]*table, error) {
	at := slices.IndexFunc(cat.Sources, func(s data.Source) bool { return strings.EqualFold(s.Table, id) })
	if at < 0 || !slices.ContainsFunc(files, func(f odata4File) bool { return f.entity == "Observations" }) {
		return nil, nil
	}
	about, err := describe4(id, files)
	if err != nil {
		return nil, err
	}
	about.family = cat.Sources[at].Family
	var out []*table
	for _, f := range files {
		if f.entity != "Observations" {
			continue
		}
		tables, err := about.read(ctx, cat, f)
		if err != nil {
			return nil, err
		}
		out = append(out, tables...)
	}
	return out, nil
}

func describe4(id string, files []odata4File) (*table4, error) {
	t := &table4{id: id, groups: map[string]string{}, names: map[string]string{}}
	var dimensions, measures string
	for _, f := range files {
		var err error
		switch {
		case f.entity == "MeasureCodes":
			measures = f.in.name
			t.measures, err = rows4[measure](f)
		case f.entity == "MeasureGroups":
			var groups []measureGroup
			groups, err = rows4[measureGroup](f)
			for _, g := range groups {
				t.groups[g.ID] = strings.TrimSpace(g.Title)
			}
		case f.entity == "Dimensions":
			dimensions = f.in.name
			err = t.setDimensions(f)
		case f.entity == "Properties":
			var content []byte
			content, err = f.in.text()
			t.status = statusIn(content)
		case f.entity == "PeriodenCodes":
			var periods []period4
			periods, err = rows4[period4](f)
			t.provisional = map[int]bool{}
			for _, p := range periods {
				if year, err := periodYear(strings.TrimSpace(p.Identifier)); err == nil {
					t.provisional[year] = isProvisional(p.Title, p.Status)
				}
			}
		case strings.HasSuffix(f.entity, "Codes"):
			var regions []region4
			regions, err = rows4[region4](f)
			for _, g := range regions {
				t.names[strings.TrimSpace(g.Identifier)] = strings.TrimSpace(g.Title)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if measures == "" || dimensions == "" || len(t.measures) == 0 {
		return nil, refuse(files[0].in.name, "bij deze cijfers ontbreken MeasureCodes of Dimensions van tabel %s; leg die bestanden erbij", id)
	}
	return t, nil
}

func (t *table4) setDimensions(f odata4File) error {
	all, err := rows4[dimension](f)
	for _, d := range all {
		switch {
		case strings.HasPrefix(d.Kind, "Geo"):
			t.region = d.Identifier
			t.mapYear, _ = strconv.Atoi(strings.Trim(string(d.MapYear), `"`))
		case strings.HasPrefix(d.Kind, "Time"):
			t.period = d.Identifier
		default:
			return refuse(f.in.name, "de tabel is ook verdeeld naar %s; dat lezen wij niet", d.Identifier)
		}
	}
	if err == nil && t.region == "" {
		err = refuse(f.in.name, "de tabel heeft geen gebieden")
	}
	return err
}

// wide is the observations of one year, turned to a row per area.
type wide struct {
	rows  []row
	texts [][]string // of the rows: by measure
	place map[string]int
}

// read turns the observations to tables, one for each year.
func (t *table4) read(ctx context.Context, cat *data.Catalogue, f odata4File) ([]*table, error) {
	positions := make(map[string]int, len(t.measures))
	headers := make([]header, len(t.measures))
	for i, m := range t.measures {
		positions[m.Identifier] = i
		headers[i] = header{name: odataName(m.Title), parent: t.groups[m.MeasureGroupID], unit: normaliseUnit(m.Unit), position: i}
	}
	years := map[int]*wide{}
	content, err := f.in.text() // only now: those of a national store do not fit in memory together
	if err != nil {
		return nil, err
	}
	line := 0
	err = eachODataRow(content, func(r map[string]json.RawMessage) error {
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
		cell = null
	}
	w.texts[k][at] = cell
	return nil
}

// periodYear reads a key such as "2009JJ00".
func periodYear(key string) (int, error) {
	if len(key) == 8 && strings.HasSuffix(key, "JJ00") && isYear(key[:4]) {
		return strconv.Atoi(key[:4])
	}
	return 0, fmt.Errorf("%q is geen jaar", key)
}

func (t *table4) table(cat *data.Catalogue, in input, year int, w *wide, headers []header) (*table, error) {
	source, err := tableSource(cat, in.name, "kwb", t.id, year)
	if err != nil {
		return nil, err
	}
	if t.status != "" {
		source.Status = t.status
	}
	columns, positions, err := kwbColumns(cat, in.name, "D", source.Year, headers)
	if err != nil {
		return nil, err
	}
	flag := slices.IndexFunc(headers, func(h header) bool { return strings.HasPrefix(h.name, "Indelingswijziging") })
	out := &table{file: in, format: "KWB OData v4", source: source, year: source.Year, rank: 1, columns: columns,
		note: lines4}
	for i, r := range w.rows {
		if flag >= 0 {
			r.flag = changeFlag(w.texts[i][flag])
		}
		r.cells = pick(w.texts[i], positions)
		out.rows = append(out.rows, r)
	}
	return out, nil
}

// derden makes one table of all years, which stand on one division.
func (t *table4) derden(cat *data.Catalogue, in input, years map[int]*wide, headers []header) (*table, error) {
	source, err := tableSource(cat, in.name, t.family, t.id, 0)
	if err != nil {
		return nil, err
	}
	if t.status != "" && t.provisional == nil { // the periods say it by year
		source.Status = t.status
	}
	out := &table{file: in, format: "OData v4 (" + source.Publisher + ")", source: source, year: t.mapYear, rank: 1, note: lines4}
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
			if nationKey.MatchString(r.code) {
				r.code = data.NationCode
			}
			r.year, r.provisional, r.cells = year, t.provisional[year], pick(w.texts[i], positions)
			out.rows = append(out.rows, r)
		}
	}
	return out, nil
}

// lines4 is what a reader should know of the lines that are named as the place of a figure.
const lines4 = "Regelnummers zijn die van de eerste waarneming van het gebied."

// tableSource gives the publication of a StatLine table; a table of several years is one for each of them.
func tableSource(cat *data.Catalogue, file, family, id string, year int) (data.Source, error) {
	var found []data.Source
	for _, s := range cat.Sources {
		if s.Family == family && strings.EqualFold(s.Table, id) && (year == 0 || s.Year == year) {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return data.Source{}, refuse(file, "tabel %s hoort volgens onze lijst niet bij het jaar %d", id, year)
	}
	return found[0], nil
}

// statusText finds what CBS writes about a table's figures, in TableInfos (v3) and Properties (v4).
var statusText = regexp.MustCompile(`(?i)status van de cijfers:?(?:\\r|\\n|\s)*(?:de cijfers (?:zijn|in deze tabel zijn)\s+)?(voorlopig|definitief)`)

// statusIn gives voorlopig or definitief as a table says of itself; empty when it does not say.
func statusIn(content []byte) string {
	if m := statusText.FindSubmatch(content); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}
