package data

import (
	"context"
	"database/sql"
	"fmt"
	"math"
)

// SourceReport says what was read of one publication.
type SourceReport struct {
	Title                                                   string
	Files, Rows, Rejected                                   int64
	Figures, Values, Secret, Unknown, NotYet, NotApplicable int64
}

// TotalReport holds an area's own count against the sum of those of the smaller areas in it.
type TotalReport struct {
	Indicator         string
	AreaYear, Year    int
	Area              string // code of a gemeente or wijk
	Parts             string // level of the smaller areas
	Published, Summed float64
	Percent           float64 // of the published count; rounding to five or ten explains small ones
	Complete          bool    // every smaller area has one
}

// Wrong tells whether rounding and missing parts cannot explain the difference: each part may be rounded by at most ten.
func (r TotalReport) Wrong() bool {
	const most, least = 0.5, 50 // per cent, and so many people, dwellings …
	d := r.Summed - r.Published
	return math.Abs(r.Percent) >= most && math.Abs(d) >= least && (d > 0 || r.Complete)
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
		err := rows.Scan(&r.Indicator, &r.AreaYear, &r.Year, &r.Area, &r.Published, &r.Parts, &r.Summed, &r.Percent, &r.Complete)
		out = append(out, r)
		return err
	})
	return out, wrap("report on totals", err)
}

// JumpReport is a figure that lies far from that of the same area in the edition before.
type JumpReport struct {
	Indicator, Code string
	YearBefore      int
	Before          float64
	FileBefore      string
	RowBefore       int
	Year            int
	Value           float64
	File            string
	Row             int
}

// JumpReports gives the outliers between neighbouring editions of key figures in the gemeenten that are followed, largest first: more
// than four times what the other areas of the gemeente did. Most are real (a new estate, a closed hostel); a mark that was lost is one too.
func (db *DB) JumpReports(ctx context.Context) ([]JumpReport, error) {
	var out []JumpReport
	err := each(ctx, db.sql, statement("query/check_jump.sql"), func(rows *sql.Rows) error {
		var r JumpReport
		err := rows.Scan(&r.Indicator, &r.Code, &r.YearBefore, &r.Before, &r.FileBefore, &r.RowBefore, &r.Year, &r.Value, &r.File, &r.Row)
		out = append(out, r)
		return err
	})
	return out, wrap("report on outliers", err)
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

// BrokenRules says in Dutch which rules that every revision keeps are broken, each with a count: there must be none.
func (db *DB) BrokenRules(ctx context.Context) ([]string, error) {
	var out []string
	err := each(ctx, db.sql, statement("query/hard_rule.sql"), func(rows *sql.Rows) error {
		var rule string
		var n int
		if err := rows.Scan(&rule, &n); err != nil {
			return err
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%s (%d)", rule, n))
		}
		return nil
	})
	if err != nil {
		return nil, wrap("check the rules", err)
	}
	n, err := db.BrokenLineage(ctx)
	if n > 0 {
		out = append(out, fmt.Sprintf("trendwaarden die niet volgen uit de waarnemingen erachter (%d)", n))
	}
	return out, err
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// MadeReport says of which areas the values of a wijk were made that no publisher has for the wijk itself.
type MadeReport struct {
	Subject  string
	Quality  Quality
	AreaYear int
	Areas    string // codes, names and the part of each that lies in the wijk
	Values   int
}

// MadeReports explains every trend value of quality C and D.
func (db *DB) MadeReports(ctx context.Context) ([]MadeReport, error) {
	var out []MadeReport
	err := each(ctx, db.sql, statement("query/check_made.sql"), func(rows *sql.Rows) error {
		var r MadeReport
		err := rows.Scan(&r.Subject, &r.Quality, &r.AreaYear, &r.Areas, &r.Values)
		out = append(out, r)
		return err
	})
	return out, wrap("report on converted and enclosing values", err)
}

// FlagReport holds CBS's flag of change against the borders of the year before.
type FlagReport struct {
	Year       int
	Code, Name string
	Flag       string  // 1 unchanged, 3 outline changed
	Kept       float64 // part of the area of the year before that lies in the area of this year
}

// Disagrees tells whether flag and borders contradict each other: CBS counts a move from about five metres, and our borders
// may be simplified, so small differences are none.
func (r FlagReport) Disagrees() bool {
	const moved, same = 0.95, 0.999
	return r.Flag == "1" && r.Kept < moved || r.Flag == "3" && r.Kept > same
}

// FlagReports gives every area that can be compared.
func (db *DB) FlagReports(ctx context.Context) ([]FlagReport, error) {
	var out []FlagReport
	err := each(ctx, db.sql, statement("query/check_flag.sql"), func(rows *sql.Rows) error {
		var r FlagReport
		err := rows.Scan(&r.Year, &r.Code, &r.Name, &r.Flag, &r.Kept)
		out = append(out, r)
		return err
	})
	return out, wrap("report on flags of change", err)
}
