package figure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// eventsFor gives the dated facts about subjects, their gemeenten and the country, oldest first. What stands around a
// wijk has the facts of its gemeente.
func eventsFor(ctx context.Context, db *data.DB, subjects []string) ([]catalogue.Event, error) {
	slugs := []string{catalogue.NationSlug}
	for _, slug := range subjects {
		s, _ := db.Subject(slug)
		slugs = append(slugs, slug)
		if s.Gemeente != "" {
			slugs = append(slugs, strings.ToLower(s.Gemeente))
		}
	}
	slices.Sort(slugs)
	return db.Events(ctx, slices.Compact(slugs))
}

// Occurrence is a fact with its number on the page, in years from and until.
type Occurrence struct {
	catalogue.Event
	number      int
	from, until float64
	name        string // of what it is about
	own         bool   // about a compared subject itself
}

// GoesOn is beyond every year axis.
const GoesOn = 2300

// OccurrencesOf numbers the facts that fall on the year axis, by time; the same fact about two subjects is one.
func OccurrencesOf(ctx context.Context, db *data.DB, w *words.Words, subjects []string, first, last int) ([]Occurrence, error) {
	facts, err := eventsFor(ctx, db, subjects)
	if err != nil {
		return nil, err
	}
	var out []Occurrence
	for _, f := range facts {
		o := Occurrence{Event: f, from: f.From.Start(), until: f.From.Start(), own: slices.Contains(subjects, f.Subject)}
		switch {
		case !f.Until.IsZero():
			o.until = f.Until.End()
		case f.Open:
			o.until = GoesOn
		case f.From.Month == 0: // somewhere in that year
			o.until = f.From.End()
		}
		if o.until < float64(first)-0.5 || o.from > float64(last)+0.5 {
			continue
		}
		about, _ := db.Subject(f.Subject)
		o.name = about.Name
		same := slices.IndexFunc(out, func(p Occurrence) bool {
			return p.Label == o.Label && p.From == o.From && p.Until == o.Until && p.Event.Own == o.Event.Own
		})
		if same >= 0 {
			out[same].name = w.Enumerate([]string{out[same].name, o.name})
			out[same].own = out[same].own || o.own
			continue
		}
		o.number = len(out) + 1
		out = append(out, o)
	}
	return out, nil
}

// ChartEvents gives the facts for a picture: those about the subjects themselves get the room first.
func ChartEvents(facts []Occurrence) []chart.Event {
	var own, around []chart.Event
	for _, o := range facts {
		e := chart.Event{Number: o.number, From: o.from, Until: o.until, Label: o.Label}
		if o.own {
			own = append(own, e)
		} else {
			around = append(around, e)
		}
	}
	return append(own, around...)
}

// Timeline lists the facts for a page, with the numbers of the picture.
func Timeline(facts []Occurrence) []web.Event {
	var out []web.Event
	for _, o := range facts {
		source := o.Source
		if o.Event.Own {
			source += " (toegevoegd door de gemeente)"
		}
		out = append(out, web.Event{Number: o.number, When: when(o.Event), About: o.name, Kind: string(o.Kind), Label: o.Label, Note: o.Note,
			Source: web.Link{Text: source, URL: o.URL}, Unsure: !o.Sure})
	}
	return out
}

// Axis gives the facts for one axis of a page, with the year in which the first of them begins.
func Axis(facts []Occurrence) (spans []web.Span, first int) {
	for _, o := range facts {
		if year := int(o.from); first == 0 || year < first {
			first = year
		}
		spans = append(spans, web.Span{Number: o.number, From: o.from, Until: o.until, Row: o.name, Label: o.Label, When: when(o.Event)})
	}
	return spans, first
}

// when writes the time of a fact as exact as it is known.
func when(f catalogue.Event) string {
	switch {
	case !f.Until.IsZero() && f.Until != f.From:
		return fmt.Sprintf("%s – %s", Day(f.From), Day(f.Until))
	case f.Open:
		return "sinds " + Day(f.From)
	}
	return Day(f.From)
}

// Day writes a date as far as it is known.
func Day(d catalogue.Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", web.Maand(d.Month), d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, web.Maand(d.Month), d.Year)
}
