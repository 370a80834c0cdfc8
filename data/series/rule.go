package series

import "slices"

// Cut is a year from which figures may not be compared with what came before.
type Cut struct {
	Indicator string // "*": every indicator, because the place is another one
	Subject   string // slug; empty for every line
	Level     string // land, gemeente, wijk or buurt; empty for every level
	Year      int    // first edition of the new regime; of "*" the first division
	Why       Reason
}

// everyIndicator is the indicator of a cut that is about a place.
const everyIndicator = "*"

// Who says whose figures a line holds.
type Who struct {
	Subject string   // slug; empty for a CBS area
	Shares  []string // slugs of whose changes of outline it shares: a rest of a gemeente that of the wijken it leaves out
	Levels  []string // at which its figures are published: a cut of one of these cuts it
	Code    string   // of a CBS area, whose place Places follows; empty for a subject
}

// Rule answers whether two values of one indicator may be compared. It is the only place that does.
type Rule struct {
	cuts   map[string][]Cut // by indicator
	places *Places
	anew   map[string]bool // indicators of which every edition estimates all its years anew, on its own division
}

// NewRule takes what is known of definitions and of places; places may be nil where no CBS areas are asked for. Of the indicators
// anew every edition estimates all its years, on its own division: two divisions are two series.
func NewRule(cuts []Cut, places *Places, anew ...string) *Rule {
	r := &Rule{cuts: map[string][]Cut{}, places: places, anew: map[string]bool{}}
	for _, id := range anew {
		r.anew[id] = true
	}
	for _, c := range cuts {
		r.cuts[c.Indicator] = append(r.cuts[c.Indicator], c)
	}
	return r
}

// Between gives what keeps two points of a line from being compared; Same when nothing does.
func (r *Rule) Between(indicator string, who Who, a, b Point) Reason {
	if a.Value == nil || b.Value == nil {
		return NoValue
	}
	why := Same
	for _, c := range r.cuts[indicator] {
		if c.Subject == "" || c.Subject == who.Subject {
			if crosses(c.Year, a.Edition, b.Edition) && who.hasLevel(c.Level) {
				why = first(why, c.Why)
			}
		}
	}
	if why != Same {
		return why
	}
	if r.anew[indicator] && a.Division != b.Division {
		return Instrument
	}
	if (a.Quality == Enclosing) != (b.Quality == Enclosing) {
		return LargerArea
	}
	for _, c := range r.cuts[everyIndicator] {
		if (c.Subject == "" || c.Subject == who.Subject || slices.Contains(who.Shares, c.Subject)) && crosses(c.Year, a.Division, b.Division) {
			return MovedBorder
		}
	}
	switch {
	case who.Code != "":
		return r.places.Between(who.Code, a.Division, b.Division)
	case a.Place != b.Place && a.Quality == Enclosing:
		return LargerArea
	case a.Place != b.Place:
		return MovedBorder
	}
	return Same
}

// hasLevel tells whether a cut of this level is about the line.
func (w Who) hasLevel(level string) bool {
	return level == "" || len(w.Levels) == 0 || slices.Contains(w.Levels, level)
}

// crosses tells whether a year lies after the earlier of two, up to and with the later.
func crosses(year, a, b int) bool { return min(a, b) < year && year <= max(a, b) }

// Mark gives the points of a line, by year, their Stretch and Why. What may be compared is an equivalence: of three values of
// which two pairs may be compared, the third pair may too.
func (r *Rule) Mark(indicator string, who Who, points []*Point) {
	var last []*Point // of each stretch
	var previous *Point
	for _, p := range points {
		p.Stretch, p.Why = 0, Same
		if p.Value == nil {
			continue
		}
		for i, q := range last {
			if r.Between(indicator, who, *q, *p) == Same {
				p.Stretch, last[i] = i+1, p
				break
			}
		}
		if p.Stretch == 0 {
			last = append(last, p)
			p.Stretch = len(last)
		}
		if previous != nil {
			p.Why = r.Between(indicator, who, *previous, *p)
		}
		previous = p
	}
}
