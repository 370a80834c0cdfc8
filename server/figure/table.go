package figure

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// OpenYears lists the years in which a drawn line has a provisional value, as read.
func (p Picture) OpenYears() string {
	return p.yearsWith(func(r series.Point) bool { return r.Status == data.Provisional })
}

// RoughYears lists those in which one has a rough value, likewise.
func (p Picture) RoughYears() string {
	return p.yearsWith(func(r series.Point) bool { return r.Rough })
}

// Caveats says what the chart draws in a way of its own, and in which years values are provisional or rough.
func (p Picture) Caveats() []string {
	out := p.Ways()
	if years := p.OpenYears(); years != "" {
		out = append(out, p.Words.Value.Open(years))
	}
	if years := p.RoughYears(); years != "" {
		out = append(out, p.Words.Value.RoughIn(years))
	}
	return out
}

// Ways says what the chart draws in a way of its own: the margin of converted values, and values of another area.
func (p Picture) Ways() []string {
	var out []string
	if p.hasBand() {
		out = append(out, p.Words.Value.Band)
	}
	if around, of := p.around(); around {
		out = append(out, p.Words.Value.Around(p.Words.Enumerate(of)))
	}
	return out
}

// hasBand tells whether a margin is drawn around a line.
func (p Picture) hasBand() bool {
	return slices.ContainsFunc(p.drawn(), func(l Line) bool {
		return slices.ContainsFunc(l.Series, func(r series.Point) bool { return r.Value != nil && r.Low != nil && *r.Low < *r.High })
	})
}

// around tells whether a drawn value is of an area around the one that it stands for, and of which, as far as that is known.
func (p Picture) around() (is bool, of []string) {
	for _, l := range p.drawn() {
		for _, r := range l.Series {
			if r.Value == nil || r.Quality != data.Enclosing {
				continue
			}
			if is = true; r.Of != "" {
				of = append(of, AreaName(r.Of))
			}
		}
	}
	return is, Once(of)
}

func (p Picture) yearsWith(is func(series.Point) bool) string {
	years := map[int]bool{}
	for _, l := range p.drawn() {
		for _, r := range l.Series {
			if r.Value != nil && is(r) {
				years[r.Year] = true
			}
		}
	}
	var out []string
	for _, y := range slices.Sorted(maps.Keys(years)) {
		out = append(out, strconv.Itoa(y))
	}
	return strings.Join(out, ", ")
}

// GapsOf lists the editions without a value between the first and the last that the series has a row for, as runs of
// years with one reason.
func GapsOf(s series.Line, ind catalogue.Indicator) []web.Gap {
	if len(s) == 0 {
		return nil
	}
	rows := map[int]series.Point{}
	for _, r := range s {
		rows[r.Year] = r
	}
	type run struct {
		from, to int
		reason   string
	}
	var runs []run
	for _, y := range ind.Years() {
		r, there := rows[y]
		if y < s[0].Year || y > s[len(s)-1].Year || there && r.Value != nil {
			continue
		}
		reason := "niet geladen"
		if there {
			reason = missing(words.NL, r)
		}
		if n := len(runs); n > 0 && runs[n-1].reason == reason && noValueBetween(rows, runs[n-1].to, y) {
			runs[n-1].to = y
			continue
		}
		runs = append(runs, run{y, y, reason})
	}
	var out []web.Gap
	for _, r := range runs {
		out = append(out, web.Gap{Years: YearRange(r.from, r.to), Reason: r.reason})
	}
	return out
}

func noValueBetween(rows map[int]series.Point, from, to int) bool {
	for y := from + 1; y < to; y++ {
		if r, ok := rows[y]; ok && r.Value != nil {
			return false
		}
	}
	return true
}

// YearRange writes two years as one or as a range.
func YearRange(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// Table holds all numbers behind a picture, a row per year with any.
func (p Picture) Table() web.Table {
	t := web.Table{Caption: p.Title + ", " + p.Chart.Unit, Compared: p.Compared}
	at := map[int]map[int]series.Point{} // by year and line
	for i, l := range p.Lines {
		t.Columns = append(t.Columns, l.Name)
		for _, r := range l.Series {
			if at[r.Year] == nil {
				at[r.Year] = map[int]series.Point{}
			}
			at[r.Year][i] = r
		}
	}
	for _, y := range slices.Sorted(maps.Keys(at)) {
		row := web.TableRow{Year: y}
		for i, l := range p.Lines {
			cell := web.TableCell{Remark: p.Words.Value.NotLoaded}
			if r, ok := at[y][i]; ok {
				cell = p.cell(r, l.Indicator)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (p Picture) cell(r series.Point, ind catalogue.Indicator) web.TableCell {
	cell := web.TableCell{Quality: web.Quality(r.Quality), Break: r.Why != series.Same, Remark: Remark(p.Words, r)}
	if r.Value != nil {
		cell.Text = p.Words.Number(*r.Value, ind.Decimals)
	}
	if p.Compared && r.Value != nil {
		cell.Remark = ""
		if cell.Break {
			cell.Remark = p.Words.Value.Break + " (" + p.Words.Value.Breaks[string(r.Why)] + ")"
		}
	}
	return cell
}

// Remark is what to know about a value: why it is missing, that it is provisional, how much it covers.
func Remark(w *words.Words, r series.Point) string {
	switch {
	case r.Value == nil:
		return missing(w, r)
	case r.Of != "":
		return w.Value.Of(AreaName(r.Of))
	case proviso(w, r) != "":
		return proviso(w, r)
	case r.Coverage != nil && *r.Coverage < 0.995:
		return w.Value.Covers(w.Number(100**r.Coverage, 0))
	}
	return ""
}
