package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/catalogue"
)

// csvFigures describes a table that somebody else made of KWB: which column is which indicator.
type csvFigures struct {
	folder, file string
	comma        rune
	year         int
	code, name   string // columns; the code may lack its "GM"
	fields       map[string]string
	decimalComma bool
	only         func(c *carrier, row map[string]string) bool
}

func (f csvFigures) cells(c *carrier) (out []cell, err error) {
	rows, err := readCSV(c.path(f.folder, f.file), f.comma)
	if err != nil {
		return nil, err
	}
	for _, field := range append(sorted(f.fields), f.code) {
		if _, there := rows[0][field]; !there {
			return nil, fmt.Errorf("%s has no column %q", f.file, field)
		}
	}
	for i, row := range rows {
		code := strings.TrimSpace(row[f.code])
		if len(code) == 4 && code != catalogue.NationCode {
			code = "GM" + code
		}
		if !c.follows(code) || f.only != nil && !f.only(c, row) {
			continue
		}
		for _, field := range sorted(f.fields) {
			v := strings.TrimSpace(row[field])
			if f.decimalComma {
				v = strings.Replace(v, ",", ".", 1)
			}
			switch v {
			case "", "NA":
				continue
			case ".":
			default:
				n, err := strconv.ParseFloat(v, 64)
				if err != nil {
					return nil, fmt.Errorf("%s, row %d: %s is %q", f.file, i+2, field, v)
				}
				v = number(&n)
			}
			out = append(out, cell{f.year, f.year, code, strings.TrimSpace(row[f.name]), f.fields[field], v})
		}
	}
	return out, nil
}

func sorted(fields map[string]string) []string {
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// readCSV gives the rows of a table by the names of its columns; of a name that comes twice the first counts.
func readCSV(path string, comma rune) ([]map[string]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	r.Comma = comma
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	var out []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			if _, twice := row[name]; !twice {
				row[name] = record[i]
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// numbered gives the columns of a table with OData's names that the column map knows for a year. A country of origin's name stands
// there three times; none is taken.
func (c *carrier) numbered(columns []string, year int) map[string]string {
	fields := map[string]string{}
	for _, column := range columns {
		at := strings.LastIndex(column, "_")
		if at < 0 || strings.Trim(column[at+1:], "0123456789") != "" {
			continue
		}
		found := map[string]bool{}
		for _, k := range c.cat.Columns {
			if k.Family == "kwb" && k.Generation == "D" && k.Parent == "" && k.From <= year && year <= k.To && strings.EqualFold(k.Name, column[:at]) && k.Unit != "%" ||
				k.Family == "kwb" && k.Generation == "D" && k.Parent == "" && k.From <= year && year <= k.To && strings.EqualFold(k.Name, column[:at]) && year > 2016 {
				found[k.Indicator] = true
			}
		}
		if len(found) == 1 {
			for indicator := range found {
				fields[column] = indicator
			}
		}
	}
	return fields
}

// odataCSV takes a table with OData's names that others saved.
func odataCSV(folder, file, code, name string, year int, keep func(c *carrier, indicator string) bool) func(*carrier) ([]cell, error) {
	return func(c *carrier) ([]cell, error) {
		rows, err := readCSV(c.path(folder, file), ',')
		if err != nil {
			return nil, err
		}
		fields := map[string]string{}
		var columns []string
		for column := range rows[0] {
			columns = append(columns, column)
		}
		for column, indicator := range c.numbered(columns, year) {
			if keep == nil || keep(c, indicator) {
				fields[column] = indicator
			}
		}
		return csvFigures{folder: folder, file: file, comma: ',', year: year, code: code, name: name, fields: fields}.cells(c)
	}
}

// firstEditionLacks keeps to one edition per figure: of the later edition of 2020 only the indicators that the first has nowhere.
func firstEditionLacks(c *carrier, indicator string) bool {
	for k, p := range c.pack.at {
		if k.indicator == indicator && k.areaYear == 2020 && p.text != "." && p.file == "kwb-2020" {
			return false
		}
	}
	return true
}

// nationRow takes the row of the country out of a StatLine export that was written again by R, with points for blanks and slashes in
// its heading: the title is what comes last.
func nationRow(folder, file string, year int) func(*carrier) ([]cell, error) {
	return func(c *carrier) ([]cell, error) {
		rows, err := readCSV(c.path(folder, file), ',')
		if err != nil {
			return nil, err
		}
		fields := map[string]string{}
		for column := range rows[0] {
			if indicator := c.dotted(column, year); indicator != "" {
				fields[column] = indicator
			}
		}
		const code = "Regioaanduiding.Codering..code."
		return csvFigures{folder: folder, file: file, comma: ',', year: year, code: code, name: "Wijken.en.buurten", fields: fields, decimalComma: true,
			only: func(_ *carrier, row map[string]string) bool {
				return strings.TrimSpace(row[code]) == catalogue.NationCode
			}}.cells(c)
	}
}

// dotted finds the indicator of such a column: its letters end in the title and the unit of the column map.
func (c *carrier) dotted(column string, year int) string {
	letters := func(s string) string {
		return strings.ToLower(strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.TrimPrefix(s, "k_")))
	}
	best, longest := "", 0
	for _, k := range c.cat.Columns {
		if k.Family != "kwb" || k.Generation != "D" || year < k.From || year > k.To {
			continue
		}
		tail := letters(k.Name) + letters(k.Unit)
		if strings.HasSuffix(letters(column), tail) && len(tail) > longest {
			best, longest = k.Indicator, len(tail)
		}
	}
	return best
}
