package ingest

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// Step is one publication of a plan.
type Step struct {
	Source catalogue.Source
	Routes []catalogue.Route // in order of preference; empty when no address is known
	Scope  string            // codes of gemeenten, or landelijk
	Kept   []store.RawEntry  // what the store has of it, fetched
	Given  int               // files of it that were given by hand
}

// Plan says what would be fetched, publication by publication, without asking anybody.
func Plan(cat *catalogue.Catalogue, store store.Store, want Want) ([]Step, error) {
	raw, err := store.Raw()
	if err != nil {
		return nil, err
	}
	var steps []Step
	for _, s := range cat.Sources {
		if !want.covers(s) {
			continue
		}
		step := Step{Source: s}
		for _, e := range raw {
			switch {
			case e.SourceID != s.ID:
			case e.Route == "":
				step.Given++
			default:
				step.Kept = append(step.Kept, e)
			}
		}
		step.Scope = want.scope(cat, step.Kept)
		step.Routes = routesFor(cat, s, step.Scope)
		steps = append(steps, step)
	}
	return steps, nil
}

// routesFor gives the routes of a publication for a scope. The tables of OData v4 are also packed whole into one file: of the whole
// country that is one answer of some 30 MB against fifteen pages of 220 MB together with the same observations, so there it goes before the
// pages, which are there when it does not come. Of a few gemeenten the pages are asked by a filter, and a file of the country costs more.
func routesFor(cat *catalogue.Catalogue, s catalogue.Source, scope string) []catalogue.Route {
	return slices.DeleteFunc(cat.Routes(s), func(r catalogue.Route) bool { return r.Kind == "bulk" && scope != landelijk })
}

// MB is about how much the preferred route brings.
func (s Step) MB() int {
	if len(s.Routes) == 0 {
		return 0
	}
	if s.Scope == landelijk {
		return s.Routes[0].MBNational
	}
	return s.Routes[0].MBLocal
}

// State says in Dutch what the store has of it.
func (s Step) State() string {
	switch {
	case len(s.Kept) > 0:
		e := s.Kept[0]
		return fmt.Sprintf("in opslag: %s, opgehaald %s", Files(len(s.Kept)), e.RetrievedAt.Format("2006-01-02")) + editionWords(e)
	case s.Given > 0:
		return fmt.Sprintf("in opslag: %s, met de hand gegeven", Files(s.Given))
	}
	return "nog niet in opslag"
}

// Files says in Dutch how many.
func Files(n int) string {
	if n == 1 {
		return "1 bestand"
	}
	return fmt.Sprintf("%d bestanden", n)
}

// editionWords says which edition a file is, where the source itself names it by a date.
func editionWords(e store.RawEntry) string {
	if (strings.HasPrefix(e.Route, "odata") || e.Route == "bulk") && e.Edition != "" {
		return ", editie " + e.Edition
	}
	return ""
}
