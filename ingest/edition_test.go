package ingest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// TestTwoEditionsAreNeverOneLine: the newest edition that speaks of a place goes first, whole; what the older one has more is not
// put behind or between it, and check says what was calculated anew.
func TestTwoEditionsAreNeverOneLine(t *testing.T) {
	store := store.Store{Dir: t.TempDir()}
	newer := scores2002to2024("wk", "WK990101", "WK990102")
	newer = strings.Replace(newer, newer[strings.Index(newer, `"WK990101","Plek 1",2008`):strings.Index(newer, `"WK990101","Plek 1",2012`)], "", 1)
	older := strings.ReplaceAll(scores2002to2022("wk", 0, "WK990101", "WK990102", "WK990103"), "Plek 1", "Zonnewijk")
	moved := scores2002to2022("wk", 0.01, "WK990101")
	first := strings.Index(older, "WK990101")
	older = older[:first] + strings.ReplaceAll(moved[strings.Index(moved, "WK990101"):], "Plek 1", "Zonnewijk") + older[strings.Index(older, "WK990102"):]
	ingested(t, store, folder(t, map[string][]byte{"a": []byte(strings.ReplaceAll(newer, "Plek 1", "Zonnewijk")), "b": zipped([]byte(older))}))
	db := opened(t, store)
	expect(t, db, "select distinct area_year, source_id from observation o join raw_file f on f.id = o.raw_file where indicator = 'lbm' and area_code = 'WK990101' order by 1",
		"2022,lbm3-2022", "2024,lbm3-2024")
	years := "2002,2012,2014,2016,2018,2020,2022,2024"
	expect(t, db, "select string_agg(year, ',' order by year), sum(break_before::int) from trend where subject = 'zonnewijk' and indicator = 'lbm' and value is not null", `"`+years+`",0`)
	expect(t, db, "select distinct area_year from trend_input where subject = 'zonnewijk' and indicator = 'lbm' and role = 'waarde'", "2024")
	ind, _ := db.Indicator("lbm")
	area := catalogue.AreaKey{Year: 2024, Code: "WK990101"}
	series, err := db.AreaTrends(context.Background(), ind, []catalogue.AreaKey{area, {Year: 2022, Code: "WK990103"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range series[area] {
		got = append(got, fmt.Sprint(r.Year))
	}
	if strings.Join(got, ",") != years {
		t.Errorf("the series of the area has %v, want %s", got, years)
	}
	if n := len(series[catalogue.AreaKey{Year: 2022, Code: "WK990103"}]); n != 8 {
		t.Errorf("a wijk that only the older edition has, has %d years there", n)
	}
	expect(t, db, "select area_year, from_year, to_year, points from slope where indicator = 'lbm' and level = 'wijk' and place in ('WK990101', 'WK990103') order by place", "2024,2002,2024,8", "2022,2002,2022,8")
	maps, err := db.MapYears(context.Background(), ind, "GM9901", "wijk")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range maps {
		if m.AreaYear != 2024 {
			t.Errorf("the map of %d stands on the edition of %d", m.Year, m.AreaYear)
		}
	}
	findings := ask(t, db, "select text from finding where source_id = 'lbm3-2022'")
	if len(findings) != 1 || !strings.Contains(findings[0], "van de 2 gebieden (wijk)") || !strings.Contains(findings[0], "1 opnieuw berekend: WK990101") || strings.Contains(findings[0], "WK990102") {
		t.Errorf("what was calculated anew is told as %q", findings)
	}
	// Parts that the publisher does not bring out for a year are no figures at all; a year that it lacks of an area is a gap.
	expect(t, db, "select count(*) from observation where indicator = 'lbm_soc' and year in (2002, 2008, 2012, 2016)", "0")
}

// cityOfWijken is a city of two wijken with scores on the division of 2024, of which the published score is known in 2024 alone.
func cityOfWijken(published float64) []data.Observation {
	var out []data.Observation
	add := func(indicator, code string, year int, v any) {
		out = append(out, on(2024, seen(indicator, code, year, v)))
	}
	for _, year := range []int{2002, 2014, 2024} {
		add("lbm", whole, year, -0.2)
		add("lbm", moon, year, 0.1)
	}
	add("lbm", city, 2024, published)
	for code, n := range map[string][2]int{whole: {1000, 900}, moon: {3000, 1100}, city: {4000, 2000}} {
		add("woningen", code, 2024, n[0])
		add("huishoudens", code, 2024, n[1])
	}
	return out
}

// TestGemeenteOfWijken: a gemeente without a published score has one made of all its wijken, with one set of weights; the line is cut
// where it is known that the made and the published score differ.
func TestGemeenteOfWijken(t *testing.T) {
	for name, c := range map[string]struct {
		subject string
		figures []data.Observation
		want    string
	}{
		"made and published agree": {"gm9901", cityOfWijken(0.0255), "[2002 0.025 ok B 1 2014 0.025 ok B 1 2024 0.0255 ok A 1]"},
		"they differ":              {"gm9901", cityOfWijken(0.03), "[2002 0.025 ok B 1 2014 0.025 ok B 1 | 2024 0.03 ok A 1]"},
		"the rest is always made":  {"gm9901-rest", cityOfWijken(0.03), "[2002 0.1 ok B 1 2014 0.1 ok B 1 2024 0.1 ok B 1]"},
		"by households without dwellings": {"gm9901", lacking(cityOfWijken(0.03), "woningen", city),
			"[2002 -0.035 ok B 1 2014 -0.035 ok B 1 | 2024 0.03 ok A 1]"},
		"not without weights":      {"gm9901", lacking(lacking(cityOfWijken(0.03), "woningen", city), "huishoudens", city), "[2024 0.03 ok A 1]"},
		"not of some wijken alone": {"gm9901", lacking(lacking(cityOfWijken(0.03), "lbm", whole), "lbm", "none"), "[2024 0.03 ok A 1]"},
	} {
		l := ladderOf(onlyZonnewijk(t), c.figures, allUsed(onlyZonnewijk(t)))
		l.findApart()
		if got := fmt.Sprint(seriesOf(t, l, c.subject, "lbm")); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
	// The weights are those of 2024 in every year, and the lineage says so.
	l := ladderOf(onlyZonnewijk(t), cityOfWijken(0.03), allUsed(onlyZonnewijk(t)))
	row, ok := l.gemeente("gm9901", city, indicatorOf(t, l, "lbm"), edition{2024, 2002})
	if !ok {
		t.Fatal("no score is made")
	}
	for _, in := range row.Inputs {
		if in.Role == "gewicht" && (in.Indicator != "woningen" || in.Year != 2024 || in.AreaYear != 2024) || in.Role == "waarde" && in.Year != 2002 {
			t.Errorf("the lineage has %+v", in)
		}
	}
}

func lacking(all []data.Observation, indicator, code string) []data.Observation {
	return slices.DeleteFunc(slices.Clone(all), func(o data.Observation) bool { return o.Indicator == indicator && o.Code == code })
}

func indicatorOf(t *testing.T, l *ladder, id string) catalogue.Indicator {
	t.Helper()
	ind, ok := l.cat.Indicator(id)
	if !ok {
		t.Fatalf("no indicator %s", id)
	}
	return ind
}

// TestMadeScoresStandBesidePublished holds the scores that we make of wijken against the published ones of 2024, over the embedded
// figures: five of six within 0.002, and Den Haag, whose line is cut for it, within 0.004.
func TestMadeScoresStandBesidePublished(t *testing.T) {
	db := embedded(t)
	rows := ask(t, db, `select g.area_code, sum(w.value * n.value) / sum(n.value) - any_value(g.value)
		from observation g join observation w on w.indicator = 'lbm' and w.area_year = 2024 and w.year = 2024 and w.area_code like 'WK' || substr(g.area_code, 3) || '%' and w.value is not null
		join observation n on n.indicator = 'woningen' and n.area_year = 2024 and n.year = 2024 and n.area_code = w.area_code
		where g.indicator = 'lbm' and g.area_code like 'GM%' and g.area_year = 2024 and g.year = 2024 group by 1 order by 1`)
	if len(rows) != 6 {
		t.Fatalf("there are %q", rows)
	}
	for _, r := range rows {
		code, text, _ := strings.Cut(r, ",")
		var off float64
		fmt.Sscan(text, &off)
		if limit := map[bool]float64{true: 0.004, false: madeSlack}[code == "GM0518"]; math.Abs(off) > limit {
			t.Errorf("the score of %s made of its wijken is %v off", code, off)
		}
	}
	expect(t, db, "select subject, year from trend where indicator = 'lbm' and break_before", "gm0518,2024")
	expect(t, db, "select count(*) from finding where subject = 'gm0518' and text like 'Leefbaarheid (Leefbaarometer 3.0): vóór 2024%'", "1")
	// Nine years for every gemeente, ring, rest and wijk; eight for the country, from the edition before.
	expect(t, db, "select distinct years from dekking where indicator = 'lbm' and subject <> 'nl'", "9")
	expect(t, db, "select years_quality from dekking where indicator = 'lbm' and subject = 'nl'", "2002B 2008B 2012B 2014B 2016B 2018B 2020B 2022B")
	expect(t, db, "select distinct area_year from trend_input where subject = 'nl' and indicator = 'lbm'", "2022")
}
