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

	sha256 string // of the file, where it is known: two files can have one name
}

func (r *Refusal) Error() string { return r.sentence(r.File) }

// reason is the sentence without the file, for a list that names it already.
func (r *Refusal) reason() string { return strings.TrimLeft(r.sentence(), ",: ") }

func (r *Refusal) sentence(where ...string) string {
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

// NothingRead says that a folder held nothing that could be taken in.
type NothingRead struct {
	Files []string // every file with why it was not read
	first *Refusal
}

func (e *NothingRead) Error() string { return e.first.Error() }

// Unwrap gives the refusal of the first file that cannot be right, or else of the folder.
func (e *NothingRead) Unwrap() error { return e.first }
