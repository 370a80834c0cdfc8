package catalogue

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
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

// leftOut is the place of a column that may be absent, and is.
const leftOut = -1

// Fault says in one Dutch sentence what is wrong with a table, and where.
type Fault struct {
	File    string
	Line    int    // of the file, from 1; 0 when it is about the whole file
	Column  string // as the file names it; empty when it is about the whole line
	Problem string // Dutch, without a final stop
}

func (f *Fault) Error() string {
	where := []string{f.File}
	if f.Line > 0 {
		where = append(where, fmt.Sprintf("rij %d", f.Line))
	}
	if f.Column != "" {
		where = append(where, "kolom "+f.Column)
	}
	return strings.Join(where, ", ") + ": " + f.Problem
}

// eachRow calls read for every row after the header of an embedded CSV file.
func eachRow(files fs.FS, path string, read func(csvRow) error) error {
	f, err := files.Open(path)
	if err != nil {
		return fmt.Errorf("open embedded table: %w", err)
	}
	defer f.Close()
	return eachRowOf(csv.NewReader(f), path, read)
}

// eachRowOf does the same for a table that is open already; path is its name in errors.
func eachRowOf(table *csv.Reader, path string, read func(csvRow) error) error {
	header, err := table.Read()
	if err != nil {
		return notCSV(path, err)
	}
	columns := map[string]int{}
	for i, name := range header {
		columns[name] = i
	}
	for {
		fields, err := table.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return notCSV(path, err)
		}
		line, _ := table.FieldPos(0)
		var problem error
		row := csvRow{file: path, line: line, columns: columns, fields: fields, problem: &problem}
		if err := read(row); err != nil {
			return err
		}
	}
}

// notCSV says what keeps a table from being read as one.
func notCSV(path string, err error) error {
	var wrong *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return &Fault{File: path, Problem: "het bestand is leeg"}
	case !errors.As(err, &wrong):
		return fmt.Errorf("%s: %w", path, err)
	case errors.Is(err, csv.ErrFieldCount):
		return &Fault{File: path, Line: wrong.Line, Problem: "de rij heeft niet evenveel velden als de kop"}
	}
	return &Fault{File: path, Line: wrong.StartLine, Problem: fmt.Sprintf("bij teken %d van regel %d staat een aanhalingsteken dat niet klopt", wrong.Column, wrong.Line)}
}

func (r csvRow) errorf(column, format string, args ...any) error {
	return &Fault{File: r.file, Line: r.line, Column: column, Problem: fmt.Sprintf(format, args...)}
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
		r.wrong(column, "deze kolom ontbreekt")
		return ""
	}
	if i == leftOut {
		return ""
	}
	return r.fields[i]
}

func (r csvRow) oneOf(column string, allowed ...string) string {
	v := r.text(column)
	if !slices.Contains(allowed, v) {
		r.wrong(column, "%q is geen van %s", v, strings.Join(allowed, ", "))
	}
	return v
}

func (r csvRow) integer(column string) int {
	v, err := strconv.Atoi(r.text(column))
	if err != nil {
		r.wrong(column, "%q is geen geheel getal", r.text(column))
	}
	return v
}

func (r csvRow) number(column string) float64 {
	v, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		r.wrong(column, "%q is geen getal", r.text(column))
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
