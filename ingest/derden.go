package ingest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// Tables beside KWB are OData with periods, all of them on one division: CBS's own of social-economic status, and on its second
// host those of others (police, health), which have more dimensions than the area. We read one slice of each of these: everybody
// of 18 and over at the central estimate, and of crimes all together and the kinds that the column map names.

// slices3 says which row of each extra dimension is read; keys come padded.
var slices3 = map[string]string{kindDimension: "0.0.0", "Leeftijd": "20300", "Marges": "MW00000"}

// nationKey is the key of the country, which differs per table (NL00, NL01).
var nationKey = regexp.MustCompile(`^NL[0-9]{2}$`)

// nowhere tells the areas under which the police file what happened in no known gemeente ("Gemeente onbekend").
func nowhere(code string) bool { return gemeenteOf(code) == "GM0000" }

// derdenFamily gives the family of a table that names itself as one of the catalogue's other than KWB.
func derdenFamily(cat *catalogue.Catalogue, id string) string {
	for _, s := range cat.Sources {
		if id != "" && s.Family != "kwb" && strings.EqualFold(s.Table, id) {
			return s.Family
		}
	}
	return ""
}

// readDerden reads the figures of such a table: one row per area and year, all on the division that the table names.
func readDerden(ctx context.Context, cat *catalogue.Catalogue, family string, figures odataFile, all []odataFile) (*table, []odataFile, error) {
	properties, described, err := matchingProperties(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	source, err := tableSource(cat, figures.in.name, family, figures.table, 0)
	if err != nil {
		return nil, nil, err
	}
	t := &table{file: figures.in, format: "OData (" + source.Publisher + ")", source: source, year: source.Year, rank: 1, blank: data.Unknown}
	if year := mapYear(properties, figures.region()); year != 0 {
		t.year = year
	} else {
		t.note = fmt.Sprintf("De tabel noemt het jaar van de indeling niet; aangenomen is %d.", source.Year)
	}
	if !slices.Contains(figures.keys, "Perioden") {
		return nil, nil, refuse(figures.in.name, "de kolom Perioden ontbreekt")
	}
	keys := []string{figures.region(), "Perioden"}
	for dim := range slices3 {
		if slices.Contains(figures.keys, dim) {
			keys = append(keys, dim)
		}
	}
	slices.Sort(keys[2:])
	fixed := len(keys)
	headers := headers3(figures.keys, properties)
	columns, positions, err := familyColumns(cat, figures.in.name, family, "", t.year, headers)
	if err != nil {
		return nil, nil, err
	}
	t.columns = columns
	if family == healthMonitor { // of the others we do not know all columns
		if err := t.addHeadings(cat, "", headers); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range positions {
		keys = append(keys, figures.keys[p])
	}
	names, regions, err := regionNames(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	provisional, periods, err := provisionalYears(ctx, figures, all)
	if err != nil {
		return nil, nil, err
	}
	status, changed, infos, err := tableStatus(figures, all)
	if err != nil {
		return nil, nil, err
	}
	t.source.Changed = changed
	if status != "" && len(periods) == 0 { // the periods say it by year
		t.source.Status = status
	}
	rows, err := figures.rows(ctx, keys)
	if err != nil {
		return nil, nil, err
	}
	err = t.fillDerden(rows, 1, keys, fixed, names, provisional)
	if err == nil && slices.Contains(keys, kindDimension) {
		err = t.addKinds(cat, rows, keys, fixed)
	}
	return t, slices.Concat(described, infos, regions, periods), err
}

// provisionalYears reads which years of a table are not final yet: mostly the last. It also gives the files that say so.
func provisionalYears(ctx context.Context, figures odataFile, all []odataFile) (map[int]bool, []odataFile, error) {
	out := map[int]bool{}
	var files []odataFile
	for _, f := range all {
		if !f.isPeriods() || f.table != figures.table {
			continue
		}
		rows, err := f.rows(ctx, []string{"Key", "Title", "Status"})
		if err != nil {
			return nil, nil, err
		}
		for _, cells := range rows {
			if cells[0] == nil {
				continue
			}
			if year, err := periodYear(strings.TrimSpace(*cells[0])); err == nil && isProvisional(cells[1], cells[2]) {
				out[year] = true
			}
		}
		files = append(files, f)
	}
	return out, files, nil
}

// isProvisional tells by a period's status, or else by the asterisk that CBS puts behind its title.
func isProvisional(title, status *string) bool {
	if status != nil && strings.TrimSpace(*status) != "" {
		return strings.Contains(strings.ToLower(*status), "voorlopig")
	}
	return title != nil && strings.HasSuffix(strings.TrimSpace(*title), "*")
}

// fillDerden takes the rows of the slice that we read; first is the number by which a user knows the first row.
func (t *table) fillDerden(rows [][]*string, first int, keys []string, fixed int, names map[string]string, provisional map[int]bool) error {
next:
	for i, cells := range rows {
		for k, dim := range keys[:fixed] {
			if cells[k] == nil {
				return &Refusal{File: t.file.name, Row: first + i, Column: dim, Reason: "er staat geen sleutel"}
			}
			if want, sliced := slices3[dim]; sliced && strings.TrimSpace(*cells[k]) != want {
				t.rejects++
				continue next
			}
		}
		code := strings.TrimSpace(*cells[0])
		if nowhere(code) {
			t.rejects++
			continue
		}
		year, err := periodYear(strings.TrimSpace(*cells[1]))
		if err != nil {
			return &Refusal{File: t.file.name, Row: first + i, Column: "Perioden", Reason: err.Error()}
		}
		r := row{line: first + i, code: code, name: names[code], year: year, provisional: provisional[year], cells: packNullable(cells[fixed:])}
		if nationKey.MatchString(code) {
			r.code = catalogue.NationCode
		}
		t.rows = append(t.rows, r)
	}
	return nil
}
