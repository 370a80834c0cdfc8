package ingest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// writeTrends finds the areas of the eleven in the data and makes every subject's series.
func writeTrends(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder) error {
	cat, parts, err := writeParts(ctx, cat, b)
	if err != nil {
		return err
	}
	places, parts, err := writeDrawn(ctx, cat, b, parts)
	if err != nil {
		return err
	}
	breaks := places.ownBreaks(cat)
	if err := b.AddBreaks(ctx, breaks); err != nil {
		return err
	}
	if err := b.AddFindings(ctx, places.findings(cat, parts, breaks)...); err != nil {
		return err
	}
	known := *cat
	known.Breaks = slices.Concat(cat.Breaks, breaks)
	kept, err := b.WritePlaces(ctx, known.Breaks, parts)
	if err != nil {
		return err
	}
	observations, err := observationsOf(ctx, cat, b, parts, places)
	if err != nil {
		return err
	}
	l := newLadder(&known, observations, parts)
	l.places, l.kept = places, kept
	return writeSeries(ctx, b, l)
}

// partCodes are the codes of the country, the gemeenten and every area of the eleven that the catalogue names.
func partCodes(cat *catalogue.Catalogue) []string {
	codes := append([]string{catalogue.NationCode}, cat.Gemeenten()...)
	for _, p := range cat.Parts {
		codes = append(codes, p.Code)
	}
	return codes
}

// writeParts says which areas the eleven are made of, and gives them with the catalogue, which follows them into divisions that it
// does not have.
func writeParts(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder) (*catalogue.Catalogue, []data.SubjectPart, error) {
	areas, err := b.NamedAreas(ctx, partCodes(cat))
	if err != nil {
		return nil, nil, err
	}
	silent := unflagged(cat, areas)
	same, err := sameBorders(ctx, cat, b, silent)
	if err != nil {
		return nil, nil, err
	}
	cat = carry(cat, areas, same)
	parts, findings := findParts(cat, areas)
	findings = append(findings, unsaid(silent, same)...)
	findings = append(findings, ownMissing(cat, parts, areas)...)
	if err := b.AddParts(ctx, parts); err != nil {
		return nil, nil, err
	}
	return cat, parts, b.AddFindings(ctx, findings...)
}

// writeDrawn reads the outlines, and adds the areas that a gemeente's drawn wijken hold to the parts.
func writeDrawn(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, parts []data.SubjectPart) (*geometry, []data.SubjectPart, error) {
	places, err := writeGeometry(ctx, cat, b, parts)
	if err != nil {
		return nil, nil, err
	}
	drawn, findings, err := places.drawn(ctx, cat, b)
	if err != nil {
		return nil, nil, err
	}
	if err := b.AddParts(ctx, drawn); err != nil {
		return nil, nil, err
	}
	return places, append(parts, drawn...), b.AddFindings(ctx, findings...)
}

// observationsOf reads every figure that the series are made of.
func observationsOf(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, parts []data.SubjectPart, places *geometry) ([]data.Observation, error) {
	codes := partCodes(cat)
	for _, p := range parts {
		codes = append(codes, p.Code)
	}
	observations, err := b.Observations(ctx, append(codes, places.codes()...))
	if err != nil {
		return nil, err
	}
	scores, err := b.WijkScores(ctx, codes)
	return append(observations, scores...), err
}

// writeSeries writes what the ladder makes of every subject: series, their breaks, profiles and directions.
func writeSeries(ctx context.Context, b *data.Builder, l *ladder) error {
	l.findApart()
	if err := b.AddBreaks(ctx, l.apart); err != nil {
		return err
	}
	rows := l.trends()
	recalculated, err := b.Recalculated(ctx)
	if err != nil {
		return err
	}
	if err := b.AddFindings(ctx, slices.Concat(outOfBounds(l.cat, rows), madeFindings(l.apart), recalculated)...); err != nil {
		return err
	}
	if err := b.AddTrends(ctx, rows); err != nil {
		return err
	}
	if err := b.WriteProfiles(ctx); err != nil {
		return err
	}
	return writeDirections(ctx, l.cat, b, rows, l.rule)
}

// findParts holds the catalogue's areas against the data. Codes are used again for other places, so an area counts
// only when its name is the expected one; an area that a file gives without a name rests on the catalogue's evidence.
func findParts(cat *catalogue.Catalogue, areas map[catalogue.AreaKey]data.NamedArea) ([]data.SubjectPart, []data.Finding) {
	var parts []data.SubjectPart
	var findings []data.Finding
	for _, p := range cat.Parts {
		area, there := areas[catalogue.AreaKey{Year: p.Year, Code: p.Code}]
		found := area.Name
		part := data.SubjectPart{Subject: p.Slug, Year: p.Year, Code: p.Code, Relation: p.Relation, Share: 1, Name: p.Name, Found: found,
			Evidence: p.Evidence, Confidence: p.Confidence, Used: there && (found == "" || data.SameName(p.Name, found))}
		if !p.Whole() {
			part.Share = p.Share
		}
		if there && !part.Used {
			list := "onze lijst"
			if w, _ := cat.Wijk(p.Slug); w.Kind == catalogue.OwnKind {
				list = catalogue.OwnParts
			}
			findings = append(findings, data.Finding{Kind: "naam", Subject: p.Slug,
				Text: fmt.Sprintf("%s heet in %d %q in de cijfers en %q in %s; het gebied is niet gebruikt.", p.Code, p.Year, found, p.Name, list)})
		}
		parts = append(parts, part)
	}
	return parts, findings
}

// ownMissing names the areas of a gemeente's own wijken that the data do not have: a code that was mistyped, or a division
// of which nothing was loaded.
func ownMissing(cat *catalogue.Catalogue, parts []data.SubjectPart, areas map[catalogue.AreaKey]data.NamedArea) []data.Finding {
	type division struct {
		gemeente string
		year     int
	}
	loaded := map[division]bool{}
	for k := range areas {
		loaded[division{gemeenteOf(k.Code), k.Year}] = true
	}
	var out []data.Finding
	for _, w := range cat.Wijken {
		var years []string
		for _, p := range parts {
			if _, there := areas[catalogue.AreaKey{Year: p.Year, Code: p.Code}]; p.Subject != w.Slug || w.Kind != catalogue.OwnKind || there {
				continue
			}
			if year := strconv.Itoa(p.Year); !loaded[division{w.GemeenteCode, p.Year}] {
				if !slices.Contains(years, year) {
					years = append(years, year)
				}
				continue
			}
			out = append(out, data.Finding{Kind: "naam", Subject: w.Slug,
				Text: fmt.Sprintf("%s: %s (%s) staat niet in de cijfers van %d; het gebied is niet gebruikt.", w.Name, p.Code, p.Name, p.Year)})
		}
		if len(years) > 0 {
			out = append(out, data.Finding{Kind: "naam", Subject: w.Slug,
				Text: fmt.Sprintf("%s: van de indeling van %s is in %s niets geladen.", w.Name, strings.Join(years, ", "), w.GemeenteCode)})
		}
	}
	return out
}
