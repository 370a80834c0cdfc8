package data

import (
	"context"
	"fmt"

	"wijkinzicht/data/catalogue"
)

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
		out = append(out, Finding{Kind: "verschil", SourceID: fmt.Sprintf("%s-%d", catalogue.Leefbaarometer, older),
			Text: text + ". Twee metingen zijn twee uitgaven en staan nooit in één lijn; de nieuwste gaat voor."})
	}
	return out, rows.Err()
}
