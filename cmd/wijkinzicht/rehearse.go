package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// rehearse says what an ingest of a folder, or of what is kept, would do. Its error tells the exit status as that of the ingest would.
func rehearse(ctx context.Context, cat *catalogue.Catalogue, store store.Store, from string, asJSON bool, e env) error {
	steps := progress(e.stderr)
	if asJSON {
		steps = func(string, int, int) {}
	}
	result, err := ingest.Rehearse(ctx, cat, store, from, steps)
	if err != nil {
		return err
	}
	fresh := 0
	for _, l := range result.Loaded {
		if !l.Kept || from == "" {
			fresh++
		}
	}
	var done error
	switch {
	case fresh == 0:
		done = errNothing
	case len(result.Refused) > 0:
		done = errPartly
	}
	if asJSON {
		err = printJSON(e.stdout, struct {
			Done   string        `json:"uitkomst"`
			Result ingest.Result `json:"resultaat"`
		}{map[error]string{nil: "volledig", errPartly: "gedeeltelijk", errNothing: "niets"}[done], result})
	} else {
		err = printRehearsal(e.stdout, result, fresh)
	}
	if err != nil {
		return err
	}
	return done
}

func printRehearsal(w io.Writer, result ingest.Result, fresh int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if len(result.Loaded) > 0 {
		fmt.Fprintln(t, "bestand\tuitgave\tindeling\trijen\tovergeslagen\tkolommen\topslag")
	}
	for _, l := range result.Loaded {
		kept := "nieuw"
		if l.Kept {
			kept = "bewaard"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%d\t%d\t%s\n", l.File, l.Publication, l.Format, l.Rows, l.Rejected, l.Columns, kept)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, l := range result.Loaded {
		if l.Note != "" {
			fmt.Fprintf(w, "%s: %s\n", l.File, l.Note)
		}
	}
	for _, text := range result.Refused {
		fmt.Fprintf(w, "Zou niet geladen worden: %s.\n", text)
	}
	for _, text := range result.Skipped {
		fmt.Fprintf(w, "Zou overgeslagen worden: %s.\n", text)
	}
	fmt.Fprintf(w, "\nGeladen zouden worden: %s; opzij: %d; overgeslagen: %d. ", ingest.Files(fresh), len(result.Refused), len(result.Skipped))
	switch {
	case fresh == 0:
		fmt.Fprint(w, "Er zou dus niets gebeuren. ")
	case result.Unchanged:
		fmt.Fprintf(w, "Dat is de revisie die gepubliceerd is (%s). ", result.Revision)
	default:
		fmt.Fprintf(w, "Dat zou revisie %s worden. ", result.Revision)
	}
	_, err := fmt.Fprintln(w, "Er is niets bewaard en niets gepubliceerd.")
	return err
}
