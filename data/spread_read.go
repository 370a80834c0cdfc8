package data

import (
	"context"
	"database/sql"
)

// Spread gives, for each of these indicators, how far wijken lie apart: the standard deviation over the wijken, or over
// the buurten where no wijk has a figure, in the latest year that thirty of them have one. An indicator without such a year is left out.
func (db *DB) Spread(ctx context.Context, indicators []string) (map[string]float64, error) {
	out := map[string]float64{}
	err := each(ctx, db.sql, statement("query/spread.sql"), func(rows *sql.Rows) error {
		var id string
		var apart float64
		err := rows.Scan(&id, &apart)
		out[id] = apart
		return err
	}, indicators)
	return out, wrap("spread of indicators", err)
}
