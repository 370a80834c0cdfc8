package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
)

// An OData v3 table of CBS comes as three files: the figures (TypedDataSet or UntypedDataSet), what its columns
// mean (DataProperties) and the list of regions (WijkenEnBuurten). Each comes as JSON or, stored by others, as Parquet.

// tableInAddress finds the table id in an OData address.
var tableInAddress = regexp.MustCompile(`(?i)/odata(?:api|feed)?/odata/([0-9]{5}[a-z]{3})/`)

// positionSuffix is the column's place in the table, which shifts between deliveries and is no part of its name
// (docs/sources.md, trap 2).
var positionSuffix = regexp.MustCompile(`_[0-9]+$`)

// odataFile is one of the three, with its first row's keys to know which.
type odataFile struct {
	in       input
	parquet  bool
	keys     []string
	table    string // table id from odata.metadata; empty when the file does not say
	contents []byte // nil for Parquet
}

// property is a row of DataProperties.
type property struct {
	ID       int
	ParentID *int
	Type     string
	Key      string
	Title    string
	Unit     *string
	MapYear  *int
}

func (f odataFile) isFigures() bool {
	return slices.Contains(f.keys, "WijkenEnBuurten") && len(f.keys) > 2
}

func (f odataFile) isProperties() bool {
	return slices.Contains(f.keys, "ParentID") && slices.Contains(f.keys, "Unit")
}

func (f odataFile) isRegions() bool {
	return slices.Contains(f.keys, "Municipality") && slices.Contains(f.keys, "DetailRegionCode")
}

