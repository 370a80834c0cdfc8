package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest"
)

// probe tries every route, and prints what works. Its error tells the exit status: nil when all do, errNothing when none does.
func probe(ctx context.Context, cat *catalogue.Catalogue, want ingest.Want, asJSON bool, e env) error {
	steps := progress(e.stderr)
	if asJSON {
		steps = func(string, int, int) {}
	}
	trials, err := ingest.Probe(ctx, cat, want, e.network, func(done, total int) { steps("Wegen proberen", done, total) })
	if err != nil {
		return err
	}
	count := map[ingest.Verdict]int{}
	bytes := int64(0)
	for _, t := range trials {
		count[t.Verdict]++
		bytes += t.Bytes
	}
	done := errPartly
	switch count[ingest.Works] {
	case len(trials):
		done = nil
	case 0:
		done = errNothing
	}
	if asJSON {
		err := printJSON(e.stdout, struct {
			Done   string         `json:"uitkomst"`
			Trials []ingest.Trial `json:"wegen"`
		}{map[error]string{nil: "volledig", errPartly: "gedeeltelijk", errNothing: "niets"}[done], trials})
		if err != nil {
			return err
		}
		return done
	}
	t := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "bron\tweg\tuitkomst\tgezien\tadres")
	unproven := map[string]bool{}
	for _, trial := range trials {
		says := trial.Says
		if trial.Unproven != "" {
			says += " (onbewezen weg)"
			unproven[trial.Unproven] = true
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", trial.Source, trial.Route, trial.Verdict, says, trial.Address)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, evidence := range slices.Sorted(maps.Keys(unproven)) {
		fmt.Fprintf(e.stdout, "\nOnbewezen: niemand is gezien die deze weg gebruikt. Bekend is: %s.", evidence)
	}
	fmt.Fprintf(e.stdout, "\nVan %d wegen werken er %d, wijken er %d af en geven er %d geen antwoord (%d kB gevraagd). Er is niets bewaard.\n",
		len(trials), count[ingest.Works], count[ingest.Differs], count[ingest.NoAnswer], bytes>>10)
	return done
}
