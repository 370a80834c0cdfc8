package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestRehearse reads a folder and publishes nothing: what would be loaded, what not and why, and nothing in the store changes.
func TestRehearse(t *testing.T) {
	broken := slices.Clone(figures2016)
	broken = broken[:len(broken)/2]
	from := folder(t, map[string][]byte{"kwb-2024.xlsx": figures2024, "stuk.xls": broken, "brief.txt": []byte("Geachte heer, mevrouw")})
	store := store.Store{Dir: filepath.Join(t.TempDir(), "var")}
	result, err := Rehearse(t.Context(), dorrestad(t), store, from, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Loaded) != 1 || result.Loaded[0].File != "kwb-2024.xlsx" || result.Loaded[0].Kept || result.Loaded[0].Rows == 0 || result.Loaded[0].Columns == 0 || result.Revision == "" {
		t.Errorf("would load %+v", result.Loaded)
	}
	if len(result.Refused) != 1 || !strings.HasPrefix(result.Refused[0], "stuk.xls: ") || len(result.Skipped) != 1 || !strings.HasPrefix(result.Skipped[0], "brief.txt: ") {
		t.Errorf("would set aside %q and skip %q", result.Refused, result.Skipped)
	}
	if _, err := os.Stat(store.Dir); err == nil {
		t.Error("the store was made")
	}
	// What is really done afterwards is what was said, and a rehearsal of what is kept says that it is the same.
	run := ingested(t, store, from)
	if run.Revision != result.Revision {
		t.Errorf("published %s, rehearsed %s", run.Revision, result.Revision)
	}
	before := listing(t, store.Dir)
	again, err := Rehearse(t.Context(), dorrestad(t), store, "", quiet)
	if err != nil || !again.Unchanged || len(again.Loaded) != 1 || !again.Loaded[0].Kept {
		t.Errorf("of what is kept: %+v, %v", again, err)
	}
	if after := listing(t, store.Dir); !slices.Equal(before, after) {
		t.Errorf("the store had %q and has %q", before, after)
	}
}

// TestRehearseContradiction says beforehand that two files cannot both be right.
func TestRehearseContradiction(t *testing.T) {
	columns := []string{"Bevolking/Aantal inwoners (aantal)"}
	export := func(n string) []byte {
		return statlineExport(columns, []area{{"WK990101", "Zonnewijk", "Wijk", []string{n}}})
	}
	from := folder(t, map[string][]byte{"Kerncijfers_wijken_en_buurten_2024.csv": export("1400"), "b/Kerncijfers_wijken_en_buurten_2024.csv": export("1500")})
	var c *data.Contradiction
	if _, err := Rehearse(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, from, quiet); !errors.As(err, &c) {
		t.Errorf("error is %v", err)
	}
}

// TestRehearseNothing is no error: every file has its sentence.
func TestRehearseNothing(t *testing.T) {
	result, err := Rehearse(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{"brief.txt": []byte("Geachte")}), quiet)
	if err != nil || len(result.Loaded) != 0 || len(result.Skipped) != 1 {
		t.Errorf("%+v, %v", result, err)
	}
}

// listing gives the files of a folder with their sizes.
func listing(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			out = append(out, path+" "+info.ModTime().String())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
