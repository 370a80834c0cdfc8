package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// A figure that is ten, a hundred or a thousand times what it was (a lost decimal mark, a separator that was read as one) shows where
// an area is held against the areas that it is made of: buurten against their wijk, wijken against their gemeente. It is refused only
// where such a factor in one row explains what does not add up; any other difference is the publisher's (wijkinzicht check lists those).

// What the parts may differ from the whole: each is rounded to five or ten, and shares and means are weighed with a count that is not
// quite the publisher's.
const (
	roundingOfPart = 10
	slackOfSum     = 0.02
	slackOfMean    = 0.25
)

// place is a figure in a file; t is nil where there is none.
type place struct {
	t      *table
	row    int
	k      int
	value  float64
	weight float64
}

// editionFigures is what all files say of one indicator in one year, by the number of the area in its edition, the best route first.
type editionFigures []place

// scaledRows refuses rows in which a figure is some power of ten off.
func scaledRows(tables, pack []*table) []*Refusal {
	years := map[int][]*table{}
	for _, t := range slices.Concat(tables, pack) {
		if t.isKWB() {
			years[t.year] = append(years[t.year], t)
		}
	}
	maps.DeleteFunc(years, func(_ int, all []*table) bool { return all[0].rank == data.PackRank }) // no file of that year
	each := slices.Collect(maps.Values(years))
	found := make([][]*Refusal, len(each))
	_ = data.InOrder(runtime.GOMAXPROCS(0), len(each), func(i int, _ func() bool) error { // none fails
		found[i] = scaledIn(each[i])
		return nil
	})
	out := slices.Concat(found...)
	slices.SortFunc(out, func(a, b *Refusal) int {
		return cmp.Or(strings.Compare(a.sha256, b.sha256), a.Row-b.Row, strings.Compare(a.Column, b.Column))
	})
	return slices.CompactFunc(out, func(a, b *Refusal) bool { return a.sha256 == b.sha256 }) // one row is enough to set a file aside
}

// scaledIn holds the figures of one year together, indicator by indicator.
func scaledIn(all []*table) (out []*Refusal) {
	slices.SortStableFunc(all, func(a, b *table) int { return a.rank - b.rank })
	e := areasOf(all)
	weights := map[string]editionFigures{}
	complete := make([]int, len(e.codes)) // of how many parts an area is made whose parts are all there: some count adds up
	for _, id := range []string{"inwoners", "huishoudens", "woningen"} {
		weights[id] = e.best(id)
		e.findComplete(weights[id], complete)
	}
	seen := map[string]bool{}
	for _, t := range all {
		for _, c := range t.columns {
			ind := c.indicator
			if seen[ind.ID] || c.year != 0 || ind.Kind != catalogue.Count && ind.Weight == "" || loose[ind.ID] {
				continue
			}
			seen[ind.ID] = true
			figures := e.best(ind.ID)
			if ind.Weight != "" && ind.Kind != catalogue.Count {
				if weights[ind.Weight] == nil {
					weights[ind.Weight] = e.best(ind.Weight)
				}
				for i, w := range weights[ind.Weight] {
					figures[i].weight = w.value
				}
			}
			out = append(out, e.scaled(figures, ind, complete)...)
		}
	}
	return out
}

// loose are the counts that CBS's own wijken and buurten do not add up for: water of a gemeente lies in no wijk, cars are counted where
// their owner or lease company is.
var loose = map[string]bool{"oppervlakte_water": true, "oppervlakte_totaal": true, "autos": true}

// adding are the counts that CBS rounds to five or ten and whose wijken and buurten add up in all files that we have. Others are rounded
// to a hundred (income), or miss who lives in no known buurt (benefits, Wmo).
var adding = map[string]bool{"inwoners": true, "inwoners_0_14": true, "inwoners_15_24": true, "inwoners_25_44": true, "inwoners_45_64": true,
	"inwoners_65plus": true, "huishoudens": true, "eenpersoonshuishoudens": true, "huishoudens_zonder_kinderen": true,
	"huishoudens_met_kinderen": true, "woningen": true}

// addsUp tells whether parts that are each rounded make a count.
func addsUp(sum, whole float64, parts int) bool {
	return math.Abs(sum-whole) <= roundingOfPart*float64(parts)+slackOfSum*whole
}

