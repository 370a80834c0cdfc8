package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// printPlan says what would be fetched, and whether CBS has key figures that our list does not know.
func printPlan(ctx context.Context, cat *catalogue.Catalogue, store store.Store, want ingest.Want, asJSON bool, e env) error {
	steps, err := ingest.Plan(cat, store, want)
	if err != nil {
		return err
	}
	newer, unasked := ingest.Newer(ctx, cat, e.network)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if asJSON {
		for _, n := range newer {
			fmt.Fprintln(e.stderr, newerWords(n))
		}
		return printJSON(e.stdout, planJSON(steps))
	}
	t := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "bron\tjaar\ttabel\tweg\tongeveer\topslag\tadres")
	total, unknown := 0, 0
	for _, s := range steps {
		table := s.Source.Table
		if table == "" {
			table = "–"
		}
		if len(s.Routes) == 0 {
			unknown++
			fmt.Fprintf(t, "%s\t%d\t%s\t–\t–\t%s\tgeen adres bekend; geef de bestanden met --from\n", s.Source.ID, s.Source.Year, table, s.State())
			continue
		}
		total += s.MB()
		for i, r := range s.Routes {
			if i == 0 {
				fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%d MB\t%s\t%s\n", s.Source.ID, s.Source.Year, table, r.Kind, s.MB(), s.State(), r.Address)
				continue
			}
			fmt.Fprintf(t, "\t\t\t%s\t\tals het vorige niet lukt\t%s\n", r.Kind, r.Address)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	scope := "de gemeenten " + strings.Join(cat.Gemeenten(), ", ")
	switch {
	case want.National:
		scope = "alle gemeenten"
	case len(want.Gemeenten) > 0:
		scope = "de gemeenten " + strings.Join(want.Gemeenten, ", ")
	}
	fmt.Fprintf(e.stdout, "\nVoor %s en Nederland: %d uitgaven, samen ongeveer %d MB; van %d is geen adres bekend.\n", scope, len(steps)-unknown, total, unknown)
	for _, n := range newer {
		fmt.Fprintln(e.stdout, newerWords(n))
	}
	if unasked != nil {
		fmt.Fprintf(e.stdout, "Of het CBS nieuwere tabellen heeft is niet te vragen: %v.\n", unasked)
	}
	fmt.Fprintln(e.stdout, "Er is niets opgehaald. Wat in de opslag staat en bij de bron niet veranderd is, wordt niet opnieuw opgehaald.")
	return nil
}

// newerWords says what to do about a table that our list does not have.
func newerWords(n ingest.NewTable) string {
	return fmt.Sprintf("Het CBS heeft %s als tabel %s (gewijzigd %s); onze lijst kent die niet. Een nieuwe versie van dit programma kan hem ophalen.", n.Title, n.Table, n.Modified)
}

// plannedJSON is a line of the plan for machines.
type plannedJSON struct {
	Source string   `json:"bron"`
	Year   int      `json:"jaar"`
	Table  string   `json:"tabel,omitempty"`
	Scope  string   `json:"gebied"`
	MB     int      `json:"ongeveer_mb"`
	State  string   `json:"opslag"`
	Routes []string `json:"adressen"`
}

func planJSON(steps []ingest.Step) []plannedJSON {
	out := []plannedJSON{}
	for _, s := range steps {
		p := plannedJSON{Source: s.Source.ID, Year: s.Source.Year, Table: s.Source.Table, Scope: s.Scope, MB: s.MB(), State: s.State(), Routes: []string{}}
		for _, r := range s.Routes {
			p.Routes = append(p.Routes, r.Address)
		}
		out = append(out, p)
	}
	return out
}
