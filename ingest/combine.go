package ingest

import (
	"math"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// obsKey names one published figure.
type obsKey struct {
	indicator string
	areaYear  int
	code      string
	year      int
}

// term is an area that takes part in a figure: +1 added, -1 taken away.
type term struct {
	code string
	sign float64
}

// figures looks published figures up.
type figures map[obsKey]data.Observation

// combined is a figure made of published ones, or the status that says why it cannot be made.
// none is true when nothing was published to make it of.
type combined struct {
	value    *float64
	status   data.Status
	edition  int // latest of those that it rests on
	coverage float64
	inputs   []data.TrendInput
	margin   *float64 // of a quotient: what the rounding of its counts may make of it
	none     bool
}

// minCoverage is the part of the weight that must have a value before an average over areas is given.
const minCoverage = 0.9

// combine makes one figure of ind for a set of areas of one division year. A single area's figure is taken as it is, as published
// or as table derived has it: what the publisher left out stays left out. Counts add up. A share is computed from its counts where
// they are published, because rounded percentages of small areas would not average to it; otherwise shares, means and scores are
// averaged with their weight. whole is the area equal to the set, where there is one: its weight tells what the set covers.
func (f figures) combine(ind catalogue.Indicator, areaYear, year int, terms []term, whole string) combined {
	if len(terms) == 1 && terms[0].sign == 1 {
		o, ok := f[obsKey{ind.ID, areaYear, terms[0].code, year}]
		switch {
		case ok && !o.Made:
			return single(o)
		case ok && o.Value != nil:
			return f.quotient(ind, areaYear, year, terms)
		case ok:
			return combined{status: o.Status}
		case ind.Numerator != "":
			return combined{none: true}
		}
	}
	if ind.Kind == catalogue.Count {
		return f.sum(ind, areaYear, year, terms)
	}
	if ind.Numerator != "" {
		c := f.quotient(ind, areaYear, year, terms)
		if c.value != nil || !f.anyPublished(ind.ID, areaYear, year, terms) {
			return c // without a value, for the counts' own reason
		}
	}
	if !f.any(ind.ID, areaYear, year, terms) {
		return combined{none: true}
	}
	if ind.Weight == "" {
		return combined{status: f.whyNotCombined(ind.ID, areaYear, year, terms)}
	}
	return f.average(ind, areaYear, year, terms, whole)
}

// whyNotCombined is the reason of a gap where every part has one; parts that have values cannot be combined.
func (f figures) whyNotCombined(indicator string, areaYear, year int, terms []term) data.Status {
	why := data.NotApplicable
	for _, t := range terms {
		o, ok := f[obsKey{indicator, areaYear, t.code, year}]
		if ok && o.Value != nil {
			return data.NotApplicable
		}
		if ok {
			why = o.Status
		}
	}
	return why
}

func single(o data.Observation) combined {
	return combined{value: o.Value, status: o.Status, edition: o.Edition, coverage: 1, inputs: []data.TrendInput{input1(o, 1)}}
}

func input1(o data.Observation, weight float64) data.TrendInput {
	return data.TrendInput{Indicator: o.Indicator, AreaYear: o.AreaYear, Code: o.Code, Year: o.Year, Weight: &weight, Role: "waarde"}
}

func weightInput(o data.Observation) data.TrendInput {
	return data.TrendInput{Indicator: o.Indicator, AreaYear: o.AreaYear, Code: o.Code, Year: o.Year, Role: "gewicht"}
}

// anyPublished tells whether a publisher has the indicator itself for one of the areas.
func (f figures) anyPublished(indicator string, areaYear, year int, terms []term) bool {
	for _, t := range terms {
		if o, ok := f[obsKey{indicator, areaYear, t.code, year}]; ok && !o.Made {
			return true
		}
	}
	return false
}

func (f figures) any(indicator string, areaYear, year int, terms []term) bool {
	for _, t := range terms {
		if _, ok := f[obsKey{indicator, areaYear, t.code, year}]; ok {
			return true
		}
	}
	return false
}

// sum adds counts; one missing area leaves no sum, for an undercount would pass for a figure.
func (f figures) sum(ind catalogue.Indicator, areaYear, year int, terms []term) combined {
	if !f.any(ind.ID, areaYear, year, terms) {
		return combined{none: true}
	}
	c := combined{status: data.OK, coverage: 1}
	total := 0.0
	for _, t := range terms {
		o, ok := f[obsKey{ind.ID, areaYear, t.code, year}]
		if !ok {
			return combined{status: data.Incomplete}
		}
		if o.Value == nil {
			return combined{status: o.Status}
		}
		total += t.sign * *o.Value
		c.status, c.edition = worse(c.status, o.Status), max(c.edition, o.Edition)
		c.inputs = append(c.inputs, input1(o, t.sign))
	}
	c.value = &total
	return c
}

// quotient computes a share or rate from its counts. Areas whose own figure the publisher withholds are left out, as far as they
// hold little of the denominator: their counts may belong to other places (lease cars, students' addresses).
func (f figures) quotient(ind catalogue.Indicator, areaYear, year int, terms []term) combined {
	terms, coverage, why := f.shown(ind, areaYear, year, terms)
	if why != "" {
		return combined{status: why}
	}
	num, ok := f.part(ind.Numerator, areaYear, year, terms)
	if !ok {
		return num
	}
	den := combined{status: data.OK}
	below := 0.0
	for _, id := range ind.Denominator {
		d, ok := f.part(id, areaYear, year, terms)
		if d.none {
			return combined{status: data.Incomplete}
		}
		if !ok {
			return d
		}
		below += *d.value
		den.inputs = append(den.inputs, d.inputs...)
		den.status = worse(den.status, d.status)
	}
	if below <= 0 {
		return combined{status: data.NotApplicable}
	}
	if f.tooFew(ind, num.edition, areaYear, year, terms) {
		return combined{status: data.TooFew}
	}
	value := ind.Per * *num.value / below
	if plausible(ind, value) != nil {
		return combined{status: data.Implausible}
	}
	c := combined{value: &value, status: worse(num.status, den.status), edition: num.edition, coverage: coverage, margin: f.margin(ind, value, below, num, den)}
	for _, in := range num.inputs {
		w := *in.Weight * ind.Per / below
		in.Weight = &w
		c.inputs = append(c.inputs, in)
	}
	for _, in := range den.inputs {
		in.Weight, in.Role = nil, "gewicht"
		c.inputs = append(c.inputs, in)
	}
	return c
}

// margin gives how far a quotient may be from that of counts that were not rounded; nil where all are exact.
func (f figures) margin(ind catalogue.Indicator, value, below float64, num, den combined) *float64 {
	off := func(c combined) (sum float64) {
		for _, in := range c.inputs {
			sum += math.Abs(*in.Weight) * f[obsKey{in.Indicator, in.AreaYear, in.Code, in.Year}].Off
		}
		return sum
	}
	margin := (ind.Per*off(num) + value*off(den)) / below
	if margin == 0 {
		return nil
	}
	return &margin
}

// shown leaves out the areas whose own figure of the indicator is withheld; coverage is the part of the first denominator that the
// others hold, which must be minCoverage. why is the reason where they hold less, or where the withheld area is one to take away.
func (f figures) shown(ind catalogue.Indicator, areaYear, year int, terms []term) (kept []term, coverage float64, why data.Status) {
	all, held := 0.0, 0.0
	for _, t := range terms {
		o, published := f[obsKey{ind.ID, areaYear, t.code, year}]
		withheld := published && !o.Made && o.Value == nil
		below, ok := f[obsKey{ind.Denominator[0], areaYear, t.code, year}]
		if ok && below.Value != nil {
			all += t.sign * *below.Value
		}
		if withheld {
			if why = o.Status; t.sign < 0 || !ok || below.Value == nil {
				return nil, 0, why
			}
			continue
		}
		if ok && below.Value != nil {
			held += t.sign * *below.Value
		}
		kept = append(kept, t)
	}
	switch {
	case why == "":
		return terms, 1, ""
	case all <= 0 || held/all < minCoverage:
		return nil, 0, why
	}
	return kept, held / all, ""
}

// tooFew tells whether the areas together are smaller than what the publisher gives a figure for.
func (f figures) tooFew(ind catalogue.Indicator, edition, areaYear, year int, terms []term) bool {
	for _, m := range ind.Minimums {
		if edition < m.From || m.To < edition || m.Level != "" {
			continue
		}
		if c := f.sum(catalogue.Indicator{ID: m.Counted}, areaYear, year, terms); c.value != nil && *c.value < m.Least {
			return true
		}
	}
	return false
}

// part sums one count of a quotient. A rate of another year's division (crime per 1,000 of 2021 on the division of
// 2024) has no inhabitants of that year on that division: then the rate is incomplete.
func (f figures) part(id string, areaYear, year int, terms []term) (combined, bool) {
	c := f.sum(catalogue.Indicator{ID: id}, areaYear, year, terms)
	return c, c.value != nil
}

// average weighs shares, means, scores and distances. An area without a value may be left out while those with one
// hold at least minCoverage of the weight.
func (f figures) average(ind catalogue.Indicator, areaYear, year int, terms []term, whole string) combined {
	var above, below, total float64
	c := combined{status: data.OK}
	missing := data.Incomplete
	known := true
	type weighed struct {
		o data.Observation
		w float64
	}
	var used []weighed
	for _, t := range terms {
		weight, hasWeight := f.weight(ind.Weight, areaYear, year, t.code)
		if hasWeight {
			total += t.sign * *weight.Value
		} else {
			known = false
		}
		o, ok := f[obsKey{ind.ID, areaYear, t.code, year}]
		if !ok || o.Value == nil {
			if ok {
				missing = o.Status
			}
			if t.sign < 0 {
				return combined{status: missing}
			}
			continue
		}
		if !hasWeight {
			return combined{status: data.Incomplete}
		}
		w := t.sign * *weight.Value
		above, below = above+w**o.Value, below+w
		c.status, c.edition = worse(c.status, o.Status), max(c.edition, o.Edition)
		used = append(used, weighed{o, w})
		c.inputs = append(c.inputs, weightInput(weight))
	}
	if o, ok := f.weight(ind.Weight, areaYear, year, whole); ok && len(used) < len(terms) {
		total, known = *o.Value, true
	}
	if below <= 0 || !known && len(used) < len(terms) || below/total < minCoverage {
		return combined{status: missing}
	}
	value := above / below
	if plausible(ind, value) != nil { // what is left of a gemeente can come out beyond what can be
		return combined{status: data.Implausible}
	}
	c.value, c.coverage = &value, math.Min(1, below/total)
	for _, u := range used {
		c.inputs = append(c.inputs, f.behind(ind, u.o, u.w/below)...)
	}
	return c
}

// behind gives the published figures behind a figure that takes part with a weight: itself, or the counts that it was computed from.
func (f figures) behind(ind catalogue.Indicator, o data.Observation, weight float64) []data.TrendInput {
	if !o.Made {
		return []data.TrendInput{input1(o, weight)}
	}
	made := f.quotient(ind, o.AreaYear, o.Year, []term{{o.Code, 1}})
	for i, in := range made.inputs {
		if in.Weight != nil {
			w := *in.Weight * weight
			made.inputs[i].Weight = &w
		}
	}
	return made.inputs
}

// weight gives the weighing count of an area in the figure's year, or else in the division's own year: sources that
// put many years on one division have no other weight on it.
func (f figures) weight(id string, areaYear, year int, code string) (data.Observation, bool) {
	for _, y := range []int{year, areaYear} {
		if o, ok := f[obsKey{id, areaYear, code, y}]; ok && o.Value != nil {
			return o, true
		}
	}
	return data.Observation{}, false
}

// worse keeps "voorlopig" when any input is.
func worse(a, b data.Status) data.Status {
	if a == data.Provisional || b == data.Provisional {
		return data.Provisional
	}
	return data.OK
}
