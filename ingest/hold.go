package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// hold holds the tables of key figures against each other and against the embedded ones, which know what no file says of itself: a year
// that is another than the name says, one edition under two years, and a row that is scaled. What cannot be right is set aside when it
// came with the folder; of what the store keeps already it is noted.
func (r *recognised) hold(pack []*table) {
	for _, check := range []func(tables, pack []*table) []*Refusal{wrongYears, sameTwice, scaledRows} {
		for _, refusal := range check(r.tables, pack) {
			if !r.leaveOut(refusal) {
				r.doubts = append(r.doubts, refusal.Error()+".")
			}
		}
	}
}

// isKWB tells key figures, whose editions hold one year each.
func (t *table) isKWB() bool { return t.source.Family == "kwb" }

// byFile is a refusal of the file that a table came from.
func (t *table) refuse(r *row, column, format string, args ...any) *Refusal {
	out := &Refusal{File: t.file.name, Column: column, Reason: fmt.Sprintf(format, args...), sha256: t.file.sha256}
	if r != nil {
		out.Row = r.line
	}
	return out
}

// columnOf gives the place of an indicator among the columns; -1 where it is not.
func (t *table) columnOf(indicator string) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.indicator.ID == indicator && c.year == 0 })
}

// value gives a figure, or nil where there is none or it cannot be read: that is refused where it is loaded.
func (t *table) value(i, k int) *float64 {
	f, ok, err := t.figure(&t.rows[i], k)
	if err != nil || !ok {
		return nil
	}
	return f.Value
}

// inhabitants is how many people lived in gemeenten and the country on 1 January of a year, as the embedded tables say.
type inhabitants map[int]map[string]float64

func knownInhabitants(pack []*table) inhabitants {
	known := inhabitants{}
	for _, t := range pack {
		k := t.columnOf("inwoners")
		if k < 0 {
			continue
		}
		for i, r := range t.rows {
			year := cmp.Or(r.year, t.year)
			if l := level(r.code); l != "gemeente" && l != "land" {
				continue
			}
			if v := t.value(i, k); v != nil {
				if known[year] == nil {
					known[year] = map[string]float64{}
				}
				known[year][r.code] = *v
			}
		}
	}
	return known
}

// yearOf gives the year whose numbers of inhabitants these are, held against the year that is claimed: 0 where they may be the
// claimed one's, or nobody's that we know. The country and a gemeente never have the same number twice.
func (known inhabitants) yearOf(of map[string]float64, claimed int) int {
	votes := map[int]int{}
	for year, there := range known {
		for code, v := range of {
			if v >= 1000 && there[code] == v {
				votes[year]++
			}
		}
	}
	if votes[claimed] > 0 {
		return 0
	}
	best := 0
	for _, year := range slices.Sorted(maps.Keys(votes)) {
		if votes[year] > votes[best] {
			best = year
		}
	}
	return best
}

// wrongYears refuses tables whose numbers of inhabitants are those of another year than they were taken for.
func wrongYears(tables, pack []*table) (out []*Refusal) {
	known := knownInhabitants(pack)
	for _, t := range tables {
		for _, name := range t.file.also {
			if year, err := yearByName(name, ""); t.byName && err == nil && year != t.year {
				out = append(out, t.refuse(nil, "", "dezelfde inhoud staat er ook als %s, van een ander jaar (%d); welk jaar klopt, zegt het bestand niet", name, year))
			}
		}
		k := t.columnOf("inwoners")
		if !t.isKWB() || k < 0 {
			continue
		}
		of := map[string]float64{}
		for i, r := range t.rows {
			if l := level(r.code); l == "gemeente" || l == "land" {
				if v := t.value(i, k); v != nil && !r.water {
					of[r.code] = *v
				}
			}
		}
		if year := known.yearOf(of, t.year); year != 0 {
			out = append(out, t.refuse(nil, t.columns[k].name, "het inwonertal is dat van %d en niet van %d; geef het bestand de naam van het jaar waarover het gaat", year, t.year))
		}
	}
	return out
}

// Two editions never have the same figure in every area: from so many areas, with so many different figures, one is a copy.
const (
	leastSame      = 20
	leastDifferent = 8
)

// sameTwice refuses tables that give for one year what another gives for another year.
func sameTwice(tables, pack []*table) (out []*Refusal) {
	var kwb []*table
	for _, t := range slices.Concat(tables, pack) {
		if t.isKWB() && len(t.rows) >= leastSame {
			kwb = append(kwb, t)
		}
	}
	order := make([][]int32, len(kwb))
	for i, t := range kwb {
		for _, y := range t.years() {
			if y.rowYear == 0 || y.rowYear == t.year {
				order[i] = y.rows
			}
		}
	}
	for i, a := range kwb {
		for k, b := range kwb[:i] {
			if a.year == b.year || a.rank == data.PackRank && b.rank == data.PackRank {
				continue
			}
			if columns := identical(a, b, order[i], order[k]); len(columns) > 0 {
				out = append(out, refuseTwice(a, b, columns)...)
			}
		}
	}
	return out
}

// refuseTwice says of which of two tables the year is not sure: the one whose year follows from its name, or else both.
func refuseTwice(a, b *table, columns []string) (out []*Refusal) {
	sure := func(t *table) bool { return t.rank == data.PackRank || !t.byName }
	for _, pair := range [][2]*table{{a, b}, {b, a}} {
		t, other := pair[0], pair[1]
		if t.rank == data.PackRank || sure(t) && !sure(other) {
			continue
		}
		out = append(out, t.refuse(nil, "", "%s is in elk gebied gelijk aan dat in %s over een ander jaar (%d); een van beide draagt het verkeerde jaar",
			strings.Join(columns, ", "), other.file.name, other.year))
	}
	return out
}

// identical names the figures that two tables of two years have in common in every area that both have. The surface of an area is the
// same from year to year; nothing else is.
func identical(a, b *table, of, with []int32) (same []string) {
	var common [][2]int32
	for i, k := 0, 0; i < len(of) && k < len(with); {
		switch c := strings.Compare(a.rows[of[i]].code, b.rows[with[k]].code); {
		case c < 0:
			i++
		case c > 0:
			k++
		default:
			common = append(common, [2]int32{of[i], with[k]})
			i, k = i+1, k+1
		}
	}
	for i, c := range a.columns {
		k := b.columnOf(c.indicator.ID)
		if k < 0 || c.year != 0 || c.indicator.Kind == catalogue.Class || strings.HasPrefix(c.indicator.ID, "oppervlakte_") || c.indicator.YearOf(a.year) == c.indicator.YearOf(b.year) {
			continue
		}
		n, values := 0, map[float64]bool{}
		for _, pair := range common {
			x, y := a.value(int(pair[0]), i), b.value(int(pair[1]), k)
			if x == nil || y == nil {
				continue
			}
			if *x != *y {
				n = -1
				break
			}
			n++
			values[*x] = true
		}
		if n >= leastSame && len(values) >= leastDifferent {
			same = append(same, c.indicator.Naam)
		}
	}
	return same
}
