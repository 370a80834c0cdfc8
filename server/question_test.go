package server_test

import (
	"bytes"
	"testing"

	"wijkinzicht/data"
)

// TestWorkedQuestionsAreAnswered runs every question on the embedded figures.
func TestWorkedQuestionsAreAnswered(t *testing.T) {
	for _, q := range data.Questions() {
		var b bytes.Buffer
		if err := db.Query(t.Context(), q.SQL, "csv", &b); err != nil {
			t.Errorf("%s: %v", q.Slug, err)
			continue
		}
		if rows := bytes.Count(b.Bytes(), []byte("\n")) - 1; rows < 1 {
			t.Errorf("%s has no answer", q.Slug)
		}
	}
}
