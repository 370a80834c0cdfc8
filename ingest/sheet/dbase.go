package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// DBase gives a dBase III table, such as the attributes of a shapefile. Rows[0] holds the names of the fields, then
// follows one row per record; deleted records are left out. Text is Windows-1252, except where a value is UTF-8.
// A number with a point or an exponent is brought to its shortest form, any other is given as it stands, also when it is
// not a number at all ("*****", by which dBase says that it did not fit). It fails on a table that is shorter than its
// header says, on memo fields, and beyond 200,000 records or 1,000 fields.
//
// It is our own reader: the Go libraries for the format that we know of could not be installed to be tried.
func DBase(data []byte) (Sheet, error) {
	t, err := openTable(data)
	if err != nil {
		return Sheet{}, fmt.Errorf("open dBase table: %w", err)
	}
	room := newBudget()
	g := &grid{room: room}
	for column, f := range t.fields {
		if err := g.set(0, column, f.name); err != nil {
			return Sheet{}, fmt.Errorf("read dBase table: %w", err)
		}
	}
	row := 1
	for i := range t.count {
		record := t.records[i*t.length : (i+1)*t.length]
		switch record[0] {
		case '*': // deleted
			continue
		case ' ':
		default:
			return Sheet{}, fmt.Errorf("read dBase table: %w", &Fault{Row: i + 1, Err: fmt.Errorf("begins with %q instead of a blank or an asterisk", record[0])})
		}
		for column, f := range t.fields {
			if err := g.set(row, column, f.text(record)); err != nil {
				return Sheet{}, fmt.Errorf("read dBase table: %w", err)
			}
		}
		row++
	}
	return g.sheet(), nil
}

// table is a dBase table as its header describes it.
type table struct {
	fields        []field
	count, length int    // number of records, and bytes of each
	records       []byte // count times length
}

type field struct {
	name     string
	kind     byte
	decimals byte
	from, to int // bytes in the record
}

func openTable(data []byte) (table, error) {
	if len(data) < 33 || data[0]&7 != 3 {
		return table{}, errors.New("not a dBase III table")
	}
	count := int64(binary.LittleEndian.Uint32(data[4:]))
	header := int(binary.LittleEndian.Uint16(data[8:]))
	t := table{count: int(count), length: int(binary.LittleEndian.Uint16(data[10:]))}
	if header > len(data) {
		return table{}, errors.New("the file ends inside the header")
	}
	if count >= maxRows {
		return table{}, fmt.Errorf("%w of %d records", ErrTooLarge, maxRows)
	}
	if err := t.readFields(data[:header]); err != nil {
		return table{}, err
	}
	t.records = data[header:]
	if held := int64(len(t.records) / t.length); held < count {
		return table{}, fmt.Errorf("cut off: the header says %d records, the file holds %d", count, held)
	}
	return t, nil
}

func (t *table) readFields(header []byte) error {
	at := 1 // after the mark of deletion
	for from := 32; ; from += 32 {
		if from >= len(header) {
			return errors.New("the list of fields does not end")
		}
		if header[from] == '\r' {
			break
		}
		if from+32 > len(header) {
			return errors.New("the list of fields does not end")
		}
		name, _, _ := strings.Cut(decode(header[from:from+11]), "\x00")
		f := field{name: name, kind: header[from+11], decimals: header[from+17], from: at, to: at + int(header[from+16])}
		if !strings.ContainsRune("CNFDL", rune(f.kind)) {
			return fmt.Errorf("field %q is of type %q, which cannot be read", name, f.kind)
		}
		t.fields = append(t.fields, f)
		at = f.to
	}
	if len(t.fields) == 0 {
		return errors.New("there are no fields")
	}
	if at != t.length {
		return fmt.Errorf("the fields take %d bytes, the records %d", at, t.length)
	}
	return nil
}

// text gives the value of a field in a record. A mark in a field of whole numbers stays as it is: it may be one for thousands.
func (f field) text(record []byte) string {
	text := strings.Trim(decode(record[f.from:f.to]), " \x00")
	if (f.kind == 'N' && f.decimals > 0 || f.kind == 'F' || strings.ContainsAny(text, "eE") && f.kind == 'N') && strings.ContainsAny(text, ".eE") {
		if number, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(number, 0) {
			return numberText(number)
		}
	}
	return text
}

// decode reads bytes as UTF-8 if they are that, else as Windows-1252.
func decode(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(text)
	if err != nil { // cannot happen: a table of 256 characters maps every byte
		return string(text)
	}
	return string(decoded)
}
