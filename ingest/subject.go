package ingest

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"wijkinzicht/data"
)

// writeTrends finds the areas of the eleven in the data and makes every subject's series.
func writeTrends(ctx context.Context, cat *data.Catalogue, b *data.Builder) error {
	codes := append([]string{data.NationCode}, cat.Gemeenten()...)
	for _, p := range cat.Parts {
		codes = append(codes, p.Code)
	}
	names, err := b.AreaNames(ctx, codes)
	if err != nil {
		return err
	}
	parts, findings := findParts(cat, names)
	if err := b.AddParts(ctx, parts); err != nil {
		return err
	}
	for _, f := range findings {
		if err := b.AddFinding(ctx, f); err != nil {
			return err
		}
	}
	places, err := writeGeometry(ctx, cat, b, parts)
	if err != nil {
		return err
	}
	observations, err := b.Observations(ctx, append(codes, places.codes()...))
	if err != nil {
		return err
	}
	for _, f := range places.findings(cat, parts) {
		if err := b.AddFinding(ctx, f); err != nil {
			return err
		}
	}
	l := newLadder(cat, observations, parts)
	l.places = places
	return b.AddTrends(ctx, l.trends())
}

// findParts holds the catalogue's areas against the data. Codes are used again for other places, so an area counts
// only when its name is the expected one; an area that a file gives without a name rests on the catalogue's evidence.
func findParts(cat *data.Catalogue, names map[data.AreaKey]string) ([]data.SubjectPart, []data.Finding) {
	var parts []data.SubjectPart
	var findings []data.Finding
	for _, p := range cat.Parts {
		found, there := names[data.AreaKey{Year: p.Year, Code: p.Code}]
		part := data.SubjectPart{Subject: p.Slug, Year: p.Year, Code: p.Code, Relation: p.Relation, Share: 1, Name: p.Name, Found: found,
			Evidence: p.Evidence, Confidence: p.Confidence, Used: there && (found == "" || sameName(p.Name, found))}
		if there && !part.Used {
			findings = append(findings, data.Finding{Kind: "naam", Subject: p.Slug,
				Text: fmt.Sprintf("%s heet in %d %q in de cijfers en %q in onze lijst; het gebied is niet gebruikt.", p.Code, p.Year, found, p.Name)})
		}
		parts = append(parts, part)
	}
	return parts, findings
}

// numberedName is the ordering that older editions put before a name: "Wijk 36 Moerwijk", "Gebied 22 Lelystad Noordwest".
var numberedName = regexp.MustCompile(`^(wijk|gebied) [0-9]+ `)

// sameName compares area names as people would: without case, hyphens, double blanks and "Wijk 36".
func sameName(a, b string) bool { return plainName(a) == plainName(b) }

func plainName(name string) string {
	name = strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == ',' }), " "))
	return numberedName.ReplaceAllString(name, "")
}
