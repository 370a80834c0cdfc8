package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// state is everything in a store that a visitor or a rebuild depends on: file names with their size and time, and the link.
func state(t *testing.T, depot store.Store) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(depot.Dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || d.Name() == ".lock" {
			return err
		}
		info, err := os.Lstat(path)
		if err != nil {
			return err
		}
		target, _ := os.Readlink(path)
		out = append(out, strings.Join([]string{path, info.ModTime().Format(time.RFC3339Nano), target}, " "))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func unchanged(t *testing.T, depot store.Store, before []string) {
	t.Helper()
	if after := state(t, depot); !slices.Equal(after, before) {
		t.Errorf("the store changed from\n%s\nto\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

func TestIngestAgain(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	files := fixtures(t)
	from := folder(t, files)
	first := ingested(t, depot, from)
	before := state(t, depot)

	// The same folder, the same files elsewhere under other names of folders, and what the store kept: nothing to do.
	elsewhere := map[string][]byte{}
	for name, content := range files {
		elsewhere["map/"+strings.ReplaceAll(name, "/", "-")+"/"+filepath.Base(name)] = content
	}
	for what, again := range map[string]string{"the same folder": from, "other folders": folder(t, elsewhere), "what was kept": ""} {
		result := ingested(t, depot, again)
		if !result.Unchanged || result.Revision != first.Revision {
			t.Errorf("%s gives revision %s (unchanged %v), the first was %s", what, result.Revision, result.Unchanged, first.Revision)
		}
	}
	unchanged(t, depot, before)

	// Another store has the same revision with the same answers.
	other := store.Store{Dir: t.TempDir()}
	if result := ingested(t, other, from); result.Revision != first.Revision {
		t.Errorf("another store has revision %s, the first %s", result.Revision, first.Revision)
	}
	for _, table := range []string{"observation", "area", "trend", "trend_input", "subject_part", "raw_file"} {
		columns := "*"
		if table == "raw_file" {
			columns = "* exclude (retrieved_at)"
		}
		query := "select md5(string_agg(r::varchar, ';' order by r::varchar)) from (select " + columns + " from " + table + ") r"
		if a, b := ask(t, opened(t, depot), query), ask(t, opened(t, other), query); !slices.Equal(a, b) {
			t.Errorf("table %s differs between two makings of one revision", table)
		}
	}
}

func TestIngestOneFileMore(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	first := ingested(t, depot, folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)}))
	_, old, err := depot.Current()
	if err != nil {
		t.Fatal(err)
	}
	db := opened(t, depot)
	second := ingested(t, depot, folder(t, map[string][]byte{"b": lbm2Classes([]string{"WK990101", "4", "4", "5", "5", "6"})}))
	if second.Revision == first.Revision || second.Tables != 2 {
		t.Errorf("one file more gives %+v after %+v", second, first)
	}
	// Who has the old revision open reads on, and its file can be opened anew.
	expect(t, db, "select count(*) from observation where indicator = 'lbm' and area_code = 'BU99010101'", "2")
	again, err := data.Open(context.Background(), old)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	expect(t, opened(t, depot), "select value from observation where indicator = 'lbm2_klasse' and area_code = 'WK990101' and year = 2016", "6")
	raw, err := depot.Raw()
	if err != nil || len(raw) != 2 {
		t.Errorf("the store keeps %v, %v", raw, err)
	}
	if raw[0].Name != "a" || raw[0].SourceID != "lbm3-2024" || raw[0].Licence == "" || raw[0].RetrievedAt.IsZero() {
		t.Errorf("the index says %+v", raw[0])
	}
}

// TestRevisionNamesTheYear: a file whose year stands in its name alone is another input under another name.
func TestRevisionNamesTheYear(t *testing.T) {
	content := statlineExport([]string{"Bevolking/Aantal inwoners (aantal)"}, []area{{"WK990101", "Zonnewijk", "Wijk", []string{"1"}}})
	revisions := map[string]bool{}
	for _, name := range []string{"kwb 2019.csv", "kwb 2020.csv"} {
		revisions[ingested(t, store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{name: content})).Revision] = true
	}
	if len(revisions) != 2 {
		t.Error("two years have one revision")
	}
}

func TestDefault(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	result, err := Default(context.Background(), dorrestad(t), depot, quiet)
	if err != nil || result.Tables != 0 {
		t.Fatalf("result is %+v, %v", result, err)
	}
	if db := opened(t, depot); !db.Embedded {
		t.Error("the embedded figures do not say that they are")
	}
	if result, err = Default(context.Background(), dorrestad(t), depot, quiet); err != nil || !result.Unchanged {
		t.Errorf("a second time gives %+v, %v", result, err)
	}
	ingested(t, depot, folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)}))
	if db := opened(t, depot); db.Embedded {
		t.Error("figures of a publisher pass for embedded ones")
	}
}

// TestInterrupted stops an ingest at each of its steps: what was published stays, and the next ingest cleans up.
func TestInterrupted(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)}))
	from := folder(t, fixtures(t))
	for _, at := range []string{"Bestanden lezen", "Gebieden laden", "Cijfers naast elkaar", "Trends maken"} {
		before := state(t, depot)
		ctx, cancel := context.WithCancel(context.Background())
		_, err := Run(ctx, dorrestad(t), depot, from, func(step string, _, _ int) {
			if strings.HasPrefix(step, at) {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %q: %v", at, err)
		}
		unchanged(t, depot, before)
		cancel()
	}
	// A process that was killed leaves its file behind.
	left := filepath.Join(depot.Dir, ".building-0123456789ab.duckdb")
	if err := os.WriteFile(left, []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	ingested(t, depot, from)
	if half, _ := filepath.Glob(filepath.Join(depot.Dir, ".building-*")); len(half) != 0 {
		t.Errorf("left are %q", half)
	}
}

func TestTwoAtOnce(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	from := folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)})
	var second error
	_, err := Run(context.Background(), dorrestad(t), depot, from, func(step string, _, _ int) {
		if strings.HasPrefix(step, "Trends") {
			_, second = Run(context.Background(), dorrestad(t), depot, from, quiet)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if second == nil || !strings.Contains(second.Error(), "another ingest is at work") {
		t.Errorf("the second of two gives %v", second)
	}
	if result := ingested(t, depot, from); !result.Unchanged {
		t.Error("the first of two was not published")
	}
}
