package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Resource is a part of the database that the API gives: rows in a fixed order, to be filtered by lists of values.
type Resource struct {
	Name    string   // as in the address
	Table   string   // whose comments describe the columns
	Filters []Filter // in the order in which they are documented
	query   string   // its embedded SQL; the column place is the order and the cursor
}

// Filter is a column that can be held against a list.
type Filter struct {
	Name    string
	Comment string // for the documentation, in Dutch
	Number  bool   // years: also as a range, 2010-2020
	Known   string // subject or indicator: a value that does not exist is a mistake of the asker; empty: any value goes
	column  string
	open    bool   // a row without a value is about all of them
	cast    string // type of the column where it is an enumeration: only then DuckDB skips what cannot match
}

var (
	bySubject   = Filter{Name: "subject", Comment: "Slug van een wijk, gemeente of ander onderwerp, zoals moerwijk.", Known: "subject", column: "subject", cast: "subject_slug"}
	byIndicator = Filter{Name: "indicator", Comment: "Naam van een cijfer, zoals woz.", Known: "indicator", column: "indicator", cast: "indicator_id"}
	byYear      = Filter{Name: "year", Comment: "Jaar waar het cijfer over gaat; ook een reeks, zoals 2010-2020.", Number: true, column: "year"}
	byGemeente  = Filter{Name: "gemeente", Comment: "Code van een gemeente, zoals GM0518.", column: "gemeente_code"}
	byLevel     = Filter{Name: "level", Comment: "land, gemeente, wijk of buurt.", column: "level", cast: "area_level", Known: "level"}
	byDivision  = Filter{Name: "area_year", Comment: "Jaar van de indeling; ook een reeks.", Number: true, column: "area_year"}
)

// Resources lists what the API gives as tables.
var Resources = []Resource{
	{Name: "subjects", Table: "subject", query: "api_subjects", Filters: []Filter{
		{Name: "subject", Comment: bySubject.Comment, Known: "subject", column: "slug", cast: "subject_slug"},
		{Name: "kind", Comment: "wijk, eigen (een wijk die een gemeente toevoegde), ring, gemeente, rest of land.", column: "kind"}, byGemeente}},
	{Name: "indicators", Table: "indicator", query: "api_indicators", Filters: []Filter{
		{Name: "indicator", Comment: byIndicator.Comment, Known: "indicator", column: "id", cast: "indicator_id"},
		{Name: "theme", Comment: "Thema, zoals Wonen.", column: "theme"}}},
	{Name: "trend", Table: "trend", query: "api_trend", Filters: []Filter{bySubject, byIndicator, byYear,
		{Name: "quality", Comment: "A, B, C of D.", column: "quality", cast: "quality", Known: "quality"}}},
	{Name: "observations", Table: "observation", query: "api_observations", Filters: []Filter{byIndicator, byYear, byDivision,
		{Name: "code", Comment: "Code van een gebied, zoals WK051801.", column: "area_code"}, byLevel, byGemeente}},
	{Name: "areas", Table: "area", query: "api_areas", Filters: []Filter{
		{Name: "year", Comment: "Jaar van de indeling; ook een reeks.", Number: true, column: "year"},
		{Name: "code", Comment: "Code van een gebied, zoals WK051801.", column: "code"}, byLevel, byGemeente}},
	{Name: "breaks", Table: "series_break", query: "api_breaks", Filters: []Filter{
		{Name: "indicator", Comment: byIndicator.Comment + " Breuken in alle cijfers horen erbij.", Known: "indicator", column: "indicator", cast: "indicator_id", open: true},
		{Name: "subject", Comment: bySubject.Comment + " Breuken bij alle onderwerpen horen erbij.", Known: "subject", column: "subject", open: true}, byYear}},
}

// Closed lists the values of filters that have few.
var Closed = map[string][]string{"level": {"land", "gemeente", "wijk", "buurt", "onbekend"}, "quality": {"A", "B", "C", "D"}}

// Range is a run of years, both included.
type Range struct{ From, To int }

