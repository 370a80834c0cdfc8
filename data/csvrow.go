package data

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
)

// csvRow is one row of a table, read by column name. The first thing that is wrong with
// it is kept and given by err, so that a reader can be written as one literal.
type csvRow struct {
	file    string
	line    int
	columns map[string]int
	fields  []string
	problem *error
}

// eachRow calls read for every row after the header of an embedded CSV file.
func eachRow(files fs.FS, path string, read func(csvRow) error) error {
	f, err := files.Open(path)
	if err != nil {
		return fmt.Errorf("open embedded table: %w", err)
	}
	defer f.Close()
	return eachRowOf(f, path, read)
}

// eachRowOf does the same for a table that is open already; path is its name in errors.
func eachRowOf(table io.Reader, path string, read func(csvRow) error) error {
	r := csv.NewReader(table)
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: header: %w", path, err)
	}
	columns := map[string]int{}
	for i, name := range header {
		columns[name] = i
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		var problem error
		row := csvRow{file: path, line: line, columns: columns, fields: fields, problem: &problem}
		if err := read(row); err != nil {
			return err
		}
	}
}

func (r csvRow) errorf(column, format string, args ...any) error {
	return fmt.Errorf("%s: line %d, column %s: %s", r.file, r.line, column, fmt.Sprintf(format, args...))
}

func (r csvRow) err() error { return *r.problem }

func (r csvRow) wrong(column, format string, args ...any) {
	if *r.problem == nil {
		*r.problem = r.errorf(column, format, args...)
	}
}

func (r csvRow) text(column string) string {
	i, ok := r.columns[column]
	if !ok {
		r.wrong(column, "the table has no such column")
		return ""
	}
	return r.fields[i]
}

func (r csvRow) oneOf(column string, allowed ...string) string {
	v := r.text(column)
	if !slices.Contains(allowed, v) {
		r.wrong(column, "%q is none of %q", v, allowed)
	}
	return v
}

func (r csvRow) integer(column string) int {
	v, err := strconv.Atoi(r.text(column))
	if err != nil {
		r.wrong(column, "%q is not a whole number", r.text(column))
	}
	return v
}

func (r csvRow) number(column string) float64 {
	v, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		r.wrong(column, "%q is not a number", r.text(column))
	}
	return v
}

// optional is a number that may be left empty.
func (r csvRow) optional(column string) *float64 {
	if r.text(column) == "" {
		return nil
	}
	v := r.number(column)
	return &v
}
