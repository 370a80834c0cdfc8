// Package sheet reads spreadsheet-like files (.xlsx, .xls and dBase tables) as cells of text.
package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits that keep a damaged or hostile file from filling the memory. The largest source, a national KWB workbook, has
// about 18,500 rows of 140 columns: 2.6 million cells, 100 MB of XML.
const (
	maxUncompressed = 512 << 20 // bytes of all parts of one .xlsx together
	maxSheets       = 256
	maxRows         = 200_000
	maxColumns      = 1_000
	maxCells        = 6_000_000 // in one file, counting the empty cells before the last filled one of a row
	maxText         = 32_767    // characters of one cell: more does not fit in a cell of Excel
	maxTexts        = 128 << 20 // bytes of all cells of one file, a shared text counted in every cell that shows it
)

// ErrLong is of a text that no cell can hold.
var ErrLong = fmt.Errorf("a text of more than %d characters, which is more than a cell can hold", maxText)

// tooLong tells a text that no cell can hold.
func tooLong(text string) bool { return len(text) > maxText && utf8.RuneCountInString(text) > maxText }

// budget is what all sheets of one file may still take.
type budget struct{ cells, text int }

func newBudget() *budget { return &budget{cells: maxCells, text: maxTexts} }

// Sheet is one table of a file as text.
//
// Cells are as the file says them. Numbers are in their shortest exact decimal form with a point and without exponent
// ("12500", "2.1", "-0.0627169177006985"); a date is its serial number; booleans are "TRUE" and "FALSE". Blanks are
// trimmed at the ends only, and an empty cell is "". A formula counts as the value that the file holds for it, and is NoValue
// where it holds none. A number that is shown as a percentage is as it is shown (44 for a stored 0.44). The error
// value "#N/A" is given as that text: publishers use it for a missing value.
type Sheet struct {
	Name   string     // empty for a dBase table
	Hidden bool       // a reader of the workbook does not see it
	Rows   [][]string // Rows[i] is line i+1; a row ends at its last filled cell, the table at its last filled row
}

// grid collects the cells of one sheet within the limits.
type grid struct {
	name   string
	hidden bool
	rows   [][]string
	room   *budget
}

// set puts text in a cell, both indices counting from zero. Empty cells cost nothing, so that styled but empty rows and
// columns out to the edge of a worksheet do no harm.
func (g *grid) set(row, column int, text string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	if tooLong(text) {
		return g.errorf(row, column, "%w", ErrLong)
	}
	if g.room.text -= len(text); g.room.text < 0 {
		return g.errorf(row, column, "%w of %d MB of text in one file", ErrTooLarge, maxTexts>>20)
	}
	if row >= maxRows || column >= maxColumns {
		return g.errorf(row, column, "%w of %d rows or %d columns", ErrTooLarge, maxRows, maxColumns)
	}
	for len(g.rows) <= row {
		g.rows = append(g.rows, nil)
		g.room.cells--
	}
	cells := g.rows[row]
	g.room.cells -= max(0, column+1-len(cells))
	if g.room.cells < 0 {
		return g.errorf(row, column, "%w of %d cells in one file", ErrTooLarge, maxCells)
	}
	if len(cells) == 0 && row > 0 {
		cells = make([]string, 0, max(column+1, min(len(g.rows[row-1]), g.room.cells)))
	}
	for len(cells) <= column {
		cells = append(cells, "")
	}
	cells[column] = text
	g.rows[row] = cells
	return nil
}

// notAvailable is the one error value that is a cell like another: the Leefbaarometer 2.0 classes per wijk say by it that
// there is none (2,740 cells). Any other error value is a fault in the file.
const notAvailable = "#N/A"

// setError puts the error value of a cell.
func (g *grid) setError(row, column int, name string) error {
	if name != notAvailable {
		return g.errorf(row, column, "%w", CellError(name))
	}
	return g.set(row, column, name)
}

// setNumber puts a number in a cell.
func (g *grid) setNumber(row, column int, value float64) error {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return g.errorf(row, column, "not a finite number")
	}
	return g.set(row, column, numberText(value))
}

// errorf gives an error that names the row and column, counting from one; the reader adds the sheet.
func (g *grid) errorf(row, column int, format string, args ...any) error {
	return &Fault{Row: row + 1, Column: column + 1, Err: fmt.Errorf(format, args...)}
}

func (g *grid) sheet() Sheet { return Sheet{Name: g.name, Hidden: g.hidden, Rows: g.rows} }

// numberText gives the shortest decimal text that reads back as the same float64.
func numberText(value float64) string {
	if value == 0 { // also -0
		return "0"
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// booleanText is as a spreadsheet shows it in English: "1" would pass for a count.
func booleanText(value bool) string { return strings.ToUpper(strconv.FormatBool(value)) }
