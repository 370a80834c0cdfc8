package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDryRun says what would be loaded and what not, with the exit status of the real thing, and leaves the store as it was.
func TestDryRun(t *testing.T) {
	from, store := t.TempDir(), filepath.Join(t.TempDir(), "var")
	put := func(name, content string) {
		if err := os.WriteFile(filepath.Join(from, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("brief.txt", "Geachte heer, mevrouw")
	code, out, errs := smallCommand("ingest", "--from", from, "--dry-run", "--store", store)
	if code != 1 || !strings.Contains(out, "Zou overgeslagen worden: brief.txt: ") || !strings.Contains(out, "niets gepubliceerd") {
		t.Errorf("nothing to load: exit %d\n%s%s", code, out, errs)
	}
	if code, out, _ = smallCommand("ingest", "--from", from, "--dry-run", "--json", "--store", store); code != 1 || !strings.Contains(out, `"uitkomst": "niets"`) {
		t.Errorf("as JSON: exit %d\n%s", code, out)
	}
	if _, err := os.Stat(store); err == nil {
		t.Error("the store was made")
	}
	if code, _, errs := command("ingest", "--dry-run", "--store", store); code != 2 || !strings.Contains(errs, "--proef") {
		t.Errorf("without a folder: exit %d: %s", code, errs)
	}
}

// TestDryRunOfWhatIsKept rebuilds what the store keeps aside, and finds the revision that is published.
func TestDryRunOfWhatIsKept(t *testing.T) {
	s := newSources(t)
	store := t.TempDir()
	if code, out, _ := s.ingest(store); code != 0 {
		t.Fatalf("exit %d:\n%s", code, out)
	}
	code, out, errs := smallCommand("ingest", "--offline", "--dry-run", "--store", store)
	for _, part := range []string{"Kerncijfers wijken en buurten 2024", "bewaard", "Dat is de revisie die gepubliceerd is", "niets gepubliceerd"} {
		if code != 0 || !strings.Contains(out, part) {
			t.Errorf("exit %d, no %q in\n%s%s", code, part, out, errs)
		}
	}
}
