package data

import (
	"context"
	"database/sql/driver"
	"strings"
)

// Subjects gives everything that gets a trend: the eleven, a gemeente's own wijken, the ring around each, their
// gemeenten, the rest of each, and the country.
func (c *Catalogue) Subjects() []Subject {
	var out []Subject
	for _, w := range c.Wijken {
		kind := WijkKind
		if w.Own {
			kind = OwnKind
		}
		out = append(out, Subject{Slug: w.Slug, Kind: kind, Name: w.Name, Gemeente: w.GemeenteCode, Note: w.Note})
	}
	for _, w := range c.Wijken {
		out = append(out, Subject{Slug: w.Slug + "-ring", Kind: RingKind, Name: "Ring om " + w.Name, Gemeente: w.GemeenteCode,
			Note: "De buurten van dezelfde gemeente die aan de wijk grenzen, per indeling."})
	}
	seen := map[string]bool{}
	for _, w := range c.Wijken {
		if seen[w.GemeenteCode] {
			continue
		}
		seen[w.GemeenteCode] = true
		slug, city, note := strings.ToLower(w.GemeenteCode), w.City, "De gemeente zonder de wijken van Wijk in zicht die er liggen."
		if w.Own { // the eleven come first: none of them lies here
			city, note = w.GemeenteCode, "De gemeente zonder haar eigen wijken." // query/gemeente_name.sql gives it the name in the data
		}
		out = append(out,
			Subject{Slug: slug, Kind: GemeenteKind, Name: city, Gemeente: w.GemeenteCode},
			Subject{Slug: slug + "-rest", Kind: RestKind, Name: "Rest van " + city, Gemeente: w.GemeenteCode, Note: note})
	}
	return append(out, Subject{Slug: NationSlug, Kind: LandKind, Name: "Nederland"})
}

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
		{"indicator_about", b.fillAbout}, {"minimum", b.fillMinimums}, {"difference_step", b.fillSteps},
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
			i.Shown, i.Definitie, i.SourceID); err != nil {
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
func (b *Builder) AddBreaks(ctx context.Context, breaks []Break) error {
	return b.appendRows(ctx, "", "series_break", func(add func(...driver.Value) error) error { return fillBreaks(breaks, add) })
}

func (b *Builder) fillBreaks(add func(...driver.Value) error) error {
	return fillBreaks(b.cat.Breaks, add)
}

func fillBreaks(breaks []Break, add func(...driver.Value) error) error {
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
			nullable(s.URL)); err != nil {
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
