package series

import "slices"

// Line is the points of one subject or area for one indicator, by year; years without a value say why.
type Line []Point

// Last gives the latest point with a value.
func (l Line) Last() (Point, bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].Value != nil {
			return l[i], true
		}
	}
	return Point{}, false
}

// First gives the earliest point with a value.
func (l Line) First() (Point, bool) {
	for _, p := range l {
		if p.Value != nil {
			return p, true
		}
	}
	return Point{}, false
}

// Valued gives the points with a value.
func (l Line) Valued() Line {
	var out Line
	for _, p := range l {
		if p.Value != nil {
			out = append(out, p)
		}
	}
	return out
}

// Count counts the years with a value.
func (l Line) Count() int { return len(l.Valued()) }

// At gives the point of a year that has a value.
func (l Line) At(year int) (Point, bool) {
	for _, p := range l {
		if p.Year == year && p.Value != nil {
			return p, true
		}
	}
	return Point{}, false
}

// Period keeps the years from and to; 0 leaves a side open.
func (l Line) Period(from, to int) Line {
	var out Line
	for _, p := range l {
		if (from == 0 || p.Year >= from) && (to == 0 || p.Year <= to) {
			out = append(out, p)
		}
	}
	return out.rejoined(l)
}

// Without gives the point without its value, for a reason.
func (p Point) Without(why Status) Point {
	return Point{Subject: p.Subject, Indicator: p.Indicator, Year: p.Year, Edition: p.Edition, Division: p.Division, Status: why}
}

// Own leaves out the values of larger areas (quality D) for a reason: those of two neighbouring wijken can be the very same figure.
func (l Line) Own(why Status) Line {
	out := make(Line, len(l))
	for i, p := range l {
		if out[i] = p; p.Value != nil && p.Quality == Enclosing {
			out[i] = p.Without(why)
		}
	}
	return out.rejoined(l)
}

// rejoined says anew what keeps each point from the one before it, where points of the whole line were left out between them.
func (l Line) rejoined(whole Line) Line {
	previous := -1
	for i := range l {
		if l[i].Value == nil {
			continue
		}
		l[i].Why = Same
		if previous >= 0 {
			l[i].Why = whole.between(l[previous], l[i])
		}
		previous = i
	}
	return l
}

// between gives what keeps two points of the line from being compared; a comes before b.
func (l Line) between(a, b Point) Reason {
	if a.Stretch == b.Stretch {
		return Same
	}
	why := Same
	for _, p := range l {
		if p.Year > a.Year && p.Year <= b.Year && p.Value != nil {
			why = first(why, p.Why)
		}
	}
	if why == Same { // cannot be: the points between would have joined them
		return UnknownBorder
	}
	return why
}

// Joined tells whether all values from one year up to and with another may be compared.
func (l Line) Joined(from, to int) bool {
	stretch := 0
	for _, p := range l {
		if p.Year < from || p.Year > to || p.Value == nil {
			continue
		}
		if stretch != 0 && p.Stretch != stretch {
			return false
		}
		stretch = p.Stretch
	}
	return true
}

// LongestRun counts the years of the longest stretch of values of the line's own place.
func (l Line) LongestRun() int {
	years := map[int]int{}
	longest := 0
	for _, p := range l {
		if p.Value != nil && p.Quality != Enclosing {
			years[p.Stretch]++
			longest = max(longest, years[p.Stretch])
		}
	}
	return longest
}

// Index gives the line as percentages of its value in the base year; values that may not be compared with that one lose
// theirs, for a reason. ok is false when there is no positive value in that year.
func (l Line) Index(base int, why Status) (out Line, ok bool) {
	start, ok := l.At(base)
	if !ok || *start.Value <= 0 {
		return nil, false
	}
	scaled := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		part := 100 * *v / *start.Value
		return &part
	}
	for _, p := range l {
		switch {
		case p.Value == nil:
		case p.Stretch != start.Stretch:
			p = p.Without(why)
		default:
			p.Value, p.Low, p.High, p.Quality = scaled(p.Value), scaled(p.Low), scaled(p.High), max(p.Quality, start.Quality)
			p.Margin, p.Rough = nil, p.Rough || start.Rough
		}
		out = append(out, p)
	}
	return out.rejoined(l), true
}

// Minus gives the difference with another line in the years in which both have a value; why is the reason where only the other
// has none. Two differences may be compared where both lines' values may.
func (l Line) Minus(other Line, why Status) Line {
	var out Line
	pairs := map[[2]int]int{}
	previous := -1
	for _, p := range l {
		o, there := other.At(p.Year)
		switch {
		case p.Value == nil:
		case !there:
			p = p.Without(why)
		default:
			v := *p.Value - *o.Value
			if p.Low != nil {
				low, high := *p.Low-*o.Value, *p.High-*o.Value
				p.Low, p.High = &low, &high
			}
			pair := [2]int{p.Stretch, o.Stretch}
			if pairs[pair] == 0 {
				pairs[pair] = len(pairs) + 1
			}
			p.Rough = p.Rough || o.Rough
			p.Value, p.Quality, p.Stretch, p.Why = &v, max(p.Quality, o.Quality), pairs[pair], Same
			if previous >= 0 && out[previous].Stretch != p.Stretch {
				from := out[previous].Year
				p.Why = first(spanned(l, from, p.Year), spanned(other, from, p.Year))
			}
			previous = len(out)
		}
		out = append(out, p)
	}
	return out
}

// spanned gives what keeps the values of two years of a line apart.
func spanned(l Line, from, to int) Reason {
	a, ok := l.At(from)
	b, also := l.At(to)
	if !ok || !also {
		return Same
	}
	return l.between(a, b)
}

// Ends keeps two years.
func (l Line) Ends(from, to int) Line {
	var out Line
	for _, p := range l {
		if p.Year == from || p.Year == to {
			out = append(out, p)
		}
	}
	return out.rejoined(l)
}

// YearlyStep is the change between two neighbouring values that may be compared.
type YearlyStep struct {
	Subject  string
	From, To int
	PerYear  float64
}

// Steps gives the changes between neighbouring values that may be compared.
func (l Line) Steps() []YearlyStep {
	var out []YearlyStep
	var previous *Point
	for _, p := range l {
		if p.Value == nil {
			continue
		}
		if previous != nil && p.Why == Same {
			out = append(out, YearlyStep{p.Subject, previous.Year, p.Year, (*p.Value - *previous.Value) / float64(p.Year-previous.Year)})
		}
		previous = &p
	}
	return out
}

// CutBy finds where a cut keeps two neighbouring values of the line apart: at is the first year, of those that the values are
// about, of the new regime. ok is false where it cuts nothing.
func (l Line) CutBy(c Cut) (at int, ok bool) {
	var previous *Point
	for _, p := range l.Valued() {
		if previous != nil && p.Why != Same {
			from, to := previous.Edition, p.Edition
			if c.Indicator == everyIndicator {
				from, to = previous.Division, p.Division
			}
			if crosses(c.Year, from, to) {
				return min(max(c.Year-(to-p.Year), previous.Year+1), p.Year), true
			}
		}
		previous = &p
	}
	return 0, false
}

// Years gives the years in which at least so many of the lines have a value, in order.
func Years(all []Line, least int) []int {
	counts := map[int]int{}
	for _, l := range all {
		for _, p := range l.Valued() {
			counts[p.Year]++
		}
	}
	var out []int
	for year, n := range counts {
		if n >= least {
			out = append(out, year)
		}
	}
	slices.Sort(out)
	return out
}
