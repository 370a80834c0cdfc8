package ingest

import (
	"math"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
)

// own is a series on its own divisions, rising by one a year from 10.
func own(years ...int) []data.AreaPoint {
	var out []data.AreaPoint
	for i, y := range years {
		out = append(out, data.AreaPoint{Year: y, AreaYear: y, Edition: y, Value: 10 + float64(i)})
	}
	return out
}

func TestAreaDirectionStaysWithinOnePlaceAndRegime(t *testing.T) {
	const code = "BU99010101"
	places := func(except map[int]series.Reason) *series.Places {
		var out []series.Step
		for y := 2010; y <= 2024; y++ {
			if why, ok := except[y]; !ok || why != "" {
				out = append(out, series.Step{Code: code, Year: y, Why: except[y]})
			}
		}
		return series.NewPlaces(out)
	}
	all := places(nil)
	long := own(2012, 2014, 2015, 2016, 2017, 2018, 2019, 2020)
	onOne := func(division int, years ...int) []data.AreaPoint {
		out := own(years...)
		for i := range out {
			out[i].AreaYear = division
		}
		return out
	}
	for _, c := range []struct {
		name   string
		points []data.AreaPoint
		places *series.Places
		breaks []int
		from   int
		n      int
		why    string
	}{
		{"the same place all along", long, all, nil, 2012, 8, ""},
		{"a definition that changed", long, all, []int{2016}, 2016, 5, ""},
		{"two breaks: the later cuts", long, all, []int{2015, 2016}, 2016, 5, ""},
		{"a break that leaves three", long, all, []int{2018}, 2018, 3, broken},
		{"a break after the latest value", long, all, []int{2021}, 2012, 8, ""},
		{"a break in the first year", long, all, []int{2012}, 2012, 8, ""},
		{"an outline that moved", long, places(map[int]series.Reason{2016: series.MovedBorder}), nil, 2016, 5, ""},
		{"an outline that moved late", long, places(map[int]series.Reason{2019: series.MovedBorder}), nil, 2019, 2, "andere grens"},
		{"a border that is not known", long, places(map[int]series.Reason{2019: series.UnknownBorder}), nil, 2019, 2, "grens onbekend"},
		{"an unknown border between two figures", own(2012, 2013, 2014, 2018, 2019, 2020), places(map[int]series.Reason{2016: series.UnknownBorder}), nil, 2018, 3, "grens onbekend"},
		{"a division that does not have the code", own(2014, 2015, 2016, 2018, 2019, 2020), places(map[int]series.Reason{2016: ""}), nil, 2018, 3, "grens onbekend"},
		{"one division", onOne(2024, 2012, 2016, 2020, 2022, 2024), nil, nil, 2012, 5, ""},
		{"three figures in all", own(2018, 2019, 2020), all, nil, 2018, 3, fewFigures},
		{"one figure", own(2020), all, nil, 2020, 1, fewFigures},
	} {
		t.Run(c.name, func(t *testing.T) {
			var cuts []series.Cut
			for _, year := range c.breaks {
				cuts = append(cuts, series.Cut{Indicator: "woz", Year: year, Why: series.Definition})
			}
			got := areaDirection("woz", data.AreaSeries{Code: code, Points: c.points}, series.NewRule(cuts, c.places))
			last := c.points[len(c.points)-1]
			if got.From != c.from || got.Points != c.n || got.Why != c.why || (got.Slope != nil) != (c.n >= 4) || got.To != last.Year || got.Value != last.Value {
				t.Errorf("got %+v, want %d points from %d, why %q", got, c.n, c.from, c.why)
			}
			if got.Level != "buurt" || got.AreaYear != last.AreaYear {
				t.Errorf("level %q in division %d", got.Level, got.AreaYear)
			}
		})
	}
}

func TestSubjectDirectionStartsAfterTheLastBreak(t *testing.T) {
	row := func(year int, value float64, q data.Quality, stretch int, why series.Reason) data.TrendRow {
		return data.TrendRow{Point: series.Point{Subject: "zonnewijk", Indicator: "woz", Year: year, Value: &value, Quality: q, Stretch: stretch, Why: why}}
	}
	rows := []data.TrendRow{row(2010, 100, data.Enclosing, 1, ""), row(2011, 5, data.Direct, 2, series.LargerArea), {Point: series.Point{Subject: "zonnewijk", Indicator: "woz", Year: 2012, Status: data.Secret}},
		row(2013, 4, data.Composed, 2, ""), row(2014, 3, data.Direct, 2, ""), row(2015, 2, data.Direct, 2, "")}
	got, ok := subjectDirection(rows)
	if !ok || got.From != 2011 || got.To != 2015 || got.Points != 4 || got.Quality != data.Composed || got.Slope == nil || math.Abs(*got.Slope+0.8) > 0.25 || got.S != -6 {
		t.Errorf("got %+v, %v", got, ok)
	}
	got, ok = subjectDirection(append(rows, row(2016, 1, data.Direct, 3, series.Definition)))
	if !ok || got.Points != 1 || got.Why != broken || got.Slope != nil {
		t.Errorf("after a new break: %+v", got)
	}
	if _, ok := subjectDirection(rows[2:3]); ok {
		t.Error("a series of gaps has a direction")
	}
}
