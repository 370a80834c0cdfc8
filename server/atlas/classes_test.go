package atlas

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

func areasOf(values ...float64) []Area {
	var out []Area
	for i, v := range values {
		a := Area{MapArea: data.MapArea{Code: fmt.Sprint(i), Name: fmt.Sprint("Buurt ", i)}}
		if !math.IsNaN(v) {
			a.shown = &v
		}
		out = append(out, a)
	}
	return out
}

func classesOf(areas []Area) []int {
	var out []int
	for _, a := range areas {
		out = append(out, a.class)
	}
	return out
}

var absent = math.NaN()

// seen makes a map of these values, whose classes are made of the values of all years.
func seen(ind catalogue.Indicator, c Choice, all []float64, values ...float64) View {
	v := View{Words: words.NL, Ind: ind, asked: ind, Choice: c, Gemeente: catalogue.Subject{Name: "Dorrestad"}, Areas: areasOf(values...)}
	v.measure = Measure{ind: ind, words: words.NL, name: "Dorrestad"}
	for i := range v.Areas {
		if x := v.Areas[i].shown; x != nil {
			v.Areas[i].toward = series.Toward(*x, ind.Step)
		}
	}
	v.classify(levelScale(ind, slices.DeleteFunc(slices.Clone(all), math.IsNaN), c))
	return v
}

func labelsOf(l web.Legend) string {
	var labels []string
	for _, c := range l.Classes {
		labels = append(labels, c.Label)
	}
	return fmt.Sprintf("%q", labels)
}

func TestClassesOfQuantiles(t *testing.T) {
	share := catalogue.Indicator{Naam: "Koopwoningen", Unit: "woningen", Kind: catalogue.Share}
	for _, c := range []struct {
		name   string
		ind    catalogue.Indicator
		values []float64
		want   []int
		labels string
	}{
		{"five classes of equally many", share, []float64{10, 20, 30, 40, 50, 60, 70, 80, 90, 100}, []int{1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
			`["10 – 20" "21 – 40" "41 – 60" "61 – 80" "81 – 100"]`},
		{"equal values share a class", share, []float64{5, 5, 5, 5, 5, 9}, []int{1, 1, 1, 1, 1, 2}, `["5" "6 – 9"]`},
		{"one value", share, []float64{7}, []int{1}, `["7"]`},
		{"no data is no class", share, []float64{absent, 3}, []int{0, 1}, `["3"]`},
		{"nothing at all", share, []float64{absent}, []int{0}, `[]`},
		{"rounded as shown: 12,4 and 11,6 are both 12", share, []float64{11.6, 12.4}, []int{1, 1}, `["12"]`},
		{"published classes are the classes", catalogue.Indicator{Naam: "Klasse", Kind: catalogue.Class}, []float64{3, 5, 5, 4}, []int{1, 3, 3, 2}, `["3" "4" "5"]`},
		{"nine published classes: the outer ones share", catalogue.Indicator{Naam: "Klasse", Kind: catalogue.Class}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9},
			[]int{1, 1, 2, 3, 4, 5, 6, 7, 7}, `["1 – 2" "3" "4" "5" "6" "7" "8 – 9"]`},
	} {
		v := seen(c.ind, Choice{quantiles: true}, c.values, c.values...)
		if got := classesOf(v.Areas); !slices.Equal(got, c.want) || labelsOf(v.Legend) != c.labels {
			t.Errorf("%s: %v %s, want %v %s", c.name, got, labelsOf(v.Legend), c.want, c.labels)
		}
		if len(v.Legend.Classes) > mostClasses {
			t.Errorf("%s: %d classes", c.name, len(v.Legend.Classes))
		}
	}
}