// Selection is what is asked of a resource.
type Selection struct {
	Resource Resource
	Values   map[string][]string // per filter; none: all
	Years    map[string][]Range  // per filter that is a number
	After    int64               // place of the last row that was given; -1: from the start
	Limit    int                 // most rows to give; 0: all
	Outlined bool                // of areas: only those whose border is known
	Figures  []string            // of areas: indicators whose figure of the same year AreaFeatures gives with them
	places   []int64             // only these rows, where not nil
}

// Page says what a selection gives.
type Page struct {
	Total int64 // rows that match
	Rows  int64 // rows in this answer
	Next  int64 // place to go on after; -1: this is the end
}

// where makes the conditions of a selection; every value is quoted.
func (s Selection) where() string {
	conditions := []string{"true"}
	for _, f := range s.Resource.Filters {
		if values := s.Values[f.Name]; len(values) > 0 {
			quoted := make([]string, len(values))
			for i, v := range values {
				quoted[i] = quote(v)
				if f.cast != "" {
					quoted[i] += "::" + f.cast
				}
			}
			condition := f.column + " in (" + strings.Join(quoted, ", ") + ")"
			if f.open {
				condition = "(" + condition + " or " + f.column + " is null)"
			}
			conditions = append(conditions, condition)
		}
		var ranges []string
		for _, r := range s.Years[f.Name] {
			ranges = append(ranges, fmt.Sprintf("%s between %d and %d", f.column, r.From, r.To))
		}
		if len(ranges) > 0 {
			conditions = append(conditions, "("+strings.Join(ranges, " or ")+")")
		}
	}
	if s.Outlined {
		conditions = append(conditions, "outline_kind is not null")
	}
	if s.places != nil {
		listed := strings.Trim(strings.ReplaceAll(fmt.Sprint(s.places), " ", ", "), "[]")
		if listed == "" {
			listed = "-1"
		}
		conditions = append(conditions, "place in ("+listed+")")
	}
	return strings.Join(conditions, " and ")
}

// text gives the question behind a selection.
func (s Selection) text() string {
	q := fmt.Sprintf("from (%s) where %s and place > %d order by place", statement("query/"+s.Resource.query+".sql"), s.where(), s.After)
	if s.Limit > 0 {
		q += fmt.Sprintf(" limit %d", s.Limit)
	}
	return q
}

// Page counts what a selection gives.
func (db *DB) Page(ctx context.Context, s Selection) (Page, error) {
	p := Page{Next: -1}
	last := "null"
	if s.Limit > 0 {
		last = "(select max(place) from (select place " + s.text() + "))"
	}
	var left int64
	var next sql.NullInt64
	err := db.sql.QueryRowContext(ctx, fmt.Sprintf("select count(*), count(*) filter (place > %d), %s from (%s) where %s",
		s.After, last, statement("query/"+s.Resource.query+".sql"), s.where())).Scan(&p.Total, &left, &next)
	if err != nil {
		return Page{}, fmt.Errorf("count %s: %w", s.Resource.Name, err)
	}
	p.Rows = left
	if s.Limit > 0 && left > int64(s.Limit) {
		p.Rows, p.Next = int64(s.Limit), next.Int64
	}
	return p, nil
}

// errCut says that the database gave another number of rows than it had counted.
var errCut = errors.New("the rows are not as many as were counted")

