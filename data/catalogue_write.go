package data

import (
	"context"
	"database/sql/driver"
	"strings"

	"wijkinzicht/data/catalogue"
)

// writeCatalogue puts the catalogue into the tables that researchers see.
func (b *Builder) writeCatalogue(ctx context.Context) error {
	type fill struct {
		table string
		rows  func(add func(...driver.Value) error) error
	}
	for _, f := range []fill{
		{"indicator", b.fillIndicators}, {"indicator_column", b.fillColumns}, {"series_break", b.fillBreaks},
		{"source", b.fillSources}, {"subject", b.fillSubjects}, {"event", b.fillEvents},
		{"intervention", b.fillInterventions},
		{"indicator_about", b.fillAbout}, {"minimum", b.fillMinimums}, {"difference_step", b.fillSteps}, {"rounding", b.fillRoundings}, {"rough_from", b.fillMargins},
		{"typology", b.fillTypology}, {"threshold", b.fillThresholds}, {"likeness", b.fillLikeness},
	} {
		if err := b.appendRows(ctx, "", f.table, f.rows); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillIndicators(add func(...driver.Value) error) error {
	for _, i := range b.cat.Indicators {
		editions := make([]int16, len(i.Editions))
		for k, y := range i.Editions {
			editions[k] = int16(y)
		}
		var per driver.Value
		if i.Per != 0 {
			per = i.Per
		}
		if err := add(i.ID, i.Naam, i.Name, i.Theme, i.Side, nullable(i.Route), i.Unit, string(i.Kind), nullable(i.Numerator),
			nullable(strings.Join(i.Denominator, "+")), per, nullable(i.Weight), i.Direction, int8(i.Decimals),
			nullableNumber(i.Min), nullableNumber(i.Max), i.Step, editions,
			i.Shown, i.Defined(), i.SourceID); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillColumns(add func(...driver.Value) error) error {
	for _, c := range b.cat.Columns {
		if err := add(c.Family, nullable(c.Generation), int16(c.From), int16(c.To), c.Name, nullable(c.Parent), nullable(c.Unit),
			c.Indicator, c.Factor); err != nil {
			return err
		}
	}
	return nil
}

// AddBreaks records breaks beside those of the catalogue.
func (b *Builder) AddBreaks(ctx context.Context, breaks []catalogue.Break) error {
	return b.appendRows(ctx, "", "series_break", func(add func(...driver.Value) error) error { return fillBreaks(breaks, add) })
}

func (b *Builder) fillBreaks(add func(...driver.Value) error) error {
	return fillBreaks(b.cat.Breaks, add)
}

func fillBreaks(breaks []catalogue.Break, add func(...driver.Value) error) error {
	for _, r := range breaks {
		indicator := nullable(r.Indicator)
		if r.Indicator == "*" {
			indicator = nil
		}
		if err := add(indicator, nullable(r.Subject), nullable(r.Level), int16(r.Year), r.Kind, r.Note, r.Source); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillSources(add func(...driver.Value) error) error {
	for _, s := range b.cat.Sources {
		if err := add(s.ID, s.Family, int16(s.Year), s.Title, s.Publisher, nullable(s.Table), s.Status, s.Licence, s.Attribution,
			nullable(s.URL), nil); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillSubjects(add func(...driver.Value) error) error {
	for _, s := range b.cat.Subjects() {
		if err := add(s.Slug, string(s.Kind), s.Name, nullable(s.Gemeente), nullable(s.Note)); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) fillEvents(add func(...driver.Value) error) error {
	for _, e := range b.cat.Events {
		confidence := "waarschijnlijk"
		if e.Sure {
			confidence = "zeker"
		}
		origin := "catalogus"
		if e.Own {
			origin = "eigen"
		}
		if err := add(e.ID, e.Subject, string(e.Kind), e.From.String(), nullable(e.Until.String()), e.Open, e.Label, e.Note, e.Source, e.URL,
			confidence, origin); err != nil {
			return err
		}
	}
	return nil
}
