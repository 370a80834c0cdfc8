package data

import "strings"

// What keeps a code from being the same place in two divisions.
const (
	MovedPlace    = "andere grens"
	UnknownBorder = "grens onbekend" // nothing says that it was the same place
)

// Crosses tells whether a break lies after the year from, up to and with the year to.
func Crosses(breaks []int, from, to int) bool {
	for _, year := range breaks {
		if from < year && year <= to {
			return true
		}
	}
	return false
}

// Places is what is known of codes over divisions.
type Places struct {
	pairs map[string]map[[2]int]bool // by code and pair of divisions: the same place or not
	moved map[string][]int           // by code: divisions that the catalogue says are another place than before
	hubs  map[int]bool               // divisions that older ones were compared with by borders
}

// NewPlaces takes in what flags and borders say of codes, and the changes of outline that the catalogue knows.
func NewPlaces(kept []KeptPlace, breaks []Break, parts []SubjectPart) *Places {
	out := &Places{pairs: map[string]map[[2]int]bool{}, moved: map[string][]int{}, hubs: map[int]bool{}}
	for _, k := range kept {
		if out.pairs[k.Code] == nil {
			out.pairs[k.Code] = map[[2]int]bool{}
		}
		pair := [2]int{k.From, k.To}
		same, twice := out.pairs[k.Code][pair]
		out.pairs[k.Code][pair] = k.Same && (same || !twice) // flag and borders must agree
		out.hubs[k.To] = out.hubs[k.To] || k.To-k.From > 1
	}
	for _, br := range breaks {
		if br.Indicator != "*" || br.Subject == "" {
			continue
		}
		seen := map[string]bool{strings.ToUpper(br.Subject): true} // a gemeente is its own area
		for _, p := range parts {
			if p.Subject == br.Subject && p.Used && p.Relation != Surrounding {
				seen[p.Code] = true
			}
		}
		for code := range seen {
			out.moved[code] = append(out.moved[code], br.Year)
		}
	}
	return out
}

// Between tells what keeps a code in two divisions from being one place: "" when it is known to be.
func (p *Places) Between(code string, a, b int) string {
	if a > b {
		a, b = b, a
	}
	if a == b {
		return ""
	}
	if Crosses(p.moved[code], a, b) {
		return MovedPlace
	}
	pairs := p.pairs[code]
	if why := alongYears(pairs, a, b); why != UnknownBorder {
		return why
	}
	for hub := range p.hubs { // both compared with a third division: the reference is the only one there is
		first, ok := pairs[[2]int{a, hub}]
		second, also := pairs[[2]int{b, hub}]
		if b == hub {
			second, also = true, true
		}
		switch {
		case ok && also && first && second:
			return ""
		case ok && !first && b == hub:
			return MovedPlace
		}
	}
	return UnknownBorder
}

// alongYears follows CBS's flags from year to year.
func alongYears(pairs map[[2]int]bool, a, b int) string {
	why := ""
	for y := a; y < b; y++ {
		same, flagged := pairs[[2]int{y, y + 1}]
		switch {
		case flagged && !same:
			return MovedPlace
		case !flagged:
			why = UnknownBorder
		}
	}
	return why
}
