package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// An OData v3 table of CBS comes as three files: the figures (TypedDataSet or UntypedDataSet), what its columns
// mean (DataProperties) and the list of regions (WijkenEnBuurten). Each comes as JSON or, stored by others, as Parquet. In JSON a
// row has the members of its own type and no others; Parquet gives every row all of them.

// areaDimension tells the dimension that holds the areas by its name, where the table does not say which it is: in old tables it is
// one like any other.
var areaDimension = regexp.MustCompile(`^(?:WijkenEnBuurten(?:[0-9]{4})?|RegioS?)$`)

// setInMetadata finds the entity set in odata.metadata.
var setInMetadata = regexp.MustCompile(`\$metadata#Cbs\.OData\.WebAPI\.(\w+)$`)

// tableInAddress finds the table id in an OData address.
var tableInAddress = regexp.MustCompile(`(?i)/odata(?:api|feed)?/odata/([0-9]{5}(?:[a-z]{3})?)/`)

// positionSuffix is the column's place in the table, which shifts between deliveries and is no part of its name.
var positionSuffix = regexp.MustCompile(`_[0-9]+$`)

// odataFile is one of the three, with its first row's keys to know which.
type odataFile struct {
	in      input
	parquet bool
	keys    []string
	table   string // table id from odata.metadata; empty when the file does not say
	set     string // entity set, likewise
}

// nameSet fills in what odata.metadata says of a file.
func (f *odataFile) nameSet(metadata string) {
	f.table = tableID(metadata)
	if m := setInMetadata.FindStringSubmatch(metadata); m != nil {
		f.set = m[1]
	}
}

// region is the column of the figures with the areas; empty where there is none.
func (f odataFile) region() string {
	if i := slices.IndexFunc(f.keys, areaDimension.MatchString); i >= 0 {
		return f.keys[i]
	}
	return ""
}

func (f odataFile) isFigures() bool { return f.region() != "" && len(f.keys) > 2 }

// isKWB tells the key figures from other tables per wijk and buurt (police, amenities): by the table's id, or else by its columns.
func (f odataFile) isKWB(cat *catalogue.Catalogue) bool {
	if f.table != "" {
		return slices.ContainsFunc(cat.Sources, func(s catalogue.Source) bool { return s.Family == "kwb" && strings.EqualFold(s.Table, f.table) })
	}
	return slices.ContainsFunc(f.keys, func(k string) bool { return strings.HasPrefix(k, "AantalInwoners_") })
}

func (f odataFile) isProperties() bool {
	return slices.Contains(f.keys, "ParentID") && slices.Contains(f.keys, "Type") // the first row, of a dimension, has no Unit
}

func (f odataFile) isRegions() bool {
	return slices.Contains(f.keys, "Municipality") && slices.Contains(f.keys, "DetailRegionCode") || areaDimension.MatchString(f.set)
}

// isPeriods tells the list of periods, which says of each whether its figures are final.
func (f odataFile) isPeriods() bool {
	return f.table != "" && slices.Contains(f.keys, "Key") && slices.Contains(f.keys, "Title") && slices.Contains(f.keys, "Status")
}

// isInfo tells TableInfos, where CBS says which edition a table is.
func (f odataFile) isInfo() bool {
	return f.table != "" && slices.Contains(f.keys, "Modified") && slices.Contains(f.keys, "Identifier") && slices.Contains(f.keys, "ShortTitle")
}

// rows gives the named keys of every row as text; a JSON or Parquet null is nil.
func (f odataFile) rows(ctx context.Context, keys []string) ([][]*string, error) {
	if f.parquet {
		return data.ParquetText(ctx, f.in.path, keys)
	}
	var out [][]*string
	err := f.in.eachODataRow(func(row map[string]json.RawMessage) error {
		cells := make([]*string, len(keys))
		for i, k := range keys {
			text, err := jsonText(row[k])
			if err != nil {
				return &Refusal{File: f.in.name, Row: len(out) + 1, Column: k, Reason: "de waarde is geen tekst of getal"}
			}
			cells[i] = text
		}
		out = append(out, cells)
		return ctx.Err()
	})
	var refusal *Refusal
	switch {
	case err == nil, ctx.Err() != nil, errors.As(err, &refusal):
		return out, err
	}
	return nil, &Refusal{File: f.in.name, Row: len(out) + 1, Reason: "de rij is geen OData-rij; het bestand is beschadigd"}
}

// jsonText gives a JSON scalar as the file spells it, text without its quotes; nil for null or a key that is absent.
func jsonText(raw json.RawMessage) (*string, error) {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return nil, nil
	case raw[0] == '"':
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, err
		}
		return &s, nil
	case raw[0] == '{' || raw[0] == '[':
		return nil, fmt.Errorf("not a scalar")
	}
	s := string(raw)
	return &s, nil
}

