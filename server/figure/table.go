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

// OpenYears lists the years in which a series has a provisional value, as read.
func OpenYears(all ...series.Line) string {
	years := map[int]bool{}
	for _, s := range all {
		for _, r := range s {
			if r.Value != nil && r.Status == data.Provisional {
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
			reason = string(r.Status)
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

// TableOf holds the numbers behind a picture, a row per year with any.
func TableOf(w *words.Words, ind catalogue.Indicator, lines []ShownLine, all map[string]map[string]series.Line) web.Table {
	t := web.Table{Caption: fmt.Sprintf("%s in %s, %s", ind.Naam, lines[0].Subject.Name, ind.Unit)}
	byYear := map[int]map[int]series.Point{}
	var years []int
	for i, l := range lines {
		t.Columns = append(t.Columns, l.Subject.Name)
		for _, r := range all[l.Subject.Slug][ind.ID] {
			if byYear[r.Year] == nil {
				byYear[r.Year] = map[int]series.Point{}
				years = append(years, r.Year)
			}
			byYear[r.Year][i] = r
		}
	}
	slices.Sort(years)
	for _, y := range years {
		row := web.TableRow{Year: y, Status: w.Value.NotLoaded}
		for i := range lines {
			cell := ""
			if r, ok := byYear[y][i]; ok && r.Value != nil {
				cell = w.Number(*r.Value, ind.Decimals)
			}
			row.Cells = append(row.Cells, cell)
		}
		if r, ok := byYear[y][0]; ok {
			row.Quality, row.Break, row.Status = web.Quality(r.Quality), r.Why != series.Same, Remark(w, r)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Remark is what to know about a value: why it is missing, that it is provisional, how much it covers.
func Remark(w *words.Words, r series.Point) string {
	switch {
	case r.Value == nil:
		return w.Reason(string(r.Status))
	case r.Of != "":
		return w.Value.Of(AreaName(r.Of))
	case r.Status == data.Provisional:
		return w.Reason(string(data.Provisional))
	case r.Coverage != nil && *r.Coverage < 0.995:
		return w.Value.Covers(w.Number(100**r.Coverage, 0))
	}
	return ""
}
