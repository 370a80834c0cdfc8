package data

import (
	"fmt"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// TestAreaTrendStaysWithOnePlace: a code's figures may be compared only where it is known to be one place, and are not shown
// where it was another.
func TestAreaTrendStaysWithOnePlace(t *testing.T) {
	const code = "WK990102"
	area := catalogue.AreaKey{Year: 2020, Code: code}
	figures := func(pairs ...[2]int) []series.Point { // year and division
		var out []series.Point
		for i, p := range pairs {
			v := float64(10 + i)
			out = append(out, series.Point{Indicator: "woz", Year: p[0], Edition: p[0], Division: p[1], Value: &v, Status: "ok"})
		}
		return out
	}
	steps := func(reasons ...series.Reason) *series.Places { // of 2018 and the divisions after it
		var out []series.Step
		for i, why := range reasons {
			out = append(out, series.Step{Code: code, Year: 2018 + i, Why: why})
		}
		return series.NewPlaces(out)
	}
	years := figures([2]int{2018, 2018}, [2]int{2019, 2019}, [2]int{2020, 2020})
	for _, c := range []struct {
		name    string
		figures []series.Point
		places  *series.Places
		cut     int // of the indicator
		want    string
	}{
		{"the same place all along", years, steps("", "", ""), 0, "2018 2019 2020"},
		{"a definition that changed", years, steps("", "", ""), 2019, "2018 |2019 2020"},
		{"another place before", years, steps("", series.MovedBorder, ""), 0, "2018:andere grens 2019 2020"},
		{"another place after", figures([2]int{2020, 2020}, [2]int{2021, 2021}), steps("", "", "", series.MovedBorder), 0, "2020 2021:andere grens"},
		{"nothing known, the same name", years, steps("", series.UnknownBorder, ""), 0, "2018 |2019 2020"},
		{"nothing known, another name", years, steps("", series.OtherName, ""), 0, "2018:andere naam 2019 2020"},
		{"a division that does not have the code", figures([2]int{2016, 2016}, [2]int{2020, 2020}), steps("", "", ""), 0, "2016 |2020"},
		{"two years on one division", figures([2]int{2012, 2020}, [2]int{2016, 2020}), nil, 0, "2012 2016"},
		{"one year on two divisions: the area's own", figures([2]int{2020, 2020}, [2]int{2020, 2021}), steps("", "", "", ""), 0, "2020"},
		{"one year on two divisions, neither its own: the later", figures([2]int{2012, 2018}, [2]int{2012, 2019}, [2]int{2020, 2020}), steps("", series.UnknownBorder, ""), 0, "2012 2020"},
	} {
		var cuts []series.Cut
		if c.cut != 0 {
			cuts = []series.Cut{{Indicator: "woz", Year: c.cut, Why: series.Definition}}
		}
		var got []string
		for _, r := range areaTrend(area, c.figures, series.NewRule(cuts, c.places), c.places) {
			text := fmt.Sprint(r.Year)
			if r.Why != series.Same {
				text = "|" + text
			}
			if r.Value == nil {
				text += ":" + string(r.Status)
			}
			if (r.Value == nil) != (r.Quality == NoQuality) || r.Subject != "WK990102-2020" {
				t.Errorf("%s: %+v", c.name, r)
			}
			got = append(got, text)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: got %s, want %s", c.name, text, c.want)
		}
	}
}

// TestAreaTrends reads published figures, computed ones and reasons from a database.
func TestAreaTrends(t *testing.T) {
	db := alikeWijken(t, alikeIndicators)
	areas := []catalogue.AreaKey{{Year: 2020, Code: "WK990102"}, {Year: 2020, Code: "WK990101"}, {Year: 2019, Code: "WK990101"}}
	names, err := db.AreaNames(t.Context(), areas)
	if err != nil || len(names) != 2 || names[areas[0]].Gemeente != "GM9901" {
		t.Fatalf("names %v, %v", names, err)
	}
	for _, id := range alikeIndicators {
		ind, _ := db.Indicator(id)
		got, err := db.AreaTrends(t.Context(), ind, areas[:2])
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range areas[:2] {
			want := strings.Trim(ask(t, db, fmt.Sprintf("select value from profile where place = '%s' and year = 2020 and indicator = '%s'", a.Code, id)), "\n")
			rows := got[a]
			if len(rows) != 1 || rows[0].Value == nil || fmt.Sprint(*rows[0].Value) != strings.TrimSuffix(want, ".0") && fmt.Sprint(*rows[0].Value) != want || rows[0].Status != "ok" {
				t.Errorf("%s of %s: %+v, want %s", id, a.ID(), rows, want)
			}
		}
		sources, err := db.AreaSourceIDs(t.Context(), ind, areas[:2])
		if err != nil || len(sources) == 0 {
			t.Errorf("sources of %s: %v, %v", id, sources, err)
		}
	}
}
