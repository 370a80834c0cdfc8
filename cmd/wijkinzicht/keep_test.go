package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestKeep: a revision is kept for good and let go of by name, and check says which are.
func TestKeep(t *testing.T) {
	dir, revision := t.TempDir(), revisionOf(t, filled)
	name := "wijkinzicht-" + revision + ".duckdb"
	if err := errors.Join(os.Symlink(filepath.Join(filled, name), filepath.Join(dir, name)), os.Symlink(name, filepath.Join(dir, "wijkinzicht.duckdb"))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"keep"}, 0, "Revisie " + revision + " blijft voorgoed bewaard."},
		{[]string{"check"}, 0, "gepubliceerd, voorgoed bewaard"},
		{[]string{"keep", "--forget", revision}, 0, "wordt niet langer voorgoed bewaard"},
		{[]string{"keep", "--forget", revision}, 2, "staat hier niet; wijkinzicht check noemt de revisies die er zijn"},
		{[]string{"keep", "ffffffffffff"}, 2, "staat hier niet"},
		{[]string{"keep", "../x"}, 2, "staat hier niet"},
		{[]string{"keep", "a", "b"}, 2, ""},
	} {
		args := append([]string{c.args[0], "--store", dir}, c.args[1:]...)
		status, out, errs := command(args...)
		if status != c.status || !strings.Contains(out+errs, c.says) {
			t.Errorf("%v: %d\n%s%s", args, status, out, errs)
		}
	}
}
