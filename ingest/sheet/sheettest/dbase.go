package sheettest

import "strings"

// Field is a field of a dBase table.
type Field struct {
	Name   string // at most 10 bytes
	Type   byte   // 'C' text, 'N' number, 'F' float
	Length int    // bytes; widened to the longest value, up to 254
}

// DBase makes a dBase III table. Values are stored byte for byte, numbers to the right of their field and text to the
// left; a missing value is blank. A row whose first value begins with "*" is a deleted record.
func DBase(fields []Field, rows [][]string) []byte {
	length := 1
	widths := make([]int, len(fields))
	for i, f := range fields {
		widths[i] = max(1, f.Length)
		for _, row := range rows {
			if i < len(row) {
				widths[i] = max(widths[i], len(row[i]))
			}
		}
		length += widths[i]
	}
	out := []byte{3, 124, 1, 31} // version and date: 31 January 2024
	out = le.AppendUint32(out, uint32(len(rows)))
	out = le.AppendUint16(out, uint16(32+32*len(fields)+1))
	out = le.AppendUint16(out, uint16(length))
	out = append(out, make([]byte, 20)...)
	for i, f := range fields {
		out = append(out, padded([]byte(f.Name), 11, 0)[:11]...)
		out = append(out, f.Type, 0, 0, 0, 0, byte(widths[i]))
		out = append(out, make([]byte, 15)...)
	}
	out = append(out, '\r')
	for _, row := range rows {
		out = append(out, record(fields, widths, row)...)
	}
	return append(out, 0x1A)
}

func record(fields []Field, widths []int, row []string) []byte {
	out := []byte{' '}
	for i, f := range fields {
		value := ""
		if i < len(row) {
			value = row[i]
		}
		if i == 0 && strings.HasPrefix(value, "*") {
			out[0] = '*'
		}
		blanks := strings.Repeat(" ", widths[i]-len(value))
		if f.Type == 'N' || f.Type == 'F' {
			value = blanks + value
		} else {
			value += blanks
		}
		out = append(out, value...)
	}
	return out
}
