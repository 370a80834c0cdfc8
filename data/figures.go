package data

import (
	"math"
	"slices"
)

// Figures is what one file says of one indicator in one year, on one division.
type Figures struct {
	Indicator      string
	AreaYear, Year int      // of the division that the codes belong to; that the figures are about
	Edition        int      // year of the edition that gives them
	RawFile, Rank  int      // rank: 1 StatLine and OData, 2 Excel, 3 map attributes, 9 embedded figures
	Codes          []string // of its areas, ascending, each once
	// At reads the figure of Codes[i]; ok is false where the file has none. Several Figures may be read at the same time.
	At func(i int) (f Figure, ok bool, err error)
}

// Figure is one cell of a file.
type Figure struct {
	Value  *float64
	Status Status
	Raw    string  // the file's own text; empty when it is just the number
	Row    int     // line or record in the file, from 1
	Slack  float64 // how far a route that gives more digits may lie from Value; 0 where the file gives all
}

// chosen is the figure of an area that is taken, out of what all files give.
type chosen struct {
	Figure
	code string
	file int
	also []int16 // other files that give the same
}

// pairing is two files of which the first one's figure gave way.
type pairing struct {
	indicator string
	file      int
}

// difference counts the figures of a file that gave way to other ones, with the first of them.
type difference struct {
	count       int
	code        string
	value, used float64
	usedFile    int
}

// given is a figure with the file that gives it.
type given struct {
	Figure
	file, rank int
}

// before tells which figure of an area is taken: a publisher's before an embedded one, a value before a gap, the better route
// before the other.
func (g given) before(other given) bool {
	for _, c := range [][2]bool{{g.rank < PackRank, other.rank < PackRank}, {g.Value != nil, other.Value != nil}} {
		if c[0] != c[1] {
			return c[0]
		}
	}
	return g.rank < other.rank || g.rank == other.rank && g.file < other.file
}

// differs tells two values apart; a figure that went through a float in another program is the same figure.
func differs(a, b float64) bool { return math.Abs(a-b) > 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// reconcile holds what files say of one indicator, year and division against each other, area by area, and adds what is taken to
// out, in order of code. Files that give the same value are named beside it. A figure that a better route contradicts is left out and
// counted in found. It returns a *Contradiction without names when two files of the same standing disagree.
func reconcile(files []Figures, found map[pairing]difference, out []chosen) ([]chosen, error) {
	at := make([]int, len(files))
	same := make([]given, 0, len(files))
	for {
		code, more := lowest(files, at)
		if !more {
			return out, nil
		}
		same = same[:0]
		for k, c := range files {
			if at[k] == len(c.Codes) || c.Codes[at[k]] != code {
				continue
			}
			f, ok, err := c.At(at[k])
			if err != nil {
				return nil, err
			}
			if at[k]++; ok {
				same = append(same, given{f, c.RawFile, c.Rank})
			}
		}
		switch len(same) {
		case 0:
		case 1:
			out = append(out, chosen{Figure: same[0].Figure, code: code, file: same[0].file})
		default:
			if low, high, ok := contradiction(same); ok {
				return nil, &Contradiction{Indicator: files[0].Indicator, AreaYear: files[0].AreaYear, Year: files[0].Year, Code: code,
					Low: *low.Value, High: *high.Value, low: low.file, high: high.file}
			}
			out = append(out, choose(files[0].Indicator, code, same, found))
		}
	}
}

// lowest gives the first code that is still to come.
func lowest(files []Figures, at []int) (code string, more bool) {
	for k, c := range files {
		if at[k] < len(c.Codes) && (!more || c.Codes[at[k]] < code) {
			code, more = c.Codes[at[k]], true
		}
	}
	return code, more
}

// contradiction finds two values of one standing that differ.
func contradiction(same []given) (low, high given, found bool) {
	for _, a := range same {
		for _, b := range same {
			if a.rank == b.rank && a.Value != nil && b.Value != nil && *a.Value < *b.Value && differs(*a.Value, *b.Value) {
				return a, b, true
			}
		}
	}
	return low, high, false
}

// choose takes the best of the figures of one area and counts, of the others, those that it does not bear out.
func choose(indicator, code string, same []given, found map[pairing]difference) chosen {
	slices.SortFunc(same, func(a, b given) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	first := same[0]
	out := chosen{Figure: first.Figure, code: code, file: first.file}
	for _, g := range same[1:] {
		if g.rank >= PackRank || g.file == first.file {
			continue
		}
		switch {
		case g.Value == nil && first.Value == nil, g.Value != nil && first.Value != nil && *g.Value == *first.Value:
			out.also = append(out.also, int16(g.file))
		case g.Value != nil && first.Value != nil && differs(*g.Value, *first.Value) && math.Abs(*g.Value-*first.Value) > max(g.Slack, first.Slack):
			p := pairing{indicator, g.file}
			d, there := found[p]
			if !there {
				d = difference{code: code, value: *g.Value, used: *first.Value, usedFile: first.file}
			}
			d.count++
			found[p] = d
		}
	}
	slices.Sort(out.also)
	return out
}
