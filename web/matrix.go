package web

import (
	"slices"
	"strings"
)

// Matrix shows for years and places what exists, and how directly it was published.
type Matrix struct {
	Caption string
	Years   []MatrixYear
	Groups  []MatrixGroup
}

// MatrixYear is a column: a year, or a run of editions of which nothing was loaded.
type MatrixYear struct {
	Year  int
	Last  int  // of the run; 0: one year
	Break bool // a line between all values of this year and the year before
}

// MatrixGroup is a run of rows of one kind.
type MatrixGroup struct {
	Name string
	Rows []MatrixRow
}

// MatrixRow is one place. It has a cell for every year of the matrix.
type MatrixRow struct {
	Name  string
	URL   string // its figure; empty: there is no page of it
	Cells []MatrixCell
}

// MatrixCell is one year of a place: a value with its quality, or the reason why there is none.
type MatrixCell struct {
	Value Value
	Note  string // what else to know, such as "voorlopig"; may be empty
	Break bool   // a line before this cell alone
}

// Span is the number of columns, with that of the names.
func (m Matrix) Span() int { return len(m.Years) + 1 }

// reasonSigns stand in a cell for why there is no value; the legend explains those that are used.
var reasonSigns = []ReasonSign{
	{"niet geladen", "·"}, {"geheim", "g"}, {"onbekend", "?"}, {"niet in deze uitgave", "n"},
	{"niet van toepassing", "x"}, {"onvolledig", "o"},
}

// otherSign stands for a reason that has no sign of its own, such as "niet gepubliceerd".
const otherSign = "–"

// ReasonSign is a sign with its meaning.
type ReasonSign struct {
	Reason string
	Sign   string
}

// Sign gives the sign of the cell's reason.
func (c MatrixCell) Sign() string {
	for _, s := range reasonSigns {
		if s.Reason == c.Value.Reason {
			return s.Sign
		}
	}
	return otherSign
}

// Signs lists the signs that are in the matrix, in a fixed order, for the legend.
func (m Matrix) Signs() []ReasonSign {
	used := map[string]string{}
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			for _, c := range r.Cells {
				if c.Value.Text == "" && c.Value.Reason != "" {
					used[c.Value.Reason] = c.Sign()
				}
			}
		}
	}
	var out []ReasonSign
	for _, s := range reasonSigns {
		if used[s.Reason] != "" {
			out = append(out, s)
			delete(used, s.Reason)
		}
	}
	n := len(out)
	for reason, sign := range used {
		out = append(out, ReasonSign{reason, sign})
	}
	slices.SortFunc(out[n:], func(a, b ReasonSign) int { return strings.Compare(a.Reason, b.Reason) })
	return out
}

// Cut tells whether there is a line for a break anywhere.
func (m Matrix) Cut() bool {
	if slices.ContainsFunc(m.Years, func(y MatrixYear) bool { return y.Break }) {
		return true
	}
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			if slices.ContainsFunc(r.Cells, func(c MatrixCell) bool { return c.Break }) {
				return true
			}
		}
	}
	return false
}

// Qualities lists those that are in the matrix, in order, for the legend.
func (m Matrix) Qualities() []Quality {
	used := map[Quality]bool{}
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			for _, c := range r.Cells {
				used[c.Value.Quality] = used[c.Value.Quality] || c.Value.Text != ""
			}
		}
	}
	var out []Quality
	for _, q := range Qualities {
		if used[q] {
			out = append(out, q)
		}
	}
	return out
}
