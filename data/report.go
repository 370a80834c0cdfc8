package data

import (
	"context"
	"database/sql"
	"fmt"
)

// SourceReport says what was read of one publication.
type SourceReport struct {
	Title                                                   string
	Files, Rows, Rejected                                   int64
	Figures, Values, Secret, Unknown, NotYet, NotApplicable int64
}

// TotalReport holds a gemeente's own count against the sum of its buurten.
type TotalReport struct {
	Indicator         string
	AreaYear, Year    int
	Gemeente          string
	Published, Summed float64
	Percent           float64 // of the published count; rounding to five or ten explains small ones
}

// SourceReports gives what was read, per publication.
func (db *DB) SourceReports(ctx context.Context) ([]SourceReport, error) {
	var out []SourceReport
	err := each(ctx, db.sql, statement("query/check_source.sql"), func(rows *sql.Rows) error {
		var r SourceReport
		err := rows.Scan(&r.Title, &r.Files, &r.Rows, &r.Rejected, &r.Figures, &r.Values, &r.Secret, &r.Unknown, &r.NotYet, &r.NotApplicable)
		out = append(out, r)
		return err
	})
	return out, wrap("report on sources", err)
}

// TotalReports gives the totals that should agree, largest difference first.
func (db *DB) TotalReports(ctx context.Context) ([]TotalReport, error) {
	var out []TotalReport
	err := each(ctx, db.sql, statement("query/check_total.sql"), func(rows *sql.Rows) error {
		var r TotalReport
		err := rows.Scan(&r.Indicator, &r.AreaYear, &r.Year, &r.Gemeente, &r.Published, &r.Summed, &r.Percent)
		out = append(out, r)
		return err
	})
	return out, wrap("report on totals", err)
}

// Findings gives what was noticed while the revision was made.
func (db *DB) Findings(ctx context.Context) ([]Finding, error) {
	var out []Finding
	err := each(ctx, db.sql, "select kind, coalesce(source_id, ''), coalesce(subject, ''), text from finding", func(rows *sql.Rows) error {
		var f Finding
		err := rows.Scan(&f.Kind, &f.SourceID, &f.Subject, &f.Text)
		out = append(out, f)
		return err
	})
	return out, wrap("findings", err)
}

// BrokenLineage counts the trend values that do not follow from the observations named behind them; it must be zero.
func (db *DB) BrokenLineage(ctx context.Context) (int, error) {
	var n int
	err := db.sql.QueryRowContext(ctx, statement("query/check_lineage.sql")).Scan(&n)
	return n, wrap("check lineage", err)
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
