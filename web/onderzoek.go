package web

import "io"

// OnderzoekPage is "/onderzoek": the database to download, to cite and to ask.
type OnderzoekPage struct {
	Frame
	Revision  string
	Made      string         // day on which it was made, by Datum
	Whole     Download       // the DuckDB file
	Tables    []TableFiles   // empty while the files are being made
	Geo       *Download      // GeoParquet; nil while it is being made
	Older     []OlderDataset // revisions that are still kept
	Citation  string
	CFF       string            // content of CITATION.cff
	Questions int               // number of worked questions
	Archive   []ArchivedDataset // of every revision whose files were made, the latest first
	OldestDB  string            // version of DuckDB from which on the file can be opened
	Free      bool              // questions in SQL may be asked over the web
}

// Download is a file that can be fetched.
type Download struct {
	Name, URL string
	Size      string // by Bytes
	Rows      string // by Getal; may be empty
	SHA256    string // may be empty
}

// TableFiles are the files of one table.
type TableFiles struct {
	Name, Description string
	Rows              string // by Getal
	Parquet, CSV      Download
}

// OlderDataset is a revision before the published one.
type OlderDataset struct {
	Revision string
	Built    string // day, by Datum
	File     Download
}

// ArchivedDataset is what stays of a revision for good.
type ArchivedDataset struct {
	Revision, At string // At is a day, by Datum
	Files        []Link
}

// SchemaPage is "/onderzoek/schema": every table, view and macro with its columns.
type SchemaPage struct {
	Frame
	Groups []SchemaGroup
}

// SchemaGroup is one kind of thing to ask.
type SchemaGroup struct {
	ID, Heading, Note string
	Tables            []SchemaTable
}

// SchemaTable is a table, view or macro.
type SchemaTable struct {
	ID, Name, Call string // Call is how it is written in SQL
	Description    string
	Rows           string // by Getal; empty for what has none of its own
	Columns        []SchemaColumn
}

// SchemaColumn is a column.
type SchemaColumn struct {
	Name, Type, Description string
	Required, Key           bool
}

// VragenPage is "/onderzoek/vragen": worked questions with their SQL.
type VragenPage struct {
	Frame
	Questions []WorkedQuestion
}

// WorkedQuestion is a question with the SQL that answers it.
type WorkedQuestion struct {
	ID, Title, Note, SQL string
	ClickHouse           string // the same in that dialect
	URL                  string // address where it is asked; empty when that is switched off
}

// ReceptenPage is "/onderzoek/recepten": the same figures in other tools.
type ReceptenPage struct {
	Frame
	Recipes []Recipe
}

// Recipe is a piece of code that reads the figures.
type Recipe struct {
	ID, Title, Note, Code string
	Tested                bool // the tests run it
}

// SQLPage is "/onderzoek/sql": a question in SQL and its answer.
type SQLPage struct {
	Frame
	SQL       string
	Revision  string // that the question is asked of
	Revisions []Option
	Examples  []Link
	Fault     string // why there is no answer; empty: there is one, or nothing was asked
	Asked     bool
	Columns   []string
	Rows      [][]string
	Count     string // by Getal
	Cut       string // how the answer was cut; empty: it is whole
	Took      string
	Chart     Chart
	HasChart  bool
	Files     []Link // the same answer in other formats
	MaxRows   string
	Seconds   string
}

// Onderzoek writes the page with the files.
func (p *Pages) Onderzoek(w io.Writer, page OnderzoekPage) error {
	return p.render(w, "layout", "onderzoek", page)
}

// Schema writes the page with the tables.
func (p *Pages) Schema(w io.Writer, page SchemaPage) error {
	return p.render(w, "layout", "schema", page)
}

// Vragen writes the page with worked questions.
func (p *Pages) Vragen(w io.Writer, page VragenPage) error {
	return p.render(w, "layout", "vragen", page)
}

// Recepten writes the page with recipes.
func (p *Pages) Recepten(w io.Writer, page ReceptenPage) error {
	return p.render(w, "layout", "recepten", page)
}

// SQL writes the page with a question and its answer.
func (p *Pages) SQL(w io.Writer, page SQLPage) error {
	return p.render(w, "layout", "sql", page)
}

// Bytes gives a size as read: "7,0 MB".
func Bytes(n int64) string {
	switch {
	case n < 1000:
		return Getal(float64(n), 0) + " bytes"
	case n < 1e6:
		return Getal(float64(n)/1e3, 0) + " kB"
	case n < 1e9:
		return Getal(float64(n)/1e6, 1) + " MB"
	}
	return Getal(float64(n)/1e9, 1) + " GB"
}
