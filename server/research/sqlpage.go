package research

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/sandbox"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// sqlPage answers "/onderzoek/sql": the form, and the answer when something was asked.
func (s *Research) sqlPage(c *fiber.Ctx) error {
	page := web.SQLPage{SQL: c.Query("q"), Asked: c.Query("q") != ""}
	status := fiber.StatusOK
	var a sqlAnswer
	if page.Asked || s.sandbox == nil {
		var err error
		var known *answer.Problem
		if a, err = s.ask(c); errors.As(err, &known) {
			status, page.Fault, page.Asked = known.Status, known.Detail, true
		} else if err != nil {
			return err
		}
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	page.Frame = s.Frame(rev, "Vraag het in SQL", "Stel uw eigen vraag aan de database van Wijk in zicht, in de browser.", "/onderzoek/sql", web.SectionOnderzoek)
	stored, err := s.Desk.Store.Revisions()
	if err != nil {
		return err
	}
	for _, r := range stored {
		label := r.Revision
		if r.Current {
			label += " (de nieuwste)"
		}
		page.Revisions = append(page.Revisions, web.Option{Value: r.Revision, Label: label, Selected: r.Revision == a.revision})
	}
	limits := sandbox.DefaultLimits
	page.Seconds, page.MaxRows = web.Getal(limits.Time.Seconds(), 0), web.Getal(float64(limits.Rows), 0)
	for _, q := range data.Questions() {
		page.Examples = append(page.Examples, web.Link{Text: q.Title, URL: "/onderzoek/sql?" + url.Values{"q": {q.SQL}}.Encode()})
	}
	if page.Asked && page.Fault == "" {
		if err := s.showAnswer(&page, a); err != nil {
			return err
		}
	}
	var body bytes.Buffer
	if err := s.Templates.SQL(&body, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	if status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "2")
	}
	return c.Status(status).Send(body.Bytes())
}

// showAnswer puts an answer on the page.
func (s *Research) showAnswer(page *web.SQLPage, a sqlAnswer) error {
	page.Address = s.Address + "/onderzoek/sql?" + a.query()
	page.Revision, page.Count, page.Took = a.revision, web.Getal(float64(len(a.Rows)), 0), web.Getal(a.Took.Seconds(), 2)+" seconden"
	switch {
	case a.Cut:
		page.Cut = "Er waren er meer: het antwoord is afgebroken."
	case len(a.Rows) > pageRows:
		page.Cut = fmt.Sprintf("Hier staan de eerste %d; de bestanden hebben ze allemaal.", pageRows)
	}
	for _, c := range a.Columns {
		page.Columns = append(page.Columns, c.Name)
	}
	for _, row := range a.Rows[:min(len(a.Rows), pageRows)] {
		page.Rows = append(page.Rows, texts(row))
	}
	for _, format := range []string{"csv", "json", "parquet"} {
		page.Files = append(page.Files, web.Link{Text: map[string]string{"csv": "CSV", "json": "JSON", "parquet": "Parquet"}[format], URL: "/onderzoek/sql." + format + "?" + a.query()})
	}
	drawing, ok := figureOfAnswer(a.Answer)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	page.HasChart = true
	return figure.Picture{Chart: drawing}.Draw(ctx, s.Charts, &page.Chart)
}

// figureOfAnswer draws an answer that says how its values hang together: with the columns year, value, quality and
// break_before, as the macro trend gives them, and one series. Anything else would be a line that nobody vouches for. Of values
// that no scale can hold there is the table alone.
func figureOfAnswer(a sandbox.Answer) (chart.Figure, bool) {
	at := map[string]int{}
	for i, c := range a.Columns {
		at[c.Name] = i
	}
	for _, name := range []string{"year", "value", "quality", "break_before"} {
		if _, ok := at[name]; !ok {
			return chart.Figure{}, false
		}
	}
	var segments [][]chart.Point
	first, last := 0, 0
	for _, row := range a.Rows {
		year, value := numberOf(row[at["year"]]), numberOf(row[at["value"]])
		quality, isText := row[at["quality"]].(string)
		if value == nil {
			continue
		}
		if year == nil || !isText || !slices.Contains(data.Closed["quality"], quality) || *year < 1900 || *year > 2100 || int(*year) <= last || math.Abs(*value) > chart.Largest {
			return chart.Figure{}, false
		}
		point := chart.Point{Year: int(*year), Value: *value, Quality: quality}
		// Without the indicator's editions nobody knows whether a year was missed: only years in a row are joined.
		if n := len(segments); n == 0 || row[at["break_before"]] == true || point.Year != last+1 {
			segments = append(segments, []chart.Point{point})
		} else {
			segments[n-1] = append(segments[n-1], point)
		}
		if last = point.Year; first == 0 {
			first = last
		}
	}
	if len(segments) == 0 {
		return chart.Figure{}, false
	}
	return chart.Figure{ID: "antwoord", Title: "Antwoord op de vraag", Decimals: 1, First: min(first, last-figure.LeastSpan), Last: last,
		Summary: fmt.Sprintf("De waarden van %d tot en met %d; alleen opeenvolgende jaren zonder breuk zijn verbonden. De tabel heeft dezelfde cijfers.", first, last),
		Lines:   []chart.Line{{Name: "waarde", Role: chart.Wijk, Segments: segments}}}, true
}

// numberOf reads a plain value as a number; nil for anything else.
func numberOf(v any) *float64 {
	n, ok := v.(json.Number)
	if !ok {
		return nil
	}
	f, err := n.Float64()
	if err != nil {
		return nil
	}
	return &f
}
