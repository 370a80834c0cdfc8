package ingest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
)

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

// described is a DataProperties file with its rows.
type described struct {
	file       odataFile
	properties []property
}

// matchingProperties gives the rows of the DataProperties that describe these figures, and every file that holds them:
// all of one year count, so that the same files come out wherever they lie, in a folder of yours or in the store.
func matchingProperties(ctx context.Context, figures odataFile, all []odataFile) ([]property, []odataFile, error) {
	var found []described
	for _, f := range all {
		if !f.isProperties() || f.table != "" && figures.table != "" && f.table != figures.table {
			continue
		}
		properties, err := readProperties(ctx, f)
		if err != nil {
			return nil, nil, err
		}
		if sameColumns(figures.keys, properties) {
			found = append(found, described{f, properties})
		}
	}
	if len(found) == 0 {
		return nil, nil, refuse(figures.in.name, "bij deze cijfers ontbreekt DataProperties met dezelfde kolommen; leg dat bestand van dezelfde tabel erbij")
	}
	if !oneYear(found, figures.region()) { // two years can have the same columns: then the folder tells
		found = slices.DeleteFunc(found, func(d described) bool { return d.file.in.folder != figures.in.folder })
	}
	if len(found) == 0 || !oneYear(found, figures.region()) {
		return nil, nil, refuse(figures.in.name, "meer dan één DataProperties past; leg de bestanden van elke tabel in een eigen map")
	}
	files := make([]odataFile, len(found))
	for i, d := range found {
		files[i] = d.file
	}
	return found[0].properties, files, nil
}

// headers3 gives the topics as a file's columns: their names, the groups they stand in and their places among the keys.
func headers3(keys []string, properties []property) []header {
	titles := map[int]string{}
	for _, p := range properties {
		titles[p.ID] = p.Title
	}
	var headers []header
	for _, p := range properties {
		if p.Type != "Topic" {
			continue
		}
		h := header{name: positionSuffix.ReplaceAllString(p.Key, ""), position: slices.Index(keys, p.Key)}
		if p.Unit != nil {
			h.unit = normaliseUnit(*p.Unit)
		}
		if p.ParentID != nil {
			h.parent = titles[*p.ParentID]
		}
		headers = append(headers, h)
	}
	return headers
}

func oneYear(found []described, region string) bool {
	return !slices.ContainsFunc(found, func(d described) bool { return mapYear(d.properties, region) != mapYear(found[0].properties, region) })
}

// mapYear is the year of the division that the areas of a table are of, which stands in the row of the dimension that holds them;
// 0 where the table does not say.
func mapYear(properties []property, region string) int {
	for _, p := range properties {
		if (strings.HasPrefix(p.Type, "Geo") || p.Key == region) && p.MapYear != nil {
			return *p.MapYear
		}
	}
	return 0
}

func sameColumns(keys []string, properties []property) bool {
	topics, dimensions := 0, 0
	for _, p := range properties {
		there := slices.Contains(keys, p.Key)
		switch {
		case p.Type == "Topic" && !there:
			return false
		case p.Type == "Topic":
			topics++
		case p.Key != "" && there:
			dimensions++
		}
	}
	return topics > 0 && topics >= len(keys)-1-max(1, dimensions) // keys also has ID and the dimensions
}

func readProperties(ctx context.Context, f odataFile) ([]property, error) {
	keys := []string{"ID", "ParentID", "Type", "Key", "Title", "Unit", "MapYear"}
	if f.parquet && !slices.Contains(f.keys, "MapYear") {
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

// regionNames gives the names of the figures' areas, which stand only in a region list: the list that knows most of
// the areas; of several that know as many, those in the figures' own folder; and every file that holds it.
func regionNames(ctx context.Context, figures odataFile, all []odataFile) (map[string]string, []odataFile, error) {
	codes, err := figures.rows(ctx, []string{figures.region()})
	if err != nil {
		return nil, nil, err
	}
	var best map[string]string
	var files []odataFile
	score := 0
	for _, f := range all {
		if !f.isRegions() || f.table != "" && figures.table != "" && f.table != figures.table {
			continue
		}
		names, err := f.names(ctx)
		if err != nil {
			return nil, nil, err
		}
		n := 0
		for _, c := range codes {
			if c[0] != nil && names[strings.TrimSpace(*c[0])] != "" {
				n += 2
			}
		}
		if n > 0 && f.in.folder == figures.in.folder {
			n++
		}
		switch {
		case n > score:
			best, files, score = names, []odataFile{f}, n
		case n == score && n > 0:
			files = append(files, f)
		}
	}
	return best, files, nil
}

// names reads a region list: the name of every code.
func (f odataFile) names(ctx context.Context) (map[string]string, error) {
	rows, err := f.rows(ctx, []string{"Key", "Title"})
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(rows))
	for _, cells := range rows {
		if cells[0] != nil && cells[1] != nil {
			names[strings.TrimSpace(*cells[0])] = strings.TrimSpace(*cells[1])
		}
	}
	return names, nil
}

// yearOrTable gives the edition of KWB of a year, or where the table does not name one the only edition that it is.
func yearOrTable(cat *catalogue.Catalogue, figures odataFile, year int) (catalogue.Source, error) {
	if year == 0 && figures.table != "" {
		return tableSource(cat, figures.in.name, "kwb", figures.table, 0)
	}
	return kwbSource(cat, figures.in.name, year)
}

// kwbSource gives the KWB edition of a year.
func kwbSource(cat *catalogue.Catalogue, file string, year int) (catalogue.Source, error) {
	source, ok := cat.Source(fmt.Sprintf("kwb-%d", year))
	if !ok {
		return catalogue.Source{}, refuse(file, "van Kerncijfers wijken en buurten %d weten wij niet dat ze bestaan", year)
	}
	return source, nil
}
