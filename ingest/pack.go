package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// packFixed are the columns that name a row of the embedded figures; every further column is an indicator.
var packFixed = []string{"source", "area_year", "year", "code", "name"}

// packOrigins says of every embedded table where its figures came from.
const packOrigins = "herkomst/tabellen.csv"

// readPack reads the embedded figures. They rank below every file of a publisher.
func readPack(cat *catalogue.Catalogue, files fs.FS) ([]*table, error) {
	origins, err := readPackOrigins(files)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*.csv")
	if err != nil {
		return nil, fmt.Errorf("list embedded figures: %w", err)
	}
	var tables []*table
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("embedded figures: %w", err)
		}
		read, err := readPackFile(cat, name, content)
		if err != nil {
			return nil, err
		}
		for _, t := range read {
			if err := t.check(); err != nil {
				return nil, err
			}
			t.note = strings.TrimSpace(t.note + " " + origins[name])
		}
		tables = append(tables, read...)
	}
	return tables, nil
}

// readPackOrigins gives for a table's name what is to be known of its figures; nothing where the tables have no list beside them.
func readPackOrigins(files fs.FS) (map[string]string, error) {
	content, err := fs.ReadFile(files, packOrigins)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("embedded figures: %w", err)
	}
	records, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(records) == 0 || strings.Join(records[0], ",") != "file,source,via,edition,note" {
		return nil, refuse(packOrigins, "de lijst van meegeleverde tabellen is niet te lezen%s", textPlace(nil, err))
	}
	out := map[string]string{}
	for _, r := range records[1:] {
		out[r[0]] = "Uitgave: " + r[3] + "."
		switch r[2] {
		case "derden":
			out[r[0]] = "Overgenomen van derden, niet uit een bestand van de uitgever. " + out[r[0]]
		case "eigen":
			out[r[0]] = "Eigen berekening, niet gepubliceerd. " + out[r[0]]
		}
		out[r[0]] = strings.TrimSpace(out[r[0]] + " " + r[4])
	}
	return out, nil
}

// severalDivisions tells the publications that give each year on its own division of gemeenten; any other is of one division.
func severalDivisions(source catalogue.Source) bool { return source.Family == "bevolking" }

// readPackFile reads one embedded table: a table for each division in it.
func readPackFile(cat *catalogue.Catalogue, name string, content []byte) ([]*table, error) {
	records, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(records) < 2 {
		return nil, refuse(name, "de meegeleverde tabel is niet te lezen%s", textPlace(nil, err))
	}
	head := records[0]
	if len(head) < len(packFixed) || strings.Join(head[:len(packFixed)], ",") != strings.Join(packFixed, ",") {
		return nil, refuse(name, "de kolommen horen te beginnen met %s", strings.Join(packFixed, ", "))
	}
	source, ok := cat.Source(records[1][0])
	if !ok {
		return nil, refuse(name, "bron %q staat niet in source.csv", records[1][0])
	}
	hash := sha256.Sum256(content)
	whole := table{file: input{name: "meegeleverd/" + name, sha256: hex.EncodeToString(hash[:]), bytes: int64(len(content))},
		format: "Meegeleverde cijfers", source: source, rank: data.PackRank,
		note: "Overgenomen cijfers in een tabel van onszelf; bestanden van de uitgever gaan ervoor."}
	for _, id := range head[len(packFixed):] {
		ind, ok := cat.Indicator(id)
		if !ok {
			return nil, &Refusal{File: name, Column: id, Reason: "dit is geen indicator uit indicator.csv"}
		}
		whole.columns = append(whole.columns, column{name: id, indicator: ind, factor: 1})
	}
	var tables []*table
	for i, rec := range records[1:] {
		areaYear, err1 := strconv.Atoi(rec[1])
		year, err2 := strconv.Atoi(rec[2])
		if err1 != nil || err2 != nil || rec[0] != source.ID || len(tables) > 0 && tables[0].year != areaYear && !severalDivisions(source) {
			return nil, &Refusal{File: name, Row: i + 2, Reason: "source, area_year of year klopt niet"}
		}
		at := slices.IndexFunc(tables, func(t *table) bool { return t.year == areaYear })
		if at < 0 {
			t := whole
			t.year, at = areaYear, len(tables)
			tables = append(tables, &t)
		}
		t := tables[at]
		t.rows = append(t.rows, row{line: i + 2, year: year, code: rec[3], name: rec[4], cells: pack(rec[len(packFixed):])})
	}
	if len(tables) > 1 {
		for _, t := range tables {
			t.file.name = fmt.Sprintf("%s (%d)", t.file.name, t.year)
		}
	}
	return tables, nil
}
