package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"wijkinzicht/ingest/fetch"
)

// spelled fetches a table under the id as our list spells it, or with its letters in the other case: services mind case, and
// nobody lists how the old ids are spelled (NED and ned both occur). What was found the last time goes first.
func (v *visit) spelled(ctx context.Context, fetchTable func(context.Context) error) error {
	base := strings.TrimSuffix(v.route.Address, v.source.Table)
	ids := []string{v.source.Table}
	for _, other := range []string{strings.ToLower(v.source.Table), strings.ToUpper(v.source.Table)} {
		if base == v.route.Address || slices.Contains(ids, other) {
			continue
		}
		if ids = append(ids, other); strings.HasPrefix(v.last, base+other+"/") {
			slices.Reverse(ids)
		}
	}
	var first error
	for _, id := range ids {
		if base != v.route.Address {
			v.route.Address = base + id
		}
		err := fetchTable(ctx)
		var network *fetch.Error
		if !errors.As(err, &network) || network.Status != http.StatusNotFound || len(v.set) > 0 {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// odataPage is one answer of either version of OData.
type odataPage struct {
	Metadata string `json:"odata.metadata"`
	Context  string `json:"@odata.context"`
	Next3    string `json:"odata.nextLink"`
	Next4    string `json:"@odata.nextLink"`
	Value    *[]json.RawMessage
}

// opening is how a file begins that holds the rows of such answers.
func (p odataPage) opening() string {
	key, address := "odata.metadata", p.Metadata
	if p.Context != "" {
		key, address = "@odata.context", p.Context
	}
	text, _ := json.Marshal(address)
	return fmt.Sprintf("{%q:%s,\"value\":[\n", key, text)
}

const closing = "\n]}\n"

// maxPages is far more pages than the largest table has; more is a list that goes round.
const maxPages = 500

// fullPage is how many rows the services put on a page, as recorded; a last page seldom has as many.
var fullPage = map[string]int{"odata3": 10_000, "odata4": 100_000}

// pages follows the pages of an entity set and gives its rows, each with the opening of its answer.
func (v *visit) pages(ctx context.Context, address string, row func(opening string, r json.RawMessage) error) error {
	if v.packed != nil {
		return v.packed.each(ctx, address, row)
	}
	seen := map[string]bool{}
	for next := address; next != ""; {
		if seen[next] || len(seen) > maxPages {
			return &Refusal{File: address, Reason: "de bladzijden van de bron gaan rond; de lijst komt niet af"}
		}
		seen[next] = true
		page, err := v.listed(ctx, next)
		if err != nil {
			return err
		}
		if page.Value == nil {
			return &Refusal{File: next, Reason: "het antwoord heeft geen lijst met rijen"}
		}
		opening := page.opening()
		for _, r := range *page.Value {
			if err := row(opening, r); err != nil {
				return err
			}
		}
		next = follow(next, page.Next3+page.Next4)
		if next == "" && len(*page.Value) == fullPage[v.route.Kind] {
			return &Refusal{File: address, Reason: "de laatste bladzijde is precies vol; vermoedelijk ging de verwijzing naar de volgende verloren"}
		}
	}
	return nil
}

// entity fetches a describing entity set into a file of the set; keep says which rows belong in it, nil all of them.
func (v *visit) entity(ctx context.Context, name string, keep func(json.RawMessage) (bool, error)) ([]json.RawMessage, error) {
	address := v.set4(name)
	if v.route.Kind == "odata3" {
		address = query(address, "$format", "json")
	}
	g, err := v.gather(v.source.Table + "_" + name + ".json")
	if err != nil {
		return nil, err
	}
	var rows []json.RawMessage
	err = v.pages(ctx, address, func(opening string, r json.RawMessage) error {
		if keep != nil {
			if ok, err := keep(r); err != nil || !ok {
				return err
			}
		}
		rows = append(rows, r)
		g.add(opening, r)
		return nil
	})
	if err == nil && len(rows) == 0 {
		err = &Refusal{File: address, Reason: "het antwoord heeft geen enkele rij voor wat gevraagd is"}
	}
	if err != nil {
		g.drop()
		return nil, err
	}
	return rows, g.finish(v, address, closing)
}

// areas fetches the list of areas and gives the codes in scope. key is the field with the code.
func (v *visit) areas(ctx context.Context, name, key string) (map[string]bool, error) {
	known := map[string]bool{}
	_, err := v.entity(ctx, name, func(r json.RawMessage) (bool, error) {
		var fields map[string]any
		if err := json.Unmarshal(r, &fields); err != nil {
			return false, v.refuse("de gebiedenlijst heeft een rij die niet te lezen is")
		}
		code, _ := fields[key].(string)
		if code = strings.TrimSpace(code); code == "" {
			return false, v.refuse("de gebiedenlijst heeft een rij zonder %s", key)
		}
		if !inScope(v.scope, code) {
			return false, nil
		}
		if known[code] {
			return false, v.refuse("gebied %s staat twee keer in de gebiedenlijst; de bron gaf een bladzijde dubbel", code)
		}
		known[code] = true
		return true, nil
	})
	return known, err
}

// asks gives the beginnings of codes to filter on; one empty text asks for everything.
func (v *visit) asks(known map[string]bool) []string {
	if v.scope == landelijk {
		return []string{""}
	}
	asks := prefixes(v.scope)
	for code := range known {
		if strings.HasPrefix(code, "NL") {
			asks = append(asks, code)
		}
	}
	slices.Sort(asks)
	return asks
}

// filter asks for areas by how their codes begin: the one filter on areas that both versions keep to.
func (v *visit) filter(region, period, prefix string) string {
	var parts []string
	if prefix != "" {
		parts = append(parts, fmt.Sprintf("startswith(%s,'%s')", region, prefix))
	}
	if v.route.Filter != "" {
		parts = append(parts, v.route.Filter)
	}
	if period != "" && v.source.Family == "kwb" {
		parts = append(parts, fmt.Sprintf("%s eq '%dJJ00'", period, v.source.Year))
	}
	return strings.Join(parts, " and ")
}

// complete holds the areas that came against the list of areas. A gemeente that is not there at all is a contradiction; of
// the figures of CBS's v3 every area has a row, so there one is enough.
func (v *visit) complete(known, seen map[string]bool) error {
	var missing []string
	for code := range known {
		if !seen[code] {
			missing = append(missing, code)
		}
	}
	slices.Sort(missing)
	for _, code := range missing {
		if level(code) == "gemeente" && v.source.Family == "kwb" {
			return v.refuse("gemeente %s staat in de gebiedenlijst en kwam niet mee", code)
		}
	}
	switch {
	case len(seen) == 0:
		return v.refuse("er kwam geen enkele rij voor wat gevraagd is")
	case len(missing) > 0 && v.source.Family == "kwb" && v.route.Kind == "odata3":
		return v.refuse("%d van de %d gebieden kwamen niet mee, zoals %s", len(missing), len(known), missing[0])
	case len(missing)*10 > len(known) && v.source.Family == "kwb":
		return v.refuse("%d van de %d gebieden kwamen niet mee, zoals %s", len(missing), len(known), missing[0])
	case len(missing) > 0:
		v.notes = append(v.notes, fmt.Sprintf("van %d van de %d gebieden heeft de bron geen cijfers, zoals %s", len(missing), len(known), missing[0]))
	}
	return nil
}

// place checks that a row's area is one that was asked for.
func (v *visit) place(code, prefix string, known map[string]bool) error {
	switch {
	case !strings.HasPrefix(code, prefix):
		return v.refuse("gevraagd is %s... en er kwam ook %q; de bron negeert het filter", prefix, code)
	case !known[code]:
		return v.refuse("gebied %q staat niet in de gebiedenlijst van de tabel", code)
	}
	return nil
}

// editionOf names an edition by its status and the day it was changed. The publisher's own word goes before the catalogue's.
func editionOf(status, modified string, about []byte) string {
	if own := statusIn(about); own != "" {
		status = own
	}
	return status + " " + modified
}
