package server

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web"
)

// matrixOf shows an indicator's years for the wijken, their gemeenten and the country.
func matrixOf(db *data.DB, ind data.Indicator, all map[string]map[string]series) web.Matrix {
	m := web.Matrix{Caption: ind.Naam + ": hoe rechtstreeks het cijfer van elk jaar is gepubliceerd, of waarom het er niet is"}
	subjects := matrixSubjects(db)
	m.Years = matrixYears(db, ind, subjects, all)
	for _, sub := range subjects {
		name := "Hun gemeenten en het land"
		if sub.Kind == "wijk" {
			name = "De elf wijken"
		}
		if n := len(m.Groups); n == 0 || m.Groups[n-1].Name != name {
			m.Groups = append(m.Groups, web.MatrixGroup{Name: name})
		}
		g := &m.Groups[len(m.Groups)-1]
		g.Rows = append(g.Rows, matrixRow(db, ind, sub, m.Years, all[sub.Slug][ind.ID]))
	}
	return m
}

// matrixSubjects are the rows: what has an area of its own. Rings and rests are made of others.
func matrixSubjects(db *data.DB) []data.Subject {
	var out []data.Subject
	for _, kind := range []string{"wijk", "gemeente", "land"} {
		for _, s := range db.Subjects {
			if s.Kind == kind {
				out = append(out, s)
			}
		}
	}
	return out
}

// matrixYears are the columns: the editions, and what was loaded beside them. Editions in a row of which nothing at all
// was loaded share a column, up to the next break: a screen has better use of its width.
func matrixYears(db *data.DB, ind data.Indicator, subjects []data.Subject, all map[string]map[string]series) []web.MatrixYear {
	years, loaded := slices.Clone(ind.Editions), map[int]bool{}
	for _, s := range subjects {
		for _, r := range all[s.Slug][ind.ID] {
			years, loaded[r.Year] = append(years, r.Year), true
		}
	}
	slices.Sort(years)
	var out []web.MatrixYear
	previous := 0
	for _, year := range slices.Compact(years) {
		broken := previous > 0 && slices.ContainsFunc(db.Breaks, func(b data.Break) bool {
			return b.Indicator == ind.ID && b.Subject == "" && previous < b.Year && b.Year <= year
		})
		if n := len(out); n > 0 && !broken && !loaded[year] && !loaded[previous] {
			out[n-1].Last = year
		} else {
			out = append(out, web.MatrixYear{Year: year, Break: broken})
		}
		previous = year
	}
	return out
}

func matrixRow(db *data.DB, ind data.Indicator, sub data.Subject, columns []web.MatrixYear, s series) web.MatrixRow {
	row := web.MatrixRow{Name: sub.Name}
	if sub.Kind == "wijk" {
		row.URL = "/wijk/" + sub.Slug
		if s.values() > 0 { // without a figure the page has no place of it
			row.URL += "#" + ind.ID
		}
	}
	rows := map[int]data.TrendRow{}
	for _, r := range s {
		rows[r.Year] = r
	}
	cuts := s.cuts(db, ind, sub, columns)
	for _, column := range columns {
		year := column.Year
		r, there := rows[year]
		cell := web.MatrixCell{Value: web.Value{Reason: "niet geladen", Year: year}, Break: cuts[year]}
		switch {
		case there && r.Value != nil:
			cell.Value, cell.Note = valueOf(nl, r, ind), remark(nl, r)
		case there:
			cell.Value = valueOf(nl, r, ind)
		case !slices.Contains(ind.Editions, year): // others have it, from a source that has more years than the catalogue knows
			cell.Value.Reason = "niet gepubliceerd"
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// columnFrom gives the year of the first column that begins in this year or later: where a break of this year has its line.
func columnFrom(columns []web.MatrixYear, year int) int {
	for _, c := range columns {
		if c.Year >= year {
			return c.Year
		}
	}
	return 0
}

// cuts gives the columns with a line in this subject's row alone: where its own outline changed, or else before a value
// that may not be joined with the one before. A break of the whole indicator has its line in every row already.
func (s series) cuts(db *data.DB, ind data.Indicator, sub data.Subject, columns []web.MatrixYear) map[int]bool {
	out := map[int]bool{}
	previous := 0
	for _, r := range s {
		if r.Value == nil {
			continue
		}
		if r.BreakBefore {
			at, drawn := r.Year, false
			for _, b := range db.Breaks {
				between := previous < b.Year && b.Year <= r.Year
				drawn = drawn || between && b.Indicator == ind.ID && b.Subject == ""
				if between && b.Indicator == "*" && b.Subject == sub.Slug {
					at = columnFrom(columns, b.Year)
				}
			}
			if !drawn {
				out[at] = true
			}
		}
		previous = r.Year
	}
	return out
}

// matrixBreaks lists the breaks of an indicator: those of all its series, and those that cut the row of one subject.
func matrixBreaks(db *data.DB, ind data.Indicator, all map[string]map[string]series) []web.MatrixBreak {
	var out []web.MatrixBreak
	for _, b := range db.Breaks {
		row := web.MatrixBreak{SeriesBreak: web.SeriesBreak{Year: b.Year, Kind: b.Kind, Note: b.Note}, Source: b.Source}
		switch sub, ok := db.Subject(b.Subject); {
		case b.Indicator == ind.ID:
			row.Subject = sub.Name
		case b.Indicator == "*" && ok && all[b.Subject][ind.ID].brokenAt(b.Year):
			row.Subject = sub.Name
		default:
			continue
		}
		out = append(out, row)
	}
	return out
}

// enoughYears is from how many comparable years on we speak of a series.
const enoughYears = 5

// longestRun counts the years of the longest stretch that nothing cuts; years of a larger area do not count.
func (s series) longestRun() int {
	run, longest := 0, 0
	for _, r := range s {
		switch {
		case r.Value == nil:
			continue
		case r.Quality == data.Enclosing:
			run = 0
			continue
		case r.BreakBefore:
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// matrixSentence reads the matrix of the wijken in words.
func matrixSentence(wijken []series) string {
	long, short, single, around, none := 0, 0, 0, 0, 0
	for _, s := range wijken {
		switch n := s.longestRun(); {
		case n >= enoughYears:
			long++
		case n > 1:
			short++
		case n == 1:
			single++
		case s.values() > 0:
			around++
		default:
			none++
		}
	}
	if none == len(wijken) {
		return "Voor geen van de wijken is er al een cijfer."
	}
	parts := []string{fmt.Sprintf("Voor %d van de %d wijken is er een reeks van ten minste vijf vergelijkbare jaren", long, len(wijken))}
	if long == 0 {
		parts[0] = "Voor geen van de wijken is er een reeks van ten minste vijf vergelijkbare jaren"
	}
	for _, p := range []struct {
		n    int
		text string
	}{
		{short, "voor %d een kortere reeks"}, {single, "voor %d alleen jaren die niet met elkaar te vergelijken zijn, of één jaar"},
		{around, "voor %d alleen cijfers van een ander gebied (D)"}, {none, "voor %d nog geen cijfer"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.text, p.n))
		}
	}
	return strings.Join(parts, "; ") + "."
}