// Classes are those of all years: where every area fell, every area is in a lower class, and the legend stays.
func TestClassesAreTheSameInEveryYear(t *testing.T) {
	share := catalogue.Indicator{Naam: "Koopwoningen", Unit: "%", Kind: catalogue.Share}
	var before, after []float64
	for i := range 20 {
		before, after = append(before, float64(50+2*i)), append(after, float64(10+2*i))
	}
	all := append(slices.Clone(before), after...)
	early, late := seen(share, Choice{}, all, before...), seen(share, Choice{}, all, after...)
	if a, b := labelsOf(early.Legend), labelsOf(late.Legend); a != b || a != `["minder dan 25%" "25% – 40%" "40% – 55%" "55% – 70%" "70% of meer"]` {
		t.Errorf("the legends are %s and %s", a, b)
	}
	for i := range before {
		if early.Areas[i].class <= late.Areas[i].class {
			t.Errorf("%v is in class %d and %v in %d", before[i], early.Areas[i].class, after[i], late.Areas[i].class)
		}
	}
	quantiles := seen(share, Choice{quantiles: true}, after, after...)
	if quantiles.Areas[0].class != 1 || quantiles.Areas[19].class != 5 {
		t.Error("quantiles of one year do not use all classes")
	}
	own := seen(share, Choice{bounds: readBounds("20 12,5 x")}, all, after...)
	if got := labelsOf(own.Legend); got != `["minder dan 13%" "13% – 20%" "20% of meer"]` {
		t.Errorf("own bounds give %s", got)
	}
}

// A score that has values on both sides of zero is drawn around zero; what lies within its step of zero is neutral.
func TestScoresAreDrawnAroundZero(t *testing.T) {
	score := catalogue.Indicator{Naam: "Leefbaarheid", Kind: catalogue.Score, Decimals: 3, Step: 0.03}
	values := []float64{-0.3, -0.1, -0.031, -0.029, 0, 0.02, 0.05, 0.1, 0.3}
	v := seen(score, Choice{}, values, values...)
	got := classesOf(v.Areas)
	if !v.Legend.Diverging || !slices.Equal(got[3:6], []int{middle, middle, middle}) || got[2] != middle-1 || got[0] != 1 || got[8] != 7 {
		t.Errorf("classes %v", got)
	}
	if want := `["0,3 of meer onder nul" "0,1 tot 0,3 onder nul" "tot 0,1 onder nul" "rond nul (minder dan 0,03 verschil)" "tot 0,1 boven nul" "0,1 tot 0,3 boven nul" "0,3 of meer boven nul"]`; labelsOf(v.Legend) != want {
		t.Errorf("%s, want %s", labelsOf(v.Legend), want)
	}
	if positive := seen(score, Choice{}, []float64{.1, .2}, .1, .2); positive.Legend.Diverging {
		t.Error("a score above zero everywhere has no two sides")
	}
}

// changed makes a map of changes from one year to another.
func changed(ind catalogue.Indicator, against bool, city series.Line, pairs ...[2]float64) View {
	v := View{Words: words.NL, Ind: ind, asked: ind, Gemeente: catalogue.Subject{Name: "Dorrestad"}, Choice: Choice{Level: "buurt", against: against},
		year: data.MapYear{Year: 2024, AreaYear: 2024}, before: data.MapYear{Year: 2014, AreaYear: 2024}}
	v.measure = Measure{ind: ind, since: true, against: against, city: city, name: "Dorrestad", rule: series.NewRule(nil, nil), words: words.NL}
	var now, old []data.MapArea
	for i, p := range pairs {
		name := fmt.Sprint("Buurt ", i)
		old = append(old, data.MapArea{Code: fmt.Sprint("BU", i), Name: name, Value: &p[0], Status: "ok", Edition: 2014})
		now = append(now, data.MapArea{Code: fmt.Sprint("BU", i), Name: name, Value: &p[1], Status: "ok", Edition: 2024})
	}
	v.show(now, old)
	var values []float64
	for _, a := range v.Areas {
		if a.shown != nil {
			values = append(values, *a.shown)
		}
	}
	v.classify(v.scaleFrom(values))
	v.say()
	return v
}

