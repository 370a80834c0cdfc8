package sheettest

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"wijkinzicht/ingest/sheet"
)

var le = binary.LittleEndian

// XLS makes an Excel 97-2003 workbook (BIFF8 in an OLE2 compound file) of these sheets, with cells as XLSX stores them:
// numbers as RK where they fit, several in a row as MULRK, others as NUMBER; texts as shared strings. The format has room
// for 65,536 rows and 256 columns.
func XLS(sheets ...sheet.Sheet) []byte { return Compound("Workbook", Workbook(sheets...)) }

// Workbook gives the stream of records that XLS packs, to be changed before Compound.
func Workbook(sheets ...sheet.Sheet) []byte {
	var shared stringTable
	bodies := make([][]byte, len(sheets))
	for i, s := range sheets {
		bodies[i] = cells(s, &shared)
	}
	table := sharedTable(shared)
	at := len(globals(sheets, make([]int, len(sheets)), table))
	starts := make([]int, len(sheets))
	for i, body := range bodies {
		starts[i] = at
		at += len(body)
	}
	stream := globals(sheets, starts, table)
	for _, body := range bodies {
		stream = append(stream, body...)
	}
	return stream
}

// Record gives one BIFF record.
func Record(kind uint16, data ...byte) []byte {
	head := le.AppendUint16(le.AppendUint16(nil, kind), uint16(len(data)))
	return append(head, data...)
}

func beginning(kind byte) []byte {
	return Record(0x0809, 0x00, 0x06, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}

func end() []byte { return Record(0x000A) }

// globals makes the first part: the list of sheets and the shared strings.
func globals(sheets []sheet.Sheet, starts []int, table []byte) []byte {
	stream := append(beginning(0x05), Record(0x0042, 0xB0, 0x04)...)                           // code page: UTF-16
	stream = append(stream, Record(0x041E, append([]byte{164, 0, 5, 0, 0}, "0.0 %"...)...)...) // a number format of its own
	for _, format := range []byte{0, 9, 164, 1} {
		stream = append(stream, Record(0x00E0, append([]byte{0, 0, format}, make([]byte, 17)...)...)...)
	}
	for i, s := range sheets {
		flags, units := characters(s.Name)
		data := append(le.AppendUint32(nil, uint32(starts[i])), state(s), 0, byte(len(units)), flags)
		stream = append(stream, Record(0x0085, appendUnits(data, units, flags)...)...)
	}
	stream = append(stream, table...)
	return append(stream, end()...)
}

// state says whether a sheet is hidden.
func state(s sheet.Sheet) byte {
	if s.Hidden {
		return 1
	}
	return 0
}

// cells makes the records of one sheet.
func cells(s sheet.Sheet, shared *stringTable) []byte {
	stream := beginning(0x10)
	for i, row := range s.Rows {
		for j := 0; j < len(row); j++ {
			head := le.AppendUint16(le.AppendUint16(nil, uint16(i)), uint16(j))
			run := shortNumbers(row[j:])
			switch c := newCell(row[j]); {
			case len(run) == 1:
				stream = append(stream, Record(0x027E, le.AppendUint32(append(head, 0, 0), run[0])...)...)
			case len(run) > 1:
				for _, rk := range run {
					head = le.AppendUint32(append(head, 0, 0), rk)
				}
				j += len(run) - 1
				stream = append(stream, Record(0x00BD, le.AppendUint16(head, uint16(j))...)...)
			case c.isNumber:
				stream = append(stream, Record(0x0203, le.AppendUint64(append(head, 0, 0), math.Float64bits(c.number))...)...)
			case c.text != "":
				stream = append(stream, Record(0x00FD, le.AppendUint32(append(head, 0, 0), uint32(shared.add(c.text)))...)...)
			}
		}
	}
	return append(stream, end()...)
}

// shortNumbers gives the RK numbers of the cells at the beginning of a row that can be one.
func shortNumbers(row []string) []uint32 {
	var run []uint32
	for _, text := range row {
		c := newCell(text)
		rk, ok := shortNumber(c.number)
		if !c.isNumber || !ok {
			break
		}
		run = append(run, rk)
	}
	return run
}

// shortNumber gives a number as RK: 30 bits, an integer or the top of a float64, perhaps of a hundred times the number.
func shortNumber(number float64) (uint32, bool) {
	for _, divided := range []uint32{0, 1} {
		value := number
		if divided == 1 {
			value = math.Round(number * 100)
			if value/100 != number {
				continue
			}
		}
		if value == math.Trunc(value) && math.Abs(value) < 1<<29 {
			return uint32(int32(value))<<2 | 2 | divided, true
		}
		if bits := math.Float64bits(value); bits<<30 == 0 {
			return uint32(bits>>32) | divided, true
		}
	}
	return 0, false
}

// sharedTable makes the SST record, cut where it is full into CONTINUE records, also within a string.
func sharedTable(t stringTable) []byte {
	const room = 8224 // bytes of data in one record
	kind := uint16(0x00FC)
	var stream []byte
	data := le.AppendUint32(le.AppendUint32(nil, uint32(t.uses)), uint32(len(t.list)))
	cut := func() {
		stream = append(stream, Record(kind, data...)...)
		kind, data = 0x003C, nil
	}
	for _, text := range t.list {
		flags, units := characters(text)
		if len(data)+3 > room {
			cut()
		}
		data = append(le.AppendUint16(data, uint16(len(units))), flags)
		for _, unit := range units {
			if len(data)+1+int(flags) > room {
				cut()
				data = append(data, flags)
			}
			data = appendUnits(data, []uint16{unit}, flags)
		}
	}
	cut()
	return stream
}

// characters gives a text as UTF-16, and flags 1 if that takes two bytes for each.
func characters(text string) (flags byte, units []uint16) {
	units = utf16.Encode([]rune(text))
	for _, unit := range units {
		if unit > 0xFF {
			flags = 1
		}
	}
	return flags, units
}

func appendUnits(data []byte, units []uint16, flags byte) []byte {
	for _, unit := range units {
		if flags == 1 {
			data = le.AppendUint16(data, unit)
		} else {
			data = append(data, byte(unit))
		}
	}
	return data
}
