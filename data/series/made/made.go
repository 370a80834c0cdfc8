// Package made makes lines of fictional figures for tests.
package made

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// At makes a point of quality A.
func At(year int, value float64) series.Point {
	return series.Point{Subject: "zonnewijk", Indicator: "zon", Year: year, Edition: year, Division: year, Value: &value, Status: data.OK, Quality: data.Direct}
}

// Broken makes a point that may not be joined with the one before.
func Broken(year int, value float64) series.Point {
	r := At(year, value)
	r.Why = series.Definition
	return r
}

// Line numbers the stretches of points that are given with what breaks them.
func Line(points ...series.Point) series.Line {
	regime, numbers := 1, map[[2]any]int{}
	var previous *series.Point
	for i := range points {
		p := &points[i]
		if p.Value == nil {
			continue
		}
		larger := previous != nil && (previous.Quality == data.Enclosing) != (p.Quality == data.Enclosing)
		switch {
		case previous != nil && p.Why != series.Same:
			regime++
		case larger:
			p.Why = series.LargerArea
		}
		key := [2]any{regime, p.Quality == data.Enclosing}
		if numbers[key] == 0 {
			numbers[key] = len(numbers) + 1
		}
		p.Stretch, previous = numbers[key], p
	}
	return points
}

// Around makes a point that stands for a larger area.
func Around(year int, value float64) series.Point {
	r := At(year, value)
	r.Quality = data.Enclosing
	return r
}

// None makes a year in which the publisher gave no value.
func None(year int, status data.Status) series.Point {
	return series.Point{Subject: "zonnewijk", Indicator: "zon", Year: year, Status: status}
}

// NotIn makes a year that the edition of a day does not have.
func NotIn(year int, day string) series.Point {
	p := None(year, "niet in deze uitgave")
	p.Changed = day
	return p
}

// Provisional makes a point that its publisher may still change.
func Provisional(year int, value float64) series.Point {
	r := At(year, value)
	r.Status = data.Provisional
	return r
}

// Zon is a fictional share with an edition every second year.
var Zon = catalogue.Indicator{ID: "zon", Naam: "Daken met zon", Unit: "%", Kind: catalogue.Share, Decimals: 1, Step: 0.1, Editions: []int{2004, 2006, 2008, 2010, 2012}, Shown: true}