// A change of money is in percent, and neutral is only what is less than the step of the indicator: + 71% is not.
func TestChangeOfMoney(t *testing.T) {
	woz := catalogue.Indicator{ID: "woz", Naam: "WOZ-waarde", Unit: "x € 1.000", Kind: catalogue.Mean, Step: 2}
	v := changed(woz, false, nil, [2]float64{129, 221}, [2]float64{200, 201}, [2]float64{200, 190}, [2]float64{200, 204}, [2]float64{100, 230}, [2]float64{0, 5})
	var got []string
	for _, a := range v.Areas {
		got = append(got, fmt.Sprint(v.text(a), " ", a.class, " ", a.reason))
	}
	want := []string{"+71% 7 ", "+0,5% 4 ", "−5,0% 3 ", "+2,0% 5 ", "+130% 7 ", " 0 geen percentage: de waarde in 2014 is niet groter dan nul"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if want := "In 3 buurten is het cijfer hoger, in één lager en in één vrijwel gelijk; voor één is geen vergelijking mogelijk. Het sterkst daalde Buurt 2 (−5,0%), het sterkst steeg Buurt 4 (+130%)."; v.Sentence != want {
		t.Errorf("%s\nwant %s", v.Sentence, want)
	}
	if near := v.Legend.Classes[3].Label; near != "vrijwel gelijk (minder dan €\u00a02.000 verschil)" || v.Legend.Title != "Verandering, procent" {
		t.Errorf("the middle is %q under %q", near, v.Legend.Title)
	}
}

// Beside the gemeente a rise that is smaller than hers is a fall, and the band is twice as wide: two figures may each be off.
func TestChangeBesideTheGemeente(t *testing.T) {
	woz := catalogue.Indicator{ID: "woz", Naam: "WOZ-waarde", Unit: "x € 1.000", Kind: catalogue.Mean, Step: 2}
	from, to := 200.0, 300.0
	city := series.Line{{Year: 2014, Value: &from, Stretch: 1}, {Year: 2024, Value: &to, Stretch: 1}}
	v := changed(woz, true, city, [2]float64{200, 340}, [2]float64{200, 303}, [2]float64{200, 220})
	if got := []int{v.Areas[0].toward, v.Areas[1].toward, v.Areas[2].toward}; !slices.Equal(got, []int{1, 0, -1}) || v.text(v.Areas[2]) != "−40%" {
		t.Errorf("%v %s", got, v.text(v.Areas[2]))
	}
	if want := "Het sterkst daalde Buurt 2 (−40%), het sterkst steeg Buurt 0 (+20%)."; v.Sentence != want {
		t.Errorf("%s\nwant %s", v.Sentence, want)
	}
	apart := changed(woz, false, nil, [2]float64{200, 340})
	apart.Areas[0].Figure = Figure{why: series.MovedBorder, reason: "niet te vergelijken"}
	apart.say()
	if want := "Geen enkele buurt is met 2014 te vergelijken. Meestal is de reden: de grens veranderde."; apart.Sentence != want {
		t.Errorf("%s\nwant %s", apart.Sentence, want)
	}
	city[1].Stretch, city[1].Why = 2, series.Definition
	if v = changed(woz, true, city, [2]float64{200, 340}); v.Areas[0].shown != nil || v.Areas[0].reason != "geen vergelijkbaar cijfer van Dorrestad" {
		t.Errorf("over a break in the gemeente's line: %v %q", v.Areas[0].shown, v.Areas[0].reason)
	}
}

// A share changes in points, and so does a score.
func TestChangeInPoints(t *testing.T) {
	v := changed(catalogue.Indicator{ID: "koop", Naam: "Koopwoningen", Unit: "%", Kind: catalogue.Share, Step: 2}, false, nil, [2]float64{20, 30}, [2]float64{20, 21})
	if v.text(v.Areas[0]) != "+10" || v.measure.unit() != "procentpunt" || v.Areas[1].class != middle {
		t.Errorf("%s %s, class %d", v.text(v.Areas[0]), v.measure.unit(), v.Areas[1].class)
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
	view := func(rule *series.Rule) View {
		v := View{Words: words.NL, Ind: catalogue.Indicator{ID: "koop"}, year: data.MapYear{Year: 2024, AreaYear: 2024}, before: data.MapYear{Year: 2020, AreaYear: 2020}}
		v.measure = Measure{ind: v.Ind, since: true, rule: rule, words: words.NL}
		v.show(now, old)
		return v
	}
	v := view(series.NewRule(nil, steps))
	var got []string
	for _, a := range v.Areas {
		if a.shown != nil {
			got = append(got, fmt.Sprint(*a.shown))
		} else {
			got = append(got, a.reason)
		}
	}
	if want := []string{"2", "niet te vergelijken met 2020: het gebied kreeg een andere naam, en of de grens bleef is niet bekend", "ander gebied in 2020", "niet in beide jaren"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	v = view(series.NewRule([]series.Cut{{Indicator: "koop", Year: 2022, Why: series.Definition}}, steps))
	if v.Areas[0].shown != nil || v.Areas[0].reason != "niet te vergelijken met 2020: de definitie veranderde" {
		t.Errorf("over a break: %v %q", v.Areas[0].shown, v.Areas[0].reason)
	}
}
