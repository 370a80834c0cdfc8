package ingest

import (
	"iter"
	"slices"
	"strings"
)

// kwbEdition is the areas that the files of one year of key figures have, and how they lie in each other: a national file has fourteen
// thousand, of which each is asked for a hundred figures.
type kwbEdition struct {
	tables []*table
	codes  []string
	rows   [][]int32 // by table and row: the number of its area; -1 where the row is of water or of another year
	wholes []wholeArea
}

// wholeArea is an area that others lie in: a gemeente with its wijken, or a wijk with its buurten.
type wholeArea struct {
	area  int32
	parts []int32 // in order of their codes
}

func areasOf(tables []*table) *kwbEdition {
	e := &kwbEdition{tables: tables}
	number := map[string]int32{}
	for _, t := range tables {
		rows := make([]int32, len(t.rows))
		for i, r := range t.rows {
			if rows[i] = -1; r.water || r.year != 0 && r.year != t.year {
				continue
			}
			n, there := number[r.code]
			if !there {
				n = int32(len(e.codes))
				number[r.code], e.codes = n, append(e.codes, r.code)
			}
			rows[i] = n
		}
		e.rows = append(e.rows, rows)
	}
	for _, levels := range [][2]string{{"wijk", "gemeente"}, {"buurt", "wijk"}} {
		parts := map[int32][]int32{}
		for i, code := range e.codes {
			whole := wholeOf(code)
			if n, there := number[whole]; there && level(code) == levels[0] && level(whole) == levels[1] {
				parts[n] = append(parts[n], int32(i))
			}
		}
		for area, in := range parts {
			slices.SortFunc(in, func(a, b int32) int { return strings.Compare(e.codes[a], e.codes[b]) })
			e.wholes = append(e.wholes, wholeArea{area, in})
		}
	}
	return e
}

// wholeOf gives the area that an area lies in.
func wholeOf(code string) string {
	if strings.HasPrefix(code, "BU") && len(code) == 10 {
		return "WK" + code[2:8]
	}
	return gemeenteOf(code)
}

// best gives the figures of an indicator, each of the best route that has it.
func (e *kwbEdition) best(indicator string) editionFigures {
	out := make(editionFigures, len(e.codes))
	for n, t := range e.tables {
		k := t.columnOf(indicator)
		if k < 0 {
			continue
		}
		for i, area := range e.rows[n] {
			if area < 0 || out[area].t != nil {
				continue
			}
			if v := t.value(i, k); v != nil {
				out[area] = place{t, i, k, *v, 1}
			}
		}
	}
	return out
}

// parts gives every area that has a figure with those of the areas in it, which are good until the next.
func (e *kwbEdition) parts(f editionFigures) iter.Seq2[int32, []place] {
	return func(yield func(int32, []place) bool) {
		var parts []place
		for _, w := range e.wholes {
			if f[w.area].t == nil {
				continue
			}
			parts = parts[:0]
			for _, p := range w.parts {
				if f[p].t != nil {
					parts = append(parts, f[p])
				}
			}
			if len(parts) > 0 && !yield(w.area, parts) {
				return
			}
		}
	}
}

// findComplete notes of how many parts the areas are made whose parts add up to a count.
func (e *kwbEdition) findComplete(f editionFigures, complete []int) {
	for whole, parts := range e.parts(f) {
		sum := 0.0
		for _, p := range parts {
			sum += p.value
		}
		if addsUp(sum, f[whole].value, len(parts)) {
			complete[whole] = max(complete[whole], len(parts))
		}
	}
}