// rows gives the named keys of every row as text; a JSON or Parquet null is nil.
func (f odataFile) rows(ctx context.Context, keys []string) ([][]*string, error) {
	if f.parquet {
		return data.ParquetText(ctx, f.in.path, keys)
	}
	var out [][]*string
	err := eachODataRow(f.contents, func(row map[string]json.RawMessage) error {
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
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.in.name, err)
	}
	return out, nil
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
func eachODataRow(content []byte, visit func(map[string]json.RawMessage) error) error {
	d := json.NewDecoder(bytes.NewReader(content))
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
				return err
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
// the columns of the figures: a table's own, whatever the files are called.
func readODataTable(ctx context.Context, cat *data.Catalogue, figures odataFile, all []odataFile) (*table, []odataFile, error) {
	props, properties, err := matchingProperties(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	year := 0
	headers := make([]header, 0, len(properties))
	titles := map[int]string{}
	for _, p := range properties {
		titles[p.ID] = p.Title
		if p.MapYear != nil && *p.MapYear > 0 {
			year = *p.MapYear
		}
	}
	source, err := kwbSource(cat, figures.in.name, year)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range properties {
		if p.Type != "Topic" {
			continue
		}
		h := header{name: positionSuffix.ReplaceAllString(p.Key, ""), position: slices.Index(figures.keys, p.Key)}
		if p.Unit != nil {
			h.unit = normaliseUnit(*p.Unit)
		}
		if p.ParentID != nil {
			h.parent = titles[*p.ParentID]
		}
		headers = append(headers, h)
	}
	columns, positions, err := kwbColumns(cat, figures.in.name, "D", year, headers)
	if err != nil {
		return nil, nil, err
	}
	t := &table{file: figures.in, format: "KWB OData", source: source, year: year, rank: 1, blank: data.Unknown, columns: columns}
	used := []odataFile{figures, props}
	names, regions, err := regionNames(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	if regions.in.path != "" {
		used = append(used, regions)
	}
	return t, used, fillOData(ctx, t, figures, positions, names)
}

// fillOData reads the rows of figures: region keys are padded to ten characters, and null is any kind of missing.
func fillOData(ctx context.Context, t *table, figures odataFile, positions []int, names map[string]string) error {
	keys := []string{"WijkenEnBuurten"}
	flag := ""
	for _, k := range figures.keys {
		if strings.HasPrefix(k, "Indelingswijziging") {
			flag = k
		}
	}
	if flag != "" {
		keys = append(keys, flag)
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
		r := row{line: i + 1, code: strings.TrimSpace(*cells[0]), cells: make([]string, len(positions))}
		r.name = names[r.code]
		if flag != "" && cells[1] != nil {
			r.flag = changeFlag(*cells[1])
		}
		for k := range positions {
			if text := cells[fixed+k]; text != nil {
				r.cells[k] = *text
			} else {
				r.cells[k] = null
			}
		}
		t.rows = append(t.rows, r)
	}
	return nil
}

// changeFlag keeps CBS's Indelingswijziging 1, 2 or 3; anything else says nothing.
func changeFlag(text string) string {
	switch text = strings.TrimSpace(text); text {
	case "1", "2", "3":
		return text
	}
	return ""
}

func matchingProperties(ctx context.Context, figures odataFile, all []odataFile) (odataFile, []property, error) {
	var found []odataFile
	var contents [][]property
	for _, f := range all {
		if !f.isProperties() || f.table != "" && figures.table != "" && f.table != figures.table {
			continue
		}
		properties, err := readProperties(ctx, f)
		if err != nil {
			return odataFile{}, nil, err
		}
		if sameColumns(figures.keys, properties) {
			found, contents = append(found, f), append(contents, properties)
		}
	}
	for i, f := range found { // the one in the same folder goes first: two years can have the same columns
		if f.in.folder == figures.in.folder {
			return f, contents[i], nil
		}
	}
	if len(found) == 0 {
		return odataFile{}, nil, refuse(figures.in.name, "bij deze cijfers ontbreekt DataProperties met dezelfde kolommen; leg dat bestand van dezelfde tabel erbij")
	}
	for _, c := range contents[1:] {
		if mapYear(c) != mapYear(contents[0]) {
			return odataFile{}, nil, refuse(figures.in.name, "meer dan één DataProperties past; leg de bestanden van elke tabel in een eigen map")
		}
	}
	return found[0], contents[0], nil
}

func mapYear(properties []property) int {
	for _, p := range properties {
		if p.MapYear != nil && *p.MapYear > 0 {
			return *p.MapYear
		}
	}
	return 0
}

func sameColumns(keys []string, properties []property) bool {
	topics := 0
	for _, p := range properties {
		if p.Type == "Topic" {
			topics++
			if !slices.Contains(keys, p.Key) {
				return false
			}
		}
	}
	return topics > 0 && topics >= len(keys)-2 // keys also has ID and the dimension
}

func readProperties(ctx context.Context, f odataFile) ([]property, error) {
	keys := []string{"ID", "ParentID", "Type", "Key", "Title", "Unit", "MapYear"}
	if !slices.Contains(f.keys, "MapYear") {
		keys = keys[:6]
	}
	rows, err := f.rows(ctx, keys)
	if err != nil {
		return nil, err
	}
	var out []property
	for i, cells := range rows {
		text := func(k int) string {
			if k < len(cells) && cells[k] != nil {
				return strings.TrimSpace(*cells[k])
			}
			return ""
		}
		p := property{Type: text(2), Key: text(3), Title: text(4)}
		if p.ID, err = strconv.Atoi(text(0)); err != nil {
			return nil, &Refusal{File: f.in.name, Row: i + 1, Column: "ID", Reason: "is geen geheel getal"}
		}
		if parent, err := strconv.Atoi(text(1)); err == nil {
			p.ParentID = &parent
		}
		if unit := text(5); unit != "" {
			p.Unit = &unit
		}
		if year, err := strconv.Atoi(text(6)); err == nil {
			p.MapYear = &year
		}
		out = append(out, p)
	}
	return out, nil
}

// regionNames finds the region list that knows the figures' areas; names are only there.
func regionNames(ctx context.Context, figures odataFile, all []odataFile) (map[string]string, odataFile, error) {
	codes, err := figures.rows(ctx, []string{"WijkenEnBuurten"})
	if err != nil {
		return nil, odataFile{}, err
	}
	var best map[string]string
	var bestFile odataFile
	hits := 0
	for _, f := range all {
		if !f.isRegions() {
			continue
		}
		rows, err := f.rows(ctx, []string{"Key", "Title"})
		if err != nil {
			return nil, odataFile{}, err
		}
		names := make(map[string]string, len(rows))
		for _, cells := range rows {
			if cells[0] != nil && cells[1] != nil {
				names[strings.TrimSpace(*cells[0])] = strings.TrimSpace(*cells[1])
			}
		}
		n := 0
		for _, c := range codes {
			if c[0] != nil && names[strings.TrimSpace(*c[0])] != "" {
				n++
			}
		}
		if n > hits || n == hits && n > 0 && f.in.folder == figures.in.folder {
			best, bestFile, hits = names, f, n
		}
	}
	return best, bestFile, nil
}

// kwbSource gives the KWB edition of a year.
func kwbSource(cat *data.Catalogue, file string, year int) (data.Source, error) {
	source, ok := cat.Source(fmt.Sprintf("kwb-%d", year))
	if !ok {
		return data.Source{}, refuse(file, "van Kerncijfers wijken en buurten %d weten wij niet dat ze bestaan", year)
	}
	return source, nil
}
