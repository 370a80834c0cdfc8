package page

import (
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// matrixOf shows an indicator's years for the wijken, their gemeenten and the country.
func matrixOf(db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line) web.Matrix {
	m := web.Matrix{Caption: words.Page.Matrix.Caption(ind.Naam)}
	subjects := matrixSubjects(db)
	m.Years = matrixYears(db, ind, subjects, all)
	for _, sub := range subjects {
		name := words.Page.Matrix.Others
		if sub.Kind == catalogue.WijkKind {
			name = words.Page.Matrix.Wijken
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
func matrixSubjects(db *data.DB) []catalogue.Subject {
	var out []catalogue.Subject
	for _, kind := range []catalogue.SubjectKind{catalogue.WijkKind, catalogue.GemeenteKind, catalogue.LandKind} {
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
func matrixYears(db *data.DB, ind catalogue.Indicator, subjects []catalogue.Subject, all map[string]map[string]series.Line) []web.MatrixYear {
	years, loaded := slices.Clone(ind.Years()), map[int]bool{}
	for _, s := range subjects {
		for _, r := range all[s.Slug][ind.ID] {
			years, loaded[r.Year] = append(years, r.Year), true
		}
	}
	slices.Sort(years)
	var out []web.MatrixYear
	previous, wide := 0, figure.WideBreaks(db, ind)
	for _, year := range slices.Compact(years) {
		broken := previous > 0 && slices.ContainsFunc(wide, func(b figure.LineBreak) bool { return previous < b.Year && b.Year <= year })
		if n := len(out); n > 0 && !broken && !loaded[year] && !loaded[previous] {
			out[n-1].Last = year
		} else {
			out = append(out, web.MatrixYear{Year: year, Break: broken})
		}
		previous = year
	}
	return out
}

func matrixRow(db *data.DB, ind catalogue.Indicator, sub catalogue.Subject, columns []web.MatrixYear, s series.Line) web.MatrixRow {
	row := web.MatrixRow{Name: sub.Name}
	if sub.Kind == catalogue.WijkKind {
		row.URL = "/wijk/" + sub.Slug
		if s.Count() > 0 { // without a figure the page has no place of it
			row.URL += "#" + ind.ID
		}
	}
	rows := map[int]series.Point{}
	for _, r := range s {
		rows[r.Year] = r
	}
	cuts := cutsOf(s, db, ind, sub, columns)
	for _, column := range columns {
		year := column.Year
		r, there := rows[year]
		cell := web.MatrixCell{Value: web.Value{Reason: words.NL.Value.NotLoaded, Year: year}, Break: cuts[year]}
		switch {
		case there && r.Value != nil:
			cell.Value, cell.Note = figure.ValueOf(words.NL, r, ind), figure.Remark(words.NL, r)
		case there:
			cell.Value.Reason = words.NL.Reason(string(r.Status)) // of one kind, so that the legend has it once
		case !slices.Contains(ind.Years(), year): // others have it, from a source that has more years than the catalogue knows
			cell.Value.Reason = words.Page.Matrix.NotPublished
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

// cutsOf gives the columns with a line in this subject's row alone: where its own outline changed, or else before a value
// that may not be joined with the one before. A break of the whole indicator has its line in every row already.
func cutsOf(l series.Line, db *data.DB, ind catalogue.Indicator, sub catalogue.Subject, columns []web.MatrixYear) map[int]bool {
	out := map[int]bool{}
	wide, own := figure.WideBreaks(db, ind), figure.BreaksOf(db, ind, sub, l)
	previous := 0
	for _, r := range l.Valued() {
		between := func(b figure.LineBreak) bool { return previous < b.Year && b.Year <= r.Year }
		if r.Why != series.Same && !slices.ContainsFunc(wide, between) {
			at := r.Year
			for _, b := range own {
				if between(b) {
					at = columnFrom(columns, b.Year)
				}
			}
			out[at] = true
		}
		previous = r.Year
	}
	return out
}

// matrixBreaks lists the breaks of an indicator: those of all its series, and those that cut the row of one subject.
func matrixBreaks(db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line) []web.MatrixBreak {
	var out []web.MatrixBreak
	row := func(b catalogue.Break, subject string) web.MatrixBreak {
		return web.MatrixBreak{SeriesBreak: web.SeriesBreak{Year: b.Year, Kind: words.NL.Value.Breaks[b.Kind], Note: b.Note}, Source: b.Source, Subject: subject}
	}
	for _, b := range figure.WideBreaks(db, ind) {
		out = append(out, row(b.Break, ""))
	}
	for _, b := range db.Breaks { // of one level: once, whichever rows it cuts
		if b.Indicator == ind.ID && b.Level != "" && b.Subject == "" {
			b.Year = ind.YearOf(b.Year)
			out = append(out, row(b, words.Page.Matrix.Only(b.Level)))
		}
	}
	for _, sub := range db.Subjects {
		for _, b := range figure.BreaksOf(db, ind, sub, all[sub.Slug][ind.ID]) {
			if b.Subject != "" {
				out = append(out, row(b.Break, sub.Name))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b web.MatrixBreak) int { return a.Year - b.Year })
	return out
}

// enoughYears is from how many comparable years on we speak of a series.
const enoughYears = 5

// matrixSentence reads the matrix of the wijken in words.
func matrixSentence(wijken []series.Line) string {
	var n words.SeriesCount
	for _, s := range wijken {
		switch run := s.LongestRun(); {
		case run >= enoughYears:
			n.Long++
		case run > 1:
			n.Short++
		case run == 1:
			n.Single++
		case s.Count() > 0:
			n.Around++
		default:
			n.None++
		}
	}
	if n.None == len(wijken) {
		return words.Page.Matrix.Nothing
	}
	return words.Page.Matrix.Series(n)
}
