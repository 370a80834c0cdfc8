package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"wijkinzicht/data"
)

// Progress hears about the long steps: what is done, how much of how much.
type Progress func(step string, done, total int)

// Result says what an ingest came to.
type Result struct {
	Revision  string   `json:"revisie"`
	Unchanged bool     `json:"ongewijzigd"` // the same inputs as what was published: nothing was done
	Files     int      `json:"bestanden"`   // files of publishers in the revision
	Tables    int      `json:"tabellen"`
	Skipped   []string `json:"overgeslagen,omitempty"` // files that are not ours, each with the reason
	Refused   []string `json:"geweigerd,omitempty"`    // files that cannot be right, each with the reason; the others were taken in
	Loaded    []Loaded `json:"geladen,omitempty"`      // of a dry run: every file that would be in the revision
}

// Program names the program and version that makes a revision; it is kept in the revision.
var Program = "wijkinzicht"

// Run takes the files below from (and those the store keeps) into a new revision of the store and publishes it.
// With an empty from it rebuilds from what the store keeps. A file of from that cannot be right is set aside when others can be
// taken in (Result.Refused); a *Refusal says which one it is when none can, a *data.Contradiction which two files cannot both be
// right: then nothing that was published or kept has changed.
func Run(ctx context.Context, cat *data.Catalogue, store data.Store, from string, progress Progress) (Result, error) {
	release, err := store.Lock()
	if err != nil {
		return Result{}, err
	}
	defer release()
	return take(ctx, cat, store, from, false, progress)
}

// take is Run in a store that is locked already, or a dry run, which changes nothing in it.
func take(ctx context.Context, cat *data.Catalogue, store data.Store, from string, dry bool, progress Progress) (Result, error) {
	scratch, err := os.MkdirTemp("", "wijkinzicht-zip")
	if err != nil {
		return Result{}, fmt.Errorf("make room for zip files: %w", err)
	}
	defer os.RemoveAll(scratch)
	inputs, err := collect(ctx, store, from, scratch)
	if err != nil {
		return Result{}, err
	}
	seen, err := inputsHash(cat, inputs)
	if err != nil {
		return Result{}, err
	}
	if !dry && (from == "" || slices.ContainsFunc(inputs, func(in input) bool { return in.given })) {
		if revision, same := madeFrom(ctx, store, seen); same {
			return Result{Revision: revision, Unchanged: true}, nil
		}
	}
	var aside []skippedFile
	var first *Refusal
	for {
		result, err := attempt(ctx, cat, store, from, dry, inputs, aside, seen, progress)
		var refusal *Refusal
		if err == nil || from == "" || !errors.As(err, &refusal) {
			return result, err
		}
		if first == nil {
			first = refusal
		}
		rest, out := leaveOut(inputs, *refusal)
		if len(out) == 0 {
			return Result{}, first
		}
		inputs, aside = rest, append(aside, out...)
	}
}

// attempt makes a revision of these files; aside are those of the folder that were refused before.
func attempt(ctx context.Context, cat *data.Catalogue, store data.Store, from string, dry bool, inputs []input, aside []skippedFile, seen string, progress Progress) (Result, error) {
	found, err := recognise(ctx, cat, inputs, func(done int, name string) { progress("Bestanden lezen: "+name, done, len(inputs)) })
	if err != nil {
		return Result{}, err
	}
	if from != "" && !dry && !slices.ContainsFunc(found.tables, func(t *table) bool { return t.file.given }) &&
		!slices.ContainsFunc(found.outlines, func(o outlines) bool { return o.in.given }) {
		return Result{}, refuse(from, "er staat geen bestand in met cijfers die wij kennen")
	}
	found.seen, found.refused = seen, aside
	if dry {
		return rehearse(ctx, cat, store, found, progress)
	}
	return build(ctx, cat, store, found, progress)
}

// leaveOut takes the files of the folder that a refusal is about out of those that are looked at, so that one bad file does not
// keep the others from being taken in. What the store keeps already is never left out: then nothing is aside.
func leaveOut(inputs []input, refusal Refusal) (rest []input, aside []skippedFile) {
	reason := refusal
	reason.File = ""
	for _, in := range inputs {
		if in.given && in.kept == nil && in.name == refusal.File {
			aside = append(aside, skippedFile{in, strings.TrimLeft(reason.Error(), ",: ")})
		} else {
			rest = append(rest, in)
		}
	}
	return rest, aside
}

// Default publishes the embedded figures alone, for a machine that has nothing else yet.
func Default(ctx context.Context, cat *data.Catalogue, store data.Store, progress Progress) (Result, error) {
	release, err := store.Lock()
	if err != nil {
		return Result{}, err
	}
	defer release()
	return build(ctx, cat, store, &recognised{}, progress)
}

func (r *recognised) result() Result {
	out := Result{Files: len(r.tables) + len(r.support) + len(r.outlines), Tables: len(r.tables)}
	for _, s := range r.skipped {
		out.Skipped = append(out.Skipped, s.in.name+": "+s.reason)
	}
	for _, s := range r.refused {
		out.Refused = append(out.Refused, s.in.name+": "+s.reason)
	}
	return out
}

