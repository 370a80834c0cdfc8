package ingest

import (
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/store"
)

// TestAFileThatTakesTooLong: it is refused with a sentence, and the lock is free.
func TestAFileThatTakesTooLong(t *testing.T) {
	defer func(was time.Duration) { readTime = was }(readTime)
	readTime = time.Nanosecond
	store := store.Store{Dir: t.TempDir()}
	_, err := Run(t.Context(), dorrestad(t), store, folder(t, map[string][]byte{"kwb-2024.xlsx": figures2024}), func(string, int, int) {})
	if err == nil || !strings.Contains(err.Error(), "minuten nog niet gelezen") {
		t.Errorf("of a file that took too long is said: %v", err)
	}
	release, err := store.Lock()
	if err != nil {
		t.Fatal(err)
	}
	release()
}
