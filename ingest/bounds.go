package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
)

// outOfBounds names the trends with values that cannot be, such as a share above a hundred per cent. What files say was held to
// these bounds when it was read; what is computed from counts can still pass them, when the counts do not belong together.
func outOfBounds(cat *data.Catalogue, rows []data.TrendRow) []data.Finding {
	type series struct{ subject, indicator string }
	found := map[series][]data.TrendRow{}
	var order []series
	for _, r := range rows {
		ind, _ := cat.Indicator(r.Indicator)
		if r.Value == nil || plausible(ind, *r.Value) == nil {
			continue
		}
		k := series{r.Subject, r.Indicator}
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], r)
	}
	var out []data.Finding
	for _, k := range order {
		ind, _ := cat.Indicator(k.indicator)
		worst := slices.MaxFunc(found[k], func(a, b data.TrendRow) int { return cmp.Compare(distance(ind, *a.Value), distance(ind, *b.Value)) })
		out = append(out, data.Finding{Kind: "bereik", Subject: k.subject,
			Text: fmt.Sprintf("%s van %s kan in %d jaar niet kloppen, zoals %s in %d (%s); de cijfers waaruit het is berekend passen niet bij elkaar.",
				ind.Naam, k.subject, len(found[k]), strings.Replace(strconv.FormatFloat(*worst.Value, 'f', 1, 64), ".", ",", 1), worst.Year, ind.Unit)})
	}
	return out
}

// distance is how far a value lies outside the bounds of its indicator.
func distance(ind data.Indicator, v float64) float64 {
	out := 0.0
	if ind.Min != nil {
		out = max(out, *ind.Min-v)
	}
	if ind.Max != nil {
		out = max(out, v-*ind.Max)
	}
	return out
}
