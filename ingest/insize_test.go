package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A file that is larger than one of its kind can be is refused before it takes any memory, also when it is packed.
func TestTooLargeToHold(t *testing.T) {
	for _, c := range []struct {
		head, ext string
		most      int64
		want      string
	}{
		{"bu_code;bu_naam\n", ".csv", maxText, "groter dan 160 MB"},
		{"\xef\xbb\xbf {\"value\": [", ".json", maxJSON, "groter dan 192 MB"},
		{"PK\x03\x04", ".xlsx", maxWorkbook, "groter dan 128 MB"},
		{"\xd0\xcf\x11\xe0", ".xls", maxWorkbook, "groter dan 128 MB"},
		{"\x03", ".dbf", maxWorkbook, "groter dan 128 MB"},
		{"SQLite format 3\x00", ".gpkg", maxMap, "groter dan 512 MB"},
	} {
		path := filepath.Join(t.TempDir(), "groot"+c.ext)
		if err := os.WriteFile(path, []byte(c.head), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, c.most+1); err != nil { // a hole in a disk takes no room
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := input{name: "groot" + c.ext, path: path, ext: c.ext}.read()
		runtime.ReadMemStats(&after)
		var refused *Refusal
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason, c.want) {
			t.Errorf("%s: error is %v, want %q", c.ext, err, c.want)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
			t.Errorf("%s: refusing it takes %d kB", c.ext, took>>10)
		}
	}
}

// What a few bytes unpack to is counted before it is held.
func TestPackedTooLargeToHold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bom.csv.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z, _ := gzip.NewWriterLevel(f, gzip.BestSpeed)
	piece := bytes.Repeat([]byte("0;"), 1<<19)
	for range maxText>>20 + 1 {
		z.Write(piece)
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = input{name: "bom.csv.gz", path: path, ext: ".csv"}.read()
	runtime.ReadMemStats(&after)
	var refused *Refusal
	if !errors.As(err, &refused) || !strings.Contains(refused.Reason, "groter dan 160 MB") {
		t.Errorf("error is %v", err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
		t.Errorf("refusing it takes %d kB", took>>10)
	}
}

// A file takes the memory of its size, and not twice that while it is read.
func TestHeldOnce(t *testing.T) {
	const size = 32 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	content, tooLarge, err := readWithin(io.LimitReader(zeros{}, size), size, maxText)
	runtime.ReadMemStats(&after)
	if err != nil || tooLarge || len(content) != size {
		t.Fatalf("%d bytes, too large %v, error %v", len(content), tooLarge, err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > size+1<<20 {
		t.Errorf("%d MB takes %d MB", size>>20, took>>20)
	}
	if content, tooLarge, _ = readWithin(io.LimitReader(zeros{}, 1001), 1000, 1000); !tooLarge {
		t.Errorf("%d bytes pass for 1000", len(content))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
