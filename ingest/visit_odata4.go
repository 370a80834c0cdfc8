package ingest

import (
	"context"
	"encoding/json"
	"strings"
)

// odata4 fetches a table of OData v4: what edition it is, its measures and areas, and the observations.
func (v *visit) odata4(ctx context.Context) error {
	if err := v.properties4(ctx); err != nil {
		return err
	}
	dimensions, err := v.entity(ctx, "Dimensions", nil)
	if err != nil {
		return err
	}
	region, period := "", ""
	for _, raw := range dimensions {
		var d dimension
		switch err := json.Unmarshal(raw, &d); {
		case err == nil && d.isRegion():
			region = d.Identifier
		case err == nil && strings.HasPrefix(d.Kind, "Time"):
			period = d.Identifier
		default:
			return v.refuse("de tabel is ook verdeeld naar %q; dat lezen wij niet", d.Identifier)
		}
	}
	if region == "" {
		return v.refuse("Dimensions noemt geen gebieden")
	}
	codes, err := v.entity(ctx, "MeasureCodes", nil)
	if err != nil {
		return err
	}
	measures, grouped := map[string]int{}, false
	for _, raw := range codes {
		var m measure
		if err := json.Unmarshal(raw, &m); err != nil || m.Identifier == "" {
			return v.refuse("MeasureCodes heeft een rij zonder Identifier")
		}
		measures[m.Identifier], grouped = len(measures), grouped || m.MeasureGroupID != ""
	}
	if grouped { // a table without groups does not have the set
		if _, err := v.entity(ctx, "MeasureGroups", nil); err != nil {
			return err
		}
	}
	known, err := v.areas(ctx, region+"Codes", "Identifier")
	if err != nil {
		return err
	}
	if period != "" && v.source.Family != "kwb" {
		if _, err := v.entity(ctx, period+"Codes", nil); err != nil {
			return err
		}
	}
	return v.observations(ctx, region, period, measures, known)
}

// about4 is what a table says of itself, as far as it is used here.
type about4 struct {
	Identifier, Modified string
	ObservationCount     int
}

// about4 asks a table what it says of itself; it is one object and no list.
func (v *visit) about4(ctx context.Context) (about about4, content []byte, err error) {
	if content, err = v.object4(ctx, v.set4("Properties")); err != nil {
		return about, nil, err
	}
	if err := json.Unmarshal(content, &about); err != nil || about.Modified == "" {
		return about, nil, v.refuse("Properties zegt niet welke editie de tabel is")
	}
	if !strings.EqualFold(about.Identifier, v.source.Table) {
		return about, nil, v.refuse("gevraagd is tabel %s en er kwam %q", v.source.Table, about.Identifier)
	}
	return about, content, nil
}

// properties4 fetches what the table says of itself into a file of the set.
func (v *visit) properties4(ctx context.Context) error {
	about, content, err := v.about4(ctx)
	if err != nil {
		return err
	}
	if v.edition = editionOf(v.source.Status, about.Modified, content); v.edition == v.keptEdition() {
		return errUnchanged
	}
	v.rows = about.ObservationCount
	g, err := v.gather(v.source.Table + "_Properties.json")
	if err != nil {
		return err
	}
	g.write(content)
	return g.finish(v, v.set4("Properties"), "")
}

// observation4 is a row of Observations as far as it is checked here; the area and period stand under the table's own names.
type observation4 struct {
	code, when string
	measure    int
}

func (v *visit) observations(ctx context.Context, region, period string, measures map[string]int, known map[string]bool) error {
	g, err := v.gather(v.source.Table + "_Observations.json")
	if err != nil {
		return err
	}
	address := v.set4("Observations")
	rows, seen := map[observation4]bool{}, map[string]bool{}
	asks := v.asks(known)
	for i, prefix := range asks {
		one := address
		if f := v.filter(region, period, prefix); f != "" {
			one = query(address, "$filter", f)
		}
		err := v.pages(ctx, one, func(opening string, r json.RawMessage) error {
			var fields map[string]any
			if err := json.Unmarshal(r, &fields); err != nil {
				return v.refuse("een waarneming is niet te lezen")
			}
			code, _ := fields[region].(string)
			id, _ := fields["Measure"].(string)
			when, _ := fields[period].(string)
			o := observation4{code: strings.TrimSpace(code), when: when}
			if err := v.place(o.code, prefix, known); err != nil {
				return err
			}
			at, there := measures[id]
			if !there {
				return v.refuse("maat %q staat niet in MeasureCodes", id)
			}
			if o.measure = at; rows[o] {
				return v.refuse("maat %s van %s kwam twee keer; de bron gaf een bladzijde dubbel", id, o.code)
			}
			rows[o], seen[o.code] = true, true
			g.add(opening, r)
			return nil
		})
		if err != nil {
			g.drop()
			return err
		}
		v.done(i+1, len(asks))
	}
	err = v.complete(known, seen)
	if whole := v.filter(region, period, asks[0]) == ""; err == nil && v.rows > 0 && (whole && g.rows != v.rows || g.rows > v.rows) {
		err = v.refuse("de tabel zegt %d waarnemingen te hebben en er kwamen er %d", v.rows, g.rows)
	}
	if err != nil {
		g.drop()
		return err
	}
	return g.finish(v, address, closing)
}
