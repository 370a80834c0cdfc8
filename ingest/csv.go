package ingest

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
)

// Bounds of a text file with a table. The largest that we know, a national export of StatLine, has lines of 2 kB and 2.6 million cells.
const (
	maxRecord   = 1 << 20   // bytes of one row, also where a quote that is never closed makes one row of many lines
	maxCSVCells = 8_000_000 // of one file
)

// csvRows reads the rows of a text file one by one, within the bounds.
type csvRows struct {
	file        string
	r           *csv.Reader
	cells, most int
}

// newCSVRows reads a text with this mark between the fields; rows may be of any length.
func newCSVRows(file string, text io.Reader, comma rune) *csvRows {
	c := &csvRows{file: file, r: csv.NewReader(&rowLimit{r: text, line: 1}), most: maxCSVCells}
	c.r.Comma, c.r.FieldsPerRecord = comma, -1
	return c
}

// next gives a row and the line that it begins on; io.EOF behind the last. A row that is too long is refused, and so are too many cells;
// any other error is the *csv.ParseError of package csv, on which every layout has its own words.
func (c *csvRows) next() (record []string, line int, err error) {
	if record, err = c.r.Read(); err != nil {
		if long, ok := err.(*endlessRow); ok {
			err = &Refusal{File: c.file, Row: long.line, Reason: fmt.Sprintf("de regel gaat na %d kB nog door; dat is geen tabel van een uitgever. Haal het bestand opnieuw", maxRecord>>10)}
		}
		return nil, 0, err
	}
	if c.cells += len(record); c.cells > c.most {
		return nil, 0, refuse(c.file, "het bestand heeft meer dan %d cellen; dat is geen tabel van een uitgever", c.most)
	}
	line, _ = c.r.FieldPos(0)
	return record, line, nil
}

// rowLimit gives a text to a reader of CSV, and stops where a row does not end: that reader keeps a whole row in memory.
type rowLimit struct {
	r      io.Reader
	line   int // of what is to be given
	row    int // bytes of the row so far
	begins int // line on which it begins
	quoted bool
}

type endlessRow struct{ line int }

func (e *endlessRow) Error() string { return fmt.Sprintf("the row of line %d does not end", e.line) }

func (l *rowLimit) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for rest := p[:n]; len(rest) > 0; {
		piece, _, ends := bytes.Cut(rest, []byte("\n"))
		rest = rest[min(len(rest), len(piece)+1):]
		if l.row == 0 {
			l.begins = l.line
		}
		l.quoted = l.quoted != (bytes.Count(piece, []byte(`"`))%2 == 1)
		if l.row += len(piece); l.row > maxRecord {
			return 0, &endlessRow{l.begins}
		}
		if ends {
			l.line, l.row = l.line+1, l.row+1
		}
		if ends && !l.quoted {
			l.row = 0
		}
	}
	return n, err
}
