//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// everyKindOfLineStaysInItsPlace wakes pictures with everything that a picture can have, in every size.
func (b *browser) everyKindOfLineStaysInItsPlace(t *testing.T) {
	address := serveFigure(t, everyKindOfLine)
	for size := range everySize {
		for _, width := range []int64{telephone, desk} {
			p := b.open(t, width, true, address)
			p.arrive(200, chromedp.Navigate(address+"/"+size))
			ch := p.chart(".chart")
			before := ch.picture()
			ch.pointInside(0.5, 0.5)
			p.wait(ch.element + `.classList.contains("alive")`)
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
			after := ch.picture()
			if n, most := moved(t, before, after); n > most {
				t.Errorf("%s at %d: %d pixels have no like within a pixel in the picture that was there, of which at most %d may", size, width, n, most)
			}
			p.screenshotNow(fmt.Sprintf("grafiek-alles-%s-%d", size, width))
		}
	}
}

var everySize = map[string]chart.Size{"groot": chart.Large, "smal": chart.Narrow, "klein": chart.Small, "krap": chart.Tight}

// everyKindOfLine has a band, a doubtful stretch, gaps, a break, a name that ends early and a zero line.
func everyKindOfLine(size chart.Size) chart.Figure {
	at := func(year int, value float64, quality string) chart.Point {
		return chart.Point{Year: year, Value: value, Quality: quality}
	}
	band := func(year int, low, value, high float64) chart.Point {
		return chart.Point{Year: year, Value: value, Low: &low, High: &high, Quality: "C"}
	}
	return chart.Figure{
		ID: "alles", Title: "Verschil met het land in Zonnewijk", Summary: "Verzonnen.", Unit: "punten", Decimals: 1, First: 2004, Last: 2024, Size: size,
		Lines: []chart.Line{
			{Name: "Zonnewijk", Role: chart.Wijk, Segments: [][]chart.Point{
				{at(2004, -12, "D"), at(2006, -9, "D"), at(2008, -10, "A")}, {band(2014, -9, -7, -3), band(2016, -4, -1, 2), band(2018, 0, 3, 5), at(2024, 6, "B")}}},
			{Name: "Dorrestad", Role: chart.Gemeente, Segments: [][]chart.Point{{at(2004, 2, "A"), at(2014, 4, "A"), at(2024, 5, "A")}}},
			{Name: "Ring om Zonnewijk", Role: chart.Ander, Segments: [][]chart.Point{{at(2004, -4, "B"), at(2016, -2, "B")}}},
		},
		Breaks: []chart.Break{{Year: 2012, Label: "andere grens"}},
		Gaps:   []chart.Gap{{Year: 2009, Reason: "geheim"}, {Year: 2010, Reason: "geheim"}},
	}
}

// serveFigure gives the address of a server that shows a figure in each size, with our own assets and policy.
func serveFigure(t *testing.T, figure func(chart.Size) chart.Figure) string {
	t.Helper()
	renderer, err := chart.NewRenderer(1)
	if err != nil {
		t.Fatal(err)
	}
	assets, err := web.Static()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for name, file := range assets {
		mux.HandleFunc("/static/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", file.ContentType)
			w.Write(file.Body)
		})
	}
	asset := func(name string) string {
		address, err := web.Asset(name)
		if err != nil {
			t.Fatal(err)
		}
		return address
	}
	for name, size := range everySize {
		f := figure(size)
		svg, err := renderer.SVG(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		option, err := f.Option()
		if err != nil {
			t.Fatal(err)
		}
		reading := web.ChartReading{Option: option, Lines: []web.LineReading{}}
		reading.Width, reading.Height = size.Pixels()
		body, err := json.Marshal(reading)
		if err != nil {
			t.Fatal(err)
		}
		mux.HandleFunc("/"+name+".json", func(w http.ResponseWriter, _ *http.Request) { w.Write(body) })
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'")
			fmt.Fprintf(w, `<!doctype html><html lang="nl"><title>Zonnewijk</title><link rel="icon" href="data:,"><link rel="stylesheet" href="%s">
				<script type="module" src="%s"></script><main><div class="chart" data-optie="/%s.json" data-echarts="%s">%s</div></main>`,
				asset("embed.css"), asset("grafiek.js"), name, asset("echarts.js"), svg)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
