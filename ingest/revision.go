package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// inputsHash names everything that an ingest looks at, also the files that turn out not to be ours, so that the same
// folder again costs no reading.
func inputsHash(cat *catalogue.Catalogue, inputs []input) (string, error) {
	pack, err := cat.PackHash()
	if err != nil {
		return "", err
	}
	lines := []string{fmt.Sprintf("schema %d %s formulas %d", data.SchemaVersion, data.Layout(), data.Formulas), "catalogue " + cat.Hash, "pack " + pack}
	for _, in := range inputs {
		lines = append(lines, in.sha256+" "+in.name)
	}
	sort.Strings(lines[3:])
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:]), nil
}

// madeFrom tells whether the published revision was made from these very inputs, and then gives what was refused of them. A store
// without a readable revision was not.
func madeFrom(ctx context.Context, store store.Store, seen string) (result Result, same bool) {
	current, path, err := store.Current()
	if err != nil || store.Whole(current) != nil {
		return result, false
	}
	db, err := data.Open(ctx, path)
	if err != nil {
		return result, false
	}
	defer db.Close()
	findings, err := db.Findings(ctx)
	if err != nil {
		return result, false
	}
	result = Result{Revision: db.Revision, Unchanged: true}
	for _, f := range findings {
		if f.Kind == refusedKind {
			result.Refused = append(result.Refused, strings.TrimSuffix(strings.Replace(f.Text, notLoaded, ": ", 1), "."))
		}
	}
	return result, db.Inputs == seen
}

// DefaultRevision names the revision that Default publishes.
func DefaultRevision(cat *catalogue.Catalogue) (string, error) {
	return revision(cat, &recognised{}, 0)
}

// build makes the revision aside: figures, held against each other, then trends; and publishes it whole. One that was published before
// and is still there becomes current again as it is. One of which the file is gone or damaged is made again under another name: DuckDB
// leaves bytes between its pieces of data as they were in memory, so that no two makings of one revision have the same bytes.
func build(ctx context.Context, cat *catalogue.Catalogue, to store.Store, found *recognised, pack []*table, progress Progress) (Result, error) {
	for again := 0; ; again++ {
		result, err := buildAs(ctx, cat, to, found, pack, again, progress)
		if !errors.Is(err, store.ErrOtherBytes) {
			return result, err
		}
	}
}

func buildAs(ctx context.Context, cat *catalogue.Catalogue, to store.Store, found *recognised, pack []*table, again int, progress Progress) (result Result, err error) {
	result = found.result()
	if result.Revision, err = revision(cat, found, again); err != nil {
		return Result{}, err
	}
	current, _, err := to.Current()
	if err != nil && !errors.Is(err, store.ErrNoRevision) {
		return Result{}, err
	}
	_, known, err := to.Record(result.Revision)
	if err != nil {
		return Result{}, err
	}
	var damaged *store.Damaged
	whole := to.Whole(result.Revision)
	switch {
	case whole == nil && current == result.Revision:
		result.Unchanged = true
		return result, nil
	case whole == nil && known:
		if err := keepRaw(to, found); err != nil {
			return Result{}, err
		}
		return result, to.PointAt(result.Revision)
	case errors.As(whole, &damaged):
		if whole = to.PutAside(result.Revision); whole == nil && known {
			return Result{}, store.ErrOtherBytes
		}
	}
	if whole != nil {
		return Result{}, whole
	}
	path, err := to.BuildPath(result.Revision)
	if err != nil {
		return Result{}, err
	}
	if err := made(ctx, cat, path, found, pack, result, progress); err != nil {
		return Result{}, err
	}
	if err := keepRaw(to, found); err != nil {
		return Result{}, errors.Join(err, os.Remove(path))
	}
	return result, to.Publish(path, result.Revision)
}

// made writes the revision to a file and holds it against the rules; on failure the file is gone.
func made(ctx context.Context, cat *catalogue.Catalogue, path string, found *recognised, pack []*table, result Result, progress Progress) error {
	if err := write(ctx, cat, path, found, pack, result, progress); err != nil {
		return err
	}
	if err := verify(ctx, path); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// BrokenRules says that a revision that was made breaks rules that every revision keeps; it was not published.
type BrokenRules struct{ Rules []string }

func (e *BrokenRules) Error() string {
	return "de nieuwe revisie is niet gepubliceerd, want er zijn " + strings.Join(e.Rules, "; ")
}

// verify holds a finished revision against the rules, before anybody sees it.
func verify(ctx context.Context, path string) error {
	db, err := data.Open(ctx, path)
	if err != nil {
		return err
	}
	rules, err := db.BrokenRules(ctx)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if len(rules) > 0 {
		return &BrokenRules{rules}
	}
	return nil
}

// revision names what a database is made from: the same files, catalogue, embedded figures and schema give the same name. again counts
// the names that stand for other bytes already.
func revision(cat *catalogue.Catalogue, found *recognised, again int) (string, error) {
	pack, err := cat.PackHash()
	if err != nil {
		return "", err
	}
	var hashes []string
	for _, t := range found.tables { // the source too: a year can come from a file's name
		hashes = append(hashes, t.source.ID+" "+t.file.sha256)
	}
	for _, s := range found.support {
		hashes = append(hashes, s.source.ID+" "+s.in.sha256)
	}
	for _, o := range found.outlines {
		hashes = append(hashes, o.source.ID+" "+o.in.sha256)
	}
	sort.Strings(hashes)
	h := sha256.New()
	fmt.Fprintf(h, "schema %d %s\nformulas %d\ncatalogue %s\npack %s\n", data.SchemaVersion, data.Layout(), data.Formulas, cat.Hash, pack)
	for _, s := range hashes {
		fmt.Fprintln(h, s)
	}
	if again > 0 {
		fmt.Fprintf(h, "again %d\n", again)
	}
	return hex.EncodeToString(h.Sum(nil))[:12], nil
}
