package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/web"
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
	changes, err := data.Compare(ctx, in.Path(older), in.Path(newer), changesShown)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		fmt.Fprintf(w, "Tussen revisie %s en %s is geen gepubliceerd cijfer veranderd.\n", older, newer)
		return nil
	}
	fmt.Fprintf(w, "Van revisie %s naar %s\n", older, newer)
	for _, c := range changes {
		heading(w, fmt.Sprintf("%s: %d anders, %d erbij, %d weg", c.Indicator, c.Changed, c.Added, c.Removed))
		t := columns(w)
		for _, one := range c.First {
			division := ""
			if one.AreaYear != one.Year {
				division = fmt.Sprintf("indeling %d", one.AreaYear)
			}
			fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s -> %s\n", one.Year, one.Code, one.Name, division, figureWords(one.Before, one.WasStatus), figureWords(one.After, one.Status))
		}
		if err := t.Flush(); err != nil {
			return err
		}
		if more := c.Changed + c.Added + c.Removed - len(c.First); more > 0 {
			fmt.Fprintf(w, "… en nog %d\n", more)
		}
	}
	return nil
}

// figureWords writes a figure, or why there is none.
func figureWords(v *float64, status data.Status) string {
	switch {
	case status == "":
		return "niets"
	case v == nil:
		return string(status)
	case status == data.Provisional:
		return shortest(*v) + " (voorlopig)"
	}
	return shortest(*v)
}

// shortest writes a number with no more decimals than it has, three at most.
func shortest(v float64) string {
	decimals := 0
	for decimals < 3 && math.Abs(v-math.Round(v*math.Pow10(decimals))/math.Pow10(decimals)) > 1e-9*math.Max(1, math.Abs(v)) {
		decimals++
	}
	return web.Getal(v, decimals)
}
