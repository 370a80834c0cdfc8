package compare

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/figure"
)

// told writes a series as "2004:100A 2006|120B 2008:-(geheim)": a bar marks a break.
func told(s series.Line) string {
	var out []string
	for _, r := range s {
		sign := ":"
		if r.Why != series.Same {
			sign = "|"
		}
		text := fmt.Sprintf("%d%s-(%s)", r.Year, sign, r.Status)
		if r.Value != nil {
			text = fmt.Sprintf("%d%s%g%s", r.Year, sign, math.Round(*r.Value*100)/100, r.Quality)
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestDerivedSeries(t *testing.T) {
	long := made.Line(made.At(2004, 50), made.At(2006, 60), made.Broken(2008, 90), made.None(2010, data.Secret), made.At(2012, 99))
	other := made.Line(made.At(2004, 40), made.Broken(2006, 45), made.At(2008, 45), made.At(2012, 50))
	index := func(base int) series.Line { s, _ := long.Index(base, figure.OtherStretch); return s }
	for name, c := range map[string]struct {
		got  series.Line
		want string
	}{
		"index before the break":           {index(2004), "2004:100A 2006:120A 2008:-(niet vergelijkbaar met het basisjaar) 2010:-(geheim) 2012:-(niet vergelijkbaar met het basisjaar)"},
		"index after the break":            {index(2012), "2004:-(niet vergelijkbaar met het basisjaar) 2006:-(niet vergelijkbaar met het basisjaar) 2008:90.91A 2010:-(geheim) 2012:100A"},
		"index without a base":             {index(2010), ""},
		"difference":                       {long.Minus(other, figure.NoOther), "2004:10A 2006|15A 2008|45A 2010:-(geheim) 2012:49A"},
		"difference with nothing":          {long.Minus(nil, figure.NoOther), "2004:-(geen cijfer om mee te vergelijken) 2006:-(geen cijfer om mee te vergelijken) 2008:-(geen cijfer om mee te vergelijken) 2010:-(geheim) 2012:-(geen cijfer om mee te vergelijken)"},
		"a break in a year that one lacks": {made.Line(made.At(2004, 1), made.At(2008, 2)).Minus(made.Line(made.At(2004, 1), made.Broken(2006, 1), made.At(2008, 1)), figure.NoOther), "2004:0A 2008|1A"},
		"two years over a break":           {long.Ends(2004, 2012), "2004:50A 2012|99A"},
		"two years within a stretch":       {long.Ends(2008, 2012), "2008:90A 2012:99A"},
		"own figures":                      {made.Line(made.Around(2004, 1), made.At(2006, 2)).Own(figure.OnlyEnclosing), "2004:-(alleen een groter gebied) 2006:2A"},
		"a break that was left out":        {made.Line(made.At(2002, 1), func() series.Point { r := made.Around(2004, 1); r.Why = series.Definition; return r }(), made.At(2006, 2)).Own(figure.OnlyEnclosing), "2002:1A 2004:-(alleen een groter gebied) 2006|2A"},
		"a period":                         {long.Period(2006, 2010), "2006:60A 2008|90A 2010:-(geheim)"},
		"an open period":                   {long.Period(0, 2004), "2004:50A"},
	} {
		if got := told(c.got); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
	if _, ok := (made.Line(made.At(2004, 0))).Index(2004, figure.OtherStretch); ok {
		t.Error("an index on zero")
	}
}

// An index and a difference are no more certain than what they are made of.
func TestDerivedQualityIsTheLesser(t *testing.T) {
	bounded := made.At(2006, 60)
	low, high := 55.0, 70.0
	bounded.Quality, bounded.Low, bounded.High = data.Converted, &low, &high
	s, _ := made.Line(made.At(2004, 50), bounded).Index(2004, figure.OtherStretch)
	if s[1].Quality != data.Converted || *s[1].Low != 110 || *s[1].High != 140 {
		t.Errorf("got %s from %v to %v", s[1].Quality, *s[1].Low, *s[1].High)
	}
	s, _ = made.Line(made.At(2004, 50), bounded).Index(2006, figure.OtherStretch)
	if s[0].Quality != data.Converted {
		t.Errorf("a value against a converted base has quality %s", s[0].Quality)
	}
	d := made.Line(bounded).Minus(made.Line(made.At(2006, 10)), figure.NoOther)
	if d[0].Quality != data.Converted || *d[0].Low != 45 || *d[0].High != 60 {
		t.Errorf("got %s from %v to %v", d[0].Quality, *d[0].Low, *d[0].High)
	}
}

// The index of the index is the index: multiplying a series changes nothing, and the difference with itself is zero.
func TestDerivedProperties(t *testing.T) {
	s := made.Line(made.At(2004, 50), made.At(2006, 63), made.Broken(2008, 90), made.At(2012, 99))
	scaled := made.Line()
	for _, r := range s {
		v := *r.Value * 7
		r.Value = &v
		scaled = append(scaled, r)
	}
	for _, base := range []int{2004, 2006, 2008, 2012} {
		a, _ := s.Index(base, figure.OtherStretch)
		b, _ := scaled.Index(base, figure.OtherStretch)
		c, _ := a.Index(base, figure.OtherStretch)
		if told(a) != told(b) || told(a) != told(c) {
			t.Errorf("base %d: %s, scaled %s, twice %s", base, told(a), told(b), told(c))
		}
	}
	for _, r := range s.Minus(s, figure.NoOther) {
		if *r.Value != 0 {
			t.Errorf("%d minus itself is %v", r.Year, *r.Value)
		}
	}
}
