package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/ingest"
)

// TestReadersOutsideAreNotDisturbed lets four processes read the published file without pause while five revisions are
// published: every answer comes, and is that of one revision. The first revision's file is removed meanwhile.
func TestReadersOutsideAreNotDisturbed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	dir := t.TempDir()
	copyStore(t, dir)
	store := data.Store{Dir: dir}
	first, path, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	finish := make(chan struct{})
	var readers sync.WaitGroup
	var mu sync.Mutex
	revisions := map[string]int{}
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-finish:
					return
				default:
				}
				// Long enough to lie across a publish: the file stays open to the end.
				out, err := exec.Command(binary, "query", "--store", dir, "--format", "csv",
					"select m.value, count(*) from meta m, observation o, range(40) r where m.key = 'revision' and o.value > r.range group by m.value").CombinedOutput()
				lines := strings.Split(strings.TrimSpace(string(out)), "\n")
				if err != nil || len(lines) != 2 {
					t.Errorf("%v: %s", err, out)
					return
				}
				revision, _, _ := strings.Cut(lines[1], ",")
				mu.Lock()
				revisions[revision]++
				mu.Unlock()
			}
		})
	}
	cat, err := data.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{2019, 2020, 2021, 2022, 2024} {
		from := t.TempDir()
		file := filepath.Join(from, fmt.Sprintf("Kerncijfers_wijken_en_buurten_%d.csv", year))
		text := "Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal)\r\n" +
			fmt.Sprintf("Dorrestad;Dorrestad;Gemeente;GM9901;%d\r\n", 25000+year)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		result, err := ingest.Run(context.Background(), cat, store, from, func(string, int, int) {})
		if err != nil || result.Unchanged {
			t.Fatalf("%d: unchanged %v, %v", year, result.Unchanged, err)
		}
	}
	close(finish)
	readers.Wait()
	if len(revisions) < 2 {
		t.Errorf("the readers met %v", revisions)
	}
	if _, err := os.Stat(path); err == nil {
		t.Errorf("revision %s is still there, so that nothing was removed under a reader", first)
	}
}
