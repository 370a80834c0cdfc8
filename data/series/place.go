package series

import (
	"maps"
	"math"
	"slices"
)

// Area is what a division says of one area; names and surfaces are empty where no file gives them.
type Area struct {
	Code  string
	Year  int     // of the division
	Name  string  // in a form in which equal names are equal
	Flag  string  // CBS's Indelingswijziging against the year before: 1 unchanged, 2 other code, 3 other outline
	Land  float64 // ha; 0 when not known
	Total float64 // ha, land and water; 0 when not known
}

// Evidence says of a code that it was the same place in two divisions, or was not.
type Evidence struct {
	Code     string
	From, To int // divisions
	Same     bool
	Source   string // catalogus or grenzen
}

// Where the tie of an area with its place in the division before was seen.
const (
	ByFlag      = "indelingswijziging"     // CBS says so
	ByCatalogue = "catalogus"              // our reviewed table says so
	ByBorders   = "grenzen"                // the outlines cover each other
	BySurface   = "naam en oppervlakte"    // the same name and the same ground
	ByEnds      = "grenzen ervoor en erna" // the outlines of an earlier and a later division cover each other
)

// Step is an area in one division, and how it stands to the one before that has its code.
type Step struct {
	Code   string
	Year   int
	Place  int    // divisions of one code with the same number are the same place
	Why    Reason // what keeps it from the division before; Same for the first
	Source string // where that was seen; empty where nothing was
}

// Ground of one area may be measured anew: less than this part of it, or less than leastGround hectares, is no move. CBS rounds to
// whole hectares, and revises the line between land and water.
const (
	sameGround  = 0.05
	leastGround = 3.0
)

// Places follows codes over divisions.
type Places struct {
	steps map[string][]Step // by code, in order of year
}

// NewPlaces takes in steps that were made before; see StepsOf.
func NewPlaces(steps []Step) *Places {
	p := &Places{steps: map[string][]Step{}}
	for _, s := range steps {
		p.steps[s.Code] = append(p.steps[s.Code], s)
	}
	for _, list := range p.steps {
		slices.SortFunc(list, func(a, b Step) int { return a.Year - b.Year })
	}
	return p
}

// Between tells what keeps a code in two divisions from being one place. A division that does not have the code is no evidence:
// the border is unknown.
func (p *Places) Between(code string, a, b int) Reason {
	if a == b {
		return Same
	}
	if p == nil {
		return UnknownBorder
	}
	a, b = min(a, b), max(a, b)
	why, there := Same, 0
	for _, s := range p.steps[code] {
		if s.Year == a || s.Year == b {
			there++
		}
		if a < s.Year && s.Year <= b {
			why = first(why, s.Why)
		}
	}
	if there < 2 {
		return first(why, UnknownBorder)
	}
	return why
}

// Place gives the number of the place that a code is in a division.
func (p *Places) Place(code string, year int) (number int, ok bool) {
	if p == nil {
		return 0, false
	}
	for _, s := range p.steps[code] {
		if s.Year == year {
			return s.Place, true
		}
	}
	return 0, false
}

// StepsOf follows every code over the divisions that have it, by code and year. What CBS's flag says goes first, then what the
// catalogue, the borders, and last name and surface say. moved are the divisions, by code, that are another place than before.
func StepsOf(areas []Area, known []Evidence, moved map[string][]int) []Step {
	byCode := map[string][]Area{}
	for _, a := range areas {
		byCode[a.Code] = append(byCode[a.Code], a)
	}
	evidence := map[string][]Evidence{}
	for _, e := range known {
		evidence[e.Code] = append(evidence[e.Code], e)
	}
	ground := newLedger(areas)
	var out []Step
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		list := byCode[code]
		slices.SortFunc(list, func(a, b Area) int { return a.Year - b.Year })
		steps := make([]Step, len(list))
		for i, a := range list {
			steps[i] = Step{Code: code, Year: a.Year}
			if i > 0 {
				steps[i].Why, steps[i].Source = step(list[i-1], a, evidence[code], moved[code], ground)
			}
		}
		overEnds(steps, evidence[code])
		place := 1
		for i := range steps {
			if steps[i].Why != Same {
				place++
			}
			steps[i].Place = place
		}
		out = append(out, steps...)
	}
	return out
}