// scaled holds the parts of every whole against it.
func (e *kwbEdition) scaled(f editionFigures, ind catalogue.Indicator, complete []int) (out []*Refusal) {
	for whole, parts := range e.parts(f) {
		all := complete[whole] == len(parts)
		var r *Refusal
		if ind.Kind == catalogue.Count {
			r = scaledCount(ind, f[whole], parts, all)
		} else if all && ind.Kind != catalogue.Share { // a share is held to a hundred per cent
			r = scaledMean(ind, f[whole], parts)
		}
		if r != nil {
			out = append(out, r)
		}
	}
	return out
}

// powers are the factors by which a figure is off when a mark was lost or read as another.
var powers = []float64{10, 100, 1000, 0.1, 0.01, 0.001}

// scaledCount finds the one count that, made some power of ten smaller or larger, makes the parts add up to the whole; nil where they
// do already, where parts may be missing, or where nothing does.
func scaledCount(ind catalogue.Indicator, whole place, parts []place, complete bool) *Refusal {
	sum := 0.0
	for _, p := range parts {
		sum += p.value
	}
	if addsUp(sum, whole.value, len(parts)) || sum < whole.value && !complete {
		return nil
	}
	for _, factor := range powers {
		if !adding[ind.ID] {
			break
		}
		if whole.t.rank != data.PackRank && len(parts) > 1 && addsUp(sum, whole.value/factor, len(parts)) {
			return scaledRefusal(ind, whole, factor, "de gebieden erin")
		}
		for _, p := range parts {
			if p.t.rank != data.PackRank && p.value != 0 && addsUp(sum-p.value*(1-1/factor), whole.value, len(parts)) {
				return scaledRefusal(ind, p, factor, "het gebied eromheen")
			}
		}
	}
	for _, p := range parts {
		if p.t.rank != data.PackRank && p.value > (1+slackOfSum)*whole.value+2*roundingOfPart {
			return p.t.refuse(&p.t.rows[p.row], p.t.columns[p.k].name, "%s van %s is %s en dat van het gebied eromheen %v; een deel kan niet groter zijn",
				ind.Naam, p.t.rows[p.row].code, p.t.rows[p.row].cells.at(p.k), whole.value)
		}
	}
	return nil
}

// scaledMean does the same for a figure of the whole that is the mean of its parts, each with its weight.
func scaledMean(ind catalogue.Indicator, whole place, parts []place) *Refusal {
	sum, weight := 0.0, 0.0
	for _, p := range parts {
		sum, weight = sum+p.weight*p.value, weight+p.weight
	}
	if weight <= 0 || whole.weight > 0 && !addsUp(weight, whole.weight, len(parts)) {
		return nil
	}
	fits := func(mean, whole float64) bool { return math.Abs(mean-whole) <= slackOfMean*math.Abs(whole)+1 }
	if fits(sum/weight, whole.value) {
		return nil
	}
	outlying := func(v float64) bool { // a mean of few homes may be anything: what is off is far from all others too
		others := 0
		for _, p := range parts {
			if p.value != v && (p.value > v/2 && p.value < v*2 || p.value == 0) {
				return false
			}
			if p.value != v {
				others++
			}
		}
		return others > 2
	}
	for _, factor := range powers {
		if whole.t.rank != data.PackRank && len(parts) > 1 && fits(sum/weight, whole.value/factor) && outlying(whole.value) {
			return scaledRefusal(ind, whole, factor, "de gebieden erin")
		}
		for _, p := range parts {
			if p.t.rank != data.PackRank && p.weight > 0 && outlying(p.value) && fits((sum-p.weight*p.value*(1-1/factor))/weight, whole.value) {
				return scaledRefusal(ind, p, factor, "het gebied eromheen")
			}
		}
	}
	return nil
}

func scaledRefusal(ind catalogue.Indicator, p place, factor float64, beside string) *Refusal {
	r := &p.t.rows[p.row]
	times := fmt.Sprintf("%g keer zo groot", factor)
	if factor < 1 {
		times = fmt.Sprintf("%g keer zo klein", 1/factor)
	}
	return p.t.refuse(r, p.t.columns[p.k].name, "%s van %s is %s, ongeveer %s als %s laat verwachten; is er een punt of komma verloren gegaan?",
		ind.Naam, r.code, r.cells.at(p.k), times, beside)
}