// write fills the new database file; on failure the file is gone.
func write(ctx context.Context, cat *data.Catalogue, path string, found *recognised, pack []*table, result Result, progress Progress) (err error) {
	b, err := data.Create(ctx, path, cat)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			b.Discard()
		}
	}()
	figures, err := writeFiles(ctx, cat, b, found, pack, progress)
	if err != nil {
		return err
	}
	progress("Cijfers naast elkaar leggen", 0, 1)
	if err := b.Merge(ctx, figures, func(n, of int) {
		if of > 1 {
			progress("Cijfers naast elkaar leggen", n-1, of)
		}
	}); err != nil {
		return err
	}
	progress("Trends maken", 0, 1)
	if err := writeTrends(ctx, cat, b); err != nil {
		return err
	}
	made := "bestanden"
	if len(found.tables) == 0 {
		made = "meegeleverd"
	}
	for _, m := range [][2]string{
		{"schema_version", strconv.Itoa(data.SchemaVersion)}, {"revision", result.Revision}, {"program", Program},
		{"made_from", made}, {"inputs", found.seen}, {"eigen", cat.OwnHash}, {"made_at", time.Now().UTC().Format(time.RFC3339)}, {"files", strconv.Itoa(result.Files)},
	} {
		if err := b.SetMeta(ctx, m[0], m[1]); err != nil {
			return err
		}
	}
	progress("Vastleggen", 1, 1)
	return b.Close(ctx)
}

// writeFiles records every file with its areas, publishers' files first, then the embedded tables, and gives their figures.
func writeFiles(ctx context.Context, cat *data.Catalogue, b *data.Builder, found *recognised, pack []*table, progress Progress) ([]data.Figures, error) {
	var figures []data.Figures
	tables := append(append([]*table{}, found.tables...), pack...)
	for i, t := range tables {
		progress("Gebieden laden: "+t.file.name, i, len(tables))
		if err := writeTable(ctx, cat, b, t, i+1); err != nil {
			return nil, err
		}
		figures = append(figures, t.figures(i+1)...)
	}
	for i, s := range found.support {
		if err := b.AddFile(ctx, fileRecord(s.in, len(tables)+i+1, s.format, s.source)); err != nil {
			return nil, err
		}
	}
	if err := writeOutlines(ctx, cat, b, found.outlines, len(tables)+len(found.support), progress); err != nil {
		return nil, err
	}
	progress("Grenzen laden: meegeleverde omtrekken", 0, 1)
	next := len(tables) + len(found.support) + len(found.outlines) + 1
	files, err := writePackOutlines(ctx, cat, b, next, tables, found.outlines)
	if err != nil {
		return nil, err
	}
	if err := writePackPlaces(ctx, cat, b, next+files); err != nil {
		return nil, err
	}
	for _, s := range slices.Concat(found.skipped, found.refused) {
		if err := b.AddFindings(ctx, data.Finding{Kind: "bestand", Text: s.in.name + " is niet geladen: " + s.reason + "."}); err != nil {
			return nil, err
		}
	}
	return figures, nil
}

// writeOutlines stages the areas of files that hold borders and no figures; files is how many were written before.
func writeOutlines(ctx context.Context, cat *data.Catalogue, b *data.Builder, all []outlines, files int, progress Progress) error {
	for i, o := range all {
		progress("Grenzen laden: "+o.in.name, i, len(all))
		f := fileRecord(o.in, files+i+1, "Grenzen ("+o.layer.Format+")", o.source)
		f.RowsRead, f.RowsRejected, f.Note = len(o.layer.Areas), o.layer.Rejected, strings.TrimSpace(o.layer.Note)
		if err := b.AddFile(ctx, f); err != nil {
			return err
		}
		areas, err := o.areas(cat, f.ID)
		if err != nil {
			return err
		}
		if err := b.AddAreas(ctx, areas); err != nil {
			return err
		}
	}
	return nil
}

func writeTable(ctx context.Context, cat *data.Catalogue, b *data.Builder, t *table, id int) error {
	f := fileRecord(t.file, id, t.format, t.source)
	f.RowsRead, f.RowsRejected, f.Note = len(t.rows), t.rejects, t.note
	if e := t.file.kept; e != nil && editionWords(*e) != "" {
		f.Note = strings.TrimSpace("Editie " + e.Edition + ". " + t.note)
	}
	if err := b.AddFile(ctx, f); err != nil {
		return err
	}
	if known, ok := cat.Source(t.source.ID); ok && known.Status != t.source.Status { // the table's own word on it
		if err := b.SetSourceStatus(ctx, t.source.ID, t.source.Status); err != nil {
			return err
		}
	}
	if err := b.AddAreas(ctx, t.areas(id)); err != nil {
		return err
	}
	if t.borders != nil {
		areas, err := t.borders.areas(cat, id)
		if err != nil {
			return err
		}
		if err := b.AddAreas(ctx, areas); err != nil {
			return err
		}
	}
	return nil
}

func fileRecord(in input, id int, format string, source data.Source) data.RawFile {
	f := data.RawFile{ID: id, SHA256: in.sha256, Bytes: in.bytes, Name: in.name, Format: format, SourceID: source.ID, RetrievedAt: in.retrieved}
	if in.kept != nil {
		f.URL = in.kept.URL
	}
	return f
}

// keepRaw puts the new files into raw/: from now on they are part of every rebuild.
func keepRaw(store data.Store, found *recognised) error {
	for _, t := range found.tables {
		if err := t.file.keep(store, t.source); err != nil {
			return err
		}
	}
	for _, s := range found.support {
		if err := s.in.keep(store, s.source); err != nil {
			return err
		}
	}
	for _, o := range found.outlines {
		if err := o.in.keep(store, o.source); err != nil {
			return err
		}
	}
	return nil
}
