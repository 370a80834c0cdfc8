package ingest

import (
	"slices"
	"strconv"
	"strings"
)

// splitColumns are columns into which CBS split what was one: in 2026 the inhabitants of 65 and over, as the columns of 86358NED in
// public code show.
var splitColumns = []string{"k_65JaarTot80Jaar", "k_80JaarOfOuder"}

// addUp makes one column of those that together are an indicator that stood in one column before. Where the table has the whole as
// well, the parts are left out.
func (t *table) addUp() {
	var parts []int
	whole := false
	for i, c := range t.columns {
		if slices.ContainsFunc(splitColumns, func(name string) bool { return strings.EqualFold(name, c.name) }) {
			parts = append(parts, i)
		}
	}
	for i, c := range t.columns {
		whole = whole || len(parts) > 0 && !slices.Contains(parts, i) && c.indicator.ID == t.columns[parts[0]].indicator.ID
	}
	if len(parts) == 0 {
		return
	}
	for i := range t.rows {
		texts := make([]string, 0, len(t.columns))
		sum := t.rows[i].sum(parts)
		for k := range t.columns {
			if !slices.Contains(parts, k) {
				texts = append(texts, t.rows[i].cells.at(k))
			}
		}
		if !whole && len(parts) == len(splitColumns) {
			texts = append(texts, sum)
		}
		t.rows[i].cells = pack(texts)
	}
	joined := t.columns[parts[0]]
	joined.name = strings.Join(splitColumns, " + ")
	t.columns = slices.DeleteFunc(t.columns, func(c column) bool { return slices.Contains(splitColumns, c.name) })
	if !whole && len(parts) == len(splitColumns) {
		t.columns = append(t.columns, joined)
		t.note = strings.TrimSpace(t.note + " 65 jaar of ouder is de som van 65 tot 80 jaar en 80 jaar of ouder; beide zijn door het CBS afgerond.")
	}
}

// sum adds up cells that are whole numbers, and otherwise gives the first that is none: with one part unknown the whole is.
func (r *row) sum(parts []int) string {
	total := 0
	for _, k := range parts {
		text := strings.TrimSuffix(strings.TrimSpace(r.cells.at(k)), ".0")
		if text == "-" { // a real zero
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return r.cells.at(k)
		}
		total += n
	}
	return strconv.Itoa(total)
}