// eachODataRow walks the rows of {"value": [ … ]}.
func (in input) eachODataRow(visit func(map[string]json.RawMessage) error) error {
	return in.stream(func(content io.Reader) error { return eachODataRow(content, visit) })
}

func eachODataRow(content io.Reader, visit func(map[string]json.RawMessage) error) error {
	d := json.NewDecoder(content)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("not a JSON object")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key != "value" {
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return fmt.Errorf(`"value" is no list`)
		}
		for d.More() {
			row := map[string]json.RawMessage{}
			if err := d.Decode(&row); err != nil {
				return fmt.Errorf("a row is no object: %w", err)
			}
			if err := visit(row); err != nil {
				return err
			}
		}
		_, err = d.Token()
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// readODataTable puts the files of one OData table together. The properties are those whose columns are exactly
// the columns of the figures: a table's own, whatever the files are called. It also gives the files that served.
func readODataTable(ctx context.Context, cat *catalogue.Catalogue, figures odataFile, all []odataFile) (*table, []odataFile, error) {
	properties, described, err := matchingProperties(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	year := mapYear(properties, figures.region())
	if slices.Contains(figures.keys, "Perioden") { // a table of several years: every file holds one
		if year, err = onePeriod(ctx, figures); err != nil {
			return nil, nil, err
		}
	}
	source, err := yearOrTable(cat, figures, year)
	if err != nil {
		return nil, nil, err
	}
	year = source.Year
	status, changed, infos, err := tableStatus(figures, all)
	if err != nil {
		return nil, nil, err
	}
	source.Status, source.Changed = cmp.Or(status, source.Status), changed
	headers := headers3(figures.keys, properties)
	columns, positions, err := kwbColumns(cat, figures.in.name, "D", year, headers)
	if err != nil {
		return nil, nil, err
	}
	t := &table{file: figures.in, format: "KWB OData", source: source, year: year, rank: 1, blank: data.Unknown, columns: columns}
	if err := t.addHeadings(cat, "D", headers); err != nil {
		return nil, nil, err
	}
	names, regions, err := regionNames(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	if err := fillOData(ctx, t, figures, positions, names); err != nil {
		return nil, nil, err
	}
	t.addUp()
	return t, slices.Concat(described, infos, regions), nil
}

// tableStatus gives what a table's own description says of its figures, voorlopig or definitief, and the day on which they were last
// changed, with the files that say it; empty when none does.
func tableStatus(figures odataFile, all []odataFile) (status, changed string, files []odataFile, err error) {
	for _, f := range all {
		if !f.isInfo() || f.table != figures.table {
			continue
		}
		content, err := f.in.text()
		if err != nil {
			return "", "", nil, err
		}
		status, changed, files = cmp.Or(statusIn(content), status), cmp.Or(changedIn(content), changed), append(files, f)
	}
	return status, changed, files, nil
}

// onePeriod gives the year that all rows are about.
func onePeriod(ctx context.Context, figures odataFile) (year int, err error) {
	rows, err := figures.rows(ctx, []string{"Perioden"})
	if err != nil {
		return 0, err
	}
	for i, cells := range rows {
		key := ""
		if cells[0] != nil {
			key = strings.TrimSpace(*cells[0])
		}
		y, err := periodYear(key)
		if err == nil && year != 0 && y != year {
			err = fmt.Errorf("het bestand gaat over meer dan één jaar; haal elk jaar apart op")
		}
		if err != nil {
			return 0, &Refusal{File: figures.in.name, Row: i + 1, Column: "Perioden", Reason: err.Error()}
		}
		year = y
	}
	return year, nil
}

// fillOData reads the rows of figures: region keys are padded to ten characters, and null is any kind of missing.
func fillOData(ctx context.Context, t *table, figures odataFile, positions []int, names map[string]string) error {
	keys := []string{figures.region()}
	flag, post := "", ""
	for _, k := range figures.keys {
		if isPostcode(k) {
			post = k
		}
		if strings.HasPrefix(k, "Indelingswijziging") {
			flag = k
		}
	}
	if flag != "" {
		keys = append(keys, flag)
	}
	if post != "" {
		keys = append(keys, post)
	}
	fixed := len(keys)
	for _, p := range positions {
		keys = append(keys, figures.keys[p])
	}
	rows, err := figures.rows(ctx, keys)
	if err != nil {
		return err
	}
	for i, cells := range rows {
		if cells[0] == nil {
			return &Refusal{File: t.file.name, Row: i + 1, Column: keys[0], Reason: "er staat geen gebiedscode"}
		}
		r := row{line: i + 1, code: strings.TrimSpace(*cells[0])}
		r.name = names[r.code]
		if flag != "" && cells[1] != nil {
			r.flag = changeFlag(*cells[1])
		}
		if post != "" && cells[fixed-1] != nil {
			r.postcode = postcode(*cells[fixed-1])
		}
		r.cells = packNullable(cells[fixed:])
		t.rows = append(t.rows, r)
	}
	return nil
}
