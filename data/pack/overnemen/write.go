package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
)

// figureKey is what a figure is about; in all embedded tables together each is there once.
type figureKey struct {
	indicator, code string
	areaYear, year  int
}

// placed is a figure in the table that has it.
type placed struct{ file, text string }

// difference is a figure that two tables give differently; the first one's is kept.
type difference struct {
	figureKey
	kept, other placed
}

// pack is the embedded tables as they are filled, in order of precedence: the publisher's own before what others wrote down.
type pack struct {
	cat         *catalogue.Catalogue
	at          map[figureKey]placed
	cells       map[string][]cell
	differences []difference
}

// add takes the figures that no table before gave. A share that the publisher's tables do not have is not taken beside the counts that it
// is made from, which are more exact; one that they have is: where it is missing, the publisher withheld it.
func (p *pack) add(o origin, cells []cell) {
	if p.cells == nil {
		p.cells = map[string][]cell{}
	}
	for _, c := range cells {
		k := figureKey{c.indicator, c.code, c.areaYear, c.year}
		if was, there := p.at[k]; there {
			if differ(was.text, c.text) && !(o.cut && cutOff(was.text, c.text)) {
				p.differences = append(p.differences, difference{k, was, placed{o.file, c.text}})
			}
			continue
		}
		if c.text == "" || p.counted(k) {
			continue
		}
		p.at[k] = placed{o.file, c.text}
		p.cells[o.file] = append(p.cells[o.file], c)
	}
}

// addElse adds a figure to out when no table has it of the year, on whatever division.
func (p *pack) addElse(c cell, file string, out *[]cell) {
	for k, was := range p.at {
		if k.indicator == c.indicator && k.code == c.code && k.year == c.year && was.text != "." {
			if differ(was.text, c.text) {
				p.differences = append(p.differences, difference{k, was, placed{file, c.text}})
			}
			return
		}
	}
	*out = append(*out, c)
}

func (p *pack) counted(k figureKey) bool {
	ind, _ := p.cat.Indicator(k.indicator)
	if ind.Numerator == "" || p.cat.Gives(ind, k.year) {
		return false
	}
	k.indicator = ind.Numerator
	was, there := p.at[k]
	if !there || was.text == "." {
		return false
	}
	for _, d := range ind.Denominator {
		k.indicator = d
		if was, there := p.at[k]; !there || was.text == "." {
			return false
		}
	}
	return true
}

// cutOff tells whether a number is another one that was cut off, or rounded, after five decimals.
func cutOff(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err1 == nil && err2 == nil && math.Abs(x-y) < 1.0001e-5
}

func differ(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err1 == nil && err2 == nil && math.Abs(x-y) > 1e-9*math.Max(1, math.Abs(x))
}

func (p *pack) write(all []origin) error {
	tables := [][]string{{"file", "source", "via", "edition", "note"}}
	for _, o := range all {
		if len(p.cells[o.file]) == 0 {
			return fmt.Errorf("%s has no figure that the tables before it have not", o.file)
		}
		if err := p.writeTable(o); err != nil {
			return fmt.Errorf("%s: %w", o.file, err)
		}
		tables = append(tables, []string{o.file + ".csv", o.source, o.via, o.edition, o.note})
	}
	if err := writeCSV("data/pack/herkomst/tabellen.csv", tables); err != nil {
		return err
	}
	sort.Slice(p.differences, func(i, j int) bool {
		a, b := p.differences[i], p.differences[j]
		return slices.Compare([]string{a.kept.file, a.other.file, a.indicator, a.code}, []string{b.kept.file, b.other.file, b.indicator, b.code}) < 0
	})
	lines := [][]string{{"indicator", "area_year", "code", "year", "file", "value", "other_file", "other_value"}}
	for _, d := range p.differences {
		lines = append(lines, []string{d.indicator, strconv.Itoa(d.areaYear), d.code, strconv.Itoa(d.year), d.kept.file + ".csv", d.kept.text, d.other.file + ".csv", d.other.text})
	}
	return writeCSV("data/pack/herkomst/verschillen.csv", lines)
}

// writeTable writes one table, a row per area and year, a column per indicator in catalogue order.
func (p *pack) writeTable(o origin) error {
	if _, ok := p.cat.Source(o.source); !ok {
		return fmt.Errorf("%s is not in source.csv", o.source)
	}
	type key struct {
		code           string
		areaYear, year int
	}
	table, names, used := map[key]map[string]string{}, map[key]string{}, map[string]bool{}
	for _, c := range p.cells[o.file] {
		k := key{c.code, c.areaYear, c.year}
		if table[k] == nil {
			table[k] = map[string]string{}
		}
		table[k][c.indicator], names[k] = c.text, c.name
		used[c.indicator] = used[c.indicator] || c.text != "."
	}
	var columns []string
	for _, i := range p.cat.Indicators {
		if used[i.ID] {
			columns = append(columns, i.ID)
		}
	}
	keys := make([]key, 0, len(table))
	for k := range table {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return slices.Compare(place(keys[i].code, keys[i].year), place(keys[j].code, keys[j].year)) < 0
	})
	rows := [][]string{append([]string{"source", "area_year", "year", "code", "name"}, columns...)}
	for _, k := range keys {
		row := []string{o.source, strconv.Itoa(k.areaYear), strconv.Itoa(k.year), k.code, names[k]}
		for _, c := range columns {
			row = append(row, table[k][c])
		}
		rows = append(rows, row)
	}
	return writeCSV(filepath.Join("data/pack", o.file+".csv"), rows)
}

func writeCSV(path string, rows [][]string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return f.Close()
}

// place orders areas as people read them: the country, then each gemeente with its wijken and their buurten.
func place(code string, year int) []string {
	if code == catalogue.NationCode {
		return []string{"", "", "", strconv.Itoa(year)}
	}
	wijk, buurt := "", ""
	if len(code) > 6 {
		wijk = code[6:8]
	}
	if strings.HasPrefix(code, "BU") {
		buurt = code[8:]
	}
	return []string{code[2:6], wijk, buurt, strconv.Itoa(year)}
}
