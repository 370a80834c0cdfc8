package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// nationInhabitants is how many inhabitants the Netherlands had on 1 January of a year, as KWB gives it in its row NL00: a table that
// does not say its year says it by this number (CBS 37230ned, end of the year before; KWB 2017, 2019, 2020, 2024).
var nationInhabitants = map[int]string{2013: "16779575", 2014: "16829289", 2015: "16900726", 2016: "16979120", 2017: "17081507", 2018: "17181084",
	2019: "17282163", 2020: "17407585", 2021: "17475415", 2022: "17590672", 2023: "17811291", 2024: "17942942",
	2025: "18044027"}

// isODataCSV tells an OData table of KWB that was saved as CSV by its heading.
func isODataCSV(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.Contains(line, []byte("WijkenEnBuurten")) && bytes.Contains(line, []byte("AantalInwoners_"))
}

// lookODataCSV reads such a table. With columns of something else among those of the table it is somebody's own work, in which figures
// may have been changed: it is set aside.
func (r *recognised) lookODataCSV(cat *catalogue.Catalogue, in input, text []byte) error {
	if err := checkUTF8(in.name, text); err != nil {
		return err
	}
	records, lines, err := readCommaCSV(in.name, text)
	if err != nil {
		return err
	}
	fields := records[0]
	for _, f := range fields {
		if f != "ID" && f != "WijkenEnBuurten" && f == positionSuffix.ReplaceAllString(f, "") {
			r.skip(in, fmt.Sprintf("een bewerking van een tabel van het CBS: de kolom %s staat daar niet in", f))
			return nil
		}
	}
	code := slices.Index(fields, "WijkenEnBuurten")
	inhabitants := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "AantalInwoners_") })
	if code < 0 || inhabitants < 0 {
		r.skip(in, "geen indeling die wij lezen")
		return nil
	}
	year := 0
	for _, record := range records[1:] {
		if len(record) == len(fields) && strings.TrimSpace(record[code]) == catalogue.NationCode {
			year = yearOfNation(strings.TrimSpace(record[inhabitants]))
		}
	}
	if year == 0 {
		r.skip(in, "OData-tabel als CSV zonder jaar: de rij van Nederland, die het jaar verraadt, ontbreekt")
		return nil
	}
	return r.add(readODataCSV(cat, in, fields, records[1:], lines[1:], year))
}

func yearOfNation(inhabitants string) int {
	for year, n := range nationInhabitants {
		if n == inhabitants {
			return year
		}
	}
	return 0
}

func readCommaCSV(file string, text []byte) (records [][]string, lines []int, err error) {
	rows := newCSVRows(file, bytes.NewReader(text), ',')
	for {
		record, line, err := rows.next()
		var bad *csv.ParseError
		switch {
		case err == io.EOF:
			return records, lines, nil
		case errors.As(err, &bad):
			return nil, nil, refuse(file, "de aanhalingstekens kloppen niet; het bestand is beschadigd of afgekapt")
		case err != nil:
			return nil, nil, err
		}
		records, lines = append(records, record), append(lines, line)
	}
}

// readODataCSV reads the rows. Without quotes a name with a comma ("Nuenen, Gerwen en Nederwetten") breaks its row: a row that does not
// repeat its code where the heading says so is set aside.
func readODataCSV(cat *catalogue.Catalogue, in input, fields []string, records [][]string, lines []int, year int) (*table, error) {
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	columns, positions, err := kwbColumns(cat, in.name, "D", year, numberedHeaders(cat, year, fields))
	if err != nil {
		return nil, err
	}
	headers := make([]header, len(fields))
	for i, f := range fields {
		headers[i] = header{name: positionSuffix.ReplaceAllString(f, ""), position: i}
	}
	t := &table{file: in, format: "KWB OData (CSV)", source: source, year: year, rank: 1, blank: data.Unknown, columns: columns,
		note: fmt.Sprintf("Het jaar %d staat niet in het bestand zelf en volgt uit het inwonertal van Nederland.", year)}
	if err := t.addHeadings(cat, "D", headers); err != nil {
		return nil, err
	}
	if n := len(records); n > 0 && len(records[n-1]) != len(fields) {
		return nil, &Refusal{File: in.name, Row: lines[n-1], Reason: fmt.Sprintf("de laatste rij heeft %d velden, de kop %d; het bestand is afgekapt", len(records[n-1]), len(fields))}
	}
	code := slices.Index(fields, "WijkenEnBuurten")
	again := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "Codering_") })
	flag := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "Indelingswijziging") })
	post := slices.IndexFunc(fields, isPostcode)
	var broken []string
	for i, record := range records {
		if len(record) != len(fields) || again >= 0 && strings.TrimSpace(record[again]) != strings.TrimSpace(record[code]) {
			t.rejects++
			broken = append(broken, strconv.Itoa(lines[i]))
			continue
		}
		r := row{line: lines[i], code: strings.Clone(strings.TrimSpace(record[code])), cells: pick(record, positions)}
		if flag >= 0 {
			r.flag = changeFlag(record[flag])
		}
		if post >= 0 {
			r.postcode = postcode(record[post])
		}
		t.rows = append(t.rows, r)
	}
	if broken != nil {
		t.note += fmt.Sprintf(" %d rijen zijn niet gelezen, want een naam met een komma heeft ze gebroken: %s.", len(broken), strings.Join(broken, ", "))
	}
	return t, nil
}
