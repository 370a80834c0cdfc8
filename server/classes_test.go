package server

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
)

func areasOf(values ...float64) []mapArea {
	var out []mapArea
	for i, v := range values {
		a := mapArea{MapArea: data.MapArea{Code: fmt.Sprint(i), Name: fmt.Sprint("Buurt ", i)}}
		if !math.IsNaN(v) {
			a.shown = &v
		}
		out = append(out, a)
	}
	return out
}

func classesOf(areas []mapArea) []int {
	var out []int
	for _, a := range areas {
		out = append(out, a.class)
	}
	return out
}

var absent = math.NaN()

func TestClassify(t *testing.T) {
	share := data.Indicator{Naam: "Koopwoningen", Unit: "%", Kind: data.Share}
	for _, c := range []struct {
		name   string
		ind    data.Indicator
		values []float64
		want   []int
		labels string
	}{
		{"five classes of equally many", share, []float64{10, 20, 30, 40, 50, 60, 70, 80, 90, 100}, []int{1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
			"[10 – 20 21 – 40 41 – 60 61 – 80 81 – 100]"},
		{"equal values share a class", share, []float64{5, 5, 5, 5, 5, 9}, []int{1, 1, 1, 1, 1, 2}, "[5 6 – 9]"},
		{"one value", share, []float64{7}, []int{1}, "[7]"},
		{"no data is no class", share, []float64{absent, 3}, []int{0, 1}, "[3]"},
		{"nothing at all", share, []float64{absent}, []int{0}, "[]"},
		{"rounded as shown: 12,4 and 11,6 are both 12", share, []float64{11.6, 12.4}, []int{1, 1}, "[12]"},
		{"published classes are the classes", data.Indicator{Naam: "Klasse", Kind: data.Class}, []float64{3, 5, 5, 4}, []int{1, 3, 3, 2}, "[3 4 5]"},
		{"nine published classes: the outer ones share", data.Indicator{Naam: "Klasse", Kind: data.Class}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9},
			[]int{1, 1, 2, 3, 4, 5, 6, 7, 7}, "[1 – 2 3 4 5 6 7 8 – 9]"},
	} {
		areas := areasOf(c.values...)
		legend := classify(nl, areas, c.ind)
		var labels []string
		total := 0
		for _, l := range legend.Classes {
			labels = append(labels, l.Label)
			for _, a := range areas {
				if a.class == l.Class {
					total++
				}
			}
		}
		if got := classesOf(areas); !slices.Equal(got, c.want) || fmt.Sprint(labels) != c.labels {
			t.Errorf("%s: %v %q, want %v %q", c.name, got, labels, c.want, c.labels)
		}
		if len(legend.Classes) > mostClasses {
			t.Errorf("%s: %d classes", c.name, len(legend.Classes))
		}
	}
}

func TestClassifyChange(t *testing.T) {
	areas := areasOf(-100, -20, -5, 0, 0.4, 5, 20, 100, absent)
	legend := classifyChange(nl, areas, data.Indicator{Naam: "Inwoners", Unit: "inwoners"})
	if !legend.Diverging || legend.None.Count != "1" {
		t.Errorf("%+v", legend)
	}
	got := classesOf(areas)
	if got[3] != middle || got[8] != 0 {
		t.Errorf("zero is class %d, no data %d", got[3], got[8])
	}
	for i, v := range []float64{-100, -20, -5} { // the same size falls as far from the middle as it rises
		if middle-got[i] != got[len(got)-2-i]-middle {
			t.Errorf("%v is class %d, its opposite %d", v, got[i], got[len(got)-2-i])
		}
	}
	if got[0] != 1 || got[7] != 7 {
		t.Errorf("the largest changes are %d and %d", got[0], got[7])
	}
}

// A change is shown only between the same places, and never over a break.
func TestShowChange(t *testing.T) {
	ten, twelve := 10.0, 12.0
	edition := 2024
	area := func(code, name string, v *float64) data.MapArea {
		return data.MapArea{Code: code, Name: name, Value: v, Status: "ok", Edition: edition}
	}
	now := []data.MapArea{area("BU1", "Noord", &twelve), area("BU2", "Zuid", &twelve), area("BU3", "Nieuw", &twelve), area("BU4", "West", nil)}
	edition = 2020
	old := []data.MapArea{area("BU1", "NOORD", &ten), area("BU2", "Oost", &ten), area("BU4", "West", &ten)}
	steps := series.NewPlaces([]series.Step{{Code: "BU1", Year: 2020, Place: 1}, {Code: "BU1", Year: 2024, Place: 1}, {Code: "BU2", Year: 2020, Place: 1},
		{Code: "BU2", Year: 2024, Place: 2, Why: series.OtherName}, {Code: "BU4", Year: 2020, Place: 1}, {Code: "BU4", Year: 2024, Place: 1}})
	view := func() mapView {
		return mapView{words: nl, ind: data.Indicator{ID: "koop"}, year: data.MapYear{Year: 2024, AreaYear: 2024}, before: data.MapYear{Year: 2020, AreaYear: 2020}}
	}
	v := view()
	v.showChange(series.NewRule(nil, steps), now, old)
	var got []string
	for _, a := range v.areas {
		if a.shown != nil {
			got = append(got, fmt.Sprint(*a.shown))
		} else {
			got = append(got, a.reason)
		}
	}
	if want := []string{"2", "niet te vergelijken met 2020: het gebied kreeg een andere naam, en of de grens bleef is niet bekend", "ander gebied in 2020", "niet in beide jaren"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	v = view()
	v.showChange(series.NewRule([]series.Cut{{Indicator: "koop", Year: 2022, Why: series.Definition}}, steps), now, old)
	if v.areas[0].shown != nil || v.areas[0].reason != "niet te vergelijken met 2020: de definitie veranderde" {
		t.Errorf("over a break: %v %q", v.areas[0].shown, v.areas[0].reason)
	}
}
