package ingest

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// An OData v4 table of CBS is long: a row of Observations per area and measure. MeasureCodes and MeasureGroups say what
// the measures are, with units; a table without groups has no MeasureGroups. The codes of the regions bear names; Dimensions has
// the year of the map; Properties the status. Keys are not padded. A cell without a figure was always seen to
// have no row at all, so that v4 does not tell the secret from the unknown.

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

// isRegion tells the dimension with the areas, in old tables by its name alone.
func (d dimension) isRegion() bool {
	return strings.HasPrefix(d.Kind, "Geo") || d.Kind == "Dimension" && areaDimension.MatchString(d.Identifier)
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
		return nil, refuse(f.in.name, "de OData-lijst %s is beschadigd of heeft andere velden dan bekend%s", f.entity, textPlace(content, err))
	}
	return page.Value, nil
}

// assemble4 makes tables of the v4 files; like those of v3 they belong together by the table they name.
func (r *recognised) assemble4(ctx context.Context, cat *catalogue.Catalogue) error {
	var ids []string
	sets := map[string][]odata4File{}
	for _, f := range r.odata4 {
		if !slices.Contains(ids, f.table) {
			ids = append(ids, f.table)
		}
		sets[f.table] = append(sets[f.table], f)
	}
	return data.InOrder(filesAtOnce, len(ids), func(i int, turn func() bool) error {
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
	changed        string
	provisional    map[int]bool // by year; nil where the table does not say
}

// period4 is a row of the periods' codes.
type period4 struct {
	Identifier    string
	Title, Status *string
}

func readOData4(ctx context.Context, cat *catalogue.Catalogue, id string, files []odata4File) ([]*table, error) {
	at := slices.IndexFunc(cat.Sources, func(s catalogue.Source) bool { return strings.EqualFold(s.Table, id) })
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
			t.status, t.changed = statusIn(content), changedIn(content)
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
		case d.isRegion():
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
