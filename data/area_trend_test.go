package data

import (
	"fmt"
	"strings"
	"testing"
)

// TestAreaTrendStaysWithOnePlace: a code's figures are joined only where it is known to be one place, and are not shown
// where it was another.
func TestAreaTrendStaysWithOnePlace(t *testing.T) {
	const code = "WK990102"
	area := AreaKey{Year: 2020, Code: code}
	type figure struct {
		year, division int
		name           string
	}
	same := func(years ...int) []KeptPlace { // known to be the place of the year before
		var out []KeptPlace
		for _, y := range years {
			out = append(out, KeptPlace{Code: code, From: y - 1, To: y, Same: true})
		}
		return out
	}
	moved := KeptPlace{Code: code, From: 2018, To: 2019, Same: false}
	for _, c := range []struct {
		name    string
		figures []figure
		kept    []KeptPlace
		breaks  []int
		want    string
	}{
		{"the same place all along", []figure{{2018, 2018, "Maanwijk"}, {2019, 2019, "Maanwijk"}, {2020, 2020, "Maanwijk"}}, same(2019, 2020), nil, "2018 2019 2020"},
		{"a definition that changed", []figure{{2018, 2018, "Maanwijk"}, {2019, 2019, "Maanwijk"}}, same(2019, 2020), []int{2019}, "2018 |2019"},
		{"another place before", []figure{{2018, 2018, "Maanwijk"}, {2019, 2019, "Maanwijk"}, {2020, 2020, "Maanwijk"}}, append(same(2020), moved), nil, "2018:andere grens 2019 2020"},
		{"another place after", []figure{{2020, 2020, "Maanwijk"}, {2021, 2021, "Maanwijk"}}, []KeptPlace{{Code: code, From: 2020, To: 2021}}, nil, "2020 2021:andere grens"},
		{"nothing known, the same name", []figure{{2018, 2018, "Wijk 02 Maanwijk"}, {2020, 2020, "Maanwijk"}}, nil, nil, "2018 |2020"},
		{"nothing known, no name", []figure{{2018, 2018, ""}, {2020, 2020, "Maanwijk"}}, nil, nil, "2018 |2020"},
		{"nothing known, another name", []figure{{2018, 2018, "Sterwijk"}, {2020, 2020, "Maanwijk"}}, nil, nil, "2018:andere naam 2020"},
		{"two years on one division", []figure{{2012, 2020, "Maanwijk"}, {2016, 2020, "Maanwijk"}}, nil, nil, "2012 2016"},
		{"one year on two divisions: the area's own", []figure{{2020, 2020, "Maanwijk"}, {2020, 2024, "Maanwijk"}}, nil, nil, "2020"},
		{"one year on two divisions, neither its own: the later", []figure{{2012, 2014, "Maanwijk"}, {2012, 2016, "Maanwijk"}, {2020, 2020, "Maanwijk"}}, same(2017, 2018, 2019, 2020), nil, "2012 2020"},
		{"a place between two of its own", []figure{{2018, 2018, "Maanwijk"}, {2019, 2019, "Maanwijk"}, {2020, 2020, "Maanwijk"}},
			[]KeptPlace{{Code: code, From: 2018, To: 2020, Same: true}, {Code: code, From: 2018, To: 2019}, {Code: code, From: 2019, To: 2020}}, nil, "2018:andere grens 2019:andere grens 2020"},
	} {
		var figures []areaFigure
		for i, f := range c.figures {
			v := float64(10 + i)
			figures = append(figures, areaFigure{row: TrendRow{Year: f.year, Value: &v, Status: "ok"}, division: f.division, name: f.name})
		}
		var got []string
		for _, r := range areaTrend(area, "Maanwijk", figures, NewPlaces(c.kept, nil, nil), c.breaks) {
			text := fmt.Sprint(r.Year)
			if r.BreakBefore {
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
	areas := []AreaKey{{2020, "WK990102"}, {2020, "WK990101"}, {2019, "WK990101"}}
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
