package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"wijkinzicht/data"
)

// The change list of a revision in the archive: counted, and value by value.
const (
	changesName     = "wijzigingen.json"
	changesRowsName = "wijzigingen.parquet"
)

// largestKept is how many of the largest differences of an indicator a change list names.
const largestKept = 20

// Changes gives the change list that the archive keeps of a revision, against the one that was published before it; fs.ErrNotExist
// where there is none.
func (s Store) Changes(revision string) (l data.ChangeList, err error) {
	text, err := os.ReadFile(filepath.Join(s.archive(revision), changesName))
	if err != nil {
		return l, fmt.Errorf("read the changes of %s: %w", revision, err)
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return l, fmt.Errorf("read the changes of %s: %w", revision, err)
	}
	return l, nil
}

// Difference finds what differs between two revisions: in the archive where one was published after the other, so that it can be told
// when both are gone, else in their files. The error is ErrNoRevision where neither can tell.
func (s Store) Difference(ctx context.Context, older, newer string) (*data.Difference, error) {
	if l, err := s.Changes(newer); err == nil && l.From == older && l.Why == "" {
		return data.ReadDifference(ctx, filepath.Join(s.archive(newer), changesRowsName))
	}
	for _, revision := range []string{older, newer} {
		if !s.Has(revision) {
			return nil, fmt.Errorf("compare with %s: %w", revision, ErrNoRevision)
		}
	}
	return data.Compare(ctx, s.Path(older), s.Path(newer))
}

// Before gives the revision that was published before another; "" for the first.
func (s Store) Before(revision string) (string, error) {
	records, err := s.Records()
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(records, func(r Record) bool { return r.Revision == revision })
	if i < 1 {
		return "", nil
	}
	return records[i-1].Revision, nil
}

// writeChanges writes the change list of a revision to a folder.
func (s Store) writeChanges(ctx context.Context, revision, dir string) error {
	older, err := s.Before(revision)
	if err != nil {
		return err
	}
	l := data.ChangeList{}
	if older == "" {
		l.Why = "Dit is de eerste revisie in deze opslag."
	} else if l, err = s.compareInto(ctx, older, revision, filepath.Join(dir, changesRowsName)); err != nil {
		return err
	}
	l.From, l.To = older, revision
	text, err := json.MarshalIndent(l, "", " ")
	if err != nil {
		return fmt.Errorf("write the changes of %s: %w", revision, err)
	}
	return writeWhole(filepath.Join(dir, changesName), append(text, '\n'))
}

// compareInto writes what differs between two revisions to a Parquet file and counts it. A revision that is gone, or of a program with
// another schema, is said to be so.
func (s Store) compareInto(ctx context.Context, older, newer, path string) (l data.ChangeList, err error) {
	d, err := data.Compare(ctx, s.Path(older), s.Path(newer))
	var other *data.OtherSchema
	switch {
	case errors.As(err, &other):
		return data.ChangeList{Why: "De revisie ervoor is van een programma met een ander schema."}, nil
	case errors.Is(err, fs.ErrNotExist):
		return data.ChangeList{Why: "De revisie ervoor was al weg."}, nil
	case data.Suspect(err):
		return data.ChangeList{Why: "De revisie ervoor, of deze, was niet te lezen."}, nil
	case err != nil:
		return l, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if l, err = d.List(ctx, largestKept); err != nil {
		return l, err
	}
	_, err = d.Write(ctx, "", path, "parquet")
	return l, err
}
