package answer

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// TestCompressedOnceForAll: whoever takes an encoding gets the same bytes, also when a packer was used for another body,
// and nothing is compressed that nobody took.
func TestCompressedOnceForAll(t *testing.T) {
	for _, encoding := range []string{"br", "gzip"} {
		var fresh []byte
		for n := range 3 {
			a := New(CSV, bytes.Repeat([]byte("Zonnewijk;2024;1,5\n"), 500))
			if a.br.body != nil || a.gzip.body != nil {
				t.Fatal("a form was made before anybody took it")
			}
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					body, err := a.as(encoding)
					if err != nil || fresh != nil && !bytes.Equal(body, fresh) || len(body) == 0 || len(body) >= len(a.plain) {
						t.Errorf("%s, round %d: %d bytes, %v", encoding, n, len(body), err)
					}
				})
			}
			all.Wait()
			fresh, _ = a.as(encoding)
			if _, err := pack(encoding, bytes.Repeat([]byte("iets anders "), 40_000*n+1)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestKeptAnswersAreBounded(t *testing.T) {
	revision := newRevision(nil)
	shelf := revision.ready
	body := make([]byte, 1<<20) // shared: what counts is what the answers say they hold
	for i := range 2000 {
		shelf.Set(fmt.Sprint(i), &Answer{plain: body})
	}
	shelf.CleanUp()
	kept := 0
	for range shelf.Keys() {
		kept++
	}
	if kept == 0 || kept*2<<20 > maxBytes || shelf.WeightedSize() > maxBytes {
		t.Errorf("%d answers of two megabytes are kept, %d bytes in all", kept, shelf.WeightedSize())
	}
	revision.shrink() // it was replaced
	if left := shelf.WeightedSize(); left == 0 || left > maxBytes/olderPart {
		t.Errorf("%d bytes are kept of an older revision", left)
	}
}

// TestKeptAnswersMakeRoom: while memory is short less is kept, step by step and each after a clearing up; it comes back when there is
// room again, and between the two nothing moves.
func TestKeptAnswersMakeRoom(t *testing.T) {
	c := &current{rev: newRevision(nil), pressure: pressure{part: 1}}
	body := make([]byte, 1<<20)
	for i := range 100 {
		c.rev.ready.Set(fmt.Sprint(i), &Answer{plain: body})
	}
	for i, step := range []struct {
		used, cleared uint64
		part          uint64
	}{
		{200, 1, 1}, {240, 1, 1}, {240, 2, 2}, {240, 2, 2}, {240, 3, 4}, {170, 4, 4}, {240, 5, 8}, {240, 6, 16}, {240, 7, 16}, {100, 8, 8}, {100, 9, 4}, {100, 10, 2}, {100, 11, 1}, {100, 12, 1},
	} {
		c.relieve(usage{step.used, 300, step.cleared})
		if got := c.rev.ready.GetMaximum(); got != maxBytes/step.part || c.rev.rows.GetMaximum() != maxBytes/8/step.part {
			t.Errorf("step %d: %d bytes may be kept, want one in %d", i, got, step.part)
		}
		if c.rev.ready.CleanUp(); c.rev.ready.WeightedSize() > maxBytes/step.part {
			t.Errorf("step %d: %d bytes are kept", i, c.rev.ready.WeightedSize())
		}
	}
	if now := memoryUsage(); now.limit == 0 || now.used > now.limit {
		t.Errorf("memory is %+v", now)
	}
}

// TestReadingsAreKeptWithinBounds: what was read is read once, a failure again, and old readings go.
func TestReadingsAreKeptWithinBounds(t *testing.T) {
	r := newRevision(nil)
	if _, err := Cached(r, "a", func() (int, error) { return 0, ErrNotFound }); !errors.Is(err, ErrNotFound) {
		t.Fatalf("a failure is %v", err)
	}
	if v, err := Cached(r, "a", func() (int, error) { return 7, nil }); v != 7 || err != nil {
		t.Fatalf("after a failure %d, %v", v, err)
	}
	for i := range 100 {
		key := fmt.Sprint(i)
		for range 2 {
			if v, err := Cached(r, key, func() (int, error) { return i, nil }); v != i || err != nil {
				t.Fatalf("%s gives %d, %v", key, v, err)
			}
		}
	}
	r.recent.CleanUp()
	if n := r.recent.EstimatedSize(); n == 0 || n > mostRecent {
		t.Errorf("%d readings are kept", n)
	}
}

// TestReadOnceForAllWhoWait: visitors who ask at the same time wait for one reading.
func TestReadOnceForAllWhoWait(t *testing.T) {
	r := newRevision(nil)
	var reads atomic.Int32
	started, finish := make(chan struct{}), make(chan struct{})
	read := func() (int32, error) {
		n := reads.Add(1)
		close(started)
		<-finish
		return n, nil
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if v, err := Cached(r, "b", read); v != 1 || err != nil {
				t.Errorf("gives %d, %v", v, err)
			}
		})
	}
	<-started
	close(finish)
	all.Wait()
}

// TestColorsHaveAShelfOfTheirOwn: whoever asks for every colour pushes out nobody's page.
func TestColorsHaveAShelfOfTheirOwn(t *testing.T) {
	r := newRevision(nil)
	for key, own := range map[string]bool{
		"/embed/trend/moerwijk/woz?kleur=005a9c": true, "/embed/kaart?gemeente=gm0518&kleur=005a9c": true, "/grafiek/moerwijk/woz.json?kleur=005a9c": true,
		"/embed/trend/moerwijk/woz": false, "/?indicator=woz": false, "/embed/ranglijst?indicator=woz": false,
	} {
		if got := r.shelf(key) == r.colored; got != own {
			t.Errorf("%s: a shelf for colours %v, want %v", key, got, own)
		}
	}
}
