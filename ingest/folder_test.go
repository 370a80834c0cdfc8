package ingest

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"wijkinzicht/data/store"
)

// TestNoFolder refuses what is no folder and no file without opening it: a pipe would never end.
func TestNoFolder(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pijp")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	for at, want := range map[string]string{pipe: "een pijp (FIFO)", "/dev/null": "een apparaat"} {
		_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, at, quiet)
		var r *Refusal
		if !errors.As(err, &r) || !strings.Contains(r.Error(), want) {
			t.Errorf("%s: error is %v", at, err)
		}
	}
}

// TestLinks follows a link to the folder itself, and names what in the folder is no file.
func TestLinks(t *testing.T) {
	real := folder(t, map[string][]byte{"kwb-2024.xlsx": figures2024})
	away := folder(t, map[string][]byte{"kwb-2016.xls": figures2016})
	if err := errors.Join(os.Symlink(filepath.Join(away, "kwb-2016.xls"), filepath.Join(real, "kwb-2016.xls")),
		syscall.Mkfifo(filepath.Join(real, "pijp"), 0o600)); err != nil {
		t.Skipf("no links here: %v", err)
	}
	link := filepath.Join(t.TempDir(), "map")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	store := store.Store{Dir: t.TempDir()}
	result, err := Run(t.Context(), dorrestad(t), store, link, quiet)
	want := []string{"kwb-2016.xls: dit is een verwijzing (symlink) en geen bestand; leg het bestand zelf in de map", "pijp: dit is een pijp (FIFO) en geen bestand; leg het bestand zelf in de map"}
	if err != nil || result.Tables != 1 || !slices.Equal(result.Refused, want) {
		t.Errorf("%+v, %v", result, err)
	}
}

// TestEndlessRow refuses text with a row that does not end, naming where it begins.
func TestEndlessRow(t *testing.T) {
	long := strings.Repeat("x", maxRecord)
	for name, c := range map[string]struct {
		text string
		row  int
	}{
		"one line":             {"a;b\n1;2\nx" + long, 3},
		"an open quote":        {"a;b\n1;\"2\n" + strings.Repeat("x;y\n", maxRecord/4), 2},
		"as long as it may be": {"a;b\n" + long[1:] + "\n1;2\n\"x\ny\";2\n", 0},
	} {
		rows := newCSVRows("x.csv", strings.NewReader(c.text), ';')
		var err error
		n := 0
		for ; err == nil; n++ {
			_, _, err = rows.next()
		}
		var r *Refusal
		switch {
		case c.row == 0:
			if err != io.EOF || n != 5 {
				t.Errorf("%s: %d rows, %v", name, n-1, err)
			}
		case !errors.As(err, &r) || r.Row != c.row:
			t.Errorf("%s: error is %v", name, err)
		}
	}
	rows := newCSVRows("x.csv", strings.NewReader("a;b\n1;2\n"), ';')
	rows.cells = maxCSVCells - 2
	if _, _, err := rows.next(); err != nil {
		t.Errorf("as many cells as may be: %v", err)
	}
	if _, _, err := rows.next(); err == nil {
		t.Error("more cells than may be")
	}
}

// TestEndlessRowInFolder holds that every layout of text says so in its words, and that nothing is read of it.
func TestEndlessRowInFolder(t *testing.T) {
	long := strings.Repeat("1", maxRecord+1)
	for name, text := range map[string]string{
		"statline.csv": "\"Kerncijfers wijken en buurten 2015\"\n" + long,
		"odata.csv":    "ID,WijkenEnBuurten,AantalInwoners_5\n" + long,
		"scores.csv":   "gm_code,jaar,afw\n" + long,
		"iets.csv":     long,
	} {
		_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{name: []byte(text)}), quiet)
		var nothing *NothingRead
		if !errors.As(err, &nothing) || !strings.Contains(strings.Join(nothing.Files, ""), "1024 kB") {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// TestStoppedWhileReading lets go of the store at once, whatever a reader is busy with.
func TestStoppedWhileReading(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	store := store.Store{Dir: t.TempDir()}
	busy := make(chan struct{})
	defer close(busy)
	_, err := Run(ctx, dorrestad(t), store, folder(t, map[string][]byte{"kwb-2024.xlsx": figures2024}), func(step string, _, _ int) {
		if strings.HasPrefix(step, "Bestanden lezen") {
			stop()
			<-busy
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	release, err := store.Lock()
	if err != nil {
		t.Fatal(err)
	}
	release()
	if _, err := describe(ctx, "folder_test.go"); !errors.Is(err, context.Canceled) {
		t.Errorf("a file was read on: %v", err)
	}
}
