package ingest

import (
	"context"
	"fmt"
	"os"
	"slices"
)

// read reads a fetched set by itself, every cell and every border, so that what cannot be right is refused before
// it comes near what is kept.
func (u *update) read(ctx context.Context, v *visit) error {
	inputs := make([]input, len(v.set))
	for i, l := range v.set {
		info, err := os.Stat(l.At)
		if err != nil {
			return fmt.Errorf("read %s: %w", l.Name, err)
		}
		inputs[i] = input{name: l.Name, path: l.At, ext: l.Ext, sha256: l.SHA256, bytes: info.Size(), kept: &l.RawEntry, folder: v.dir, retrieved: l.RetrievedAt}
	}
	found, err := recognise(ctx, u.cat, inputs, func(int, string) {})
	if err != nil {
		return err
	}
	if len(found.tables)+len(found.outlines) == 0 {
		reason := "er zit niets in dat wij kunnen lezen"
		if len(found.skipped) > 0 {
			reason += ": " + found.skipped[0].reason
		}
		return v.refuse("%s", reason)
	}
	for _, t := range found.tables {
		if err := v.expect(t); err != nil {
			return err
		}
		if err := t.readable(); err != nil {
			return err
		}
	}
	for _, o := range found.outlines {
		if o.year != v.source.Year {
			return v.refuse("gevraagd zijn de grenzen van %d en er kwamen die van %d", v.source.Year, o.year)
		}
		if _, err := o.areas(u.cat, 0); err != nil {
			return err
		}
	}
	return nil
}

// expect holds a table that came against what was asked for: the publication, and for KWB the one figure that no year lacks.
func (v *visit) expect(t *table) error {
	if t.source.ID != v.source.ID && t.source.Family == v.source.Family {
		return v.refuse("gevraagd is %s en er kwam %s", v.source.Title, t.source.Title)
	}
	if v.source.Family == "kwb" && !slices.ContainsFunc(t.columns, func(c column) bool { return c.indicator.ID == "inwoners" }) {
		return v.refuse("de kolom met het aantal inwoners ontbreekt")
	}
	return nil
}