// step tells how an area stands to the division before that has its code.
func step(a, b Area, known []Evidence, moved []int, ground ledger) (Reason, string) {
	if slices.ContainsFunc(moved, func(year int) bool { return crosses(year, a.Year, b.Year) }) {
		return MovedBorder, ByCatalogue
	}
	switch {
	case b.Flag == "3":
		return MovedBorder, ByFlag
	case b.Flag == "2" && b.Year-a.Year == 1: // the code came here from elsewhere
		return MovedBorder, ByFlag
	case b.Flag == "1" && b.Year-a.Year == 1:
		return Same, ByFlag
	}
	for _, source := range []string{ByCatalogue, ByBorders} {
		for _, e := range known {
			if e.Source == source && e.From == a.Year && e.To == b.Year {
				if e.Same {
					return Same, source
				}
				return MovedBorder, source
			}
		}
	}
	if a.Name != "" && b.Name != "" && a.Name != b.Name {
		return OtherName, ""
	}
	if why, said := ground.between(a, b); said && (why != Same || a.Name != "" && b.Name != "") {
		return why, BySurface
	}
	return UnknownBorder, ""
}

// overEnds lets evidence of divisions further apart decide what the steps between leave open.
func overEnds(steps []Step, known []Evidence) {
	for _, e := range known {
		var open []int
		ends, cut := 0, false
		for i, s := range steps {
			if s.Year == e.From || s.Year == e.To {
				ends++
			}
			if e.From < s.Year && s.Year <= e.To && s.Why != Same {
				open, cut = append(open, i), cut || s.Why == MovedBorder
			}
		}
		switch {
		case ends < 2 || cut || len(open) == 0:
		case e.Same:
			for _, i := range open {
				steps[i].Why, steps[i].Source = Same, e.Source
				if e.Source == ByBorders {
					steps[i].Source = ByEnds
				}
			}
		default: // it moved somewhere in between; where is not known
			for _, i := range open {
				steps[i].Why, steps[i].Source = MovedBorder, e.Source
			}
		}
	}
}

// ledger knows the ground of every area per division, to find where what one area lost went.
type ledger struct {
	of map[string]map[int][2]float64 // by code and division: land and total, ha
	by map[string][]string           // codes of one level in a gemeente
}

func newLedger(areas []Area) ledger {
	l := ledger{map[string]map[int][2]float64{}, map[string][]string{}}
	for _, a := range areas {
		if l.of[a.Code] == nil {
			l.of[a.Code] = map[int][2]float64{}
			l.by[siblings(a.Code)] = append(l.by[siblings(a.Code)], a.Code)
		}
		l.of[a.Code][a.Year] = [2]float64{a.Land, a.Total}
	}
	return l
}

// siblings names the areas of one level in a gemeente: BU0518.
func siblings(code string) string { return code[:min(len(code), 6)] }

// between tells by the ground of an area whether it moved; said is false where the ground is not known, or changed in a way that
// a revision of the line between land and water can explain.
func (l ledger) between(a, b Area) (why Reason, said bool) {
	switch {
	case a.Total > 0 && b.Total > 0:
		if grew(a.Total, b.Total) {
			return MovedBorder, true
		}
		return Same, true
	case a.Land > 0 && b.Land > 0:
		if grew(a.Land, b.Land) {
			return MovedBorder, l.mirrored(a, b)
		}
		return Same, true
	}
	return UnknownBorder, false
}

// grew tells whether ground differs by more than measuring explains.
func grew(a, b float64) bool {
	d := math.Abs(a - b)
	return d > leastGround && d > sameGround*max(a, b)
}

// mirrored tells whether an area of the same level and gemeente lost what this one gained, or the other way round: then the border
// moved, and the land was not only measured anew. Half of the difference is enough: the rest may have gone to others, or to water.
func (l ledger) mirrored(a, b Area) bool {
	gained := b.Land - a.Land
	for _, other := range l.by[siblings(a.Code)] {
		before, was := l.of[other][a.Year]
		after, is := l.of[other][b.Year]
		if other == a.Code || was && before[0] <= 0 || is && after[0] <= 0 {
			continue
		}
		if lost := before[0] - after[0]; lost*gained > 0 && math.Abs(lost) >= math.Abs(gained)/2 {
			return true
		}
	}
	return false
}
