package sheet

import (
	"encoding/binary"
)

// worksheet reads the cells of the sheet that begins at a place in the stream.
func (b *book) worksheet(at uint32, g *grid) error {
	r, err := b.record(int(at))
	if err == nil && r.kind != recBOF {
		err = errRecord
	}
	c := xlsCells{book: b, grid: g}
	for depth := 1; depth > 0 && err == nil; { // an embedded chart is a BOF ... EOF of its own
		if r, err = b.record(r.next); err != nil {
			break
		}
		switch {
		case r.kind == recBOF:
			depth++
		case r.kind == recEOF:
			depth--
		case depth == 1:
			err = c.read(r)
		}
	}
	if err != nil {
		return &Fault{Sheet: g.name, Err: err}
	}
	return nil
}

// xlsCells puts the records of a worksheet into a grid.
type xlsCells struct {
	book    *book
	grid    *grid
	formula struct { // the last formula with a text: a STRING record brings its value
		row, column int
		open        bool
	}
}

// shortest is the number of bytes below which a record of a cell is damaged.
var shortest = map[uint16]int{
	recFormula: 14, recMulRK: 6, recRString: 9, recLabelSST: 10, recNumber: 14, recLabel: 9, recBoolErr: 8, recRK: 10, recString: 3,
}

func (c *xlsCells) read(r record) error {
	least, known := shortest[r.kind]
	if !known {
		return nil
	}
	if len(r.data) < least {
		return errRecord
	}
	if r.kind == recString {
		return c.formulaText(r)
	}
	// A cell begins with its row, column and format, 2 bytes each.
	row, column := int(binary.LittleEndian.Uint16(r.data)), int(binary.LittleEndian.Uint16(r.data[2:]))
	value := r.data[6:]
	switch g := c.grid; r.kind {
	case recNumber:
		return c.number(row, column, r.data[4:], float(value))
	case recRK:
		return c.number(row, column, r.data[4:], shortNumber(binary.LittleEndian.Uint32(value)))
	case recMulRK:
		return c.shortNumbers(row, column, r.data[4:len(r.data)-2])
	case recLabelSST:
		i := binary.LittleEndian.Uint32(value)
		if int64(i) >= int64(len(c.book.shared)) {
			return g.errorf(row, column, "there is no shared string %d", i)
		}
		return g.set(row, column, c.book.shared[i])
	case recLabel, recRString:
		text := segments{list: [][]byte{value[2:]}}
		content, err := text.characters(int(binary.LittleEndian.Uint16(value)))
		if err != nil {
			return g.errorf(row, column, "%w", err)
		}
		return g.set(row, column, content)
	case recBoolErr:
		return c.booleanOrError(row, column, value[0], value[1] != 0)
	case recFormula:
		return c.formulaValue(row, column, r.data[4:], value[:8])
	}
	return nil
}

// number puts a number as its style shows it.
func (c *xlsCells) number(row, column int, style []byte, value float64) error {
	if c.book.percent(style) {
		return c.grid.setPercent(row, column, value)
	}
	return c.grid.setNumber(row, column, value)
}

// shortNumbers reads the cells of a MULRK record: format (2 bytes) and RK number (4 bytes) for each.
func (c *xlsCells) shortNumbers(row, column int, list []byte) error {
	for ; len(list) >= 6; list = list[6:] {
		if err := c.number(row, column, list, shortNumber(binary.LittleEndian.Uint32(list[2:]))); err != nil {
			return err
		}
		column++
	}
	return nil
}

func (c *xlsCells) booleanOrError(row, column int, value byte, isError bool) error {
	if isError {
		return c.grid.setError(row, column, errorName(value))
	}
	return c.grid.set(row, column, booleanText(value != 0))
}

// formulaValue reads the stored result of a formula. What is not a number has 0xFFFF in the last two bytes.
func (c *xlsCells) formulaValue(row, column int, style, value []byte) error {
	c.formula.open = false
	if value[6] != 0xFF || value[7] != 0xFF {
		return c.number(row, column, style, float(value))
	}
	switch value[0] {
	case 0:
		c.formula.row, c.formula.column, c.formula.open = row, column, true
	case 1:
		return c.booleanOrError(row, column, value[2], false)
	case 2:
		return c.booleanOrError(row, column, value[2], true)
	}
	return nil // 3: an empty text
}

// formulaText reads the text that a formula gave.
func (c *xlsCells) formulaText(r record) error {
	if !c.formula.open {
		return errRecord
	}
	c.formula.open = false
	text := segments{list: c.book.withContinues(r)}
	length, err := text.uint16()
	if err != nil {
		return err
	}
	content, err := text.characters(int(length))
	if err != nil {
		return c.grid.errorf(c.formula.row, c.formula.column, "%w", err)
	}
	return c.grid.set(c.formula.row, c.formula.column, content)
}
