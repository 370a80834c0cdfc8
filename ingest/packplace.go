package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// packPoints are the embedded places: where buurten lie. They serve where no border is known.
const packPoints = "plaats/labelpunt.csv"

// packRows reads an embedded table with these columns.
func packRows(files fs.FS, name string, columns int) ([][]string, input, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, input{}, fmt.Errorf("embedded places: %w", err)
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, input{}, refuse(name, "de meegeleverde tabel is niet te lezen%s", textPlace(nil, err))
	}
	sum := sha256.Sum256(content)
	return rows[1:], input{name: "meegeleverd/" + name, sha256: hex.EncodeToString(sum[:]), bytes: int64(len(content))}, nil
}

// packPostcodes are the embedded postcodes: KWB's most frequent one of every buurt.
const packPostcodes = "plaats/postcode.csv"

// writePackPostcodes stages the embedded postcodes, as the file with this number.
func writePackPostcodes(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, id int) error {
	rows, in, err := packRows(cat.Pack, packPostcodes, 5)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	source, ok := cat.Source(rows[0][0])
	if !ok {
		return refuse(packPostcodes, "bron %q staat niet in source.csv", rows[0][0])
	}
	var areas []data.AreaRow
	for i, r := range rows {
		year, err := strconv.Atoi(r[1])
		if err != nil || level(r[2]) == "" || postcode(r[4]) == "" || r[0] != source.ID {
			return &Refusal{File: packPostcodes, Row: i + 2, Reason: "bron, jaar, code of postcode klopt niet"}
		}
		areas = append(areas, data.AreaRow{Year: year, Code: r[2], Level: level(r[2]), Name: r[3], Gemeente: gemeenteOf(r[2]), Postcode: r[4], RawFile: id, Rank: data.PackRank})
	}
	f := fileRecord(in, id, "Meegeleverde postcodes", source)
	f.RowsRead, f.Note = len(areas), "Opgeschreven door een ander (woonikveilig)."
	if err := b.AddFile(ctx, f); err != nil {
		return err
	}
	return b.AddAreas(ctx, areas)
}

// writePackPlaces stages the embedded label points (degrees, WGS84): one file of its own, from this number on, for every
// source that they come from.
func writePackPlaces(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, id int) error {
	rows, in, err := packRows(cat.Pack, packPoints, 6)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var sources []string // in the order in which the table names them
	areas := map[string][]data.AreaRow{}
	for i, r := range rows {
		year, err1 := strconv.Atoi(r[1])
		lon, err2 := strconv.ParseFloat(r[4], 64)
		lat, err3 := strconv.ParseFloat(r[5], 64)
		if err1 != nil || err2 != nil || err3 != nil || level(r[2]) == "" {
			return &Refusal{File: packPoints, Row: i + 2, Reason: "jaar, code of punt klopt niet"}
		}
		if areas[r[0]] == nil {
			sources = append(sources, r[0])
		}
		areas[r[0]] = append(areas[r[0]], data.AreaRow{Year: year, Code: r[2], Level: level(r[2]), Name: r[3], Gemeente: gemeenteOf(r[2]),
			Lon: &lon, Lat: &lat, RawFile: id + slices.Index(sources, r[0]), Rank: data.PackRank})
	}
	for i, name := range sources {
		source, ok := cat.Source(name)
		if !ok {
			return refuse(packPoints, "bron %q staat niet in source.csv", name)
		}
		f := fileRecord(in, id+i, "Meegeleverde labelpunten", source)
		f.RowsRead = len(areas[name])
		if err := b.AddFile(ctx, f); err != nil {
			return err
		}
		if err := b.AddAreas(ctx, areas[name]); err != nil {
			return err
		}
	}
	return nil
}