// WriteSelection writes the rows as json, csv or parquet, and fails when they are not as many as the page says. JSON tells
// their number before them and ends with "complete": true; Parquet cannot be read when it was cut; CSV is plain.
// next is the address of the following page, or "".
func (db *DB) WriteSelection(ctx context.Context, s Selection, p Page, next, format string, w io.Writer) error {
	question := "select * exclude (place) " + s.text()
	if format == "parquet" {
		return db.queryParquet(ctx, question, w)
	}
	rows, err := db.sql.QueryContext(ctx, question)
	if err != nil {
		return fmt.Errorf("read %s: %w", s.Resource.Name, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	return db.writeEnvelope(columns, p, next, format, w, func(out rowWriter) (int64, error) { return copyRows(rows, len(columns), out) })
}

// Fetched is a small selection in memory.
type Fetched struct {
	columns []string
	rows    [][]any
}

// Page says what was fetched: all of it.
func (f Fetched) Page() Page {
	return Page{Total: int64(len(f.rows)), Rows: int64(len(f.rows)), Next: -1}
}

// Fetch reads a selection that has no more than so many rows with one question; whole is false when it has more.
func (db *DB) Fetch(ctx context.Context, s Selection, most int) (f Fetched, whole bool, err error) {
	s.Limit = most + 1
	rows, err := db.sql.QueryContext(ctx, "select * exclude (place) "+s.text())
	if err != nil {
		return f, false, fmt.Errorf("read %s: %w", s.Resource.Name, err)
	}
	defer rows.Close()
	if f.columns, err = rows.Columns(); err != nil {
		return f, false, err
	}
	n, err := copyRows(rows, len(f.columns), rowWriter{end: func() error { return nil }, row: func(cells []any) error {
		f.rows = append(f.rows, slices.Clone(cells))
		return nil
	}})
	return f, n <= int64(most), err
}

// WriteFetched writes what was fetched as json or csv, as WriteSelection does.
func (db *DB) WriteFetched(f Fetched, format string, w io.Writer) error {
	return db.writeEnvelope(f.columns, f.Page(), "", format, w, func(out rowWriter) (n int64, err error) {
		for _, cells := range f.rows {
			if err := out.row(cells); err != nil {
				return n, err
			}
			n++
		}
		return n, out.end()
	})
}

// writeEnvelope writes rows between what tells their number and what says that they are complete.
func (db *DB) writeEnvelope(columns []string, p Page, next, format string, w io.Writer, each func(rowWriter) (int64, error)) error {
	var out rowWriter
	if format == "json" {
		fmt.Fprintf(w, "{\"revision\": %q, \"total\": %d, \"rows\": %d, \"data\": ", db.Revision, p.Total, p.Rows)
		out = newJSON(w, columns)
	} else {
		out = newCSV(w, columns)
	}
	n, err := each(out)
	if err == nil && n != p.Rows {
		err = errCut
	}
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	if format == "json" {
		link := "null"
		if next != "" {
			link = quoteJSON(next)
		}
		_, err = fmt.Fprintf(w, ", \"next\": %s, \"complete\": true}\n", link)
	}
	return err
}

// copyRows writes every row and gives their number.
func copyRows(rows *sql.Rows, width int, out rowWriter) (n int64, err error) {
	cells := make([]any, width)
	into := make([]any, width)
	for i := range cells {
		into[i] = &cells[i]
	}
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return n, readable(err)
		}
		if err := out.row(cells); err != nil {
			return n, err
		}
	}
	if err := rows.Err(); err != nil {
		return n, readable(err)
	}
	return n, out.end()
}

// Knows tells whether a value of a filter can exist: a slug, an id or one of few.
func (db *DB) Knows(f Filter, value string) bool {
	switch f.Known {
	case "subject":
		_, ok := db.Subject(value)
		return ok
	case "indicator":
		_, ok := db.Indicator(value)
		return ok
	case "":
		return true
	}
	return slices.Contains(Closed[f.Known], value)
}

// ResourceColumns describes the columns of a resource, with the comments of its table.
func (db *DB) ResourceColumns(ctx context.Context, r Resource) ([]ColumnDoc, error) {
	var out []ColumnDoc
	err := each(ctx, db.sql, `select d.column_name, d.column_type, coalesce(not c.is_nullable, false), coalesce(c.comment, '')
		from (describe `+statement("query/"+r.query+".sql")+`) d
		left join duckdb_columns() c on c.table_name = `+quote(r.Table)+` and c.column_name = d.column_name where d.column_name <> 'place'`,
		func(rows *sql.Rows) error {
			var c ColumnDoc
			err := rows.Scan(&c.Name, &c.Type, &c.Required, &c.Comment)
			if strings.HasPrefix(c.Type, "ENUM") {
				c.Type = "VARCHAR"
			}
			out = append(out, c)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("columns of %s: %w", r.Name, err)
	}
	return out, nil
}

// Only gives the same selection of the rows at these places alone.
func (s Selection) Only(places []int64) Selection {
	s.places = append([]int64{}, places...)
	return s
}
