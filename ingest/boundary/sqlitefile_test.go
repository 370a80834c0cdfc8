package boundary

import (
	"encoding/binary"
	"fmt"
	"math"
)

// sqlTable is a table to write: its CREATE TABLE, and rows of nil, int, float64, string or []byte. Rows have the rowids 1, 2…
type sqlTable struct {
	name, sql string
	rows      [][]any
}

// sqliteWriter writes an SQLite file of whole tables, for fixtures; testdata/gpkg.py makes one with SQLite itself.
type sqliteWriter struct {
	size     int // usable bytes of a page
	reserved int // bytes at the end of a page that are not used
	pages    [][]byte
}

func sqliteFile(pageSize int, tables ...sqlTable) []byte {
	return (&sqliteWriter{size: pageSize}).file(tables)
}

func (w *sqliteWriter) file(tables []sqlTable) []byte {
	pageSize := w.size + w.reserved
	w.page()
	var schema [][]any
	for _, t := range tables {
		schema = append(schema, []any{"table", t.name, t.name, w.table(t.rows), t.sql})
	}
	cells := w.cells(schema)
	first := w.pages[0]
	if !w.leaf(first, 100, cells) {
		panic("the list of tables takes more than one page")
	}
	copy(first, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(first[16:], uint16(pageSize%65536|pageSize>>16))
	copy(first[18:], []byte{1, 1, byte(w.reserved), 64, 32, 32})
	binary.BigEndian.PutUint32(first[24:], 1)                    // changes
	binary.BigEndian.PutUint32(first[28:], uint32(len(w.pages))) // pages
	binary.BigEndian.PutUint32(first[44:], 4)                    // format of the schema
	binary.BigEndian.PutUint32(first[56:], 1)                    // UTF-8
	binary.BigEndian.PutUint32(first[92:], 1)                    // changes, once more
	var file []byte
	for _, page := range w.pages {
		file = append(file, page...)
	}
	return file
}

func (w *sqliteWriter) page() (number int, page []byte) {
	w.pages = append(w.pages, make([]byte, w.size+w.reserved))
	return len(w.pages), w.pages[len(w.pages)-1]
}

// table writes leaves of as many rows as fit, and levels of pages above them until there is one.
func (w *sqliteWriter) table(rows [][]any) (root int) {
	cells := w.cells(rows)
	var children, last []int // the pages of a level, and the last rowid of each
	for from := 0; from < len(cells) || len(children) == 0; {
		number, page := w.page()
		to := min(from+w.size/8, len(cells))
		for !w.leaf(page, 0, cells[from:to]) {
			to = from + (to-from)*3/4
		}
		children, last, from = append(children, number), append(last, to), to
	}
	for len(children) > 1 {
		var above, lastAbove []int
		for len(children) > 0 {
			n := min((w.size-12)/11, len(children)) // a cell takes at most 2 + 4 + 5 bytes here
			above, lastAbove = append(above, w.interior(children[:n], last[:n])), append(lastAbove, last[n-1])
			children, last = children[n:], last[n:]
		}
		children, last = above, lastAbove
	}
	return children[0]
}

func (w *sqliteWriter) interior(children, last []int) (number int) {
	number, page := w.page()
	n := len(children) - 1
	page[0] = 5
	binary.BigEndian.PutUint16(page[3:], uint16(n))
	binary.BigEndian.PutUint32(page[8:], uint32(children[n]))
	at := w.size
	for i := range n {
		cell := appendVarint(binary.BigEndian.AppendUint32(nil, uint32(children[i])), uint64(last[i]))
		at -= len(cell)
		copy(page[at:], cell)
		binary.BigEndian.PutUint16(page[12+2*i:], uint16(at))
	}
	binary.BigEndian.PutUint16(page[5:], uint16(at))
	return number
}

// leaf fills a page with cells, if they fit.
func (w *sqliteWriter) leaf(page []byte, header int, cells [][]byte) bool {
	total := header + 8
	for _, cell := range cells {
		total += 2 + len(cell)
	}
	if total > w.size {
		return false
	}
	page[header] = 13
	binary.BigEndian.PutUint16(page[header+3:], uint16(len(cells)))
	at := w.size
	for i, cell := range cells {
		at -= len(cell)
		copy(page[at:], cell)
		binary.BigEndian.PutUint16(page[header+8+2*i:], uint16(at))
	}
	binary.BigEndian.PutUint16(page[header+5:], uint16(at%65536))
	return true
}

// cells gives the rows as cells, with overflow pages written for what does not fit.
func (w *sqliteWriter) cells(rows [][]any) (cells [][]byte) {
	for i, row := range rows {
		payload := sqlRecord(row)
		cell := appendVarint(appendVarint(nil, uint64(len(payload))), uint64(i+1))
		local := (&walker{database: &database{usable: w.size}}).local(len(payload))
		cell = append(cell, payload[:local]...)
		if rest := payload[local:]; len(rest) > 0 {
			cell = binary.BigEndian.AppendUint32(cell, uint32(len(w.pages)+1))
			for len(rest) > 0 {
				number, page := w.page()
				n := copy(page[4:], rest)
				if rest = rest[n:]; len(rest) > 0 {
					binary.BigEndian.PutUint32(page, uint32(number+1))
				}
			}
		}
		cells = append(cells, cell)
	}
	return cells
}

func sqlRecord(row []any) []byte {
	var types, body []byte
	for _, v := range row {
		switch v := v.(type) {
		case nil:
			types = append(types, 0)
		case int:
			types, body = append(types, 6), binary.BigEndian.AppendUint64(body, uint64(v))
		case float64:
			types, body = append(types, 7), binary.BigEndian.AppendUint64(body, math.Float64bits(v))
		case string:
			types, body = appendVarint(types, uint64(13+2*len(v))), append(body, v...)
		case []byte:
			types, body = appendVarint(types, uint64(12+2*len(v))), append(body, v...)
		default:
			panic(fmt.Sprintf("a %T in a row", v))
		}
	}
	if len(types) > 126 {
		panic("header of a row over 126 bytes")
	}
	return append(append([]byte{byte(len(types) + 1)}, types...), body...)
}

func appendVarint(data []byte, v uint64) []byte {
	var groups []byte
	for groups = []byte{byte(v & 0x7F)}; v > 0x7F; groups = append([]byte{byte(v&0x7F) | 0x80}, groups...) {
		v >>= 7
	}
	return append(data, groups...)
}
