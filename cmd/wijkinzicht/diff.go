package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// changesShown is how many changed figures of one indicator are named; the numbers are of all.
const changesShown = 50

// printDiff says which published figures differ between two revisions of the store, per indicator and area.
func printDiff(ctx context.Context, in store.Store, older, newer string, w io.Writer) error {
	stored, err := in.Revisions()
	if err != nil {
		return err
	}
	slices.SortFunc(stored, func(a, b store.StoredRevision) int { return a.Built.Compare(b.Built) })
	var there []string
	for _, r := range stored {
		there = append(there, r.Revision)
	}
	for _, r := range []string{older, newer} {
		if !slices.Contains(there, r) {
			return fmt.Errorf("revisie %q staat niet in de opslag; er zijn, van oud naar nieuw: %s", r, strings.Join(there, ", "))
		}
	}
	list, err := listChanges(ctx, in, older, newer, changesShown)
	if err != nil {
		return err
	}
	if list.Figures() == 0 {
		fmt.Fprintf(w, "Tussen revisie %s en %s is geen gepubliceerd cijfer veranderd.\n", older, newer)
	} else {
		fmt.Fprintf(w, "Van revisie %s naar %s\n", older, newer)
	}
	if list.Series > 0 {
		fmt.Fprintf(w, "In de reeksen van de wijken en hun gemeenten zijn %d waarden anders.\n", list.Series)
	}
	for _, c := range list.Indicators {
		if c.Figures() == 0 {
			continue
		}
		heading(w, fmt.Sprintf("%s: %d anders, %d erbij, %d weg", c.ID, c.Changed, c.Added, c.Removed))
		t, named := columns(w), 0
		for _, one := range c.Largest {
			if one.What == "reeks" {
				continue
			}
			named++
			division := ""
			if one.AreaYear != one.Year {
				division = fmt.Sprintf("indeling %d", one.AreaYear)
			}
			fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s -> %s\n", one.Year, one.Code, one.Name, division, figureWords(one.Before, one.WasStatus), figureWords(one.After, one.Status))
		}
		if err := t.Flush(); err != nil {
			return err
		}
		if more := c.Figures() - named; more > 0 {
			fmt.Fprintf(w, "… en nog %d\n", more)
		}
	}
	return nil
}

// listChanges counts what differs between two revisions of a store, and names the first of what differs most of each indicator.
func listChanges(ctx context.Context, in store.Store, older, newer string, first int) (list data.ChangeList, err error) {
	d, err := data.Compare(ctx, in.Path(older), in.Path(newer))
	if err != nil {
		return list, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.List(ctx, first)
}

// figureWords writes a figure, or why there is none.
func figureWords(v *float64, status data.Status) string {
	return words.Page.Changed.Value(web.Kort(v), string(status))
}
