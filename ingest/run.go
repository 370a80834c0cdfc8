package ingest

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
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

// Run takes the files below from (and those the store keeps) into a new revision of the store and publishes it.
// With an empty from it rebuilds from what the store keeps. A file of from that cannot be right is set aside when others can be
// taken in (Result.Refused); a *Refusal says which one it is when none can, a *data.Contradiction which two files cannot both be
// right: then nothing that was published or kept has changed.
func Run(ctx context.Context, cat *catalogue.Catalogue, store store.Store, from string, progress Progress) (Result, error) {
	release, err := store.Lock()
	if err != nil {
		return Result{}, err
	}
	defer release()
	return take(ctx, cat, store, from, false, progress)
}

// take is Run in a store that is locked already, or a dry run, which changes nothing in it.
func take(ctx context.Context, cat *catalogue.Catalogue, store store.Store, from string, dry bool, progress Progress) (Result, error) {
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
		if result, same := madeFrom(ctx, store, seen); same {
			return result, nil
		}
	}
	found, err := recogniseFolder(ctx, cat, from, inputs, progress)
	if err != nil {
		return Result{}, err
	}
	found.seen = seen
	pack, err := readPack(cat, cat.Pack)
	if err != nil {
		return Result{}, err
	}
	found.hold(pack)
	found.noteLacking(pack)
	for {
		if from != "" && !dry && !found.given() {
			return Result{}, found.nothing(from)
		}
		carryOut := build
		if dry {
			carryOut = rehearse
		}
		result, err := carryOut(ctx, cat, store, found, pack, progress)
		if err == nil || !found.leaveOut(err) {
			return result, err
		}
	}
}

// Default publishes the embedded figures alone, for a machine that has nothing else yet.
func Default(ctx context.Context, cat *catalogue.Catalogue, store store.Store, progress Progress) (Result, error) {
	release, err := store.Lock()
	if err != nil {
		return Result{}, err
	}
	defer release()
	pack, err := readPack(cat, cat.Pack)
	if err != nil {
		return Result{}, err
	}
	return build(ctx, cat, store, &recognised{}, pack, progress)
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
func write(ctx context.Context, cat *catalogue.Catalogue, path string, found *recognised, pack []*table, result Result, progress Progress) (err error) {
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
		{"schema_version", strconv.Itoa(data.SchemaVersion)}, {"revision", result.Revision},
		{"made_from", made}, {"inputs", found.seen}, {"eigen", cat.OwnHash}, {"files", strconv.Itoa(result.Files)},
	} {
		if err := b.SetMeta(ctx, m[0], m[1]); err != nil {
			return err
		}
	}
	progress("Vastleggen", 1, 1)
	return b.Close(ctx)
}

// writeFiles records every file with its areas, publishers' files first, then the embedded tables, and gives their figures.
func writeFiles(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, found *recognised, pack []*table, progress Progress) ([]data.Figures, error) {
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
	if err := writePackPostcodes(ctx, cat, b, next+files); err != nil {
		return nil, err
	}
	if err := writePackPlaces(ctx, cat, b, next+files+1); err != nil {
		return nil, err
	}
	return figures, b.AddFindings(ctx, found.findings()...)
}

// notLoaded stands between the name of a file and the reason why it was not taken in, in a finding.
const notLoaded = " is niet geladen: "

// refusedKind is the kind of finding of a file that cannot be right; that of one that is not ours is bestand.
const refusedKind = "geweigerd"

// findings says of every file that was not taken in why, and what is not right in those that are kept.
func (r *recognised) findings() []data.Finding {
	var out []data.Finding
	for _, s := range r.skipped {
		out = append(out, data.Finding{Kind: "bestand", Text: s.in.name + notLoaded + s.reason + "."})
	}
	for _, s := range r.refused {
		out = append(out, data.Finding{Kind: refusedKind, Text: s.in.name + notLoaded + s.reason + "."})
	}
	for _, text := range r.doubts {
		out = append(out, data.Finding{Kind: "verschil", Text: text})
	}
	return out
}

// writeOutlines stages the areas of files that hold borders and no figures; files is how many were written before.
func writeOutlines(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, all []outlines, files int, progress Progress) error {
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

func writeTable(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, t *table, id int) error {
	f := fileRecord(t.file, id, t.format, t.source)
	f.RowsRead, f.RowsRejected, f.Note = len(t.rows), t.rejects, t.note
	if e := t.file.kept; e != nil && editionWords(*e) != "" {
		f.Note = strings.TrimSpace("Editie " + e.Edition + ". " + t.note)
	}
	if err := b.AddFile(ctx, f); err != nil {
		return err
	}
	if known, ok := cat.Source(t.source.ID); ok && known != t.source { // the table's own word on its edition
		if err := b.SetEdition(ctx, t.source); err != nil {
			return err
		}
	}
	if err := b.AddAreas(ctx, t.areas(id)); err != nil {
		return err
	}
	for _, o := range t.borders {
		areas, err := o.areas(cat, id)
		if err != nil {
			return err
		}
		if err := b.AddAreas(ctx, areas); err != nil {
			return err
		}
	}
	return nil
}

func fileRecord(in input, id int, format string, source catalogue.Source) data.RawFile {
	f := data.RawFile{ID: id, SHA256: in.sha256, Bytes: in.bytes, Name: in.name, Format: format, SourceID: source.ID, RetrievedAt: in.retrieved}
	if in.kept != nil {
		f.URL = in.kept.URL
	}
	return f
}

// keepRaw puts the new files into raw/, all at once: from now on they are part of every rebuild.
func keepRaw(to store.Store, found *recognised) error {
	var set []store.Given
	add := func(in input, source catalogue.Source) {
		if in.kept == nil {
			set = append(set, in.toKeep(source))
		}
	}
	for _, t := range found.tables {
		add(t.file, t.source)
	}
	for _, s := range found.support {
		add(s.in, s.source)
	}
	for _, o := range found.outlines {
		add(o.in, o.source)
	}
	return to.Keep(set...)
}
