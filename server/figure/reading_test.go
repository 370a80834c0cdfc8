package figure

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// converted makes a point with bounds.
func converted(year int, value, low, high float64) series.Point {
	r := made.At(year, value)
	r.Quality, r.Low, r.High = data.Converted, &low, &high
	return r
}

func TestReadingIsThePictureInWords(t *testing.T) {
	const hostile = `</script><b onclick=x>"Zonnewijk" & 'Maan'`
	wijk := catalogue.Subject{Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: hostile}
	gemeente := catalogue.Subject{Slug: "gm9901", Kind: catalogue.GemeenteKind, Name: "Dorrestad"}
	rest := catalogue.Subject{Slug: "gm9901-rest", Kind: catalogue.RestKind, Name: "rest van Dorrestad"}
	borrowed := made.Around(2010, 3)
	borrowed.Of = "Wijk 12 Maanwijk"
	provisional := made.At(2010, 1234.56)
	provisional.Status = data.Provisional
	all := map[string]map[string]series.Line{
		"zonnewijk":   {"zon": made.Line(made.At(2004, 10), made.None(2006, data.Secret), converted(2008, 20, 18.04, 22), borrowed)},
		"gm9901":      {"zon": made.Line(made.At(2004, 12), made.At(2007, 13), made.Broken(2008, 14), provisional)},
		"gm9901-rest": {"zon": made.Line(made.At(2004, 11))},
	}
	lines := LinesOf(made.Zon, []ShownLine{{Subject: wijk, Role: chart.Wijk}, {Subject: gemeente, Role: chart.Gemeente}, {Subject: rest, Role: chart.Rest}}, all)
	p := Trend(words.NL, &data.DB{}, made.Zon, lines)
	for _, size := range []chart.Size{chart.Large, chart.Narrow} {
		f := p.At(size)
		body, err := p.reading(size)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsAny(body, "<>&") {
			t.Error("the answer has markup of its own")
		}
		var got web.ChartReading
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		f.Palette = color.Page // a page's own chart takes its colours from the page
		if want, err := f.Option(); err != nil || !bytes.Equal(got.Option, want) {
			t.Errorf("size %d: not the option that the picture is drawn from (%v)", size, err)
		}
		if w, h := size.Pixels(); got.Width != w || got.Height != h {
			t.Errorf("size %d: %d by %d, want %d by %d", size, got.Width, got.Height, w, h)
		}
		var said []string
		for i, line := range got.Lines {
			if line.Glyph != f.Keys()[i].Glyph || line.Color != f.Keys()[i].Color {
				t.Errorf("%s has another key than its line", line.Name)
			}
			for _, y := range line.Values {
				said = append(said, strings.Join([]string{line.Name, y.Text, y.Unit, string(y.Quality), y.Word, y.Remark}, "|"))
			}
		}
		want := []string{
			hostile + "|10,0|%|A|rechtstreeks|",
			hostile + "|||||geheim",
			hostile + "|||||niet geladen",
			hostile + "|20,0|%|C|omgerekend|marge 18,0 tot 22,0",
			hostile + "|3,0|%|D|omliggend|cijfer van Maanwijk; breuk: niet te vergelijken met eerder (groter gebied)",
			"Dorrestad|12,0|%|A|rechtstreeks|",
			"Dorrestad|13,0|%|A|rechtstreeks|",
			"Dorrestad|14,0|%|A|rechtstreeks|breuk: niet te vergelijken met eerder (andere definitie)",
			"Dorrestad|1.234,6|%|A|rechtstreeks|voorlopig",
		}
		if strings.Join(said, "\n") != strings.Join(want, "\n") {
			t.Errorf("size %d reads\n%s\nwant\n%s", size, strings.Join(said, "\n"), strings.Join(want, "\n"))
		}
	}
}
