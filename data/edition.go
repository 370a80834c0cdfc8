package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Leefbaarometer is the family of the Leefbaarometer 3.0.
const Leefbaarometer = "lbm3"

// EstimatedAnew tells an indicator whose every edition estimates all its years anew: figures of two editions are never one series,
// and the newest edition that speaks of an area goes first. The edition is the year of the division. Seen in the publishers' files: the
// Leefbaarometer of 2024 has other scores for 19 of 113 wijken than that of 2022, and of 184 areas 17 have the same share in good
// health of 2016 in two editions of the health monitor. SES-WOA is computed anew on every division (CBS, 86296NED).
func (i Indicator) EstimatedAnew() bool {
	return slices.Contains([]string{Leefbaarometer, "gezondheid", "ses"}, i.SourceID)
}

// estimatedAnew gives the ids of such indicators.
func estimatedAnew(indicators []Indicator) []string {
	out := []string{}
	for _, i := range indicators {
		if i.EstimatedAnew() {
			out = append(out, i.ID)
		}
	}
	return out
}

// Ours tells a source that is our own computation from publications, not one of them.
func (s Source) Ours() bool { return strings.HasPrefix(s.Publisher, "Wijk in zicht") }

// WijkScores gives the scores and weights of every wijk that has scores of the Leefbaarometer, but for the codes that are known.
func (b *Builder) WijkScores(ctx context.Context, known []string) ([]Observation, error) {
	rows, err := b.conn.QueryContext(ctx, statement("query/wijk_scores.sql"), known)
	if err != nil {
		return nil, fmt.Errorf("read scores of wijken: %w", err)
	}
	defer rows.Close()
	var out []Observation
	for rows.Next() {
		var o Observation
		if err := rows.Scan(&o.Indicator, &o.AreaYear, &o.Code, &o.Year, &o.Edition, &o.Value, &o.Status); err != nil {
			return nil, fmt.Errorf("read scores of wijken: %w", err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

// Recalculated says, per level, of which areas a newer edition of the Leefbaarometer gives other scores than an older one.
func (b *Builder) Recalculated(ctx context.Context) ([]Finding, error) {
	rows, err := b.conn.QueryContext(ctx, statement("query/recalculated.sql"))
	if err != nil {
		return nil, fmt.Errorf("recalculated scores: %w", err)
	}
	defer rows.Close()
	var out []Finding
	for rows.Next() {
		var older, newer, both, anew int
		var level, which string
		if err := rows.Scan(&older, &newer, &level, &both, &anew, &which); err != nil {
			return nil, fmt.Errorf("recalculated scores: %w", err)
		}
		text := fmt.Sprintf("Leefbaarometer 3.0: van de %d gebieden (%s) die ook in de meting %d staan, heeft de meting %d er %d opnieuw berekend", both, level, older, newer, anew)
		if anew > 0 {
			text += ": " + which
		}
		out = append(out, Finding{Kind: "verschil", SourceID: fmt.Sprintf("%s-%d", Leefbaarometer, older),
			Text: text + ". Twee metingen zijn twee uitgaven en staan nooit in één lijn; de nieuwste gaat voor."})
	}
	return out, rows.Err()
}
