package ingest

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
)

// kindDimension is the dimension of kinds of crime: a table of the police has a row for every kind.
const kindDimension = "SoortMisdrijf"

// areaInYear is where a row of such a table belongs.
type areaInYear struct {
	code string
	year int
}

// addKinds makes columns of the kinds of crime that the column map names by their key, beside that of all crimes together. Areas and years
// that have no row of all crimes have none of a kind either.
func (t *table) addKinds(cat *catalogue.Catalogue, rows [][]*string, keys []string, fixed int) error {
	texts, at := make([][]string, len(t.rows)), map[areaInYear]int{}
	for i, r := range t.rows {
		at[areaInYear{r.code, r.year}] = i
		for k := range t.columns {
			texts[i] = append(texts[i], r.cells.at(k))
		}
	}
	for _, c := range cat.Columns {
		value := slices.IndexFunc(keys[fixed:], func(k string) bool { return strings.EqualFold(positionSuffix.ReplaceAllString(k, ""), c.Name) })
		if c.Family != t.source.Family || c.Parent == "" || value < 0 || t.year < c.From || t.year > c.To {
			continue
		}
		kind, err := t.kind(c.Parent, rows, slices.Index(keys, kindDimension), fixed+value, at)
		if err != nil {
			return err
		}
		if kind == nil {
			continue
		}
		ind, _ := cat.Indicator(c.Indicator)
		t.columns = append(t.columns, column{name: keys[fixed+value] + " " + c.Parent, indicator: ind, factor: c.Factor})
		for i := range texts {
			texts[i] = append(texts[i], kind[i])
		}
	}
	for i := range t.rows {
		t.rows[i].cells = pack(texts[i])
	}
	return nil
}

// kind gives the cells of one kind for the table's rows; nil where no row is of that kind.
func (t *table) kind(key string, rows [][]*string, dimension, value int, at map[areaInYear]int) (cells []string, err error) {
	for n, row := range rows {
		if row[dimension] == nil || strings.TrimSpace(*row[dimension]) != key {
			continue
		}
		code := strings.TrimSpace(*row[0])
		if nationKey.MatchString(code) {
			code = catalogue.NationCode
		}
		year, err := periodYear(strings.TrimSpace(*row[1]))
		if err != nil {
			return nil, &Refusal{File: t.file.name, Row: n + 1, Column: "Perioden", Reason: err.Error()}
		}
		i, ok := at[areaInYear{code, year}]
		if !ok {
			continue
		}
		if cells == nil {
			cells = slices.Repeat([]string{absent}, len(t.rows))
		}
		if cells[i] != absent {
			return nil, &Refusal{File: t.file.name, Row: n + 1, Reason: fmt.Sprintf("%s staat twee keer in hetzelfde jaar met soort misdrijf %s", code, key)}
		}
		if cells[i] = null; row[value] != nil {
			cells[i] = *row[value]
		}
		t.rejects--
	}
	return cells, nil
}
