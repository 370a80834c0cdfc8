package ingest

import (
	"math"
	"testing"

	"wijkinzicht/data"
)

// chain says that a code was flagged unchanged in every division from the year after from up to to.
func chain(code string, from, to int) []data.KeptPlace {
	var out []data.KeptPlace
	for y := from; y < to; y++ {
		out = append(out, data.KeptPlace{Code: code, From: y, To: y + 1, Same: true})
	}
	return out
}

// own is a series on its own divisions, rising by one a year from 10.
func own(years ...int) []data.AreaPoint {
	var out []data.AreaPoint
	for i, y := range years {
		out = append(out, data.AreaPoint{Year: y, AreaYear: y, Value: 10 + float64(i)})
	}
	return out
}

func TestAreaDirectionStaysWithinOnePlaceAndRegime(t *testing.T) {
	const code = "BU99010101"
	without := func(all []data.KeptPlace, year int, same ...bool) []data.KeptPlace {
		var out []data.KeptPlace
		for _, k := range all {
			if k.To != year {
				out = append(out, k)
			} else if len(same) > 0 {
				out = append(out, data.KeptPlace{Code: code, From: k.From, To: k.To, Same: same[0]})
			}
		}
		return out
	}
	all := chain(code, 2010, 2024)
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
		kept   []data.KeptPlace
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
		{"an outline that moved", long, without(all, 2016, false), nil, 2016, 5, ""},
		{"an outline that moved late", long, without(all, 2019, false), nil, 2019, 2, data.MovedPlace},
		{"a division without a flag", long, without(all, 2019), nil, 2019, 2, data.UnknownBorder},
		{"a division without a flag between two figures", own(2012, 2013, 2014, 2018, 2019, 2020), without(all, 2016), nil, 2018, 3, data.UnknownBorder},
		{"no flag needed on one division", onOne(2024, 2012, 2016, 2020, 2022, 2024), nil, nil, 2012, 5, ""},
		{"three figures in all", own(2018, 2019, 2020), all, nil, 2018, 3, fewFigures},
		{"one figure", own(2020), all, nil, 2020, 1, fewFigures},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := areaDirection("woz", data.AreaSeries{Code: code, Points: c.points}, c.breaks, data.NewPlaces(c.kept, nil, nil))
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

// TestPlacesByBordersAndCatalogue: borders tell of the reference division, and a change of a wijk is one of its areas.
func TestPlacesByBordersAndCatalogue(t *testing.T) {
	kept := []data.KeptPlace{{Code: "WK990101", From: 2014, To: 2024, Same: true}, {Code: "WK990101", From: 2016, To: 2024, Same: true},
		{Code: "WK990102", From: 2014, To: 2024, Same: false}, {Code: "WK990103", From: 2019, To: 2020, Same: true}, {Code: "WK990103", From: 2019, To: 2020, Same: false}}
	breaks := []data.Break{{Indicator: "*", Subject: "zonnewijk", Year: 2018}, {Indicator: "*", Subject: "gm9901", Year: 2019}, {Indicator: "woz", Year: 2019}}
	parts := []data.SubjectPart{{Subject: "zonnewijk", Year: 2020, Code: "BU99010101", Relation: data.Component, Used: true},
		{Subject: "zonnewijk", Year: 2020, Code: "WK990109", Relation: data.Surrounding, Used: true}}
	p := data.NewPlaces(kept, breaks, parts)
	for _, c := range []struct {
		code string
		a, b int
		want string
	}{
		{"WK990101", 2014, 2024, ""}, {"WK990101", 2014, 2016, ""}, {"WK990101", 2024, 2016, ""}, {"WK990101", 2012, 2024, data.UnknownBorder},
		{"WK990102", 2014, 2024, data.MovedPlace}, {"WK990102", 2024, 2024, ""}, {"WK990103", 2019, 2020, data.MovedPlace},
		{"BU99010101", 2017, 2018, data.MovedPlace}, {"BU99010101", 2018, 2019, data.UnknownBorder}, {"WK990109", 2017, 2018, data.UnknownBorder},
		{"GM9901", 2018, 2019, data.MovedPlace},
	} {
		if got := p.Between(c.code, c.a, c.b); got != c.want {
			t.Errorf("%s from %d to %d: %q, want %q", c.code, c.a, c.b, got, c.want)
		}
	}
}

func TestSubjectDirectionStartsAfterTheLastBreak(t *testing.T) {
	row := func(year int, value float64, q data.Quality, broken bool) data.TrendRow {
		return data.TrendRow{Subject: "zonnewijk", Indicator: "woz", Year: year, Value: &value, Quality: q, BreakBefore: broken}
	}
	rows := []data.TrendRow{row(2010, 100, data.Enclosing, false), row(2011, 5, data.Direct, true), {Subject: "zonnewijk", Indicator: "woz", Year: 2012, Status: data.Secret},
		row(2013, 4, data.Composed, false), row(2014, 3, data.Direct, false), row(2015, 2, data.Direct, false)}
	got, ok := subjectDirection(rows)
	if !ok || got.From != 2011 || got.To != 2015 || got.Points != 4 || got.Quality != data.Composed || got.Slope == nil || math.Abs(*got.Slope+0.8) > 0.25 || got.S != -6 {
		t.Errorf("got %+v, %v", got, ok)
	}
	got, ok = subjectDirection(append(rows, row(2016, 1, data.Direct, true)))
	if !ok || got.Points != 1 || got.Why != broken || got.Slope != nil {
		t.Errorf("after a new break: %+v", got)
	}
	if _, ok := subjectDirection(rows[2:3]); ok {
		t.Error("a series of gaps has a direction")
	}
}
