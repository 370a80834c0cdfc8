package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
)

// The most bytes of one file, opened: reading it then takes less than 1 GB of memory, as a file is held whole beside what is made of
// it. The largest that we know are a national TypedDataSet as JSON (64 MB), a national export as CSV (40 MB) and a national workbook (20 MB).
// Of the national map in a GeoPackage we know the size of its zip file alone (2024: 104 MB): it has more room, as boundary.maxBytes, and takes
// up to 1.5 GB with its points.
const (
	maxText     = 160 << 20 // CSV, and what we do not know
	maxJSON     = 192 << 20 // GeoJSON too
	maxWorkbook = 128 << 20 // packed as it is, and a dBase table
	maxMap      = 512 << 20 // a GeoPackage or a shapefile
)

// mostOf gives how large a file that begins like this may be.
func mostOf(head []byte, ext string) int64 {
	switch {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return maxMap
	case ext == ".shp":
		return maxMap
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")), ext == ".dbf":
		return maxWorkbook
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n"), []byte("{")):
		return maxJSON
	}
	return maxText
}

// opening gives what a file holds, also when it is gzipped, with how large that may be.
func opening(f io.Reader, ext string) (content *bufio.Reader, most int64, zipped bool, err error) {
	content = bufio.NewReader(f)
	if head, _ := content.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(content)
		if err != nil {
			return nil, 0, true, err
		}
		content, zipped = bufio.NewReader(z), true
	}
	head, _ := content.Peek(64)
	return content, mostOf(head, ext), zipped, nil
}

// readWithin gives all of a text of at most so many bytes, in one piece of memory of its size; more is too large.
func readWithin(r io.Reader, size, most int64) (content []byte, tooLarge bool, err error) {
	content = make([]byte, 0, min(size, most)+bytes.MinRead)
	room := bytes.NewBuffer(content)
	n, err := room.ReadFrom(io.LimitReader(r, most+1))
	return room.Bytes(), n > most, err
}
