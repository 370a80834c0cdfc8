package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sharedStrings reads the table of texts that cells of type "s" point into.
func (p *parts) sharedStrings(name string) ([]string, error) {
	var list []string
	size := 0
	err := p.read(name, func(r io.Reader) error {
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if start, ok := token.(xml.StartElement); !ok || start.Name.Local != "si" {
				continue
			}
			if len(list) == maxCells {
				return fmt.Errorf("%w of %d strings", ErrTooLarge, maxCells)
			}
			text, err := richText(d)
			if err != nil {
				return fmt.Errorf("text %d: %w", len(list)+1, err)
			}
			if size += len(text); size > maxTexts {
				return fmt.Errorf("%w of %d MB of text in one file", ErrTooLarge, maxTexts>>20)
			}
			list = append(list, text)
		}
	})
	return list, err
}

// richText reads up to the end of an open si or is element and joins its runs of text. Phonetic runs (rPh), which tell
// how to pronounce the text, are left out.
func richText(d *xml.Decoder) (string, error) {
	var text strings.Builder
	inText := false
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
			}
			inText = t.Name.Local == "t"
		case xml.CharData:
			if !inText {
				continue
			}
			if text.Write(t); text.Len() > utf8.UTFMax*maxText {
				return "", ErrLong
			}
		case xml.EndElement:
			inText = false
			if t.Name.Local == "si" || t.Name.Local == "is" {
				whole := unescape(text.String())
				if tooLong(whole) {
					return "", ErrLong
				}
				return whole, nil
			}
		}
	}
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape resolves the _xHHHH_ by which a workbook writes characters that XML cannot hold, most often _x000D_ in
// headings of more than one line.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(e string) string {
		unit, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(utf16.Decode([]uint16{uint16(unit)}))
	})
}

// worksheet reads the cells of one part into g.
func (p *parts) worksheet(name string, shared []string, percent []bool, g *grid) error {
	err := p.read(name, func(r io.Reader) error {
		c := cells{decoder: xml.NewDecoder(r), shared: shared, percent: percent, grid: g, row: -1}
		return c.read()
	})
	if err != nil {
		return &Fault{Sheet: g.name, Err: err}
	}
	return nil
}

// cells walks through the sheetData of a worksheet.
type cells struct {
	decoder     *xml.Decoder
	shared      []string
	percent     []bool // by style
	grid        *grid
	row, column int // of the current cell, from zero; row is -1 before the first row
}

func (c *cells) read() error {
	for {
		token, err := c.decoder.Token()
		if err == io.EOF {
			return errors.New("no sheetData")
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				err = c.startRow(t)
			case "c":
				err = c.cell(t)
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return nil
			}
		}
	}
}

// startRow moves to the row that the element names, or else to the next one.
func (c *cells) startRow(start xml.StartElement) error {
	c.row, c.column = c.row+1, -1
	if r := attribute(start, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < 1 || n > lastRow {
			return fmt.Errorf("row number %q is not a number from 1 to %d", r, lastRow)
		}
		c.row = n - 1
	}
	return nil
}

// cell reads one c element.
func (c *cells) cell(start xml.StartElement) error {
	if c.row < 0 {
		return errors.New("a cell stands outside a row")
	}
	c.column++
	if r := attribute(start, "r"); r != "" {
		var err error
		if c.row, c.column, err = position(r); err != nil {
			return err
		}
	}
	var value string
	formula, valued := false, false
	for {
		token, err := c.decoder.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				valued = true
				value, err = c.value()
			case "is":
				value, err = richText(c.decoder)
			default: // f, the formula, and extLst
				formula = formula || t.Name.Local == "f"
				err = c.decoder.Skip()
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			kind := attribute(start, "t")
			if formula && (!valued || value == "" && kind != "str") {
				return c.grid.set(c.row, c.column, NoValue)
			}
			return c.put(kind, attribute(start, "s"), value)
		}
	}
}

// value reads the text of an open v element.
func (c *cells) value() (string, error) {
	var value strings.Builder
	for {
		token, err := c.decoder.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			if value.Write(t); value.Len() > utf8.UTFMax*maxText {
				return "", c.grid.errorf(c.row, c.column, "%w", ErrLong)
			}
		case xml.StartElement:
			return "", fmt.Errorf("element %s inside a value", t.Name.Local)
		case xml.EndElement:
			return value.String(), nil
		}
	}
}

// put stores a value by the type of its cell.
func (c *cells) put(kind, style, value string) error {
	g := c.grid
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(c.shared) {
			return g.errorf(c.row, c.column, "there is no shared string %q", value)
		}
		return g.set(c.row, c.column, c.shared[i])
	case "inlineStr", "d": // d is an ISO date, seen only in the strict form of the standard
		return g.set(c.row, c.column, value)
	case "str":
		return g.set(c.row, c.column, unescape(value))
	case "b":
		return g.set(c.row, c.column, booleanText(strings.TrimSpace(value) == "1"))
	case "e":
		return g.setError(c.row, c.column, strings.TrimSpace(value))
	case "", "n":
		value = strings.TrimSpace(value)
		if value == "" {
			return nil
		}
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return g.errorf(c.row, c.column, "%q is not a number", value)
		}
		if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(c.percent) && c.percent[i] {
			return g.setPercent(c.row, c.column, number)
		}
		return g.setNumber(c.row, c.column, number)
	}
	return g.errorf(c.row, c.column, "unknown cell type %q", kind)
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// lastRow is the number of rows that the format has room for.
const lastRow = 1 << 20

// position gives the row and column, from zero, of a reference such as "AB12".
func position(reference string) (row, column int, err error) {
	letters := 0
	for letters < len(reference) && reference[letters] >= 'A' && reference[letters] <= 'Z' {
		column = column*26 + int(reference[letters]-'A') + 1
		letters++
	}
	row, err = strconv.Atoi(reference[letters:])
	if err != nil || letters == 0 || letters > 3 || row < 1 || row > lastRow {
		return 0, 0, fmt.Errorf("%q is not the name of a cell", reference)
	}
	return row - 1, column - 1, nil
}
