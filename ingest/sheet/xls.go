package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Record types of BIFF8 ([MS-XLS] 2.3) that matter for cells.
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

const biff8 = 0x0600

var errRecord = errors.New("the workbook is damaged or cut off")

// XLS gives the worksheets of an Excel 97-2003 workbook (BIFF8) in their order, hidden ones included. Chart and macro
// sheets are left out. It fails on what is not a whole, unencrypted workbook of that format, on a cell that holds an
// error value other than #N/A, and beyond 256 sheets, 1,000 columns or 10 million cells.
//
// It is our own reader because the two Go libraries that were tried give wrong figures without an error. Both extrame/xls
// 0.0.1 and xlsReader 0.9.12 read -5 in its short form as 1073741819 and leave out the value of a formula. The first also
// reads 2.1 as 210 and takes a number in a custom format for a date; the second is under the GPL.
func XLS(data []byte) ([]Sheet, error) {
	w, err := openBook(data)
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	room := newBudget()
	sheets := make([]Sheet, 0, len(w.sheets))
	for _, s := range w.sheets {
		g := &grid{name: s.name, hidden: s.hidden, room: room}
		if err := w.worksheet(s.at, g); err != nil {
			return nil, fmt.Errorf("read workbook: %w", err)
		}
		sheets = append(sheets, g.sheet())
	}
	return sheets, nil
}

// book is a BIFF8 workbook: its stream, and what its first part says of the sheets.
type book struct {
	stream []byte
	sheets []boundSheet
	shared []string

	formats numberFormats
	styles  []int // of every style its number format
}

type boundSheet struct {
	name   string
	hidden bool
	at     uint32 // where the sheet begins in the stream
}

func openBook(data []byte) (*book, error) {
	c, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	stream, ok := c.stream("Workbook")
	if !ok {
		if _, ok := c.stream("Book"); ok {
			return nil, ErrOld
		}
		if _, ok := c.stream("EncryptedPackage"); ok {
			return nil, ErrEncrypted
		}
		return nil, errors.New("the compound file holds no whole workbook")
	}
	b := &book{stream: stream, formats: newNumberFormats()}
	return b, b.readGlobals()
}

// record is one record of the stream. Its rest stands in the CONTINUE records that follow it.
type record struct {
	kind uint16
	data []byte
	next int // where the next record begins
}

func (b *book) record(at int) (record, error) {
	if at < 0 || at+4 > len(b.stream) {
		return record{}, errRecord
	}
	kind := binary.LittleEndian.Uint16(b.stream[at:])
	next := at + 4 + int(binary.LittleEndian.Uint16(b.stream[at+2:]))
	if next > len(b.stream) {
		return record{}, errRecord
	}
	return record{kind: kind, data: b.stream[at+4 : next], next: next}, nil
}

// readGlobals reads the first part of the stream: the list of sheets and the shared strings.
func (b *book) readGlobals() error {
	r, err := b.record(0)
	if err != nil {
		return err
	}
	if r.kind != recBOF || len(r.data) < 4 || binary.LittleEndian.Uint16(r.data) != biff8 {
		return errors.New("not a workbook of Excel 97-2003 (BIFF8)")
	}
	for {
		if r, err = b.record(r.next); err != nil {
			return err
		}
		switch r.kind {
		case recEOF:
			return nil
		case recFilePass:
			return ErrEncrypted
		case recBoundSheet:
			err = b.addSheet(r.data)
		case recXF:
			if len(r.data) < 4 {
				return errRecord
			}
			b.styles = append(b.styles, int(binary.LittleEndian.Uint16(r.data[2:])))
		case recFormat:
			err = b.addFormat(r.data)
		case recSST:
			b.shared, err = sharedTable(b.withContinues(r))
		}
		if err != nil {
			return err
		}
	}
}

// addSheet notes a sheet: position (4 bytes), visibility, kind, name.
func (b *book) addSheet(data []byte) error {
	if len(data) < 8 {
		return errRecord
	}
	if data[5] != 0 { // a chart or macro sheet
		return nil
	}
	if len(b.sheets) == maxSheets {
		return fmt.Errorf("%w of %d sheets", ErrTooLarge, maxSheets)
	}
	name := segments{list: [][]byte{data[7:]}}
	text, err := name.characters(int(data[6]))
	if err != nil {
		return err
	}
	b.sheets = append(b.sheets, boundSheet{name: text, hidden: data[4]&3 != 0, at: binary.LittleEndian.Uint32(data)})
	return nil
}

// addFormat notes a number format of the workbook's own: its number and its code.
func (b *book) addFormat(data []byte) error {
	if len(data) < 5 {
		return errRecord
	}
	code := segments{list: [][]byte{data[4:]}}
	text, err := code.characters(int(binary.LittleEndian.Uint16(data[2:])))
	if err != nil {
		return err
	}
	b.formats.add(int(binary.LittleEndian.Uint16(data)), text)
	return nil
}

// percent tells a style that shows a percentage.
func (b *book) percent(style []byte) bool {
	i := int(binary.LittleEndian.Uint16(style))
	return i < len(b.styles) && b.formats[b.styles[i]]
}

// withContinues gives the data of a record and of the CONTINUE records after it, as far as there is any.
func (b *book) withContinues(r record) [][]byte {
	var list [][]byte
	for {
		if len(r.data) > 0 {
			list = append(list, r.data)
		}
		next, err := b.record(r.next)
		if err != nil || next.kind != recContinue {
			return list
		}
		r = next
	}
}

// shortNumber decodes an RK number: 30 bits, either a signed integer or the top of a float64, perhaps divided by 100.
func shortNumber(rk uint32) float64 {
	var value float64
	if rk&2 != 0 {
		value = float64(int32(rk) >> 2)
	} else {
		value = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		value /= 100
	}
	return value
}

func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// errorName gives the text of an error value of a cell.
func errorName(code byte) string {
	names := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: notAvailable}
	if name, ok := names[code]; ok {
		return name
	}
	return fmt.Sprintf("number %d", code)
}
