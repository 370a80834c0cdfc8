package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"wijkinzicht/data/store"
	"wijkinzicht/web"
)

// runKeep keeps a revision for good, the published one when none is named.
func runKeep(_ context.Context, args []string, e env) error {
	fs, in := flags("keep", e)
	forget := fs.Bool("forget", false, "bewaart de revisie niet langer voorgoed; zij gaat weg als er genoeg nieuwere zijn")
	named, err := parse(fs, args, 0, 1)
	if err != nil {
		return err
	}
	release, err := in.Lock() // a publish throws away what is not kept
	if err != nil {
		return err
	}
	defer release()
	var revision string
	if len(named) == 1 {
		revision = named[0]
	} else if revision, _, err = in.Current(); err != nil {
		return err
	}
	do, said := in.Pin, "Revisie %s blijft voorgoed bewaard.\n"
	if *forget {
		do, said = in.Unpin, "Revisie %s wordt niet langer voorgoed bewaard.\n"
	}
	if err := do(revision); errors.Is(err, store.ErrNoRevision) && len(named) == 1 {
		return &usageError{fmt.Sprintf("revisie %q staat hier niet; wijkinzicht check noemt de revisies die er zijn", revision)}
	} else if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, said, revision)
	return nil
}

// reportKept lists the revisions that the store has, and how many answers of frozen embeds it keeps of each.
func reportKept(in store.Store, w io.Writer) error {
	revisions, err := in.Revisions()
	if err != nil {
		return err
	}
	frozen, err := in.FrozenCounts()
	if err != nil {
		return err
	}
	heading(w, "Revisies")
	t := columns(w)
	var there []string
	for _, r := range revisions {
		there = append(there, r.Revision)
		what := ""
		switch {
		case r.Current && r.Pinned:
			what = "gepubliceerd, voorgoed bewaard"
		case r.Current:
			what = "gepubliceerd"
		case r.Pinned:
			what = "voorgoed bewaard"
		}
		fmt.Fprintf(t, "%s\t%s\t%s MB\t%s\t%s\n", r.Revision, web.Datum(r.Built), web.Getal(float64(r.Bytes)/1e6, 0), frozenText(frozen[r.Revision]), what)
	}
	gone, answers := 0, 0
	for revision, n := range frozen {
		if len(revision) == len(there[0]) && !slices.Contains(there, revision) {
			gone, answers = gone+1, answers+n
		}
	}
	if gone > 0 {
		fmt.Fprintf(t, "%d weg\t\t\t%s\tantwoorden blijven\n", gone, frozenText(answers))
	}
	return t.Flush()
}

func frozenText(n int) string {
	switch n {
	case 0:
		return ""
	case store.MostFrozen:
		return fmt.Sprintf("%d vastgezette antwoorden (vol)", n)
	}
	return fmt.Sprintf("%d vastgezette antwoorden", n)
}
