package ingest

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"wijkinzicht/data/catalogue"
)

// recogniseFolder recognises the files; one that cannot be right only beside others is left out, and the rest is looked at again.
func recogniseFolder(ctx context.Context, cat *catalogue.Catalogue, from string, inputs []input, progress Progress) (*recognised, error) {
	var aside recognised
	for {
		among := inputs
		found, err := attend(ctx, func() (*recognised, error) {
			return recognise(ctx, cat, among, func(done int, name string) {
				if ctx.Err() == nil {
					progress("Bestanden lezen: "+name, done, len(among))
				}
			})
		})
		if err == nil {
			found.refused = append(aside.refused, found.refused...)
			found.first = cmp.Or(aside.first, found.first)
			return found, nil
		}
		n := len(inputs)
		inputs = slices.DeleteFunc(slices.Clone(inputs), func(in input) bool { return from != "" && aside.setAside(in, err) })
		if len(inputs) == n {
			return nil, err
		}
	}
}

// given tells whether something of the folder is to be taken in.
func (r *recognised) given() bool {
	return slices.ContainsFunc(r.tables, func(t *table) bool { return t.file.given }) ||
		slices.ContainsFunc(r.outlines, func(o outlines) bool { return o.in.given })
}

// nothing says file by file why a folder brings nothing.
func (r *recognised) nothing(from string) error {
	out := &NothingRead{first: cmp.Or(r.first, refuse(from, "er staat geen bestand in met cijfers die wij kennen"))}
	for _, s := range slices.Concat(r.refused, r.skipped) {
		if s.in.given {
			out.Files = append(out.Files, s.in.name+": "+s.reason)
		}
	}
	return out
}

// leaveOut takes what came of a file of the folder out, because of a cell or a border that cannot be right; ok is false where the error
// is about something else.
func (r *recognised) leaveOut(err error) (ok bool) {
	r.tables = slices.DeleteFunc(r.tables, func(t *table) bool {
		out := r.setAside(t.file, err)
		ok = ok || out
		return out
	})
	r.outlines = slices.DeleteFunc(r.outlines, func(o outlines) bool {
		out := r.setAside(o.in, err)
		ok = ok || out
		return out
	})
	r.support = slices.DeleteFunc(r.support, func(s supportFile) bool {
		return ok && !slices.ContainsFunc(r.tables, func(t *table) bool { return t.source.ID == s.source.ID }) && !slices.ContainsFunc(r.outlines, func(o outlines) bool { return o.source.ID == s.source.ID })
	})
	return ok
}

// setAside takes a file of the folder that cannot be right out of what is read, so that one bad file does not keep the others from
// being taken in; ok is false for any other error, and for a file that the store keeps already.
func (r *recognised) setAside(in input, err error) (ok bool) {
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.File != in.name || refusal.sha256 != "" && refusal.sha256 != in.sha256 || !in.given || in.kept != nil {
		return false
	}
	r.first = cmp.Or(r.first, refusal)
	r.refused = append(r.refused, skippedFile{in, refusal.reason()})
	return true
}
