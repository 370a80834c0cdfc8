package ingest

import (
	"fmt"
	"strings"
)

// Refusal says in one Dutch sentence why a file was not taken in, and where in the file.
// A refused file is never taken in; see Run for the others beside it.
type Refusal struct {
	File   string
	Row    int    // line or record from 1; 0 when it is about the whole file
	Column string // as the file names it; empty when it is about the whole row
	Reason string // Dutch, without a final stop
}

func (r *Refusal) Error() string {
	where := []string{r.File}
	if r.Row > 0 {
		where = append(where, fmt.Sprintf("rij %d", r.Row))
	}
	if r.Column != "" {
		where = append(where, "kolom "+r.Column)
	}
	return strings.Join(where, ", ") + ": " + r.Reason
}

func refuse(file, format string, args ...any) *Refusal {
	return &Refusal{File: file, Reason: fmt.Sprintf(format, args...)}
}
