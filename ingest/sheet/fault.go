package sheet

import (
	"errors"
	"fmt"
)

// What keeps a whole file from being read, apart from damage.
var (
	ErrEncrypted = errors.New("the workbook is encrypted")
	ErrOld       = errors.New("a workbook of Excel 95 or older (BIFF5), which cannot be read")
	ErrTooLarge  = errors.New("more than the limit")
)

// CellError is an error value that a cell holds, such as #DIV/0!.
type CellError string

func (e CellError) Error() string { return "the cell holds the error " + string(e) }

// Fault says where a reader stopped. Faults can stand in each other: the sheet outside, the cell inside.
type Fault struct {
	Sheet       string // empty where the fault is that of a cell alone
	Row, Column int    // counting from one; 0 where the fault is not that of a cell, Column alone for a record
	Err         error
}

func (f *Fault) Unwrap() error { return f.Err }

func (f *Fault) Error() string {
	switch {
	case f.Sheet != "":
		return fmt.Sprintf("sheet %q: %v", f.Sheet, f.Err)
	case f.Column > 0:
		return fmt.Sprintf("row %d, column %d: %v", f.Row, f.Column, f.Err)
	}
	return fmt.Sprintf("record %d: %v", f.Row, f.Err)
}
