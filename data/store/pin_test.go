package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

// TestPinnedRevisionsStay: what is kept for good outlives every publish, and passes as others do when it is let go of.
func TestPinnedRevisionsStay(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	name := func(n int) string { return fmt.Sprintf("%012x", n) }
	publish(t, s, name(1))
	if err := s.Pin(name(1)); err != nil {
		t.Fatal(err)
	}
	for n := 2; n <= 9; n++ {
		publish(t, s, name(n))
	}
	all, err := s.Revisions()
	if err != nil || len(all) != KeptRevisions+1 || all[len(all)-1].Revision != name(1) || !all[len(all)-1].Pinned {
		t.Fatalf("the store has %v, %v", all, err)
	}
	if err := s.Unpin(name(1)); err != nil {
		t.Fatal(err)
	}
	publish(t, s, name(10))
	if all, err = s.Revisions(); err != nil || len(all) != KeptRevisions {
		t.Errorf("the store has %v, %v", all, err)
	}
	for _, wrong := range []string{name(99), "../../etc", ""} {
		if err := s.Pin(wrong); !errors.Is(err, ErrNoRevision) {
			t.Errorf("%q is kept: %v", wrong, err)
		}
		if err := s.Unpin(wrong); err == nil {
			t.Errorf("%q was kept", wrong)
		}
	}
}

// TestFrozenAnswers: an answer comes back byte for byte, the first that was kept stays, and there is an end to how many there are.
func TestFrozenAnswers(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	const revision = "0123456789ab"
	first := FrozenAnswer{Address: "/embed/trend/jol/woz?versie=" + revision, ContentType: "text/html", Body: []byte("een\n{\"geen\": \"kop\"}\n\x00")}
	other := first
	other.Body = []byte("twee")
	for _, a := range []FrozenAnswer{first, other} {
		if err := s.Freeze(revision, a); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Frozen(revision, first.Address)
	if err != nil || string(got.Body) != string(first.Body) || got.ContentType != first.ContentType {
		t.Errorf("kept %+v, %v", got, err)
	}
	for _, c := range [][2]string{{revision, "/anders"}, {"ffffffffffff", first.Address}, {"../..", "/"}} {
		if _, err := s.Frozen(c[0], c[1]); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v gives %v", c, err)
		}
	}
	for n := 1; n < MostFrozen; n++ {
		if err := os.WriteFile(s.frozenPath(revision, fmt.Sprint(n)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Freeze(revision, FrozenAnswer{Address: "te veel"}); !errors.Is(err, ErrFull) {
		t.Errorf("one more than may be: %v", err)
	}
	if err := s.Freeze("ffffffffffff", FrozenAnswer{Address: "groot", Body: make([]byte, MostFrozenBytes+1)}); !errors.Is(err, ErrFull) {
		t.Errorf("one too large: %v", err)
	}
	if err := s.Freeze(revision, first); err != nil {
		t.Errorf("one that is kept already: %v", err)
	}
}
