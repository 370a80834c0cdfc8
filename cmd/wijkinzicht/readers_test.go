package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// whichRevision reads all figures, and says of which revision they are.
const whichRevision = "select m.value, count(*) from meta m, observation o where m.key = 'revision' and o.value > 0 group by m.value"

// revisionIn gives the revision in the answer to whichRevision, which must be of one revision.
func revisionIn(t *testing.T, answer []byte, err error) string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(answer)), "\n")
	if err != nil || len(lines) != 2 {
		t.Errorf("a reader: %v: %s", err, answer)
		return ""
	}
	revision, _, _ := strings.Cut(lines[1], ",")
	return revision
}

// holder is a process that has a revision open and has asked nothing yet.
type holder struct {
	process *exec.Cmd
	in      io.WriteCloser
	out     bytes.Buffer
}

// hold starts a process that opens the published revision, and comes back when it has.
func hold(t *testing.T, dir string) *holder {
	t.Helper()
	h := &holder{process: exec.CommandContext(t.Context(), binary, "query", "--store", dir, "--format", "csv", "-")}
	h.process.Stdout, h.process.Stderr = &h.out, &h.out
	var err error
	if h.in, err = h.process.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := h.process.Start(); err != nil {
		t.Fatal(err)
	}
	for range 6000 {
		open, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", h.process.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		for _, fd := range open {
			if to, _ := os.Readlink(fd); strings.HasPrefix(to, dir) && strings.HasSuffix(to, ".duckdb") {
				return h
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("a reader does not open the revision")
	return nil
}

// ask gives the revision that the process reads.
func (h *holder) ask(t *testing.T) string {
	t.Helper()
	_, err := io.WriteString(h.in, whichRevision)
	h.in.Close()
	if ended := h.process.Wait(); err == nil {
		err = ended
	}
	return revisionIn(t, h.out.Bytes(), err)
}

// TestReadersOutsideAreNotDisturbed publishes five revisions while four processes read: two open what is published again
// without pause, one opens every revision and asks only when the next has taken its place, and one has the first revision
// open to the end, when its file is gone. Every answer comes, and is that of one revision: the one that was opened.
func TestReadersOutsideAreNotDisturbed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	dir := t.TempDir()
	store := store.Store{Dir: dir}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	cat.Pack = smallPack()
	if _, err := ingest.Default(t.Context(), cat, store, func(string, int, int) {}); err != nil {
		t.Fatal(err)
	}
	first, path, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	throughout := hold(t, dir)
	finish := make(chan struct{})
	var readers sync.WaitGroup
	var mu sync.Mutex
	met := map[string]int{}
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-finish:
					return
				default:
				}
				answer, err := exec.Command(binary, "query", "--store", dir, "--format", "csv", whichRevision).CombinedOutput()
				revision := revisionIn(t, answer, err)
				mu.Lock()
				met[revision]++
				mu.Unlock()
			}
		})
	}
	for before, years := first, []int{2019, 2020, 2021, 2022, 2024}; len(years) > 0; years = years[1:] {
		from := t.TempDir()
		file := filepath.Join(from, fmt.Sprintf("Kerncijfers_wijken_en_buurten_%d.csv", years[0]))
		text := "Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal)\r\n" +
			fmt.Sprintf("Dorrestad;Dorrestad;Gemeente;GM9901;%d\r\n", 25000+years[0])
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		across := hold(t, dir)
		result, err := ingest.Run(context.Background(), cat, store, from, func(string, int, int) {})
		if err != nil || result.Unchanged {
			t.Fatalf("%d: unchanged %v, %v", years[0], result.Unchanged, err)
		}
		if got := across.ask(t); got != before {
			t.Errorf("opened %s before %d was published, and read %q", before, years[0], got)
		}
		before = result.Revision
	}
	close(finish)
	readers.Wait()
	if len(met) < 2 {
		t.Errorf("the readers met %v", met)
	}
	if _, err := os.Stat(path); err == nil {
		t.Errorf("revision %s is still there, so that nothing was removed under a reader", first)
	}
	if got := throughout.ask(t); got != first {
		t.Errorf("opened %s to the end, and read %q", first, got)
	}
}
