package ingest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet/sheettest"
)

// TestOneBadFileDoesNotStopTheOthers: of a folder with files that can and cannot be right, the first are taken in and the others are
// named with their place and reason; where none can, the folder is refused and nothing is published.
func TestOneBadFileDoesNotStopTheOthers(t *testing.T) {
	good := statlineExport(inwoners, []area{wijk("10")})
	bad := statlineExport(inwoners, []area{wijk("veel")})
	folder := func(files map[string][]byte) string {
		dir := t.TempDir()
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	store := store.Store{Dir: t.TempDir()}
	dir := folder(map[string][]byte{"kwb 2020.csv": good, "kwb 2019.csv": bad, "kwb 2018.csv": statlineExport(inwoners, []area{wijk("101.5")}),
		"kaart.zip": brokenZip()})
	result, err := Run(context.Background(), dorrestad(t), store, dir, quiet)
	if err != nil || result.Tables != 1 || len(result.Refused) != 3 {
		t.Fatalf("%+v, %v", result, err)
	}
	said := strings.Join(result.Refused, "\n")
	for _, want := range []string{"kwb 2019.csv: rij 2, kolom AantalInwoners: \"veel\" is geen getal", "kwb 2018.csv: rij 2", "kaart.zip: b.csv in het zip-bestand is niet uit te pakken"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q lacks %q", said, want)
		}
	}
	before, _, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(context.Background(), dorrestad(t), store, folder(map[string][]byte{"kwb 2019.csv": bad}), quiet)
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.File != "kwb 2019.csv" {
		t.Errorf("a folder of one bad file gives %v", err)
	}
	if after, _, err := store.Current(); err != nil || after != before {
		t.Errorf("the revision went from %s to %s, %v", before, after, err)
	}
	if again, err := Run(context.Background(), dorrestad(t), store, "", quiet); err != nil || again.Files != 1 && !again.Unchanged {
		t.Errorf("what was refused was kept: %+v, %v", again, err)
	}
}

// brokenZip is a zip file of which a member does not have the check sum that it should have.
func brokenZip() []byte {
	whole := sheettest.Zip([]sheettest.Part{{Name: "map/b.csv", Content: strings.Repeat("a;b\n", 3)}})
	at := bytes.Index(whole, []byte("PK\x01\x02")) + 16 // its check sum in the directory
	whole[at] ^= 0xff
	return whole
}
