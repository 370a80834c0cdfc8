package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"wijkinzicht/data"
)

// packFixed are the columns that name a row of the embedded figures; every further column is an indicator.
var packFixed = []string{"source", "area_year", "year", "code", "name"}

// readPack reads the embedded figures. They rank below every file of a publisher.
func readPack(cat *data.Catalogue, files fs.FS) ([]*table, error) {
	names, err := fs.Glob(files, "*.csv")
	if err != nil {
		return nil, fmt.Errorf("list embedded figures: %w", err)
	}
	notes, err := packNotes(files)
	if err != nil {
		return nil, err
	}
	var tables []*table
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("embedded figures: %w", err)
		}
		t, err := readPackFile(cat, name, content)
		if err != nil {
			return nil, err
		}
		if note := notes[name]; note != "" {
			t.note += " " + note
		}
		if err := t.check(); err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// packNote is the embedded table with what a researcher should know about the others: how exact their figures are.
const packNote = "noot/bestand.csv"

func packNotes(files fs.FS) (map[string]string, error) {
	content, err := fs.ReadFile(files, packNote)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("embedded figures: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		return nil, refuse(packNote, "de meegeleverde tabel is niet te lezen (%v)", err)
	}
	notes := map[string]string{}
	for _, r := range rows[1:] {
		notes[r[0]] = r[1]
	}
	return notes, nil
}

func readPackFile(cat *data.Catalogue, name string, content []byte) (*table, error) {
	records, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(records) < 2 {
		return nil, refuse(name, "de meegeleverde tabel is niet te lezen (%v)", err)
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
	t := &table{file: input{name: "meegeleverd/" + name, sha256: hex.EncodeToString(hash[:]), bytes: int64(len(content))},
		format: "Meegeleverde cijfers", source: source, rank: data.PackRank,
		note: "Overgenomen cijfers in een tabel van onszelf; bestanden van de uitgever gaan ervoor."}
	for _, id := range head[len(packFixed):] {
		ind, ok := cat.Indicator(id)
		if !ok {
			return nil, &Refusal{File: name, Column: id, Reason: "dit is geen indicator uit indicator.csv"}
		}
		t.columns = append(t.columns, column{name: id, indicator: ind, factor: 1})
	}
	for i, rec := range records[1:] {
		areaYear, err1 := strconv.Atoi(rec[1])
		year, err2 := strconv.Atoi(rec[2])
		if err1 != nil || err2 != nil || rec[0] != source.ID || t.year != 0 && t.year != areaYear {
			return nil, &Refusal{File: name, Row: i + 2, Reason: "source, area_year of year klopt niet"}
		}
		t.year = areaYear
		t.rows = append(t.rows, row{line: i + 2, year: year, code: rec[3], name: rec[4], cells: pack(rec[len(packFixed):])})
	}
	return t, nil
}
