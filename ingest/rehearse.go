package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// Loaded is a file that a revision would hold.
type Loaded struct {
	File        string `json:"bestand"`
	Publication string `json:"uitgave"`
	Format      string `json:"indeling"`
	Kept        bool   `json:"bewaard"` // the store has it already
	Rows        int    `json:"rijen"`
	Rejected    int    `json:"rijen_overgeslagen"`
	Columns     int    `json:"kolommen"` // that we follow; 0 for borders and descriptions
	Note        string `json:"opmerking,omitempty"`
}

// Rehearse does what Run does up to the point of keeping and publishing, and changes nothing in the store: every file is read, every
// cell of it, and the revision is made and held against the rules outside the store. A folder of which nothing can be taken in is no
// error: the result says why of each file.
func Rehearse(ctx context.Context, cat *catalogue.Catalogue, store store.Store, from string, progress Progress) (Result, error) {
	return take(ctx, cat, store, from, true, progress)
}

// rehearse makes the revision in a place of its own.
func rehearse(ctx context.Context, cat *catalogue.Catalogue, store store.Store, found *recognised, pack []*table, progress Progress) (result Result, err error) {
	result = found.result()
	result.Loaded = found.loaded()
	if result.Revision, err = revision(cat, found, 0); err != nil {
		return Result{}, err
	}
	if current, _, err := store.Current(); err == nil {
		result.Unchanged = current == result.Revision
	}
	dir, err := os.MkdirTemp("", "wijkinzicht-droog")
	if err != nil {
		return Result{}, fmt.Errorf("make room for a rehearsal: %w", err)
	}
	defer os.RemoveAll(dir)
	return result, made(ctx, cat, filepath.Join(dir, "revisie.duckdb"), found, pack, result, progress)
}

// loaded lists the files: figures first, then borders, then what describes them.
func (r *recognised) loaded() []Loaded {
	var out []Loaded
	for _, t := range r.tables {
		out = append(out, Loaded{t.file.name, t.source.Title, t.format, t.file.kept != nil, len(t.rows), t.rejects, len(t.columns), t.note})
	}
	for _, o := range r.outlines {
		out = append(out, Loaded{o.in.name, o.source.Title, "grenzen (" + o.layer.Format + ")", o.in.kept != nil, len(o.layer.Areas), o.layer.Rejected, 0, o.layer.Note})
	}
	for _, s := range r.support {
		out = append(out, Loaded{File: s.in.name, Publication: s.source.Title, Format: s.format, Kept: s.in.kept != nil})
	}
	return out
}
