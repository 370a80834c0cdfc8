package ingest

import (
	"fmt"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// outOfBounds names the trends of which years have no value because their counts give what cannot be, such as a share above a hundred
// per cent. What files say was held to these bounds when it was read.
func outOfBounds(cat *catalogue.Catalogue, rows []data.TrendRow) []data.Finding {
	type line struct{ subject, indicator string }
	found := map[line][]string{}
	var order []line
	for _, r := range rows {
		if r.Status != data.Implausible {
			continue
		}
		k := line{r.Subject, r.Indicator}
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], strconv.Itoa(r.Year))
	}
	var out []data.Finding
	for _, k := range order {
		ind, _ := cat.Indicator(k.indicator)
		out = append(out, data.Finding{Kind: "bereik", Subject: k.subject, Text: fmt.Sprintf(
			"%s van %s is niet gegeven (%s): de cijfers waaruit het is te berekenen passen niet bij elkaar.", ind.Naam, k.subject, strings.Join(found[k], ", "))})
	}
	return out
}
